"""What people do with the budget: decide frames, and split them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Sum

from huset.budget.models import DetailBudget, Frame
from huset.budget.queries import frames_in_force
from huset.budget.rules import MONTHS_OF_A_YEAR, split_error
from huset.kernel.actions import Refused, action, record, snapshot
from huset.kernel.models import User
from huset.kernel.money import show
from huset.model.terms import Power
from huset.organisation.deciding import refuse_decided, refuse_wrong_body
from huset.organisation.models import Body, Decision, Unit


@action
def decide_frame(
    *, body: Body, year: int, net_cost: int, decision: Decision | None, by: User, **more: Any
) -> Frame:
    """Decide what a body may use in a year, net, in öre. A later decision replaces an earlier.

    Without a decision the frame is a draft, and counts nowhere.
    """
    if decision is not None:
        _refuse(decision, year)
    frame = Frame.objects.create(body=body, year=year, net_cost=net_cost, decision=decision, **more)
    record("budget.frame.decided", by=by, on=frame)
    return frame


@action
def adopt_frame(*, frame: Frame, decision: Decision, by: User) -> Frame:
    """Make a draft of a frame valid."""
    refuse_decided(frame, f"Ramen för {frame}")
    _refuse(decision, frame.year)
    before = snapshot(frame)
    frame.decision = decision
    frame.save()
    record("budget.frame.adopted", by=by, on=frame, before=before)
    return frame


@action
def split_frame(*, frame: Frame, months: Mapping[Unit, list[int]], by: User) -> Frame:
    """Split a frame over units and months, in öre. Refused unless it adds up to the öre."""
    details = {
        (unit.code, month): amount
        for unit, amounts in months.items()
        for month, amount in enumerate(amounts, start=1)
    }
    if any(len(amounts) != MONTHS_OF_A_YEAR for amounts in months.values()):
        raise Refused("Varje enhet behöver ett belopp för var och en av årets tolv månader.")
    if gap := split_error(frame.net_cost, details):
        raise Refused(f"Detaljbudgeten avviker från ramen med {show(gap)} kr.")
    before = _by_unit(frame)
    frame.details.all().delete()
    DetailBudget.objects.bulk_create(
        DetailBudget(frame=frame, unit=unit, month=month, net_cost=amount)
        for unit, amounts in months.items()
        for month, amount in enumerate(amounts, start=1)
    )
    record("budget.frame.split", by=by, on=frame, before=before, after=_by_unit(frame))
    return frame


@dataclass(frozen=True)
class Shift:
    """What moves between bodies in a year: the new frames, and the units that change body."""

    year: int
    since: date
    net_costs: Mapping[Body, int]  # the new frame of each body that is touched, in öre
    units: Mapping[str, Unit]  # by code: the unit as it is from the day of the move


@action
def shift_frames(*, shift: Shift, decision: Decision, by: User, **origin: Any) -> list[Frame]:
    """Decide frames anew when units change body; what has been split follows its unit.

    Refused unless the frames add up to what they did before, and what has been split to its frame.
    """
    year, day = shift.year, max(date(shift.year, 1, 1), shift.since)
    in_force = frames_in_force(decision.meeting.day, {year: day})
    before = [f for body in shift.net_costs if (f := in_force.get((body.code, year)))]
    if gap := sum(f.net_cost for f in before) - sum(shift.net_costs.values()):
        raise Refused(f"Ramarna för {year} avviker med {show(gap)} kr från dem som gällde.")
    frames = {
        body.pk: decide_frame(
            body=body,
            year=year,
            net_cost=net_cost,
            decision=decision,
            applies_from=day,
            is_plan=any(f.is_plan for f in before),
            by=by,
            **origin,
        )
        for body, net_cost in shift.net_costs.items()
    }
    details = DetailBudget.objects.filter(frame__in=before).select_related("frame", "unit")
    moved = [_follow(detail, shift, day.month, frames) for detail in details]
    DetailBudget.objects.bulk_create(moved)
    for frame in frames.values():
        _refuse_gap(frame, moved)
        record("budget.frame.split", by=by, on=frame, after=_by_unit(frame))
    return list(frames.values())


def _follow(
    detail: DetailBudget, shift: Shift, first_month: int, frames: Mapping[int, Frame]
) -> DetailBudget:
    """A unit's month in the new frame of the body that answers for it then."""
    unit, owner = detail.unit, detail.frame.body_id
    if unit.code in shift.units and detail.month >= first_month:
        unit = shift.units[unit.code]
        owner = unit.body_id
    if owner not in frames:
        raise Refused(
            f"{unit.name} har en detaljbudget {shift.year}, så ramen flyttar med enheten."
        )
    return DetailBudget(
        frame=frames[owner], unit=unit, month=detail.month, net_cost=detail.net_cost
    )


def _refuse_gap(frame: Frame, details: Iterable[DetailBudget]) -> None:
    split = {(d.unit.code, d.month): d.net_cost for d in details if d.frame is frame}
    if split and (gap := split_error(frame.net_cost, split)):
        raise Refused(
            f"Detaljbudgeten för {frame} avviker från ramen med {show(gap)} kr. Ramen som flyttas "
            "är detaljbudgeten för de enheter som flyttar, från och med flytten."
        )


def _refuse(decision: Decision, year: int) -> None:
    """Refuse another body than the budget's, and a year that is over.

    A frame may be changed during its year (KL ch. 11 § 15), not after it.
    """
    refuse_wrong_body(decision, Power.DECIDE_BUDGET, "Budgetramar")
    if year < decision.meeting.day.year:
        raise Refused(
            f"Ramen för {year} kan inte beslutas {decision.meeting.day}: budgetåret är slut."
        )


def _by_unit(frame: Frame) -> dict[str, int]:
    """What each unit has of a frame in the year, in öre."""
    details = frame.details.values_list("unit__code").annotate(Sum("net_cost"))
    return dict(details.order_by("unit__code"))
