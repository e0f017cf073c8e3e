"""What makes a budget whole, and which month a page shows.

Source: the governance model, "Budgetprocessen": a body's detail budget is its frame, split.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from huset.kernel.periods import Month

MONTHS_OF_A_YEAR = 12


def split_error(frame: int, details: Mapping[tuple[str, int], int]) -> int:
    """How much a detail budget lacks (plus) or exceeds (minus) its frame by, in öre."""
    return frame - sum(details.values())


def shown_month(year: int, per: date, chosen: int | None) -> Month:
    """The month that a year's figures run through: the chosen one, else the last whole one.

    Nothing after the as-of date is shown, so a chosen month after it gives the last whole one.
    """
    tomorrow = per + timedelta(days=1)
    last_whole = Month.of(tomorrow).plus(-1)
    latest = min(max(last_whole, Month(year, 1)), Month(year, MONTHS_OF_A_YEAR))
    if chosen is None:
        return latest
    return min(Month(year, chosen), max(latest, Month(year, 1)))


def day_in(year: int, per: date) -> date:
    """The day that a year is seen on: the as-of day, else the year's day that is nearest to it."""
    return min(max(per, date(year, 1, 1)), date(year, 12, 31))


def house_day(month: Month, per: date, *, chosen: bool) -> date:
    """The day whose bodies, units and frames a year's figures through a month are shown in.

    A chosen month is shown in the house of its last day. Without a choice the house is that of the
    as-of day, although its last whole month may have ended before a reorganisation.
    """
    return month.last_day if chosen else max(month.last_day, day_in(month.year, per))
