"""Every version of vision, core values and strategic plan: decided ones as they were, and drafts.

A version is known by the number of its record; core values that are proposed or decided together
are one version, known by the number of the first, and found by the number of any.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Prefetch, Q

from huset.direction.models import (
    CoreValue,
    StrategicArea,
    StrategicPlan,
    Vision,
    VisionStatement,
)
from huset.direction.rules import Part
from huset.kernel.actions import sha256_of
from huset.kernel.models import Event
from huset.kernel.shell import Source
from huset.kernel.status import Status, Tone
from huset.organisation.queries import DecisionRow, decision_row

Record = Vision | CoreValue | StrategicPlan
DAY = timedelta(days=1)

DRAFT = Status("Utkast", "✎", Tone.PARTLY)
COMING = Status("Börjar gälla senare", "→", Tone.NEUTRAL)
IN_FORCE = Status("Gäller", "✓", Tone.GOOD)
ENDED = Status("Har gällt", "■", Tone.NEUTRAL)


@dataclass(frozen=True)
class Line:
    """A part of a vision, an area of a plan or a core value, as a version says it.

    ``id`` is its record's number; a line that is new in a draft has none. ``statement`` is the
    number of the part of the vision that an area serves.
    """

    title: str
    text: str = ""
    statement: int | None = None
    statement_title: str = ""
    id: int | None = None


@dataclass(frozen=True)
class Content:
    """What a version says, as plain values."""

    since: date
    title: str = ""
    text: str = ""
    majority: str = ""
    until: date | None = None
    lines: tuple[Line, ...] = ()

    @property
    def mark(self) -> str:
        """What tells this content from any other: an edit says which one it was made from."""
        return sha256_of({key: str(value) for key, value in asdict(self).items()})

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text, paragraph by paragraph."""
        return tuple(part for part in self.text.split("\n\n") if part.strip())

    def as_new(self, since: date) -> "Content":
        """The same words as the beginning of a draft from a day: its lines have no records."""
        lines = tuple(replace(line, id=None) for line in self.lines)
        return replace(self, since=since, until=None, lines=lines)

    def as_text(self) -> str:
        """The whole as text to compare: a paragraph for each thing that it says."""
        parts = [self.title, self.majority, self.text]
        for line in self.lines:
            parts += [line.title, line.text]
            parts += [f"Del av visionen: {line.statement_title}"] if line.statement else []
        return "\n".join(part for part in parts if part.strip())


@dataclass(frozen=True)
class Version:
    """A version as it was decided, or a draft; ``number`` counts the decided from the first."""

    part: Part
    id: int
    number: int
    content: Content
    valid_from: date
    valid_to: date | None
    status: Status
    decision: DecisionRow | None
    source: Source

    @property
    def is_draft(self) -> bool:
        """Tell whether it waits for a decision."""
        return self.decision is None

    @property
    def title(self) -> str:
        """Its title; core values are called by their words."""
        return self.content.title or ", ".join(line.title for line in self.content.lines)


def versions(part: Part, per: date, *, drafts: bool) -> list[Version]:
    """Every version that had been decided by a day, the latest first; drafts, if any, before them.

    One that a later decision has ended is told with the last day that it had until then.
    """
    together = list(_together(part))
    decided = [records for records in together if records[0].decision_id]
    made = [records for records in decided if _day(records) <= per]
    later = {records[0].valid_from for records in decided if _day(records) > per}
    planned = _planned_ends([records[0] for records in made]) if later else {}
    rows = [_version(part, records, n, per) for n, records in enumerate(made, start=1)]
    rows = [
        replace(row, valid_to=planned[row.id])
        if row.valid_to and row.valid_to + DAY in later and row.id in planned
        else row
        for row in rows
    ]
    waiting = [records for records in together if not records[0].decision_id] if drafts else []
    return [*(_version(part, records, 0, per) for records in waiting), *reversed(rows)]


def version(part: Part, number: int, per: date, *, drafts: bool) -> Version | None:
    """One version, if it had been decided by a day, or is a draft that the reader may see."""
    found = versions(part, per, drafts=drafts)
    return next((row for row in found if number in _numbers(row)), None)


def earlier(row: Version, among: Sequence[Version]) -> Version | None:
    """The decided version before one; before a draft, the one that it would follow."""
    decided = [v for v in among if not v.is_draft and v.id != row.id]
    if row.is_draft:
        return next((v for v in decided if v.valid_from <= row.valid_from), None)
    return next((v for v in decided if v.number == row.number - 1), None)


def draft_to_change(part: Part, number: int) -> tuple[Record, ...]:
    """The records of a draft, or of a decided version, for an action: locked; none if gone."""
    if part is Part.VISION:
        list(Vision.objects.select_for_update().filter(decision=None))
    elif part is Part.PLAN:
        list(StrategicPlan.objects.select_for_update().filter(decision=None))
    else:
        list(CoreValue.objects.select_for_update().filter(decision=None))
    return next((r for r in _together(part) if number in {one.pk for one in r}), ())


def content_of(records: Sequence[Record]) -> Content:
    """What some records, that are a version together, say."""
    first = records[0]
    if isinstance(first, Vision):
        lines = [Line(s.title, s.text, id=s.pk) for s in first.statements.all()]
        return Content(first.valid_from, first.title, first.text, lines=tuple(lines))
    if isinstance(first, StrategicPlan):
        return Content(
            since=first.valid_from,
            until=first.valid_to,
            title=first.title,
            majority=first.majority,
            lines=tuple(
                Line(a.title, a.text, a.statement_id, str(a.statement or ""), id=a.pk)
                for a in first.areas.all()
            ),
        )
    values = [value for value in records if isinstance(value, CoreValue)]
    return Content(first.valid_from, lines=tuple(Line(v.title, v.text, id=v.pk) for v in values))


def statement_choices(day: date) -> list[tuple[str, list[tuple[int, str]]]]:
    """The parts of the visions on a day or later, drafts among them, vision by vision."""
    coming = Q(vision__valid_to=None) | Q(vision__valid_to__gte=day)
    found = VisionStatement.objects.filter(coming).select_related("vision")
    found = found.order_by("vision__valid_from", "vision_id", "number")
    return [
        (_called(vision), [(s.pk, s.title) for s in statements])
        for vision, statements in groupby(found, lambda s: s.vision)
    ]


def _called(vision: Vision) -> str:
    drafted = "" if vision.decision_id else "Utkast: "
    return f"{drafted}{vision.title}, från {vision.valid_from}"


def _numbers(row: Version) -> set[int]:
    values = row.part is Part.VALUES
    return {line.id for line in row.content.lines if line.id} if values else {row.id}


def _together(part: Part) -> Iterable[tuple[Record, ...]]:
    """The records of each version, the earliest first."""
    by_day = ("valid_from", "pk")
    if part is Part.VISION:
        visions = Vision.objects.select_related("decision__meeting__body").order_by(*by_day)
        return ((vision,) for vision in visions.prefetch_related("statements"))
    if part is Part.PLAN:
        areas = Prefetch("areas", StrategicArea.objects.select_related("statement"))
        plans = StrategicPlan.objects.select_related("decision__meeting__body").order_by(*by_day)
        return ((plan,) for plan in plans.prefetch_related(areas))
    values = CoreValue.objects.select_related("decision__meeting__body")
    values = values.order_by("valid_from", "decision_id", "order", "pk")
    together = groupby(values, lambda value: (value.valid_from, value.decision_id))
    return (tuple(found) for _, found in together)


def _day(records: Sequence[Record]) -> date:
    decision = records[0].decision
    return decision.meeting.day if decision else date.max


def _planned_ends(records: Sequence[Record]) -> dict[int, date | None]:
    """The last days that versions had before a later one was decided and ended them."""
    if not records:
        return {}
    ended = Event.objects.filter(
        what="direction.version.ended",
        subject=records[0]._meta.label,  # noqa: SLF001 -- Django's public name for it
        subject_id__in=[record.pk for record in records],
    )
    days = {event.subject_id: (event.before or {}).get("valid_to") for event in ended}
    return {number: date.fromisoformat(day) if day else None for number, day in days.items()}


def _version(part: Part, records: Sequence[Record], number: int, per: date) -> Version:
    first = records[0]
    return Version(
        part=part,
        id=first.pk,
        number=number,
        content=content_of(records),
        valid_from=first.valid_from,
        valid_to=first.valid_to,
        status=_status(first, per),
        decision=decision_row(first.decision),
        source=Source(first.source, first.source_year),
    )


def _status(record: Record, per: date) -> Status:
    if record.decision_id is None:
        return DRAFT
    if record.valid_from > per:
        return COMING
    return IN_FORCE if record.valid_to is None or record.valid_to >= per else ENDED
