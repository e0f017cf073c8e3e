"""Calendars as files (RFC 5545, RFC 7986) that Outlook and phones subscribe to.

The same entries give the same file to the last byte: no moment of writing is in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration

from huset.kernel.periods import long_date
from huset.work.addresses import absolute
from huset.work.queries import CalendarMeeting, Owed

SWEDEN = ZoneInfo("Europe/Stockholm")
EVERY = timedelta(hours=6)  # how often a calendar looks for news
USUAL = timedelta(hours=2)  # a meeting's length, which nobody has said
SUMMER, WINTER = timedelta(hours=2), timedelta(hours=1)


@dataclass(frozen=True)
class Entry:
    """One event of a calendar; without ``begins`` it is the whole day's."""

    uid: str
    title: str
    day: date
    about: str
    url: str
    changed: datetime
    begins: time | None = None
    where: str = ""
    edition: int = 0
    cancelled: bool = False
    busy: bool = True


def meeting_entry(meeting: CalendarMeeting, root: str) -> Entry:
    """A meeting as an event; a cancelled one says so in its title too."""
    about = ["Sammanträdet är inställt."] if meeting.cancelled else []
    if meeting.begins and not meeting.cancelled:
        about.append("Sluttiden är inte bestämd.")
    title = f"{meeting.body}: sammanträde"
    return Entry(
        uid=f"sammantrade-{meeting.id}@{_host(root)}",
        title=f"Inställt: {title}" if meeting.cancelled else title,
        day=meeting.day,
        about=" ".join(about),
        url=absolute(root, ("organisation:meeting", (meeting.id,), {})),
        changed=meeting.changed,
        begins=meeting.begins,
        where=meeting.where,
        edition=meeting.edition,
        cancelled=meeting.cancelled,
        busy=meeting.begins is not None,
    )


def duty_entries(owed: Iterable[Owed], root: str, *, since: date) -> list[Entry]:
    """Duties with a day as events of the whole day; one that stands in for someone says so.

    A duty has no moment when it arose: its event is stamped with the calendar's own first day.
    """
    found: dict[str, Entry] = {}
    for one in owed:
        duty = one.duty
        if duty.due is None:
            continue
        key = sha256(repr((duty.kind, duty.page, duty.place)).encode()).hexdigest()[:24]
        uid = f"att-gora-{key}@{_host(root)}"
        while uid in found:  # two things are done in the same place
            uid = f"{uid[:9]}x{uid[9:]}"
        told = f"{duty.kind}, {one.place}. Klart senast {long_date(duty.due)}."
        found[uid] = Entry(
            uid=uid,
            title=duty.outside or duty.what,
            day=duty.due,
            about=f"{told} Du vikarierar." if one.stands_in else told,
            url=absolute(root, duty.page),
            changed=datetime.combine(since, time(), UTC),
            busy=False,
        )
    return list(found.values())


def calendar_file(name: str, entries: Iterable[Entry]) -> bytes:
    """A calendar as a file: CRLF at the end of each line, and no line above 75 bytes."""
    calendar = Calendar()
    for key, value in (
        ("prodid", "-//Huset//Kalender//SV"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("name", name),
        ("x-wr-calname", name),
        ("x-wr-timezone", SWEDEN.key),
    ):
        calendar.add(key, value)
    calendar.add("refresh-interval", vDuration(EVERY), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(EVERY))
    calendar.add_component(_swedish_time())
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical(sorted=False))


def _event(entry: Entry) -> Event:
    event = Event()
    start = _start(entry)
    for key, value in (
        ("uid", entry.uid),
        ("dtstamp", entry.changed.astimezone(UTC)),
        ("last-modified", entry.changed.astimezone(UTC)),
        ("sequence", entry.edition),
        ("dtstart", start),
        ("dtend", start + (USUAL if entry.begins else timedelta(days=1))),
        ("summary", entry.title),
        ("location", entry.where),
        ("description", entry.about),
        ("url", entry.url),
        ("status", "CANCELLED" if entry.cancelled else "CONFIRMED"),
        ("transp", "OPAQUE" if entry.busy and not entry.cancelled else "TRANSPARENT"),
    ):
        if value or key == "sequence":
            event.add(key, value)
    return event


def _start(entry: Entry) -> date | datetime:
    if entry.begins is None:
        return entry.day
    return datetime.combine(entry.day, entry.begins, SWEDEN)


def _swedish_time() -> Timezone:
    """Swedish time by the rule that has held since 1996: last Sunday of March and of October."""
    zone = Timezone()
    zone.add("tzid", SWEDEN.key)
    for part, since, before, after, called in (
        (TimezoneDaylight(), datetime(1996, 3, 31, 2), WINTER, SUMMER, "CEST"),  # noqa: DTZ001 -- local, as the standard has it
        (TimezoneStandard(), datetime(1996, 10, 27, 3), SUMMER, WINTER, "CET"),  # noqa: DTZ001 -- see above
    ):
        part.add("dtstart", since)
        part.add("rrule", {"freq": "yearly", "bymonth": since.month, "byday": "-1su"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", called)
        zone.add_component(part)
    return zone


def _host(root: str) -> str:
    return urlsplit(root).hostname or "huset"
