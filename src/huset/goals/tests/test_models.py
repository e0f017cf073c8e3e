"""Goals by other municipalities' models: their levels, limits, tracks and ways to judge."""

from dataclasses import replace
from datetime import date

import pytest

from huset.goals import actions, queries
from huset.goals.deciding import GOALS
from huset.goals.queries.content import Content
from huset.goals.queries.drafting import draft, goal_choices, goal_levels
from huset.goals.queries.gating import Gate
from huset.goals.tests import make
from huset.kernel.actions import Refused
from huset.model.actions import load_model
from huset.model.terms import Force, Outcome, Quality
from huset.organisation.tests.make import MODEL, body, decision, model, user

pytestmark = pytest.mark.django_db
PER = date(2026, 11, 22)
MODELS = MODEL.parents[1] / "models"


def of(name):
    load_model(text=(MODELS / f"{name}.yaml").read_text(encoding="utf-8"), by=user())


def draft_of(level, *, code="X1", owner="BUN"):
    return actions.write_goal(
        code=code, level=level, body=body(owner), content=Content("Nytt mål", 2027, 2027), by=user()
    )


def lacks(goal):
    return [p.quality for p in draft(goal.pk, PER).verdict.unmet]


def test_kumlas_committee_has_five_goals_at_most():
    """Kumla K01."""
    of("kumla")
    for number in range(5):
        make.goal(f"B{number}", level="committee_goal", years=(2027, 2027))
    goal = draft_of("committee_goal")

    assert Quality.LIMITS in lacks(goal)
    with pytest.raises(Refused, match=r"Det blir 6 nämndmål .* Styrmodellen tillåter 5\."):
        GOALS.decide(goal.pk, decision=decision(of=body("BUN")), by=user())
    assert Quality.LIMITS not in lacks(draft_of("committee_goal", code="S1", owner="SN"))


def test_kumlas_committee_has_eight_measures_at_most():
    """Kumla K01; a goal of other years leaves room."""
    of("kumla")
    for code, years in (("B1", (2027, 2027)), ("B2", (2025, 2026))):
        goal = make.goal(code, level="committee_goal", years=years)
        for _ in range(8):
            make.indicator(of=goal)
    goal = draft_of("committee_goal")
    assert Quality.LIMITS not in lacks(goal)

    make.indicator("X1-1", of=goal)
    assert Quality.LIMITS in lacks(goal)


def test_lysekils_quality_factors_are_a_track_of_their_own_and_hang_from_core_missions():
    of("lysekil")
    make.goal("Q1", level="quality_factor", decision=decision(of=body("BUN")))
    make.goal("U1", level="development_goal", decision=decision(of=body("BUN")))

    assert [(g.code, g.track) for g in queries.goals(PER, 2026)] == [
        ("Q1", "Grunduppdrag"),
        ("U1", "Utveckling"),
    ]
    choices = goal_choices(body("BUN"), "quality_factor", PER)
    assert (choices.areas, choices.perspectives, choices.parents) == ([], [], [])


@pytest.mark.parametrize("name", ["kumla", "lysekil", "varberg", "vargarda"])
def test_every_models_goals_are_tried_by_what_it_asks_for(name):
    of(name)
    gate = Gate.of(PER)
    asked = {level.code: gate.model.asked(level.code) for level in goal_levels(PER)}

    for level, qualities in asked.items():
        blocking = draft(draft_of(level, code=level[:20]).pk, PER).verdict.blocking
        assert {p.quality for p in blocking} <= {
            q for q, force in qualities.items() if force is Force.SHALL
        }
        assert Quality.INDICATOR in {p.quality for p in blocking}


@pytest.mark.parametrize(
    ("sub_goals", "expected", "told"),
    [
        pytest.param(True, Outcome.NOT_MET, "Målet L1 Lägre under det: ej uppnått.", id="counted"),
        pytest.param(False, Outcome.MET, "1 av 1 indikator går att bedöma.", id="not counted"),
    ],
)
def test_goals_under_a_goal_count_where_the_model_says_so(monkeypatch, sub_goals, expected, told):
    model()
    made = queries.measured.model_in_force(PER)
    changed = replace(made, judging=replace(made.judging, sub_goals=sub_goals))
    monkeypatch.setattr("huset.goals.queries.measured.model_in_force", lambda _per: changed)
    top = make.goal("T1", of=body("KF", "Fullmäktige", "council"))
    low = make.goal("L1", title="Lägre", level="committee_goal", parents=[top])
    make.measurement(90, of=make.indicator(of=top), year=2025)
    make.measurement(10, of=make.indicator(of=low), year=2025)

    found = next(row for row in queries.goals(date(2026, 3, 1), 2026) if row.code == "T1")
    assert (found.outcome, told in found.steps) == (expected, True)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        pytest.param(None, Outcome.PARTLY_MET, id="the model's 80 %"),
        pytest.param(95, Outcome.NOT_MET, id="its own, stricter"),
        pytest.param(0, Outcome.PARTLY_MET, id="its own, that lets all pass"),
    ],
)
def test_an_indicator_can_have_a_limit_of_its_own(own, expected):
    model()
    indicator = make.indicator(of=make.goal(), partly_percent=own)
    make.measurement(70, of=indicator, year=2025)

    assert queries.indicator(indicator.pk, date(2026, 3, 1), 2026).outcome is expected
