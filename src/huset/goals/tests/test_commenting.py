"""What people say about goals, indicators and assignments: where it belongs, and who sees it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huset.comments.actions import write_comment
from huset.comments.things import thing, things
from huset.goals.actions import move_goal
from huset.goals.models import Goal
from huset.goals.tests import make
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, decision, model, reader, signed_in, user

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 11)
KINDS = ("goal", "indicator", "assignment")


@pytest.fixture
def house(db):
    model()
    goal = make.goal(of=body("BUN"))
    given = make.assignment(bodies=[body("BUN"), body("MBN")])
    return {"goal": goal.pk, "indicator": make.indicator(of=goal).pk, "assignment": given.pk}


def about(kind: str, number: int, per: date = DAY):
    return thing(f"goals.{kind}", number, per)


def test_each_belongs_where_its_own_slice_says(house):
    found = {kind: about(kind, number) for kind, number in house.items()}

    assert found["goal"].places == ("BUN",)
    assert found["indicator"].places == ("BUN",)
    assert found["assignment"].places == ("KF", "BUN", "MBN")
    assert [found[kind].called for kind in KINDS] == ["målet", "indikatorn", "uppdraget"]
    assert [found[kind].page[0] for kind in KINDS] == [f"goals:{kind}" for kind in KINDS]


def test_an_assignment_to_one_body_lies_with_it_first(house):
    alone = make.assignment(bodies=[body("SN")])

    assert about("assignment", alone.pk).places == ("SN", "KF")


def test_a_goal_that_moves_takes_what_is_said_of_it_along(house):
    goal, new = Goal.objects.get(pk=house["goal"]), body("SN")
    move_goal(goal=goal, body=new, since=DAY, decision=decision(), by=user())

    for kind in ("goal", "indicator"):
        days = (DAY - timedelta(days=1), DAY)
        assert [about(kind, house[kind], day).places for day in days] == [("BUN",), ("SN",)]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_said_of_what_is_not_decided(house, kind):
    assert about(kind, house[kind], date(2020, 1, 1)) is None
    assert about(kind, 999_999) is None


def test_the_same_few_questions_for_one_thing_and_for_many(house, questions):
    counts = []
    for _ in range(2):
        wanted = [("goals.goal", one) for one in range(1, 100)]
        wanted += [("goals.assignment", one) for one in range(1, 100)]
        with questions() as asked:
            things(wanted, DAY)
        counts.append(len(asked))
        for number in range(3):
            make.goal(of=body("SN"))
            make.assignment(bodies=[body(f"N{number}")])

    assert counts[0] == counts[1]


def page(client: Client, kind: str, number: int, **asked: str) -> str:
    return client.get(reverse(f"goals:{kind}", args=[number]), asked).content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_stands_on_the_things_own_page_for_those_within(house, kind):
    today, number = timezone.localdate(), house[kind]
    write_comment(
        thing=about(kind, number, today),
        text="Bara inom",
        at=timezone.now(),
        by=reader(Role.CONTROLLER, body("BUN")),
    )
    seen = {
        "resident": page(Client(), kind, number),
        "theirs": page(signed_in(Role.MANAGER, body("SN")), kind, number),
        "own": page(signed_in(Role.MANAGER, body("BUN")), kind, number),
        "day before": page(
            signed_in(Role.MANAGER, body("BUN")),
            kind,
            number,
            per=(today - timedelta(days=1)).isoformat(),
        ),
    }

    assert [name for name, text in seen.items() if "Bara inom" in text] == ["own"]
    assert [name for name, text in seen.items() if "data-comment" in text] == ["own"]
    assert [name for name, text in seen.items() if 'id="kommentarer"' in text] == ["own"]


def test_a_page_asks_as_much_for_2_comments_as_for_200(house, questions):
    who, client, counts = reader(Role.CONTROLLER, body("BUN")), Client(), []
    client.force_login(who)
    found = about("goal", house["goal"])
    page(client, "goal", house["goal"])
    for many in (2, 200):
        for number in range(many):
            write_comment(thing=found, text=f"{number} {many}", at=timezone.now(), by=who)
        with questions() as asked:
            page(client, "goal", house["goal"])
        counts.append(len(asked))

    assert counts[0] == counts[1]
