"""How a part of the house fares as a whole, and what is due in it next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from huset.kernel.periods import Month
from huset.model.rules import GovernanceModel
from huset.model.terms import Outcome, Years, is_election_year


@dataclass(frozen=True)
class Event:
    """An event of the annual wheel, in the month when it next comes round."""

    month: Month
    what: str


def overall(measured: Iterable[Outcome]) -> Outcome:
    """Sum up what has been measured: met when all are, not met when none is, else partly met."""
    outcomes = set(measured)
    if not outcomes:
        return Outcome.UNKNOWN
    if outcomes == {Outcome.MET}:
        return Outcome.MET
    return Outcome.NOT_MET if outcomes == {Outcome.NOT_MET} else Outcome.PARTLY_MET


def events(model: GovernanceModel, part: str, per: date) -> list[Event]:
    """The coming twelve months' events of a part, the nearest first."""
    coming = [Month.of(per).plus(months) for months in range(12)]
    return [
        Event(month, event.what)
        for month in coming
        for event in model.cycle
        if event.part == part and month.number in event.months
        if event.years is Years.EVERY or is_election_year(month.year)
    ]


def next_event(model: GovernanceModel, part: str, per: date) -> Event | None:
    """What is due next in a part of the house."""
    return next(iter(events(model, part, per)), None)
