"""The goals' pages: the thread up and down, status with its reason, and what was known when."""

from datetime import date
from decimal import Decimal

import pytest

from huset.goals.actions import report_assignment
from huset.goals.models import Goal
from huset.goals.queries import assignments, goal, goals, indicator
from huset.goals.rules import AssignmentState
from huset.goals.tests import make
from huset.model.terms import Outcome
from huset.organisation.models import Body
from huset.organisation.tests.make import body, decision, model, user

PER = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def a_model(db):
    model()


def test_a_goal_knows_what_is_above_and_below_it():
    top = make.goal("KF1", of=body("KF", "Fullmäktige", "council"))
    child = make.goal("BUN1", level="committee_goal", parents=[top])

    assert [g.code for g in goal(child.pk, PER, 2026).up.parents] == ["KF1"]
    assert [g.code for g in goal(top.pk, PER, 2026).children] == ["BUN1"]


def test_a_goal_is_seen_from_the_day_of_its_decision():
    found = make.goal(decision=decision(day=date(2026, 6, 15)))

    assert goal(found.pk, date(2026, 6, 14), 2026) is None
    assert goal(found.pk, date(2026, 6, 15), 2026) is not None
    assert goals(date(2026, 6, 14), 2026) == []


def test_a_goal_without_a_decision_is_a_draft_that_no_list_shows():
    make.goal(decision=None)

    assert goals(PER, 2026) == []


@pytest.mark.parametrize(
    ("per", "shown"),
    [
        pytest.param(date(2027, 1, 14), None, id="not known yet"),
        pytest.param(date(2027, 1, 15), Decimal(70), id="known"),
        pytest.param(date(2027, 3, 1), Decimal(82), id="corrected"),
    ],
)
def test_an_indicator_shows_what_was_known_that_day(per, shown):
    made = make.indicator(of=make.goal())
    make.measurement(70, of=made, known_from=date(2027, 1, 15))
    make.measurement(82, of=made, known_from=date(2027, 3, 1))

    assert {v.year: v.measured for v in indicator(made.pk, per, 2027).values} == {2026: shown}


def test_a_value_that_is_too_old_says_so_and_judges_nothing():
    made = make.indicator(of=make.goal())
    make.measurement(90, of=made, year=2022)
    row = indicator(made.pk, PER, 2026)

    assert row.outcome is Outcome.UNKNOWN
    assert row.why == "Senaste värdet, 90 % (2022), är för gammalt att bedöma på."


def test_the_list_shows_status_as_symbol_and_word(page):
    make.measurement(85, of=make.indicator(of=make.goal()), year=2025)

    assert '<span aria-hidden="true">✓</span> Uppnått' in page("/goals/?ar=2026&per=2026-11-22")


def test_the_list_asks_as_many_questions_for_three_goals_as_for_one(page, questions):
    counts = []
    for wanted in (1, 3):
        while Goal.objects.count() < wanted:
            make.measurement(of=make.indicator(of=make.goal()), year=2025)
        page("/goals/?ar=2026")
        with questions() as asked:
            page("/goals/?ar=2026")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_body_is_chosen_by_its_code_and_a_unit_by_its_body(page):
    make.goal("BUN1", of=body("BUN"))
    make.goal("SN1", of=body("SN"))

    assert "BUN1" not in page("/goals/?organ=SN&ar=2026")


def test_the_part_that_htmx_asks_for_is_the_part_of_the_page(page):
    make.indicator(of=make.goal())
    part = page("/goals/?ar=2026", headers={"HX-Request": "true"})

    assert part.startswith('<div id="goals">')
    assert part in page("/goals/?ar=2026")


def test_an_assignment_is_overdue_until_every_body_is_done():
    bodies = [body("BUN"), body("SN")]
    given = make.assignment(bodies=bodies, period=(date(2026, 1, 1), date(2026, 6, 30)))

    def done(who: Body) -> None:
        report_assignment(
            assignment=given,
            body=who,
            day=date(2026, 7, 1),
            state=AssignmentState.DONE,
            comment="Klart.",
            by=user(),
        )

    assert [a.overdue for a in assignments(PER)] == [True]
    done(bodies[0])
    assert [a.overdue for a in assignments(PER)] == [True]
    done(bodies[1])
    assert [a.overdue for a in assignments(PER)] == [False]
    assert [a.overdue for a in assignments(date(2026, 6, 30))] == [False]


def test_a_goal_that_hangs_from_nothing_is_shown_as_a_broken_thread(page):
    loose = make.goal()

    assert "Tråden är bruten" in page(f"/goals/{loose.pk}/?ar=2026")


@pytest.mark.parametrize("address", ["/goals/99/", "/indicators/99/", "/assignments/99/"])
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_a_chart_comes_as_a_picture_and_as_its_specification(client):
    made = make.indicator(of=make.goal())
    make.measurement(of=made, year=2025)
    picture, spec, other = (
        client.get(f"/indicators/{made.pk}/chart.{form}") for form in ("svg", "json", "gif")
    )

    assert picture.content.startswith(b"<svg")
    assert spec.json()["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    assert other.status_code == 404


def test_a_goal_that_is_not_there_says_so_in_its_own_words(client):
    answer = client.get("/goals/99999/")

    assert answer.status_code == 404
    assert "Målet finns inte, eller var inte beslutat" in answer.content.decode()
    assert "Det finns ingenting på den här adressen" in client.get("/nowhere/").content.decode()
