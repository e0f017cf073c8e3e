"""When a deviation needs a word, and the names of a report's stages.

Source: the governance model, "Uppföljning": deviations are analysed, also the positive ones.
"""

from huset.model.terms import Outcome
from huset.organisation.turn import Stage

STATE_NAMES = {
    Stage.DRAFT: "Utkast",
    Stage.READY: "Klar för beslut",
    Stage.DECIDED: "Beslutad",
}


def deviation(budget: int | None, net_cost: int | None) -> int | None:
    """Budget minus outcome in net cost, in öre: plus is favourable. Unknown stays unknown."""
    return None if budget is None or net_cost is None else budget - net_cost


def economy_outcome(budget: int | None, forecast: int | None, *, tolerance_percent: int) -> Outcome:
    """Judge a forecast: within the frame, over it within the tolerance, or over."""
    gap = deviation(budget, forecast)
    if budget is None or gap is None:
        return Outcome.UNKNOWN
    if gap >= 0:
        return Outcome.MET
    within = -gap * 100 <= abs(budget) * tolerance_percent
    return Outcome.PARTLY_MET if within else Outcome.NOT_MET
