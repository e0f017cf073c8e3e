"""What people do with the direction: adopt vision, values and strategic plan, list what steers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from huset.direction.models import CoreValue, ExternalSteering, StrategicArea, StrategicPlan, Vision
from huset.direction.rules import ExternalKind
from huset.kernel.actions import Refused, action, record
from huset.kernel.models import User
from huset.organisation.models import Decision


@action
def adopt_vision(
    *, title: str, text: str, decision: Decision | None, since: date, by: User, **origin: Any
) -> Vision:
    """Adopt a vision from a day; the one before it ends the day before."""
    _end(Vision, since)
    vision = Vision.objects.create(
        title=title, text=text, decision=decision, valid_from=since, **origin
    )
    record("direction.vision.adopted", by=by, on=vision)
    return vision


@action
def adopt_core_values(
    *,
    values: Sequence[tuple[str, str]],
    decision: Decision | None,
    since: date,
    by: User,
    **origin: Any,
) -> list[CoreValue]:
    """Adopt the core values, each a word and what it means, from a day."""
    _end(CoreValue, since)
    adopted = [
        CoreValue.objects.create(
            title=title, text=text, order=order, decision=decision, valid_from=since, **origin
        )
        for order, (title, text) in enumerate(values)
    ]
    for value in adopted:
        record("direction.core_value.adopted", by=by, on=value)
    return adopted


@action
def adopt_strategic_plan(  # noqa: PLR0913 -- a plan is known by all of these
    *,
    title: str,
    majority: str,
    areas: Sequence[tuple[str, str]],
    decision: Decision | None,
    since: date,
    until: date | None,
    by: User,
    **origin: Any,
) -> StrategicPlan:
    """Adopt a majority's plan with its areas, each a title and a text; one is in force a day."""
    if until is not None and until < since:
        raise Refused("Planen slutar gälla innan den börjar.")
    _end(StrategicPlan, since)
    plan = StrategicPlan.objects.create(
        title=title,
        majority=majority,
        decision=decision,
        valid_from=since,
        valid_to=until,
        **origin,
    )
    StrategicArea.objects.bulk_create(
        StrategicArea(plan=plan, number=number, title=area, text=text)
        for number, (area, text) in enumerate(areas, start=1)
    )
    record("direction.strategic_plan.adopted", by=by, on=plan)
    return plan


@action
def list_external_steering(
    *, code: str, kind: ExternalKind, title: str, by: User, **more: Any
) -> ExternalSteering:
    """List a law, convention or agreement that steers from outside."""
    source = ExternalSteering.objects.create(code=code, kind=kind, title=title, **more)
    record("direction.external_steering.listed", by=by, on=source)
    return source


def _end(model: type[Vision | CoreValue | StrategicPlan], since: date) -> None:
    """End what is in force the day before something new begins."""
    day_before = date.fromordinal(since.toordinal() - 1)
    if model.objects.filter(valid_from__gte=since).exists():
        raise Refused("Det finns redan en som gäller från samma dag eller senare.")
    model.objects.filter(valid_to__isnull=True).update(valid_to=day_before)
    model.objects.filter(valid_to__gte=since).update(valid_to=day_before)
