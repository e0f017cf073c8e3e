"""What people do with vision, core values and strategic plan: propose, adopt, decide."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from huset.direction.models import (
    CoreValue,
    StrategicArea,
    StrategicPlan,
    Vision,
    VisionStatement,
)
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


class Area(NamedTuple):
    """An area of a plan to be adopted: title, text, and the part of the vision that it serves."""

    title: str
    text: str = ""
    statement: VisionStatement | None = None


@action
def adopt_vision(
    *,
    title: str,
    text: str,
    decision: Decision | None,
    since: date,
    by: User,
    statements: Sequence[tuple[str, str]] = (),
    **origin: Any,
) -> Vision:
    """Adopt a vision from a day; the one before it ends then. Without a decision it is a draft.

    ``statements`` are what it says, each a title and a text: what plans and goals point at.
    """
    _begin(Vision, decision, since, by=by)
    vision = Vision.objects.create(
        title=title, text=text, decision=decision, valid_from=since, **origin
    )
    VisionStatement.objects.bulk_create(
        VisionStatement(vision=vision, number=number, title=statement, text=words)
        for number, (statement, words) in enumerate(statements, start=1)
    )
    said = snapshot(vision) | {"statements": [statement for statement, _ in statements]}
    _tell("direction.vision.adopted", vision, said, by=by)
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
    """Adopt the core values, each a word and what it means, from a day; undecided are a draft.

    Those that are proposed from the same day are one proposal, so there is one a day.
    """
    if not values:
        raise Refused("Skriv minst ett värdeord.")
    if decision is None and CoreValue.objects.filter(decision=None, valid_from=since).exists():
        raise Refused(
            f"Det finns redan ett utkast till värdegrund från {since}. "
            "Ändra det, eller välj en annan dag."
        )
    _begin(CoreValue, decision, since, by=by)
    adopted = [
        CoreValue.objects.create(
            title=title, text=text, order=order, decision=decision, valid_from=since, **origin
        )
        for order, (title, text) in enumerate(values)
    ]
    for value in adopted:
        _tell("direction.core_value.adopted", value, snapshot(value), by=by)
    return adopted


@action
def adopt_strategic_plan(  # noqa: PLR0913 -- a plan is known by all of these
    *,
    title: str,
    majority: str,
    areas: Sequence[tuple[str, str] | Area],
    decision: Decision | None,
    since: date,
    until: date | None,
    by: User,
    **origin: Any,
) -> StrategicPlan:
    """Adopt a majority's plan with its areas, each a title and a text; undecided is a draft."""
    refuse_backwards(since, until)
    _begin(StrategicPlan, decision, since, by=by)
    plan = StrategicPlan.objects.create(
        title=title,
        majority=majority,
        decision=decision,
        valid_from=since,
        valid_to=until,
        **origin,
    )
    StrategicArea.objects.bulk_create(
        StrategicArea(
            plan=plan, number=number, title=area.title, text=area.text, statement=area.statement
        )
        for number, area in enumerate((Area(*given) for given in areas), start=1)
    )
    said = snapshot(plan) | {"areas": [given[0] for given in areas]}
    _tell("direction.strategic_plan.adopted", plan, said, by=by)
    return plan


@action
def decide_direction(
    *, drafts: Sequence[Vision | CoreValue | StrategicPlan], decision: Decision, by: User
) -> None:
    """Make a draft of a vision, of the core values or of a plan valid from its own first day.

    What a vision says, and the areas of a plan, come along.
    """
    kind, since = type(drafts[0]), drafts[0].valid_from
    for draft in drafts:
        refuse_decided(draft, str(draft))
    _begin(kind, decision, since, by=by)
    for draft in drafts:
        before = snapshot(draft)
        draft.decision = decision
        draft.save()
        record("direction.draft.decided", by=by, on=draft, before=before)


def refuse_backwards(since: date, until: date | None) -> None:
    """Refuse a plan that ends before it begins."""
    if until is not None and until < since:
        raise Refused("Planen slutar gälla innan den börjar. Välj en senare sista dag.")


def _tell(
    what: str, thing: Vision | CoreValue | StrategicPlan, said: dict[str, Any], *, by: User
) -> None:
    event = what if thing.decision_id else "direction.draft.written"
    record(event, by=by, on=thing, after=said)


def _begin(
    model: type[Vision | CoreValue | StrategicPlan],
    decision: Decision | None,
    since: date,
    *,
    by: User,
) -> None:
    """End what is in force the day before something new begins. A draft ends nothing."""
    if decision is None:
        return
    power, what = POWERS[model]
    refuse_wrong_body(decision, power, what)
    refuse_before(decision, since, what)
    decided = list(model.objects.select_for_update().filter(decision__isnull=False))
    if any(known.valid_from >= since for known in decided):
        raise Refused(
            "Det finns redan en som gäller från samma dag eller senare. Välj en senare första dag."
        )
    day_before = date.fromordinal(since.toordinal() - 1)
    for known in decided:
        if known.valid_to is None or known.valid_to >= since:
            before = snapshot(known)
            known.valid_to = day_before
            known.save()
            record("direction.version.ended", by=by, on=known, before=before)
