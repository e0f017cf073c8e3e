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
