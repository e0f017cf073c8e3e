"""What a calendar holds: meetings with the moment and number of their last change."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db.models import Count, Max

from huset.kernel.models import Event
from huset.organisation.models import Body, Meeting, Person
from huset.work.addresses import hashed
from huset.work.models import CalendarFeed


@dataclass(frozen=True)
class CalendarMeeting:
    """A meeting as a calendar has it; ``changed`` and ``edition`` come from the log."""

    id: int
    body: str
    day: date
    begins: time | None
    where: str
    cancelled: bool
    changed: datetime
    edition: int


def body_name(code: str) -> str | None:
    """What a body is called, by its code; nothing where there is none."""
    return Body.objects.filter(code=code).values_list("name", flat=True).first()


def meetings_of(body_codes: Collection[str], today: date) -> list[CalendarMeeting]:
    """The meetings of some bodies, from the beginning of last year on. Two questions."""
    since = date(today.year - 1, 1, 1)
    found = Meeting.objects.filter(body__code__in=body_codes, day__gte=since)
    told = Event.objects.filter(subject="organisation.Meeting", subject_id__in=found.values("pk"))
    changes = {
        number: (last, count)
        for number, last, count in told.values("subject_id")
        .annotate(last=Max("at"), count=Count("id"))
        .values_list("subject_id", "last", "count")
    }
    rows = []
    for meeting in found.select_related("body").order_by("day", "body__order", "id"):
        unknown = datetime.combine(meeting.day, time(), UTC)
        changed, count = changes.get(meeting.pk, (unknown, 1))
        rows.append(
            CalendarMeeting(
                id=meeting.pk,
                body=meeting.body.name,
                day=meeting.day,
                begins=meeting.begins,
                where=meeting.where,
                cancelled=meeting.cancelled,
                changed=changed,
                edition=count - 1,
            )
        )
    return rows


@dataclass(frozen=True)
class OwnCalendar:
    """Whose calendar it is, and the day when it got its address."""

    person: Person
    made: date


def calendar_behind(secret: str) -> OwnCalendar | None:
    """The calendar that has a secret; nothing where it is wrong or taken away."""
    found = CalendarFeed.objects.filter(digest=hashed(secret)).select_related("person__user")
    feed = found.first()
    return OwnCalendar(feed.person, feed.made) if feed else None


def feed_made(person: Person) -> date | None:
    """The day when a person's calendar got its address; nothing where there is none."""
    return CalendarFeed.objects.filter(person=person).values_list("made", flat=True).first()
