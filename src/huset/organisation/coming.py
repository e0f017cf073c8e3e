"""The meetings that are to come: which, and the next one of each body."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from huset.organisation.models import Meeting


@dataclass(frozen=True)
class Coming:
    """A meeting that is to be held, today or later."""

    id: int
    body: str
    body_code: str
    day: date
    begins: time | None
    where: str


def coming_meetings(body_codes: Collection[str], today: date) -> list[Coming]:
    """The meetings of some bodies from today on, the nearest first. One question."""
    found = Meeting.objects.filter(body__code__in=body_codes, day__gte=today, cancelled=False)
    ordered = found.select_related("body").order_by("day", "begins", "body__order", "id")
    return [Coming(m.pk, m.body.name, m.body.code, m.day, m.begins, m.where) for m in ordered]


def next_of_each(body_codes: Collection[str], today: date) -> dict[str, Coming]:
    """The next meeting of each of some bodies, by the body's code; none where none is planned."""
    found: dict[str, Coming] = {}
    for meeting in coming_meetings(body_codes, today):
        found.setdefault(meeting.body_code, meeting)
    return found
