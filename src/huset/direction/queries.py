"""What people ask about the direction, as of a day. Returns finished values."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from huset.direction.models import CoreValue, ExternalSteering, StrategicArea, StrategicPlan, Vision
from huset.direction.rules import EXTERNAL_NAMES, ExternalKind
from huset.kernel import validity
from huset.kernel.shell import Source
from huset.organisation.queries import DecisionRow, decision_row


@dataclass(frozen=True)
class VisionView:
    """The vision in force."""

    id: int
    title: str
    paragraphs: tuple[str, ...]
    valid_from: date
    decision: DecisionRow | None
    source: Source


@dataclass(frozen=True)
class ValueRow:
    """A core value and what it means."""

    id: int
    title: str
    text: str
    source: Source


@dataclass(frozen=True)
class AreaRow:
    """An area of the strategic plan."""

    id: int
    number: int
    title: str
    text: str


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

    kind: str
    title: str
    text: str
    since: date


@dataclass(frozen=True)
class ExternalRow:
    """Something that steers from outside."""

    code: str
    kind: str
    title: str
    reference: str
    url: str
    extra_weight: bool
    note: str
    source: Source


def vision(per: date) -> VisionView | None:
    """The decided vision that applied on a day."""
    found = Vision.objects.filter(_decided(per)).select_related("decision__meeting__body").first()
    if found is None:
        return None
    return VisionView(
        id=found.pk,
        title=found.title,
        paragraphs=tuple(p for p in found.text.split("\n\n") if p.strip()),
        valid_from=found.valid_from,
        decision=decision_row(found.decision),
        source=Source(found.source, found.source_year),
    )


def core_values(per: date) -> list[ValueRow]:
    """The decided core values that applied on a day."""
    found = CoreValue.objects.filter(_decided(per))
    return [ValueRow(v.pk, v.title, v.text, Source(v.source, v.source_year)) for v in found]


def strategic_plan(per: date) -> PlanView | None:
    """The decided strategic plan that applied on a day: at most one."""
    found = (
        StrategicPlan.objects.filter(_decided(per))
        .select_related("decision__meeting__body")
        .prefetch_related("areas")
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


def drafts() -> list[DraftRow]:
    """What has been proposed and not decided, in the order of the page."""
    rows: list[Vision | StrategicPlan | CoreValue] = [
        *Vision.objects.filter(decision=None),
        *StrategicPlan.objects.filter(decision=None),
        *CoreValue.objects.filter(decision=None),
    ]
    return [DraftRow(r.called, r.title, getattr(r, "text", ""), r.valid_from) for r in rows]


def external_steering() -> list[ExternalRow]:
    """What steers from outside: that which the municipality gives extra weight comes first."""
    found = ExternalSteering.objects.order_by("-extra_weight", "kind", "title")
    return [
        ExternalRow(
            code=e.code,
            kind=EXTERNAL_NAMES[ExternalKind(e.kind)],
            title=e.title,
            reference=e.reference,
            url=e.url,
            extra_weight=e.extra_weight,
            note=e.note,
            source=Source(e.source, e.source_year),
        )
        for e in found
    ]


def _decided(per: date) -> Q:
    return validity.on(per) & Q(decision__meeting__day__lte=per)


def _area_row(area: StrategicArea) -> AreaRow:
    return AreaRow(area.pk, area.number, area.title, area.text)
