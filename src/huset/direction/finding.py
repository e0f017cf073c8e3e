"""What can be found of the direction: vision, values, plans, and what steers from outside.

A draft is found by those within, as on its page.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from huset.direction.models import CoreValue, ExternalSteering, Provision, StrategicPlan, Vision
from huset.direction.rules import EXTERNAL_NAMES, ExternalKind
from huset.organisation.findable import ANYWHERE, Findable, Passage
from huset.organisation.rules import Right


class VisionFinder:
    """The visions, with what they say."""

    label = "direction.Vision"
    also: tuple[str, ...] = ()

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The visions."""
        found = Vision.objects.select_related("decision__meeting").prefetch_related("statements")
        for vision in found if numbers is None else found.filter(pk__in=numbers):
            said = tuple(
                Passage(f"{s.title}. {s.text}", f"del {s.number}") for s in vision.statements.all()
            )
            yield _versioned(vision, "Vision", (Passage(vision.text, "visionen"), *said))

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """Nothing else is told of."""
        return ()


class ValueFinder:
    """The core values."""

    label = "direction.CoreValue"
    also: tuple[str, ...] = ()

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The core values, each with what it means."""
        found = CoreValue.objects.select_related("decision__meeting")
        for value in found if numbers is None else found.filter(pk__in=numbers):
            yield _versioned(value, "Värdegrund", (Passage(value.text, "innebörden"),))

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """Nothing else is told of."""
        return ()


class PlanFinder:
    """The strategic plans, and each of their areas by itself."""

    label = "direction.StrategicPlan"
    also: tuple[str, ...] = ()

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The plans and their areas."""
        found = StrategicPlan.objects.select_related("decision__meeting").prefetch_related("areas")
        for plan in found if numbers is None else found.filter(pk__in=numbers):
            whole = _versioned(plan, "Strategisk plan", (Passage(plan.majority, "majoriteten"),))
            yield whole
            for area in plan.areas.all():
                yield replace(
                    whole,
                    kind="Strategiska områden",
                    title=area.title,
                    passages=(Passage(area.text), Passage(plan.title, "planens namn")),
                )

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """Nothing else is told of."""
        return ()


class SteeringFinder:
    """Laws, conventions and agreements, and each of their provisions by itself."""

    label = "direction.ExternalSteering"
    also = ("direction.Provision",)

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """What steers from outside, with its provisions."""
        found = ExternalSteering.objects.prefetch_related("provisions")
        chosen = found if numbers is None else found.filter(pk__in=numbers)
        return chain.from_iterable(map(_with_provisions, chosen))

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """What some provisions are part of; all when one of them is gone."""
        found = Provision.objects.filter(pk__in=numbers).values_list("steering", flat=True)
        return found if len(found) == len(numbers) else None


def _with_provisions(steering: ExternalSteering) -> Iterator[Findable]:
    named = f"{EXTERNAL_NAMES[ExternalKind(steering.kind)]} {steering.reference}"
    whole = Findable(
        number=steering.pk,
        kind="Extern styrning",
        title=steering.title,
        page=("direction:steering-law", (steering.code,), {}),
        passages=(Passage(named, "beteckningen"), Passage(steering.note)),
        code=steering.code,
        valid_from=steering.valid_from,
        valid_to=steering.valid_to,
        from_outside=True,
    )
    yield whole
    for provision in steering.provisions.all():
        yield replace(
            whole,
            kind="Bestämmelser",
            title=f"{provision.label} {provision.title}",
            passages=(
                Passage(f"{steering.title} ({steering.code}) {steering.reference}", "lagens namn"),
            ),
            code="",
        )


def _versioned(
    thing: Vision | CoreValue | StrategicPlan, kind: str, passages: tuple[Passage, ...]
) -> Findable:
    """A version of the direction: found by everyone from the day that it is decided and applies."""
    return Findable(
        number=thing.pk,
        kind=kind,
        title=thing.title,
        page=thing.page(),
        passages=passages,
        valid_from=_since(thing),
        valid_to=thing.valid_to,
        right=None if thing.decision else Right.READ_INTERNAL,
        place="" if thing.decision else ANYWHERE,
    )


def _since(thing: Vision | CoreValue | StrategicPlan) -> date:
    if thing.decision is None:
        return thing.valid_from
    return max(thing.valid_from, thing.decision.meeting.day)


VISIONS = VisionFinder()
VALUES = ValueFinder()
PLANS = PlanFinder()
STEERING = SteeringFinder()
