"""What people do with meetings and decisions: plan, hold, register, carry out."""

from datetime import date
from typing import Any

from django.utils import timezone

from huset.kernel.actions import Refused, action, record
from huset.kernel.models import User
from huset.organisation.models import Body, Decision, Meeting


@action
def plan_meeting(*, body: Body, day: date, by: User, **more: Any) -> Meeting:
    """Put a meeting in a body's calendar; ``more`` says when it begins and where it is."""
    if Meeting.objects.filter(body=body, day=day).exists():
        raise Refused(f"{body.name} har redan ett sammanträde den {day}.")
    meeting = Meeting.objects.create(body=body, day=day, **more)
    record("organisation.meeting.planned", by=by, on=meeting)
    return meeting


@action
def register_decision(  # noqa: PLR0913 -- a decision is known by all of these
    *,
    meeting: Meeting,
    paragraph: int,
    title: str,
    by: User,
    text: str = "",
    registry_number: str = "",
    registered_on: date | None = None,
    **more: Any,
) -> Decision:
    """Register a minuted decision. Refused before its meeting, and when the paragraph is taken.

    ``registered_on`` is today unless told otherwise. A decision is made at a meeting and minuted
    there (KL ch. 5 § 65, ch. 6 § 35).
    """
    body = meeting.body
    if meeting.cancelled:
        raise Refused(f"Sammanträdet den {meeting.day} är inställt, så där fattas inga beslut.")
    if meeting.day > (registered_on or timezone.localdate()):
        raise Refused(
            f"{body.name} sammanträder först den {meeting.day}. Ett beslut registreras när det är "
            "fattat och protokollfört (kommunallagen 5 kap. 65 §, 6 kap. 35 §)."
        )
    if meeting.decisions.filter(paragraph=paragraph).exists():
        raise Refused(f"{body.name} har redan ett beslut § {paragraph} den {meeting.day}.")
    decision = Decision.objects.create(
        meeting=meeting,
        paragraph=paragraph,
        title=title,
        text=text,
        registry_number=registry_number,
        **more,
    )
    record("organisation.decision.registered", by=by, on=decision)
    return decision
