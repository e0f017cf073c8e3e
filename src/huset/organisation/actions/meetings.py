"""What people do with meetings: plan one or many, move them, and cancel them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from huset.kernel.actions import Refused, action, record, snapshot
from huset.kernel.models import User
from huset.organisation.models import Body, Meeting


@action
def plan_meeting(*, body: Body, day: date, by: User, **more: Any) -> Meeting:
    """Put a meeting in a body's calendar; ``more`` says when it begins and where it is."""
    refuse_missing_body(body, day)
    _refuse_taken(body, day)
    meeting = Meeting.objects.create(body=body, day=day, **more)
    record("organisation.meeting.planned", by=by, on=meeting)
    return meeting


@action
def plan_meetings(*, body: Body, days: Sequence[date], by: User, **more: Any) -> list[Meeting]:
    """Put several meetings in a body's calendar: all of them or none."""
    if not days:
        raise Refused("Skriv minst en dag.")
    return [plan_meeting(body=body, day=day, by=by, **more) for day in sorted(set(days))]


@action
def move_meeting(*, meeting: Meeting, day: date, why: str, by: User) -> Meeting:
    """Move a meeting to another day. Refused when it has decisions, or the day has another."""
    meeting = as_it_is(meeting)
    _refuse_change(meeting, why)
    if day == meeting.day:
        raise Refused(f"Sammanträdet är redan den {day}. Välj en annan dag.")
    refuse_missing_body(meeting.body, day)
    _refuse_taken(meeting.body, day)
    before = snapshot(meeting)
    meeting.day = day
    meeting.save()
    record("organisation.meeting.moved", by=by, on=meeting, before=before, why=why)
    return meeting


@action
def cancel_meeting(*, meeting: Meeting, why: str, by: User) -> Meeting:
    """Cancel a meeting, with the reason. It stays in the calendar, and nothing is decided there."""
    meeting = as_it_is(meeting)
    _refuse_change(meeting, why)
    before = snapshot(meeting)
    meeting.cancelled = True
    meeting.save()
    record("organisation.meeting.cancelled", by=by, on=meeting, before=before, why=why)
    return meeting


def as_it_is(meeting: Meeting) -> Meeting:
    """A meeting as it is now, locked: it is not cancelled or moved while it decides."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("body")
    return found.get(pk=meeting.pk)


def refuse_missing_body(body: Body, day: date) -> None:
    """Refuse a day when the body does not exist."""
    if day < body.valid_from:
        raise Refused(f"{body.name} finns först från {body.valid_from}, så inte den {day}.")
    if body.valid_to is not None and day > body.valid_to:
        raise Refused(f"{body.name} finns bara till och med {body.valid_to}, så inte den {day}.")


def _refuse_taken(body: Body, day: date) -> None:
    if Meeting.objects.filter(body=body, day=day).exists():
        raise Refused(f"{body.name} har redan ett sammanträde den {day}.")


def _refuse_change(meeting: Meeting, why: str) -> None:
    if meeting.cancelled:
        raise Refused("Sammanträdet är redan inställt. Planera ett nytt.")
    if meeting.decisions.exists():
        raise Refused(
            f"Sammanträdet den {meeting.day} har registrerade beslut, så det kan inte ändras."
        )
    if not why.strip():
        raise Refused("Skriv varför, så att de som ska dit vet.")
