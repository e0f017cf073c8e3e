"""What tests of work are made of: someone with an address who has something to do, and when."""

from datetime import date, timedelta

from django.utils import timezone

from huset.organisation.actions import register_decision
from huset.organisation.models import Body, Decision, Person
from huset.organisation.rules import Role
from huset.organisation.tests.make import (
    ASSESSED,
    DECIDED,
    NOT_RELEVANT,
    body,
    meeting,
    model,
    reader,
    user,
)

DAY = timedelta(days=1)


def house() -> None:
    """The governance model and a council."""
    model()
    body("KF", "Kommunfullmäktige", "council")


def someone(code: str = "BUN", role: Role = Role.DIRECTOR, email: str = "") -> Person:
    """Someone with a role in a body; the director has an address unless told otherwise."""
    account = reader(role, body(code))
    person = Person.objects.get(user=account)
    person.email = email or f"{code.lower()}@kommun.se"
    person.save()
    return person


def to_do(
    due: date | None = None, *, of: Body | None = None, title: str = "Bygg en skola"
) -> Decision:
    """A council's decision that a body is to carry out, in a month unless told otherwise."""
    return register_decision(
        meeting=meeting(body("KF"), DECIDED),
        paragraph=Decision.objects.count() + 1,
        title=title,
        child_rights=NOT_RELEVANT,
        sustainability=ASSESSED,
        executed_by=of or body(),
        due=due or timezone.localdate() + 30 * DAY,
        by=user(),
    )
