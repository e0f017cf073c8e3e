from datetime import date

import pytest

from huset.direction.actions import adopt_strategic_plan
from huset.direction.models import StrategicPlan
from huset.direction.queries import core_values, strategic_plan, vision
from huset.direction.tests import make
from huset.kernel.actions import Refused
from huset.organisation.tests.make import decision, model, user

pytestmark = pytest.mark.django_db


def plan(since: date, until: date | None = None, title: str = "Planen") -> StrategicPlan:
    return adopt_strategic_plan(
        title=title,
        majority="",
        areas=[("Skola", ""), ("Omsorg", "")],
        decision=decision(day=since),
        since=since,
        until=until,
        by=user(),
    )


@pytest.mark.parametrize(
    ("day", "title"),
    [
        pytest.param(date(2022, 10, 31), None, id="before the first"),
        pytest.param(date(2024, 11, 27), "Första", id="the last day of the first"),
        pytest.param(date(2024, 11, 28), "Andra", id="a new majority within the term"),
        pytest.param(date(2026, 10, 14), "Andra", id="the term's last day"),
        pytest.param(date(2026, 10, 15), None, id="the term is over"),
    ],
)
def test_one_plan_is_in_force_a_day(day, title):
    plan(date(2022, 11, 1), date(2026, 10, 14), "Första")
    plan(date(2024, 11, 28), date(2026, 10, 14), "Andra")
    found = strategic_plan(day)

    assert (found.title if found else None) == title


def test_a_plan_cannot_begin_before_one_that_is_already_adopted():
    plan(date(2024, 1, 1))
    with pytest.raises(Refused, match="samma dag eller senare"):
        plan(date(2023, 1, 1))


def test_a_plan_that_ends_before_it_begins_is_refused():
    with pytest.raises(Refused, match="innan den börjar"):
        plan(date(2024, 1, 1), date(2023, 12, 31))


def test_the_areas_keep_their_order():
    plan(date(2024, 1, 1))

    assert [(a.number, a.title) for a in strategic_plan(date(2024, 1, 1)).areas] == [
        (1, "Skola"),
        (2, "Omsorg"),
    ]


def test_before_anything_is_adopted_there_is_nothing():
    assert (vision(date(2026, 1, 1)), core_values(date(2026, 1, 1))) == (None, [])


def test_the_page_says_so(page):
    model()
    text = page("/direction/?per=2026-01-01")

    assert "Ingen vision gäller" in text
    assert "Ingen strategisk plan gäller" in text


def test_the_page_shows_what_applied(page):
    model()
    make.vision()
    plan(date(2024, 1, 1), title="Planen för prov")

    assert "Planen för prov" in page("/direction/")
