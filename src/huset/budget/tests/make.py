"""What tests of the budget are made of."""

from huset.budget.actions import decide_frame, split_frame
from huset.budget.models import Frame
from huset.kernel.money import spread
from huset.organisation.models import Body, Decision, Unit
from huset.organisation.tests.make import decision, user

EVENLY = [1] * 12


def frame(of: Body, net_cost: int, *, year: int = 2025, decided: Decision | None = None) -> Frame:
    """A decided frame, in öre."""
    made = decided or decision()
    return decide_frame(body=of, year=year, net_cost=net_cost, decision=made, by=user())


def split(of: Frame, units: dict[Unit, int]) -> Frame:
    """A frame split over units, each evenly over the months."""
    months = {unit: spread(amount, EVENLY) for unit, amount in units.items()}
    return split_frame(frame=of, months=months, by=user())
