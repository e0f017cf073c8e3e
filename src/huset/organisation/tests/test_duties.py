"""What the organisation asks of those who lead, keep minutes and keep the register of people."""

from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from huset.organisation import execution_duties, meeting_duties, register_duties
from huset.organisation.actions import (
    cancel_meeting,
    give_remit,
    plan_meeting,
    register_decision,
    report_execution,
)
from huset.organisation.duties import Owner
from huset.organisation.permissions import actor_of
from huset.organisation.rules import ExecutionState, RemitKind, Role
from huset.organisation.tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 11)
DAY = timedelta(days=1)


def owner(role, place=None):
    """Someone with a role, as duties are asked of."""
    return Owner(None, actor_of(make.reader(role, place)))


@pytest.fixture
def council(db):
    make.model()
    return make.body("KF", "Kommunfullmäktige", "council")


def to_carry_out(council, by, due, paragraph=1):
    """The council's decision that a body is to carry out."""
    return register_decision(
        meeting=make.meeting(council),
        paragraph=paragraph,
        title="Bygg en skola",
        child_rights=make.NOT_RELEVANT,
        sustainability=make.ASSESSED,
        executed_by=by,
        due=due,
        by=make.user(),
    )


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.MANAGER])
def test_those_who_lead_owe_what_their_body_is_to_carry_out(council, role):
    decision = to_carry_out(council, make.body(), TODAY - DAY)
    found = execution_duties.duties(owner(role), TODAY)

    assert [(d.what, d.due, d.place, d.page) for d in found] == [
        (
            "Verkställ: Bygg en skola",
            TODAY - DAY,
            "BUN",
            ("organisation:report-execution", (decision.pk,), {}),
        )
    ]
    assert found[0].why == "Kommunfullmäktige 2025-11-24 § 1. Inte rapporterat."
    assert "skola" not in found[0].outside


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.EMPLOYEE, Role.MEMBER, Role.CONTROLLER])
def test_nobody_else_owes_it(council, role):
    to_carry_out(council, make.body(), TODAY)

    assert execution_duties.duties(owner(role), TODAY) == []


def test_what_another_body_is_to_carry_out_is_not_owed(council):
    to_carry_out(council, make.body("SN"), TODAY)

    assert execution_duties.duties(owner(Role.DIRECTOR), TODAY) == []


def test_a_decision_that_is_carried_out_is_not_owed(council):
    decision = to_carry_out(council, make.body(), TODAY)
    report_execution(
        decision=decision,
        day=make.DECIDED,
        state=ExecutionState.CARRIED_OUT,
        comment="",
        by=make.user(),
    )

    assert execution_duties.duties(owner(Role.DIRECTOR), TODAY) == []


@pytest.mark.parametrize(
    ("day", "owed"),
    [
        (TODAY, False),
        (TODAY - DAY, True),
        (TODAY - 60 * DAY, True),
        (TODAY - 61 * DAY, False),
    ],
    ids=["today", "yesterday", "as long ago as is looked", "longer ago"],
)
def test_a_held_meeting_without_decisions_waits_for_the_secretary(council, day, owed):
    meeting = make.meeting(make.body(), day)
    found = meeting_duties.duties(owner(Role.SECRETARY), TODAY)

    assert [(d.page, d.due) for d in found] == (
        [(("organisation:register-decision", (meeting.pk,), {}), day + 14 * DAY)] if owed else []
    )


def test_a_cancelled_meeting_or_one_with_decisions_waits_for_nobody(council):
    cancelled = make.meeting(make.body(), TODAY - DAY)
    cancel_meeting(meeting=cancelled, why="Få ärenden", by=make.user())
    make.decision(of=make.body(), day=TODAY - 2 * DAY)

    assert meeting_duties.duties(owner(Role.SECRETARY), TODAY) == []


def test_a_secretary_has_the_own_body_and_a_registrar_those_without_one(council):
    make.meeting(make.body(), TODAY - DAY)
    make.meeting(council, TODAY - DAY)
    secretary, registrar = owner(Role.SECRETARY), owner(Role.REGISTRAR)

    assert [d.place for d in meeting_duties.duties(secretary, TODAY)] == ["BUN"]
    assert [d.place for d in meeting_duties.duties(registrar, TODAY)] == ["KF"]


def test_what_waits_for_the_body_is_one_line_that_leads_to_its_next_meeting(council):
    for number in range(3):
        give_remit(
            body=make.body(),
            kind=RemitKind.TERMS_OF_REFERENCE,
            title=f"Reglemente {number}",
            url="",
            since=TODAY,
            decision=None,
            by=make.user(),
        )
    secretary = owner(Role.SECRETARY, council)
    (alone,) = meeting_duties.duties(secretary, TODAY)
    meeting = plan_meeting(body=council, day=TODAY + 5 * DAY, by=make.user())
    (planned,) = meeting_duties.duties(secretary, TODAY)

    assert alone.what == planned.what == "3 ärenden väntar på beslut av Kommunfullmäktige"
    assert (alone.due, alone.button) == (None, "Planera sammanträde")
    assert (planned.due, planned.page) == (
        TODAY + 5 * DAY,
        ("organisation:meeting", (meeting.pk,), {}),
    )


def test_gaps_wait_for_those_who_register_people_and_nobody_else(council):
    make.unit("200")

    (found,) = register_duties.duties(owner(Role.REGISTRAR, make.unit("300")), TODAY)
    assert (found.why, found.place) == ("2 enheter saknar chef.", "300")
    assert register_duties.duties(owner(Role.CONTROLLER), TODAY) == []


def test_what_is_to_be_let_go_of_waits_for_the_administrator_after_a_week(council):
    manager = make.reader(Role.MANAGER, make.unit("400"))
    administrator = owner(Role.ADMINISTRATOR, manager.person.mandates.get().unit)
    now = timezone.now()
    today = timezone.localdate()
    Session.objects.create(session_key="a", session_data="", expire_date=now - 3 * DAY)
    assert register_duties.duties(administrator, today) == []
    Session.objects.create(session_key="b", session_data="", expire_date=now - 9 * DAY)
    (found,) = register_duties.duties(administrator, today)

    assert (found.what, found.why) == (
        "Gallra det som inte längre får sparas",
        "Utgångna inloggningar: 2.",
    )
    assert found.due == today - 9 * DAY
