"""The model file: what is taken in, and what each fault says."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from huset.model.accounting import AccountRange
from huset.model.commands import model
from huset.model.errors import ModelError, ModelErrors
from huset.model.file import DEEPEST, LARGEST, fingerprint, load
from huset.model.rules import GovernanceModel
from huset.model.terms import Deadline, MonthDay, Outcome, Power, Turn, Zone

KUMLA = Path(__file__).parents[2] / "examples" / "models" / "kumla.yaml"
TEXT = KUMLA.read_text(encoding="utf-8")
LINES = TEXT.splitlines()
LAW = next(line.strip() for line in LINES if "url: https" in line)
LOOP = "vision → core_mission → strategic_area → council_goal → measure → vision"


def faults(text: str) -> tuple[ModelError, ...]:
    with pytest.raises(ModelErrors) as caught:
        load(text, name="fil.yaml")
    return caught.value.errors


def said(text: str) -> list[tuple[str, str]]:
    return [(fault.message, fault.instead) for fault in faults(text)]


def changed(old: str, new: str) -> str:
    assert old in TEXT, old
    return TEXT.replace(old, new, 1)


def lines_of_faults(text: str) -> list[int]:
    try:
        load(text, name="fil")
    except ModelErrors as wrong:
        return [fault.line for fault in wrong.errors]
    return []


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_valid_file_gives_the_model_with_its_values_typed():
    found = load(TEXT, name="kumla.yaml")
    assert isinstance(found, GovernanceModel)
    assert found.municipality == "Kumla kommun"
    assert [part.code for part in found.parts_in(Zone.ROOF)] == ["vision"]
    assert found.level("committee_goal").limit_per_body == 5
    assert found.rhythm[1].way[0].due == Deadline(MonthDay(4, 15), Turn.AFTER)
    assert found.ledger.income_statement[0].accounts == (AccountRange("30", "38"),)
    assert [kind.code for kind in found.with_power(Power.DECIDE_BUDGET)] == ["council"]
    assert found.fulfilment.status(Outcome.PARTLY_MET).word == "Når delvis"
    assert found.word("target") == "önskat läge"
    assert found.word("frame") == "ram"
    assert found.part("service").short == "Service"
    assert found.body_kind("committee").plural == "Nämnder"


def test_every_fault_is_told_at_once_in_the_order_of_the_file():
    text = (
        changed("zone: roof", "zone: rooof")
        .replace("cutoff: 06-30", "cutoff: 06-31")
        .replace("frame_month: 11", "frame_month: 13")
    )
    assert [fault.message for fault in faults(text)] == [
        "”rooof” finns inte att välja",
        "Dagen 06-31 finns inte varje år",
        "Månad 13 finns inte",
    ]


def test_a_fault_names_its_line_column_and_path():
    (fault,) = faults(changed("decide_vision", "decide_vison"))
    row = LINES[fault.line - 1]
    assert row[fault.column - 1 :].startswith("decide_vision")
    assert fault.path == "body_kinds[council].powers[0]"
    assert str(fault) == (
        f"{fault.line}:{fault.column}: ”decide_vison” finns inte att välja"
        " — skriv i stället: decide_vision"
    )


@pytest.mark.parametrize(
    ("old", "new", "message", "instead"),
    [
        ("owner:", "ovner:", "Nyckeln ”ovner” finns inte här", "owner"),
        (
            "owner: Kommunfullmäktige  # antagande\n",
            "",
            "Nyckeln ”owner” saknas",
            "owner: …",
        ),
        (
            "municipality: Kumla kommun\n",
            "municipality: Kumla kommun\nmunicipality: Kumla\n",
            "Nyckeln ”municipality” står två gånger",
            "den en gång, med ett värde",
        ),
        (
            "  - code: staff_base\n",
            "  - code: economy_base\n",
            "Koden ”economy_base” finns redan",
            "en kod som är ledig",
        ),
        ("part: follow_up", "part: folow_up", "”folow_up” finns inte i parts", "follow_up"),
        (
            "parents: [vision]",
            "parents: [visin]",
            "”visin” finns inte i levels",
            "vision",
        ),
        (
            "responsible: [council]",
            "responsible: [counsil]",
            "”counsil” finns inte i body_kinds",
            "council",
        ),
        ('wall: "#2f5d50"', "wall: green", "”green” är ingen färg", '"#rrggbb" inom citattecken'),
        ('wall: "#2f5d50"', "wall: #2f5d50", "”” är ingen färg", '"#rrggbb" inom citattecken'),
        (
            'roof: "#4a3b2a"',
            'roof: "#d0d0d0"',
            "Vit text går inte att läsa på färgen roof",
            "en mörkare färg",
        ),
        (
            'stone: "#d8d2c2"',
            'stone: "#333333"',
            "Mörk text går inte att läsa på färgen stone",
            "en ljusare färg",
        ),
        ("2019-01-01", "2019-02-29", "Dagen 2019-02-29 finns inte", "en dag som finns i kalendern"),
        (
            "2019-01-01",
            "1 januari",
            "”1 januari” är inget datum",
            "ÅÅÅÅ-MM-DD, till exempel 2023-10-09",
        ),
        ("06-30", "30 juni", "”30 juni” är ingen dag på året", "MM-DD, till exempel 04-30"),
        (
            "plan_years: 2",
            "plan_years: två",
            "”två” är inget helt tal",
            "bara siffror, till exempel 3",
        ),
        ("feedback: true", "feedback: ja", "”ja” är varken ja eller nej", "true eller false"),
        (
            "code: staff_base",
            "code: vår personal",
            "”vår personal” kan inte vara en kod",
            "bokstäver från a till z, siffror och understreck",
        ),
        (
            LAW,
            "url: http://lag.se",
            "”http://lag.se” är ingen säker adress",
            "en adress som börjar https://",
        ),
        ("[30-38]", "[38-30]", "”38-30” är inget kontointervall", "till exempel 30-38 eller 79"),
        (
            "[40-78]",
            "[38-78]",
            "Konto 38 räknas redan till Verksamhetens intäkter",
            "varje konto på en rad",
        ),
        (
            "text: [Visionen håller ihop kommunens två grunduppdrag.]",
            "text: Visionen",
            "Här ska stå en lista",
            "en rad för varje post, inledd med ”- ”",
        ),
        (
            "caption: Kumlas två grunduppdrag",
            "caption: [a, b]",
            "Här ska stå ett enda värde",
            "värdet på samma rad som nyckeln",
        ),
        (
            "words:\n  target: önskat läge\n  indicator: mått",
            "words: []",
            "Här ska stå nycklar med värden",
            "en rad ”nyckel: värde” för varje nyckel",
        ),
        ("  target: önskat", "  targget: önskat", "Ordet ”targget” används inte", "target"),
        (
            "  target: önskat läge",
            "  target: önskat läge\n  target: mål",
            "Nyckeln ”target” står två gånger",
            "den en gång, med ett värde",
        ),
        (
            "frame_decided_by: council",
            "frame_decided_by: [council]",
            "Här ska stå ett enda värde",
            "värdet på samma rad som nyckeln",
        ),
        ("title: Styrmodell för Kumla kommun", "title:", "Värdet är tomt", "en text"),
        (
            "means: [done, ended]",
            "means: [done]",
            "Utfallet ended hör till inget steg",
            "ended i means på exakt ett steg",
        ),
        (
            "means: [partly_met]",
            "means: [partly_met, met]",
            "Utfallet met hör till 2 steg",
            "met i means på exakt ett steg",
        ),
        (
            "means: [partly_met]",
            "means: [partly_met, late]",
            "late mäts inte på den här skalan",
            "met, partly_met, not_met, unknown",
        ),
        (
            "{day: 08-31}",
            "{day: 05-31}",
            "Delårsbokslut ska vara klar innan perioden är slut",
            "en dag efter 06-30, eller year: after",
        ),
        (
            "    floor: 2\n",
            "",
            "Våningen saknas för Kvalitet i kärnverksamheten",
            "floor: 1 för den översta",
        ),
        (
            "zone: roof\n",
            "zone: roof\n    floor: 1\n",
            "Vision står inte på någon våning",
            "zone: floor",
        ),
        ("zone: roof", "zone: attic", "Huset saknar tak", "minst en del med zone: roof"),
        (
            'mål.", feedback: true}',
            'mål."}',
            "Delarna styr varandra i en ring: follow_up → budget → follow_up",
            "feedback: true på vägen tillbaka",
        ),
        (
            "part: vision, decided_by: [council]}",
            "part: vision, decided_by: [council], parents: [measure]}",
            f"Nivåerna hänger under varandra i en ring: {LOOP}",
            "parents utan någon av dessa nivåer",
        ),
        (
            "limit_per_body: 8",
            "horizon: {min_years: 4, max_years: 1}",
            "Den kortaste tiden är längre än den längsta",
            "min_years först",
        ),
        (
            'what: "Fullmäktige beslutar om budget, mål och mått"',
            "what: Fullmäktige beslutar om budget, mål och mått",
            "Nyckeln ”mål och mått” finns inte här",
            "citattecken runt texten, eller något av by, code, months, part, what, years",
        ),
        (
            "due: när målen beslutas}\n  - {code: K02",
            "due: när målen beslutas, covers: [S001, S001]}\n  - {code: K02",
            "S001 täcks redan av K01",
            "S001 i ett av kraven",
        ),
    ],
)
def test_a_single_fault_is_told_once_with_what_to_write_instead(old, new, message, instead):
    assert said(changed(old, new)) == [(message, instead)]


def test_a_scale_with_too_many_steps_is_refused():
    last = next(line for line in LINES if "means: [unknown]" in line)
    more = "    - {code: more, word: Mer, symbol: +, tone: good, means: []}"
    assert said(changed(last, f"{last}\n{more}")) == [("Skalan har 5 steg", "3 till 4 steg")]


def test_a_reference_to_nothing_is_refused_with_all_that_there_is():
    text = changed(
        "plan_types: []",
        "plan_types:\n  - {code: p, name: P, plural: P, part: vision, "
        "made_by: [board], decided_by: [council], due: {day: 12-31}}",
    )
    assert said(text) == [
        ("”board” finns inte i body_kinds", "något av committee, council, executive_board")
    ]


def test_a_reference_into_a_list_that_is_empty_says_so():
    types = TEXT[TEXT.index("report_types:") : TEXT.index("rhythm:")]
    add = "en kod som först läggs till där"
    assert said(changed(types, "report_types: []\n\n")) == [
        ("”interim” finns inte i report_types", add),
        ("”annual” finns inte i report_types", add),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Filen är tom"),
        ("- a\n- b\n", "Här ska stå nycklar med värden"),
        ("a: [1, 2\nb: 3\n", "Raden går inte att läsa som YAML"),
        ("a: \x01\n", "Raden går inte att läsa som YAML"),
        ("a:\n\tb: 1\n", "Indrag med tabb"),
        ("a: 1\nb: \N{REPLACEMENT CHARACTER}\n", "Raden har ett oläsligt tecken"),
        ("a: &x 1\nb: 2\n", "Ankare (&) och hänvisningar (*) tillåts inte"),
        ("a: !!python/object:os.system x\n", "Typmärken (!) tillåts inte"),
        ("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), "För många nivåer i varandra"),
        ("a" * (LARGEST + 1), "Filen är för stor"),
        ("a: 1\n---\nb: 2\n", "Raden går inte att läsa som YAML"),
        ("? [a]\n: b\n", "Här ska stå nycklar med värden"),
    ],
)
def test_a_text_that_is_no_model_is_refused_with_one_plain_reason(text, message):
    assert [fault.message for fault in faults(text)] == [message]


def test_a_bomb_of_aliases_is_refused_without_being_unfolded():
    rows = ["a0: &a0 [x]"] + [
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)
    ]
    messages = {fault.message for fault in faults("\n".join(rows))}
    assert messages == {"Ankare (&) och hänvisningar (*) tillåts inte"}


def test_a_syntax_fault_names_the_line_where_reading_stopped():
    broken = changed("owner: Kommunfullmäktige", 'owner: "Kommunfullmäktige')
    (fault,) = faults(broken)
    assert fault.line >= line_of(broken, "owner:")


@settings(max_examples=60, deadline=None)
@given(line=st.integers(0, len(LINES) - 1), junk=st.text(max_size=12), whole=st.booleans())
def test_whatever_happens_to_a_line_the_file_loads_or_says_what_is_wrong(line, junk, whole):
    rows = list(LINES)
    rows[line] = junk if whole else rows[line][: len(rows[line]) // 2] + junk
    text = "\n".join(rows)
    assert all(1 <= line <= len(text.splitlines()) + 1 for line in lines_of_faults(text))


def test_the_fingerprint_is_the_sha256_of_the_text():
    assert fingerprint("Huset på höjden") == sha256("Huset på höjden".encode()).hexdigest()


def test_check_tells_that_a_good_file_can_be_used():
    result = CliRunner().invoke(model, ["check", str(KUMLA)])
    assert (result.exit_code, result.output) == (
        0,
        f"{KUMLA}: Styrmodell för Kumla kommun går att använda\n",
    )


def test_check_prints_every_fault_with_file_line_and_column(tmp_path):
    file = tmp_path / "fel.yaml"
    file.write_text(changed("zone: roof", "zone: rooof"), encoding="utf-8")
    result = CliRunner().invoke(model, ["check", str(file)])
    first = result.output.splitlines()[0]
    assert result.exit_code == 2
    assert first.startswith(f"{file}:{line_of(TEXT, 'zone: roof')}:11: ")
    assert first.endswith("”rooof” finns inte att välja — skriv i stället: roof")


def test_check_tells_which_line_is_not_utf_8(tmp_path):
    file = tmp_path / "fel.yaml"
    file.write_bytes("title: Mål\nowner: Nämnd\n".encode("latin-1"))
    result = CliRunner().invoke(model, ["check", str(file)])
    assert [row.split(" ")[0] for row in result.output.splitlines()] == [
        f"{file}:1:1:",
        f"{file}:2:1:",
    ]


def test_check_gives_the_same_faults_as_json(tmp_path):
    file = tmp_path / "fel.yaml"
    file.write_text(changed("owner:", "ovner:"), encoding="utf-8")
    result = CliRunner().invoke(model, ["check", "--json", str(file)])
    assert result.exit_code == 2
    assert json.loads(result.output) == [
        {
            "line": line_of(TEXT, "owner:"),
            "column": 1,
            "path": "",
            "message": "Nyckeln ”ovner” finns inte här",
            "instead": "owner",
        }
    ]


def test_a_file_that_cannot_be_opened_is_a_fault_as_any_other(tmp_path):
    for place in (tmp_path, tmp_path / "saknas.yaml"):
        result = CliRunner().invoke(model, ["check", "--json", str(place)])
        assert (result.exit_code, [f["message"] for f in json.loads(result.stdout)]) == (
            2,
            ["Filen går inte att öppna"],
        )
