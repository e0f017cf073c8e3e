"""What people do with the budget: decide frames, and split them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Sum

from huset.budget.models import DetailBudget, Frame
from huset.budget.rules import MONTHS_OF_A_YEAR, split_error
from huset.kernel.actions import Refused, action, record
from huset.kernel.models import User
from huset.kernel.money import show
from huset.organisation.models import Body, Decision, Unit


@action
def decide_frame(
    *, body: Body, year: int, net_cost: int, decision: Decision, by: User, **more: Any
) -> Frame:
    """Decide what a body may use in a year, net, in öre. A later decision replaces an earlier."""
    frame = Frame.objects.create(body=body, year=year, net_cost=net_cost, decision=decision, **more)
    record("budget.frame.decided", by=by, on=frame)
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


def _by_unit(frame: Frame) -> dict[str, int]:
    """What each unit has of a frame in the year, in öre."""
    details = frame.details.values_list("unit__code").annotate(Sum("net_cost"))
    return dict(details.order_by("unit__code"))
