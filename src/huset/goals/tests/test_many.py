"""Three thousand goals ask as many questions of the database as three do."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huset.goals.models import Goal, Indicator, Measurement, Target
from huset.goals.queries import goals, indicators
from huset.goals.queries.gating import lacking
from huset.goals.tests import make
from huset.kernel import memory
from huset.organisation.tests.make import body, model

PER = date(2026, 11, 22)
MANY = 3_000
PAGES = ("/goals/", "/api/goals/", "/thread/", "/thread/broken/", "/assignments/")


@pytest.fixture
def few(db):
    """A council goal with two goals under it, each with a measured indicator."""
    model()
    top = make.goal("V1", of=body("KF", "Kommunfullmäktige", "council"))
    make.measurement(70, of=make.indicator(of=top), year=2025)
    for code in ("BUN1", "BUN2"):
        goal = make.goal(code, level="committee_goal", parents=[top])
        make.measurement(70, of=make.indicator(of=goal), year=2025)
    return top


def fill():
    """As many goals as a large city has with its units, alike the ones that there are."""
    like = Goal.objects.get(code="BUN1")
    made = Goal.objects.bulk_create(
        Goal(
            code=f"X{number}",
            title=f"Mål {number}",
            level="committee_goal",
            body=like.body,
            first_year=2026,
            last_year=2028,
            decision=like.decision,
        )
        for number in range(MANY)
    )
    measured = Indicator.objects.bulk_create(
        Indicator(code=f"X{n}-1", goal=goal, name=f"Mått {n}", better="up", unit="%")
        for n, goal in enumerate(made)
    )
    Target.objects.bulk_create(
        Target(indicator=one, year=2026, value=Decimal(80)) for one in measured
    )
    Measurement.objects.bulk_create(
        Measurement(indicator=one, year=2025, value=Decimal(70), known_from=date(2026, 1, 1))
        for one in measured
    )
    Goal.parents.through.objects.bulk_create(
        Goal.parents.through(from_goal_id=goal.pk, to_goal_id=Goal.objects.get(code="V1").pk)
        for goal in made[:100]
    )


def count(ask):
    memory.forget()
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def questions(top):
    numbers = list(Goal.objects.values_list("pk", flat=True))
    asked = {
        "the list": lambda: goals(PER, 2026),
        "the indicators": lambda: indicators(PER, 2026, within=["BUN"]),
        "what drafts lack": lambda: lacking(numbers, PER),
    }
    pages = {
        path: lambda path=path: Client().get(path, {"per": str(PER)})
        for path in (*PAGES, f"/goals/{top.pk}/")
    }
    return {name: count(ask) for name, ask in (asked | pages).items()}


def test_three_thousand_goals_ask_as_much_as_three(few):
    before = questions(few)
    fill()

    assert len(goals(PER, 2026)) == MANY + 3
    assert questions(few) == before
