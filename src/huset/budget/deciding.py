"""Drafts of frames, which wait for the body that decides the budget: a year's frames together."""

from datetime import date

from huset.budget.actions import adopt_frame
from huset.budget.models import Frame
from huset.kernel.models import User
from huset.kernel.money import Denomination, show
from huset.model.terms import Power
from huset.organisation.deciding import Waiting, decides
from huset.organisation.models import Body, Decision


class Frames:
    """The frames of a year are one matter, with the year as its number."""

    code = "frames"
    name = "Budgetramar"

    def waiting(self, body: Body) -> list[Waiting]:
        """The years that have drafts of frames, with how many bodies and how much in all."""
        years: dict[int, list[int]] = {}
        for year, net_cost in Frame.objects.filter(decision=None).values_list("year", "net_cost"):
            years.setdefault(year, []).append(net_cost)
        return [
            Waiting(year, f"Ramar {year}", f"{len(costs)} organ, netto {_million(sum(costs))}")
            for year, costs in sorted(years.items())
            if decides(body, Power.DECIDE_BUDGET, date(year, 1, 1))
        ]

    def decide(self, number: int, *, decision: Decision, by: User) -> None:
        """Make every draft of a year's frames valid."""
        drafts = Frame.objects.select_for_update(of=("self",)).filter(decision=None, year=number)
        for frame in drafts.select_related("body"):
            adopt_frame(frame=frame, decision=decision, by=by)


def _million(net_cost: int) -> str:
    return f"{show(-net_cost, Denomination.MNKR)} mnkr"


FRAMES = Frames()
