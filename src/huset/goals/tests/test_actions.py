from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from huset.goals.actions import adopt_goal, report_assignment, report_measurement
from huset.goals.models import AssignmentReport, Goal, Measurement
from huset.goals.rules import AssignmentState
from huset.goals.tests import make
from huset.kernel.actions import Refused
from huset.kernel.models import Event
from huset.organisation.tests.make import body, decision, user

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 15)


def told() -> list[str]:
    return list(Event.objects.order_by("id").values_list("what", flat=True))


def test_a_value_is_saved_and_logged_with_what_it_was_before():
    indicator = make.indicator()
    make.measurement(70, of=indicator, known_from=DAY)
    make.measurement(71, of=indicator, known_from=DAY)

    assert [m.value for m in Measurement.objects.all()] == [Decimal(71)]
    last = Event.objects.order_by("id").last()
    assert (last.before["value"], last.after["value"]) == ("70.0000", "71")


def test_the_same_value_again_changes_nothing():
    indicator = make.indicator()
    make.measurement(70, of=indicator, known_from=DAY)
    lines = len(told())
    make.measurement(70, of=indicator, known_from=DAY)

    assert len(told()) == lines


def test_a_correction_keeps_the_earlier_value():
    indicator = make.indicator()
    make.measurement(70, of=indicator, known_from=DAY)
    make.measurement(72, of=indicator, known_from=date(2027, 3, 1))

    assert [m.value for m in Measurement.objects.order_by("known_from")] == [70, 72]


def test_a_value_cannot_be_known_before_its_year():
    indicator = make.indicator()
    with pytest.raises(Refused, match="2026"):
        report_measurement(
            indicator=indicator,
            year=2026,
            value=Decimal(1),
            known_from=date(2025, 12, 31),
            by=user(),
        )

    assert not Measurement.objects.exists()


def test_a_goal_that_ends_before_it_starts_is_refused_and_leaves_no_trace():
    with pytest.raises(Refused, match="slutar 2025"):
        adopt_goal(
            code="M",
            title="Målet",
            level="directional_goal",
            body=body(),
            years=(2026, 2025),
            decision=decision(),
            by=user(),
        )

    assert not Goal.objects.exists()
    assert "goals.goal.adopted" not in told()


def test_the_database_refuses_it_too():
    goal = make.goal()
    goal.last_year = goal.first_year - 1
    with pytest.raises(IntegrityError):
        goal.save()


def test_an_assignment_begins_as_not_started_for_every_body():
    make.assignment(bodies=[body("BUN"), body("SN")])

    said = AssignmentReport.objects.order_by("body__code").values_list("body__code", "state")
    assert list(said) == [("BUN", "not_started"), ("SN", "not_started")]


def test_a_body_that_did_not_get_the_assignment_cannot_report_on_it():
    assignment = make.assignment(bodies=[body("BUN")])
    with pytest.raises(Refused, match="har inte fått uppdraget"):
        report_assignment(
            assignment=assignment,
            body=body("SN"),
            day=DAY,
            state=AssignmentState.DONE,
            comment="",
            by=user(),
        )


def test_an_assignment_needs_someone_to_do_it():
    with pytest.raises(Refused, match="saknar mottagare"):
        make.give_assignment(
            code="U",
            title="U",
            bodies=[],
            goals=[],
            period=(DAY, DAY),
            decision=decision(),
            by=user(),
        )
