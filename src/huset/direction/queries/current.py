"""What people ask about vision, core values and strategic plan, as of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from huset.direction.models import (
    CoreValue,
    ExternalSteering,
    StrategicArea,
    StrategicPlan,
    Vision,
    VisionStatement,
)
from huset.direction.queries.rests import Rest
from huset.direction.queries.versions import Version
from huset.direction.rules import EXTERNAL_NAMES, PART_NAMES, ExternalKind, Part
from huset.kernel import validity
from huset.kernel.shell import Source
from huset.organisation.queries import DecisionRow, decision_row


@dataclass(frozen=True)
class StatementRow:
    """One of the things that the vision says; ``rests`` is what points at it."""

    id: int
    number: int
    title: str
    text: str
    rests: tuple[Rest, ...] = ()


@dataclass(frozen=True)
class VisionView:
    """The vision in force."""

    id: int
    title: str
    paragraphs: tuple[str, ...]
    statements: tuple[StatementRow, ...]
    valid_from: date
    decision: DecisionRow | None
    source: Source


@dataclass(frozen=True)
class ValueRow:
    """A core value and what it means."""

    id: int
    title: str
    text: str
    valid_from: date
    decision: DecisionRow | None
    source: Source


@dataclass(frozen=True)
class AreaRow:
    """An area of the strategic plan; ``rests`` is what points at it."""

    id: int
    number: int
    title: str
    text: str
    statement: str = ""
    rests: tuple[Rest, ...] = ()


@dataclass(frozen=True)
class PlanView:
    """A strategic plan and its areas."""

    id: int
    title: str
    majority: str
    valid_from: date
    valid_to: date | None
    areas: tuple[AreaRow, ...]
    decision: DecisionRow | None
    source: Source


@dataclass(frozen=True)
class DraftRow:
    """Something that is not decided, so it does not apply: for those within."""

    part: Part
    id: int
    kind: str
    title: str
    text: str
    since: date


@dataclass(frozen=True)
class WeightyRow:
    """Something that steers from outside, to which the municipality gives extra weight."""

    code: str
    kind: str
    title: str
    reference: str
    note: str


def vision(per: date) -> VisionView | None:
    """The decided vision that applied on a day."""
    found = (
        Vision.objects.filter(_decided(per))
        .select_related("decision__meeting__body")
        .prefetch_related("statements")
        .first()
    )
    if found is None:
        return None
    return VisionView(
        id=found.pk,
        title=found.title,
        paragraphs=tuple(p for p in found.text.split("\n\n") if p.strip()),
        statements=tuple(_statement_row(statement) for statement in found.statements.all()),
        valid_from=found.valid_from,
        decision=decision_row(found.decision),
        source=Source(found.source, found.source_year),
    )


def core_values(per: date) -> list[ValueRow]:
    """The decided core values that applied on a day, in their order."""
    found = CoreValue.objects.filter(_decided(per)).select_related("decision__meeting__body")
    return [
        ValueRow(
            id=value.pk,
            title=value.title,
            text=value.text,
            valid_from=value.valid_from,
            decision=decision_row(value.decision),
            source=Source(value.source, value.source_year),
        )
        for value in found
    ]


def strategic_plan(per: date) -> PlanView | None:
    """The decided strategic plan that applied on a day: at most one."""
    found = (
        StrategicPlan.objects.filter(_decided(per))
        .select_related("decision__meeting__body")
        .prefetch_related(Prefetch("areas", StrategicArea.objects.select_related("statement")))
        .first()
    )
    if found is None:
        return None
    return PlanView(
        id=found.pk,
        title=found.title,
        majority=found.majority,
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        areas=tuple(_area_row(area) for area in found.areas.all()),
        decision=decision_row(found.decision),
        source=Source(found.source, found.source_year),
    )


def drafts(among: Iterable[Version]) -> list[DraftRow]:
    """What has been proposed and not decided, among versions that have been asked for."""
    return [
        DraftRow(
            part=row.part,
            id=row.id,
            kind=PART_NAMES[row.part],
            title=row.title,
            text=row.content.text,
            since=row.valid_from,
        )
        for row in among
        if row.is_draft
    ]


def weightiest(per: date) -> tuple[list[WeightyRow], int]:
    """What steers from outside with extra weight on a day, and how much steers in all."""
    found = ExternalSteering.objects.filter(validity.on(per)).order_by("title")
    rows = [
        WeightyRow(e.code, EXTERNAL_NAMES[ExternalKind(e.kind)], e.title, e.reference, e.note)
        for e in found
        if e.extra_weight
    ]
    return rows, len(found)


def _decided(per: date) -> Q:
    return validity.on(per) & Q(decision__meeting__day__lte=per)


def _statement_row(statement: VisionStatement) -> StatementRow:
    return StatementRow(statement.pk, statement.number, statement.title, statement.text)


def _area_row(area: StrategicArea) -> AreaRow:
    statement = area.statement.title if area.statement else ""
    return AreaRow(area.pk, area.number, area.title, area.text, statement)
