"""The page of the direction, as far as it tells what rests on the vision and on the plan."""

from datetime import date

import pytest

from huset.direction.actions import adopt_vision
from huset.direction.models import CoreValue, StrategicPlan, Vision, VisionStatement
from huset.direction.tests import make
from huset.goals.tests.make import goal
from huset.organisation.tests.make import body, decision, model, user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_model(db):
    model()


def test_the_page_asks_as_much_for_three_of_everything_as_for_one(page, questions):
    counts = []
    for wanted in (1, 3):
        Vision.objects.all().delete()
        StrategicPlan.objects.filter(areas__goals=None).delete()
        CoreValue.objects.all().delete()
        since = date(2025, wanted, 1)
        made = adopt_vision(
            title="Ny",
            text="",
            statements=[(f"Del {n}", "") for n in range(wanted)],
            decision=decision(day=since),
            since=since,
            by=user(),
        )
        plan = make.plan(*(f"Område {n}" for n in range(wanted)), since=since)
        make.core_values(*(f"Ord {n}" for n in range(wanted)), since=since)
        for area, statement in zip(plan.areas.all(), made.statements.all(), strict=True):
            goal(area=area, of=body("KF", "Kommunfullmäktige", "council")).statements.add(statement)
        page("/direction/")
        with questions() as asked:
            page("/direction/")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_page_says_how_many_goals_rest_on_each_part(page):
    made = adopt_vision(
        title="Ny",
        text="",
        statements=[("Leva", ""), ("Växa", "")],
        decision=decision(day=date(2025, 1, 1)),
        since=date(2025, 1, 1),
        by=user(),
    )
    leva = VisionStatement.objects.get(vision=made, number=1)
    for _ in range(2):
        goal(of=body("KF", "Kommunfullmäktige", "council")).statements.add(leva)
    text = page("/direction/?per=2026-06-01")

    assert "2 mål vilar på det här" in text
    assert "vilar på det här" not in page("/direction/?per=2025-06-01")
