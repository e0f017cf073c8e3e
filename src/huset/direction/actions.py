"""What people do with the direction: adopt vision, values and strategic plan, list what steers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from huset.direction.models import CoreValue, ExternalSteering, StrategicArea, StrategicPlan, Vision
from huset.direction.rules import ExternalKind
from huset.kernel.actions import Refused, action, record, snapshot
from huset.kernel.models import User
from huset.model.terms import Power
from huset.organisation.deciding import refuse_before, refuse_decided, refuse_wrong_body
from huset.organisation.models import Decision

POWERS: Mapping[type[Vision | CoreValue | StrategicPlan], tuple[Power, str]] = {
    Vision: (Power.DECIDE_VISION, "Visionen"),
    CoreValue: (Power.DECIDE_CORE_VALUES, "Värdegrunden"),
    StrategicPlan: (Power.DECIDE_STRATEGIC_PLAN, "Den strategiska planen"),
}


@action
def adopt_vision(
    *, title: str, text: str, decision: Decision | None, since: date, by: User, **origin: Any
) -> Vision:
    """Adopt a vision from a day; the one before it ends then. Without a decision it is a draft."""
    _begin(Vision, decision, since)
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
    """Adopt the core values, each a word and what it means, from a day; undecided are a draft."""
    _begin(CoreValue, decision, since)
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
    """Adopt a majority's plan with its areas, each a title and a text; undecided is a draft."""
    if until is not None and until < since:
        raise Refused("Planen slutar gälla innan den börjar.")
    _begin(StrategicPlan, decision, since)
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


@action
def decide_direction(
    *, drafts: Sequence[Vision | CoreValue | StrategicPlan], decision: Decision, by: User
) -> None:
    """Make a draft of a vision, of the core values or of a plan valid from its own first day."""
    kind, since = type(drafts[0]), drafts[0].valid_from
    for draft in drafts:
        refuse_decided(draft, str(draft))
    _begin(kind, decision, since)
    for draft in drafts:
        before = snapshot(draft)
        draft.decision = decision
        draft.save()
        record("direction.draft.decided", by=by, on=draft, before=before)


def _begin(
    model: type[Vision | CoreValue | StrategicPlan], decision: Decision | None, since: date
) -> None:
    """End what is in force the day before something new begins. A draft ends nothing."""
    if decision is None:
        return
    power, what = POWERS[model]
    refuse_wrong_body(decision, power, what)
    refuse_before(decision, since, what)
    decided = model.objects.filter(decision__isnull=False)
    if decided.filter(valid_from__gte=since).exists():
        raise Refused("Det finns redan en som gäller från samma dag eller senare.")
    day_before = date.fromordinal(since.toordinal() - 1)
    decided.filter(valid_to__isnull=True).update(valid_to=day_before)
    decided.filter(valid_to__gte=since).update(valid_to=day_before)
