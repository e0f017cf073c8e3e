"""What leaders owe about goals: last year's values, and the assignments that remain."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from huset.goals.duties import duties
from huset.goals.models import AssignmentReport
from huset.goals.tests import make
from huset.model.queries import model_in_force
from huset.organisation.duties import Owner
from huset.organisation.permissions import actor_of
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, model, reader, unit

pytestmark = pytest.mark.django_db
ENDED, NEXT = date(2026, 12, 31), date(2027, 1, 1)
BOTH = {2026: Decimal(80), 2027: Decimal(90)}


@pytest.fixture
def goal(db):
    model()
    return make.goal()


def owed(role, today, place=None):
    return duties(Owner(None, actor_of(reader(role, place))), today)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.MANAGER])
def test_a_years_value_is_owed_when_the_year_has_ended(goal, role):
    make.indicator(of=goal, targets=BOTH)

    assert owed(role, ENDED) == []
    (found,) = owed(role, NEXT)
    assert found.what == "Rapportera värde för Indikatorn 1, 2026"
    assert found.page == ("goals:report", (), {"organ": "BUN"})
    assert found.due == ENDED + timedelta(days=model_in_force(NEXT).thresholds.stale_days)


def test_many_values_are_one_line_that_names_the_first(goal):
    for number in range(5):
        make.indicator(f"I{number}", of=goal)
    (found,) = owed(Role.DIRECTOR, NEXT)

    assert found.what == "Rapportera värde för 5 indikatorer"
    assert (
        found.why == "Nämnden BUN har inte rapporterat I0 (2026), I1 (2026), I2 (2026) och 2 till."
    )


def test_a_months_value_is_owed_when_the_month_has_ended(goal):
    make.indicator(of=goal, frequency="monthly")

    assert owed(Role.DIRECTOR, date(2026, 1, 31)) == []
    (found,) = owed(Role.DIRECTOR, date(2026, 2, 1))
    grace = timedelta(days=model_in_force(NEXT).thresholds.stale_days)
    assert found.what == "Rapportera värde för Indikatorn 1, till och med januari 2026"
    assert found.due == date(2026, 1, 31) + grace


def test_a_value_that_is_known_or_of_another_goals_years_is_not_owed(goal):
    make.measurement(of=make.indicator(of=goal), year=2026)
    make.indicator(of=make.goal(years=(2027, 2028)))

    assert owed(Role.DIRECTOR, NEXT) == []


def test_a_value_that_is_not_known_yet_is_owed(goal):
    make.measurement(of=make.indicator(of=goal), year=2026, known_from=date(2027, 3, 1))

    assert len(owed(Role.DIRECTOR, date(2027, 2, 28))) == 1
    assert owed(Role.DIRECTOR, date(2027, 3, 1)) == []


@pytest.mark.parametrize("role", [Role.MEMBER, Role.EMPLOYEE, Role.CONTROLLER, Role.SECRETARY])
def test_nobody_else_owes_values(goal, role):
    make.indicator(of=goal)

    assert owed(role, NEXT) == []


def test_nobody_owes_another_bodys_values_or_assignments(goal):
    make.indicator(of=goal)
    make.assignment()

    assert owed(Role.DIRECTOR, NEXT, body("SN")) == []


def test_an_assignment_is_owed_by_the_head_until_it_is_finished(goal):
    assignment = make.assignment("U1")
    (found,) = owed(Role.DIRECTOR, date(2026, 6, 1))
    by_manager = owed(Role.MANAGER, date(2026, 6, 1), unit("900"))
    AssignmentReport.objects.update(state="done")

    assert (found.what, found.due) == ("U1 Uppdraget 1", date(2026, 12, 31))
    assert found.page == ("goals:report-assignment", (assignment.pk, "BUN"), {})
    assert by_manager == []
    assert owed(Role.DIRECTOR, date(2026, 6, 1)) == []


def test_who_answers_for_a_measure_owes_it_wherever_its_goal_belongs(goal):
    elsewhere = reader(Role.EMPLOYEE, body("KS", "Kommunstyrelsen", "executive_board"))
    person = elsewhere.person
    make.indicator("I1", of=goal, owner=person)
    make.indicator("I2", of=goal)

    (found,) = duties(Owner(person.pk, actor_of(elsewhere)), NEXT)
    assert found.what == "Rapportera värde för Indikatorn 1, 2026"
    assert found.place == "BUN"
