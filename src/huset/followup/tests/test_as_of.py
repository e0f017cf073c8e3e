"""What had been said in a round by a day: what came later is not there, and earlier words are."""

from datetime import date

import pytest

from huset.followup.actions import (
    comment_goal,
    decide_report,
    forecast,
    mark_ready,
    open_round,
    write_report,
)
from huset.followup.models import BodyReport
from huset.followup.queries import Expected, forecasts, frozen, goal_comments, rounds, said
from huset.goals.tests import make as goals
from huset.organisation.tests.make import body, decision, model, unit, user
from huset.organisation.turn import Stage

pytestmark = pytest.mark.django_db
BEFORE, FIRST, BETWEEN, LATER = (date(2026, 5, day) for day in (1, 4, 8, 12))
DECIDED = date(2026, 5, 20)


@pytest.fixture
def april():
    model()
    return open_round(point="t1", year=2026, cutoff=date(2026, 4, 30), by=user())


def wrote(april, summary, day, edition):
    words = {"summary": summary, "economy": "", "action_needed": ""}
    write_report(round=april, body=body(), words=words, edition=edition, by=user(), said_on=day)


def stages(per):
    return [report.state for report in rounds(per)[0].reports]


def test_a_forecast_is_what_it_was_on_the_day(april):
    place = unit()
    for day, ore in ((FIRST, 100), (LATER, 200)):
        forecast(round=april, unit=place, net_cost=ore, comment=f"{ore}", by=user(), said_on=day)

    told = [forecasts(april.pk, day).get("100") for day in (BEFORE, FIRST, BETWEEN, LATER)]
    assert told == [None, Expected(100, "100"), Expected(100, "100"), Expected(200, "200")]


def test_a_comment_is_what_it_was_on_the_day(april):
    goal = goals.goal()
    for day, text in ((FIRST, "Först."), (LATER, "Sedan.")):
        comment_goal(round=april, goal=goal, text=text, by=user(), said_on=day)

    told = [goal_comments(april.pk, day).get(goal.pk) for day in (BEFORE, BETWEEN, LATER)]
    assert told == [None, "Först.", "Sedan."]


def test_what_is_said_without_a_day_is_said_today(april):
    forecast(round=april, unit=unit(), net_cost=1, comment="", by=user())

    assert forecasts(april.pk, BEFORE) == {}


def test_a_report_says_what_it_said_and_stands_where_it_stood(april):
    wrote(april, "Först.", FIRST, 0)
    wrote(april, "Sedan.", BETWEEN, 1)
    report = mark_ready(round=april, body=body(), by=user(), day=LATER)
    decide_report(report=report, decision=decision(of=body(), day=DECIDED), by=user())

    told = [said(april.pk, day).get("BUN") for day in (BEFORE, FIRST, BETWEEN, LATER, DECIDED)]
    assert told[0] is None
    assert [(t.summary, t.edition, t.state, t.decision is not None) for t in told[1:]] == [
        ("Först.", 1, Stage.DRAFT, False),
        ("Sedan.", 2, Stage.DRAFT, False),
        ("Sedan.", 2, Stage.READY, False),
        ("Sedan.", 2, Stage.DECIDED, True),
    ]
    assert [stages(day) for day in (BEFORE, BETWEEN, LATER, DECIDED)] == [
        [],
        [Stage.DRAFT],
        [Stage.READY],
        [Stage.DECIDED],
    ]


def test_what_was_frozen_is_there_from_the_day_of_the_decision(april):
    wrote(april, "Bra.", FIRST, 0)
    report = mark_ready(round=april, body=body(), by=user(), day=FIRST)
    decide_report(report=report, decision=decision(of=body(), day=DECIDED), by=user())

    assert [len(frozen(report.pk, day)) for day in (LATER, DECIDED)] == [0, 1]


def test_the_past_costs_at_most_one_question_more(april, questions):
    def asked(per: date) -> int:
        with questions() as told:
            forecasts(april.pk, per)
            said(april.pk, per)
            goal_comments(april.pk, per)
        return len(told)

    for number in range(3):
        forecast(round=april, unit=unit(f"{number}"), net_cost=1, comment="", by=user())
        comment_goal(round=april, goal=goals.goal(), text="x", by=user())
    wrote(april, "Bra.", LATER, 0)

    assert (asked(date(2100, 1, 1)), asked(BEFORE)) == (3, 6)
    assert BodyReport.objects.count() == 1
