"""How a part of the house fares as a whole, and what is due in it next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from huset.kernel.periods import MONTHS, Month
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


@dataclass(frozen=True)
class Stop:
    """A day when a report shall have reached a kind of body."""

    day: date
    to: str


def stops(model: GovernanceModel, per: date) -> list[Stop]:
    """The days to come, this year and the next, when reports shall have reached someone."""
    found = [
        Stop(stop.due.for_year(year), model.body_kind(stop.body_kind).name.lower())
        for year in (per.year - 1, per.year, per.year + 1)
        for point in model.rhythm
        for stop in point.way
    ]
    return sorted((stop for stop in found if stop.day >= per), key=lambda stop: stop.day)


def ends(model: GovernanceModel, point: str, year: int) -> date | None:
    """The last day of a report's way through the bodies."""
    way = [stop for p in model.rhythm if p.code == point for stop in p.way]
    return max((stop.due.for_year(year) for stop in way), default=None)


def counted(number: int, one: str, many: str) -> str:
    """Write a number with what it counts: "1 del", "4 delar"."""
    return f"{number} {one if number == 1 else many}"


def short_date(day: date) -> str:
    """Write a day as the picture has room for: "15 sep"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"
