"""What people do with reorganisations: plan, describe, add and remove rows, drop, and decide."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from huset.budget.actions import Shift, shift_frames
from huset.goals.actions import move_goal
from huset.goals.models import Goal
from huset.kernel import validity
from huset.kernel.actions import Clash, Refused, action, record, snapshot
from huset.kernel.models import User
from huset.kernel.periods import long_date
from huset.kernel.versions import freeze
from huset.model.terms import Power
from huset.organisation.actions import close_unit, end_body, found_body, move_unit, open_unit
from huset.organisation.deciding import decides
from huset.organisation.models import Body, Decision, Unit
from huset.organisation.rules import UnitKind
from huset.reorganisation.models import PlannedChange, Reorganisation
from huset.reorganisation.queries import Comparison, comparison, preview, to_content
from huset.reorganisation.rules import (
    Change,
    ChangeKind,
    Structure,
    moved_units,
    owner,
    takes_effect_refused,
)
from huset.reorganisation.words import sentence

CLASH = "Någon annan har ändrat planen sedan du öppnade sidan. Inget av ditt har sparats."


@action
def plan_reorganisation(
    *, title: str, motive: str, takes_effect: date, by: User, **origin: Any
) -> Reorganisation:
    """Begin a plan. It is a draft, and shows nowhere else, until it has been decided."""
    _refuse_description(title, takes_effect)
    planned = Reorganisation.objects.create(
        title=title, motive=motive, takes_effect=takes_effect, **origin
    )
    _tell("reorganisation.plan.begun", planned, f"Började planen {title}.", by=by)
    return planned


@action
def describe_plan(
    *,
    reorganisation: Reorganisation,
    words: Mapping[str, str],
    takes_effect: date,
    edition: int,
    by: User,
) -> Reorganisation:
    """Change a plan's ``title``, its ``motive`` and the day it takes effect."""
    _refuse_description(words["title"], takes_effect)
    plan = _opened(reorganisation, edition)
    before = snapshot(plan)
    plan.title, plan.motive, plan.takes_effect = words["title"], words["motive"], takes_effect
    plan.save()
    said = f"Skrev titel ({plan.title}), motiv och dag ({takes_effect})."
    _tell("reorganisation.plan.described", plan, said, by=by, before=before)
    return plan


@action
def add_changes(
    *, reorganisation: Reorganisation, changes: Sequence[Change], edition: int, by: User
) -> Reorganisation:
    """Add rows to a plan. What does not fit yet is told on the plan's page: order is free."""
    if not changes:
        raise Refused("Inget är valt. Välj minst en.")
    plan = _opened(reorganisation, edition)
    PlannedChange.objects.bulk_create(
        PlannedChange(
            reorganisation=plan,
            kind=change.kind,
            code=change.code,
            to=change.to,
            name=change.name,
            of_kind=change.of_kind,
            year=change.year,
            amount=change.amount,
        )
        for change in changes
    )
    tried = comparison(plan, plan.takes_effect)
    said = "; ".join(sentence(change, tried.before, tried.after) for change in changes)
    _tell("reorganisation.plan.extended", plan, f"Lade till: {said}.", by=by)
    return plan


@action
def remove_change(
    *, reorganisation: Reorganisation, number: int, edition: int, by: User
) -> Reorganisation:
    """Remove a row from a plan."""
    plan = _opened(reorganisation, edition)
    row = plan.changes.filter(pk=number).first()
    if row is None:
        raise Refused("Raden finns inte längre.")
    tried = comparison(plan, plan.takes_effect)
    change = next(c for c in tried.changes if c.id == number)
    said = f"Tog bort: {sentence(change, tried.before, tried.after)}."
    row.delete()
    _tell("reorganisation.plan.shortened", plan, said, by=by, before=snapshot(row))
    return plan


@action
def drop_plan(*, reorganisation: Reorganisation, edition: int, by: User) -> None:
    """Drop a draft that nobody wants any more."""
    plan = _opened(reorganisation, edition)
    said = f"Lade ned planen {plan.title}."
    _tell("reorganisation.plan.dropped", plan, said, by=by, before=snapshot(plan))
    plan.delete()


@action
def decide_reorganisation(
    *, reorganisation: Reorganisation, decision: Decision, by: User
) -> Reorganisation:
    """Carry a plan out: every row becomes dated rows, so that the house changes on its day.

    Refused after the day, while the plan has faults, and for another body than the one that the
    Local Government Act gives it to: the council (ch. 5 § 1, ch. 6 § 2), or the body whose own
    units are all it is about (ch. 6 § 3). Frozen with its preview as it was.
    """
    plan = Reorganisation.objects.select_for_update().get(pk=reorganisation.pk)
    if plan.decision_id is not None:
        raise Refused(f"{plan.title} är redan beslutad. En ny ändring är en ny plan.")
    _refuse_late(plan, decision)
    found = comparison(plan, decision.meeting.day)
    _refuse_unready(plan, found)
    _refuse_other_body(found, decision)
    shown = preview(found, plan.takes_effect, decision.meeting.day)
    _carry_out(plan, found, decision, by)
    before = snapshot(plan)
    plan.decision = decision
    plan.edition += 1
    plan.save()
    record("reorganisation.plan.decided", by=by, on=plan, before=before)
    freeze(plan, to_content(shown))
    return plan


def _opened(reorganisation: Reorganisation, edition: int) -> Reorganisation:
    """The plan, locked, one edition on. Refused when decided, or changed by someone else."""
    plan = Reorganisation.objects.select_for_update().filter(pk=reorganisation.pk).first()
    if plan is None:
        raise Refused("Planen är nedlagd.")
    if plan.decision_id is not None:
        raise Refused("Omorganisationen är beslutad och kan inte ändras.")
    if plan.edition != edition:
        raise Clash(CLASH)
    plan.edition += 1
    plan.save()
    return plan


def _tell(
    what: str,
    plan: Reorganisation,
    said: str,
    *,
    by: User,
    before: Mapping[str, Any] | None = None,
) -> None:
    record(what, by=by, on=plan, before=before, after=snapshot(plan) | {"said": said})


def _refuse_description(title: str, takes_effect: date) -> None:
    if not title.strip():
        raise Refused("Omorganisationen saknar titel. Skriv vad den handlar om.")
    if refused := takes_effect_refused(takes_effect):
        raise Refused(refused)


def _refuse_late(plan: Reorganisation, decision: Decision) -> None:
    if decision.meeting.day > plan.takes_effect:
        raise Refused(
            f"{plan.title} skulle gälla redan från {long_date(plan.takes_effect)}, men beslutet är "
            f"från {long_date(decision.meeting.day)}. Ändra planens dag till en senare."
        )


def _refuse_unready(plan: Reorganisation, found: Comparison) -> None:
    if not found.changes:
        raise Refused(f"{plan.title} är tom. Lägg till vad som ska ändras.")
    if found.faults:
        raise Refused(f"{plan.title} kan inte beslutas: {found.faults[0].message}")


def _refuse_other_body(found: Comparison, decision: Decision) -> None:
    own, meeting = owner(found.before, found.after, found.changes), decision.meeting
    if own and meeting.body.code != own:
        raise Refused(
            f"Planen rör bara enheter inom {found.before.name_of(own)}, som beslutar om sin egen "
            f"förvaltning, inte {meeting.body.name} (kommunallagen 6 kap. 3 §)."
        )
    if not own and not decides(meeting.body, Power.DECIDE_BUDGET, meeting.day):
        raise Refused(
            "Nämndernas organisation, verksamhetsområden och ramar beslutas av fullmäktige, inte "
            f"av {meeting.body.name} (kommunallagen 5 kap. 1 § 2–3 och 6 kap. 2 §)."
        )


def _carry_out(plan: Reorganisation, found: Comparison, decision: Decision, by: User) -> None:
    """Bodies first and what lies deepest next, so that each step finds what it needs."""
    day, last_day = plan.takes_effect, plan.takes_effect - timedelta(days=1)
    origin = {
        "source": plan.source,
        "source_year": plan.source_year,
        "is_example": plan.is_example,
    }
    for change in _in_order(found, ChangeKind.FOUND_BODY):
        _found(change, found.after, day, by, origin)
    _open_units(found, day, by, origin)
    for code in reversed(_tree(found.before)):
        _change_unit(code, found, day, by)
    for change in _in_order(found, ChangeKind.MOVE_GOAL):
        goal, body = Goal.objects.get(code=change.code), Body.objects.get(code=change.to)
        move_goal(goal=goal, body=body, since=day, decision=decision, by=by, **origin)
    _shift(found, day, decision, by, origin)
    for change in _in_order(found, ChangeKind.END_BODY):
        end_body(body=Body.objects.get(code=change.code), last_day=last_day, by=by)


def _in_order(found: Comparison, kind: ChangeKind) -> list[Change]:
    """The rows of a kind; a body that another of them reports to is founded first."""
    rows = {c.code: c for c in found.changes if c.kind is kind}

    def depth(change: Change) -> int:
        return 1 + depth(rows[change.to]) if change.to in rows else 0

    place: Callable[[Change], int] = depth if kind is ChangeKind.FOUND_BODY else lambda _: 0
    return sorted(rows.values(), key=place)


def _found(change: Change, house: Structure, day: date, by: User, origin: dict[str, Any]) -> None:
    """A new body stands in lists where its kind stands."""
    like = [b.code for b in house.bodies.values() if b.kind == change.of_kind]
    orders = Body.objects.filter(code__in=like).values_list("order", flat=True)
    last = Body.objects.order_by("order").last()
    found_body(
        code=change.code,
        name=change.name,
        kind=change.of_kind,
        since=day,
        reports_to=Body.objects.filter(code=change.to).first(),
        order=max(orders, default=last.order if last else 0),
        by=by,
        **origin,
    )


def _open_units(found: Comparison, day: date, by: User, origin: dict[str, Any]) -> None:
    """Open the new units, each before those under it.

    They open in the house of before; what lies under a unit that moves then moves along.
    """
    rows = {c.code: c for c in found.changes if c.kind is ChangeKind.OPEN_UNIT}
    for code in _tree(found.after):
        if code in rows:
            change = rows[code]
            parent = _unit_on(change.to, day)
            open_unit(
                code=code,
                name=change.name,
                kind=UnitKind(change.of_kind),
                body=parent.body if parent else Body.objects.get(code=change.to),
                parent=parent,
                since=day,
                by=by,
                **origin,
            )


def _change_unit(code: str, found: Comparison, day: date, by: User) -> None:
    """Move, rename or close a unit; one that only follows another moves by itself."""
    was, then = found.before.units[code], found.after.units.get(code)
    unit = Unit.objects.select_related("body").get(validity.on(day), code=code)
    if then is None:
        close_unit(unit=unit, last_day=day - timedelta(days=1), by=by)
    elif then != was:
        above = then.above
        parent = _unit_on(above, day)
        body = parent.body if parent else Body.objects.get(code=above)
        move_unit(
            unit=unit,
            body=body,
            parent=parent,
            since=day,
            by=by,
            name=then.name,
            kind=UnitKind(then.kind),
        )


def _unit_on(code: str, day: date) -> Unit | None:
    return Unit.objects.select_related("body").filter(validity.on(day), code=code).first()


def _tree(house: Structure) -> list[str]:
    """Every unit, each before those under it."""
    return [code for body in house.bodies for code in house.under(body)]


def _shift(
    found: Comparison, day: date, decision: Decision, by: User, origin: dict[str, Any]
) -> None:
    """Decide anew the frames of the bodies that give or take, year by year."""
    before, after = found.before.frames, found.after.frames
    rows = [c for c in found.changes if c.kind is ChangeKind.MOVE_FRAME]
    moved = moved_units(found.before, found.after)
    units = {u.code: u for u in Unit.objects.filter(validity.on(day), code__in=moved)}
    for year in sorted({c.year for c in rows if c.year}):
        touched = {code for c in rows if c.year == year for code in (c.code, c.to)}
        bodies = {b.code: b for b in Body.objects.filter(code__in=touched)}
        net_costs = {
            bodies[code]: after[code, year]
            for code in sorted(touched)
            if after.get((code, year)) != before.get((code, year))
        }
        shift = Shift(year=year, since=day, net_costs=net_costs, units=units)
        shift_frames(shift=shift, decision=decision, by=by, **origin)
