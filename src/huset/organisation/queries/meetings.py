"""What people ask about meetings: the calendar of a year, and one meeting."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Count, QuerySet

from huset.kernel.models import Event
from huset.kernel.periods import Month
from huset.kernel.status import Status, Tone
from huset.organisation.models import Meeting
from huset.organisation.queries.decisions import DecisionRow, decision_row

HELD = Status("Hållet", "✓", Tone.GOOD)
NEXT = Status("Nästa", "▶", Tone.PARTLY)
PLANNED = Status("Planerat", "○", Tone.NEUTRAL)
CANCELLED = Status("Inställt", "✕", Tone.BAD)


@dataclass(frozen=True)
class MeetingRow:
    """A meeting as the calendar shows it."""

    id: int
    body: str
    body_code: str
    day: date
    begins: time | None
    where: str
    status: Status
    decisions: int


@dataclass(frozen=True)
class MonthOfMeetings:
    """A month of the calendar."""

    name: str
    meetings: tuple[MeetingRow, ...]


@dataclass(frozen=True)
class MeetingView:
    """A meeting with its decisions; ``why`` is the reason of the last change."""

    row: MeetingRow
    held: bool
    can_change: bool
    why: str
    decisions: tuple[DecisionRow, ...]


def calendar(year: int, per: date, *, body_codes: Collection[str] = ()) -> list[MonthOfMeetings]:
    """The meetings of a year, month by month, of some bodies or of all. Two questions."""
    found = _meetings().filter(day__year=year)
    if body_codes:
        found = found.filter(body__code__in=body_codes)
    following = _following(per)
    months: dict[int, list[MeetingRow]] = {}
    for meeting in found:
        months.setdefault(meeting.day.month, []).append(_row(meeting, per, following))
    return [
        MonthOfMeetings(Month(year, month).name, tuple(rows))
        for month, rows in sorted(months.items())
    ]


def meeting(number: int, per: date) -> MeetingView | None:
    """One meeting with the decisions that had been made there by ``per``."""
    found = _meetings().filter(pk=number).first()
    if found is None:
        return None
    decided = (
        found.decisions.filter(meeting__day__lte=per)
        .select_related("meeting__body")
        .order_by("paragraph")
    )
    rows = tuple(row for d in decided if (row := decision_row(d)))
    return MeetingView(
        row=_row(found, per, _following(per)),
        held=not found.cancelled and found.day <= per,
        can_change=not found.cancelled and not found.decided,  # type: ignore[attr-defined]  # annotated
        why=_why(found.pk),
        decisions=rows,
    )


def meeting_to_act_on(number: int) -> Meeting:
    """The meeting's record, for an action."""
    return Meeting.objects.select_related("body").get(pk=number)


def _meetings() -> QuerySet[Meeting]:
    """Meetings with how many decisions each has."""
    return (
        Meeting.objects.select_related("body")
        .annotate(decided=Count("decisions"))
        .order_by("day", "begins", "body__order", "body__name")
    )


def _following(per: date) -> frozenset[int]:
    """The next meeting of each body after a day."""
    coming: dict[int, int] = {}
    for number, body in _coming(per):
        coming.setdefault(body, number)
    return frozenset(coming.values())


def _coming(per: date) -> Iterable[tuple[int, int]]:
    found = Meeting.objects.filter(day__gt=per, cancelled=False).order_by("day")
    return found.values_list("pk", "body")


def _row(meeting: Meeting, per: date, following: frozenset[int]) -> MeetingRow:
    return MeetingRow(
        id=meeting.pk,
        body=meeting.body.name,
        body_code=meeting.body.code,
        day=meeting.day,
        begins=meeting.begins,
        where=meeting.where,
        status=_status(meeting, per, following),
        decisions=meeting.decided if meeting.day <= per else 0,  # type: ignore[attr-defined]  # annotated
    )


def _status(meeting: Meeting, per: date, following: frozenset[int]) -> Status:
    if meeting.cancelled:
        return CANCELLED
    if meeting.day <= per:
        return HELD
    return NEXT if meeting.pk in following else PLANNED


def _why(number: int) -> str:
    """Why the meeting was last moved or cancelled: the log knows."""
    changed = Event.objects.filter(
        subject=Meeting._meta.label,  # noqa: SLF001 -- Django's public name for it
        subject_id=number,
        what__in=("organisation.meeting.moved", "organisation.meeting.cancelled"),
    )
    return changed.order_by("-id").values_list("why", flat=True).first() or ""
