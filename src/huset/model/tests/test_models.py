"""The five models that come with the system: five municipalities, one code."""

import csv
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest
import yaml

from huset.model import accounting, rules, terms
from huset.model.file import load
from huset.model.rules import GovernanceModel
from huset.model.terms import (
    DEFAULT_WORDS,
    FULFILMENT,
    PROGRESS,
    Deadline,
    MonthDay,
    Turn,
    Zone,
    is_election_year,
)

ROOT = Path(__file__).parents[4]
EXAMPLES = Path(__file__).parents[2] / "examples"
STATEMENTS = ROOT.parent / "shared" / "domain" / "requirements.csv"
DOC = (ROOT / "docs" / "governance-model.md").read_text(encoding="utf-8")
FILES = {
    "vimmerby": EXAMPLES / "vimmerby" / "model.yaml",
    **{
        name: EXAMPLES / "models" / f"{name}.yaml"
        for name in ("kumla", "lysekil", "varberg", "vargarda")
    },
}
MODELS = {name: load(file.read_text(encoding="utf-8"), name=name) for name, file in FILES.items()}
VIMMERBY = MODELS["vimmerby"]
EVERY = pytest.mark.parametrize("model", MODELS.values(), ids=MODELS.keys())


def names(model: GovernanceModel, zone: Zone, floor: int | None = None) -> list[str]:
    return [part.name for part in model.parts_in(zone) if part.floor == floor]


@EVERY
def test_every_outcome_has_a_status_with_word_and_symbol(model):
    shown = [model.fulfilment.status(o) for o in FULFILMENT]
    shown += [model.assignment_scale.status(o) for o in PROGRESS]
    assert all(status.word and status.symbol for status in shown)


@EVERY
def test_the_income_statement_follows_the_law_to_the_last_line(model):
    assert [line.name for line in model.ledger.income_statement] == [
        "Verksamhetens intäkter",
        "Verksamhetens kostnader",
        "Avskrivningar",
        "Verksamhetens nettokostnader",
        "Skatteintäkter",
        "Generella statsbidrag och utjämning",
        "Verksamhetens resultat",
        "Finansiella intäkter",
        "Finansiella kostnader",
        "Resultat efter finansiella poster",
        "Extraordinära poster",
        "Årets resultat",
    ]


def test_no_two_houses_are_alike():
    palettes = {model.house.palette for model in MODELS.values()}
    rooms = {tuple(part.name for part in model.parts) for model in MODELS.values()}
    assert (len(palettes), len(rooms)) == (5, 5)


def test_vimmerbys_house_has_its_rooms_in_their_places():
    assert names(VIMMERBY, Zone.ROOF) == ["Vision"]
    assert names(VIMMERBY, Zone.ATTIC) == ["Strategisk plan", "Styrdokument"]
    assert [names(VIMMERBY, Zone.FLOOR, floor) for floor in (1, 2, 3)] == [
        ["Mål", "Uppdrag", "Grunduppdrag", "Budget med plan"],
        ["Nämndplaner", "Verksamhetsplaner", "Affärsplaner", "Intern kontroll"],
        ["Genomförande", "Uppföljning", "Analys och lärande"],
    ]
    assert names(VIMMERBY, Zone.FOUNDATION) == [
        "Generell princip",
        "Samverkan och helhetsperspektiv",
        "Medborgar- och samhällsnytta",
        "God ekonomisk hushållning",
        "Hållbarhet",
        "Utvecklande ledarskap",
        "Attraktiv arbetsgivare",
    ]
    assert names(VIMMERBY, Zone.BASE) == ["Ansvar", "Mod", "Fantasi"]
    assert names(VIMMERBY, Zone.OUTSIDE_LEFT) == [
        "Extern styrning",
        "Kommunallagen",
        "Barnkonventionen",
        "Agenda 2030",
    ]
    assert names(VIMMERBY, Zone.OUTSIDE_RIGHT) == ["Kommunikation"]


def test_every_part_of_vimmerbys_house_says_who_answers_and_what_it_steers():
    assert [p.code for p in VIMMERBY.parts if not (p.text and p.responsible and p.steers)] == []


def test_vimmerbys_rhythm_is_april_august_and_december():
    assert [(p.name, str(p.cutoff)) for p in VIMMERBY.rhythm] == [
        ("Budgetuppföljning", "04-30"),
        ("Delårsrapport", "08-31"),
        ("Årsredovisning", "12-31"),
    ]


def test_vimmerbys_thirty_four_requirements_cover_every_statement_once():
    covered = [statement for rule in VIMMERBY.requirements for statement in rule.covers]
    assert [rule.code for rule in VIMMERBY.requirements] == [f"G{n:02}" for n in range(1, 35)]
    assert sorted(covered) == [f"S{n:03}" for n in range(1, 252)]


@pytest.mark.skipif(not STATEMENTS.exists(), reason="the list of statements is not here")
def test_the_ways_of_checking_are_those_that_the_statements_need():
    with STATEMENTS.open(encoding="utf-8") as file:
        ways = {row["id"]: row["check_type"] for row in csv.DictReader(file, delimiter=";")}
    assert sorted(ways) == [f"S{n:03}" for n in range(1, 252)]
    for rule in VIMMERBY.requirements:
        assert {ways[statement] for statement in rule.covers} == set(rule.checks), rule.code


def test_kumla_has_few_goals_and_a_wanted_level():
    kumla = MODELS["kumla"]
    assert [kumla.level(code).limit_per_body for code in ("committee_goal", "measure")] == [5, 8]
    assert [s.word for s in kumla.fulfilment.steps[:3]] == ["Når", "Når delvis", "Når inte"]
    assert (kumla.word("target"), kumla.perspectives, len(kumla.rhythm)) == ("önskat läge", (), 2)


def test_vargarda_has_three_faces_and_no_committees():
    vargarda = MODELS["vargarda"]
    assert [step.symbol for step in vargarda.fulfilment.steps] == ["😊", "😐", "😒"]
    assert [kind.code for kind in vargarda.body_kinds if kind.code == "committee"] == []


def test_lysekil_has_three_tracks_and_five_reports():
    lysekil = MODELS["lysekil"]
    assert [t.name for t in lysekil.tracks] == ["Grunduppdrag", "Utveckling", "Uppdrag"]
    assert [p.report_type for p in lysekil.rhythm] == ["follow_up_report"] * 4 + ["year_report"]
    assert lysekil.owner == "Kommundirektören"


def test_varberg_plans_four_years_beyond_the_budget_and_decides_in_november():
    budget = MODELS["varberg"].budget
    assert (budget.horizon_years, budget.plan_years, budget.frame_month) == (5, 4, 11)


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (Deadline(MonthDay(12, 31), Turn.BEFORE), date(2025, 12, 31)),
        (Deadline(MonthDay(10, 31)), date(2026, 10, 31)),
        (Deadline(MonthDay(4, 15), Turn.AFTER), date(2027, 4, 15)),
    ],
    ids=["the year before", "the same year", "the year after"],
)
def test_a_deadline_is_counted_from_the_year_it_concerns(deadline, expected):
    assert deadline.for_year(2026) == expected


@pytest.mark.parametrize(
    ("account", "held"),
    [("2999", False), ("3000", True), ("38", True), ("3899", True), ("3900", False)],
)
def test_a_range_holds_accounts_by_their_first_digits(account, held):
    assert accounting.AccountRange("30", "38").holds(account) is held


def test_ordinary_elections_are_every_fourth_year():
    assert [year for year in range(2021, 2032) if is_election_year(year)] == [2022, 2026, 2030]


def test_a_forecast_uses_its_own_word_where_there_is_one():
    met, waiting = VIMMERBY.fulfilment.steps[0], VIMMERBY.assignment_scale.steps[0]
    assert (met.forecast.word, waiting.forecast.word) == ("Bedöms uppnås", "Ej påbörjat")


def test_the_adoption_reads_as_a_decision():
    assert str(VIMMERBY.adopted) == "Kommunfullmäktige 2023-10-09 § 118"


def kinds(module) -> list[type]:
    return [kind for kind in vars(module).values() if isinstance(kind, type)]


def test_the_documentation_explains_every_key_and_every_choice():
    scalars = {terms.MonthDay, terms.Names, accounting.AccountRange}
    found = {*kinds(rules), *kinds(accounting)}
    records = {k for k in found if is_dataclass(k)} - scalars - {rules.Status}
    choices = {k for k in found if issubclass(k, StrEnum) and k is not StrEnum}
    words = {field.name for record in records for field in fields(record)}
    words |= {choice.value for kind in choices for choice in kind} | set(DEFAULT_WORDS)
    assert sorted(word for word in words if f"`{word}`" not in DOC) == []


def test_every_example_in_the_documentation_is_yaml_with_known_keys():
    examples = DOC.split("```yaml\n")[1:]
    known = {field.name for field in fields(GovernanceModel)}
    found = [yaml.safe_load(example.split("```")[0]) for example in examples]
    assert found
    assert [key for example in found for key in example if key not in known] == []
