"""The chain that binds the log's lines: walking it, in the database or in an exported file.

An export is JSON Lines. Its first line says which lines follow and where the log's head was; every
other line is one line of the log, with all that its digest covers.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any, TextIO

from django.db.models import Max, Min, QuerySet
from django.utils import timezone

from huset.kernel.actions import action, as_line, digest_of, record
from huset.kernel.models import Event, LogHead, User

FORMAT = "huset-log-1"
A_BATCH = 2000
CHECKED = "kernel.log.verified"
Line = Mapping[str, Any]


@dataclass(frozen=True)
class Fault:
    """The first line that is not as it was written, and what differs."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"Rad {self.line} i loggen är inte som den skrevs: {self.what}"


@dataclass(frozen=True)
class Walked:
    """What a walk through the lines found: how many, where it began and ended, any fault."""

    lines: int
    starts_at: str  # the digest before the first line; empty where the log begins
    ends_at: str
    fault: Fault | None = None


@dataclass(frozen=True)
class Period:
    """The days that an export holds, both included; without one there is no end to that side."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Checked:
    """A verification that was made: when, by whom, through which line, and any fault found."""

    at: datetime
    by: int
    lines: int
    fault: str


def walk(lines: Iterable[Line], *, number: int = 1, previous: str = "") -> Walked:
    """Walk lines that should be numbered from ``number`` and bound to ``previous``."""
    first, count = previous, 0
    for line in lines:
        if fault := _fault(line, number + count, previous):
            return Walked(count, first, previous, fault)
        previous = line["digest"]
        count += 1
    return Walked(count, first, previous)


def _fault(line: Line, number: int, previous: str) -> Fault | None:
    if line["id"] != number:
        return Fault(number, f"ordningen. Raden saknas; nästa rad har nummer {line['id']}.")
    if digest_of(line) != line["digest"]:
        return Fault(number, "innehållet. Det stämmer inte med radens kontrollsumma.")
    if line["previous"] != previous:
        return Fault(number, "ordningen. Raden är inte bunden till raden före den.")
    return None


def walk_log() -> Walked:
    """Walk the whole log, from line 1 to where the head was when the walk began.

    Others may add lines meanwhile, but none can lie beyond the head.
    """
    head = _head()
    walked = walk(_lines(Event.objects.filter(id__lte=head["number"])))
    if walked.fault:
        return walked
    last = Event.objects.aggregate(last=Max("id"))["last"] or 0
    if last > _head()["number"]:
        what = "slutet. Raden ligger efter den som skrevs sist."
        return replace(walked, fault=Fault(walked.lines + 1, what))
    return _against_head(walked, head, walked.lines)


def _against_head(walked: Walked, head: Line, last: int) -> Walked:
    """See that the log ends where its head says."""
    if (head["number"], head["digest"]) == (last, walked.ends_at):
        return walked
    if head["number"] == last:
        return replace(walked, fault=Fault(last, "slutet. Raden är inte den som skrevs sist."))
    what = f"slutet. Den sista raden som skrevs har nummer {head['number']}."
    return replace(walked, fault=Fault(last + 1, what))


def exported(period: Period) -> Iterator[str]:
    """Give the log's lines of a period as JSON Lines, a piece at a time."""
    head = _head()
    found = within(period, Event.objects.all()).filter(id__lte=head["number"])
    ends = found.aggregate(first=Min("id"), last=Max("id"))
    yield (
        json.dumps(
            {
                "format": FORMAT,
                "exported_at": timezone.now().isoformat(),
                "since": period.since and period.since.isoformat(),
                "until": period.until and period.until.isoformat(),
                **ends,
                "head": head,
            }
        )
        + "\n"
    )
    if ends["first"] is None:
        return
    between = Event.objects.filter(id__range=(ends["first"], ends["last"]))
    piece: list[str] = []
    for line in _lines(between):
        piece.append(json.dumps(line, ensure_ascii=False))
        if len(piece) == A_BATCH:
            yield "\n".join(piece) + "\n"
            piece = []
    yield "".join(f"{line}\n" for line in piece)


def walk_file(file: TextIO) -> Walked:
    """Walk an exported file. Raises ValueError, in Swedish, for what is no export."""
    try:
        top = json.loads(file.readline())
        walked = _walk_exported(top, map(json.loads, file)) if top["format"] == FORMAT else None
    except (ValueError, KeyError, TypeError):
        walked = None
    if walked is None:
        raise ValueError("Filen är ingen export av loggen, eller är avhuggen mitt i en rad.")
    return walked


def _walk_exported(top: Line, lines: Iterator[Line]) -> Walked:
    """See that the lines are those that the file's first line says, and bound to each other."""
    if top["first"] is None:
        return Walked(0, "", "")
    first = next(lines, None)
    starts_at = "" if first is None or top["first"] == 1 else first["previous"]
    found = () if first is None else chain((first,), lines)
    walked = walk(found, number=top["first"], previous=starts_at)
    if walked.fault:
        return walked
    last = top["first"] + walked.lines - 1
    if last != top["last"]:
        fault = Fault(last + 1, f"slutet. Filen ska sluta med rad {top['last']}.")
        return replace(walked, fault=fault)
    return _against_head(walked, top["head"], last) if last == top["head"]["number"] else walked


def within(period: Period, found: "QuerySet[Event]") -> "QuerySet[Event]":
    """Those of some lines that were written in a period, by the day here."""
    if period.since:
        found = found.filter(at__gte=_midnight(period.since))
    if period.until:
        found = found.filter(at__lt=_midnight(period.until + timedelta(days=1)))
    return found


@action
def check_log(*, by: User) -> Checked:
    """Walk the whole log and write in it what was found."""
    walked = walk_log()
    head, _ = LogHead.objects.get_or_create(pk=1)
    found = {"lines": walked.lines, "fault": str(walked.fault or "")}
    event = record(CHECKED, by=by, on=head, after=found)
    return Checked(event.at, event.by_id, walked.lines, found["fault"])  # type: ignore[arg-type]  # see found


def last_check() -> Checked | None:
    """The latest verification that was made from the log's page."""
    told = Event.objects.filter(subject=LogHead._meta.label, subject_id=1, what=CHECKED)  # noqa: SLF001 -- Django's public name for it
    event = told.order_by("-id").first()
    if event is None:
        return None
    return Checked(event.at, event.by_id, event.after["lines"], event.after["fault"])


def _lines(events: "QuerySet[Event]") -> Iterator[dict[str, Any]]:
    return (as_line(event) for event in events.order_by("id").iterator(A_BATCH))


def _head() -> dict[str, Any]:
    head = LogHead.objects.filter(pk=1).first() or LogHead()
    return {"number": head.number, "digest": head.digest}


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
