"""Which period's value someone owes, and which periods can be chosen.

Source: the governance model, "Mål" (S069, S071): an indicator has a value for each year of its
goal, in a rhythm, and is comparable over time.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from huset.goals.rules.series import Frequency, Period, periods_of

YEARS_BACK = 5  # how long back a value can be put right on the page; a file can go further


def last_ended(day: date, frequency: Frequency) -> Period:
    """The latest period that has ended before a day."""
    return ended_periods(day, [frequency])[0]


def is_owed(period: Period, first_year: int, last_year: int, *, begun: bool) -> bool:
    """Tell whether a goal of some years needs a period's value.

    Those of its own years, and of the year before where that carries on a series that has
    ``begun``: so a new goal has something to be compared with.
    """
    return first_year - begun <= period.year <= last_year


def ended_periods(day: date, frequencies: Iterable[Frequency]) -> list[Period]:
    """Every period of some rhythms that has ended before a day, the latest first."""
    years = range(day.year, day.year - YEARS_BACK - 1, -1)
    found = {p for how in frequencies for year in years for p in periods_of(year, how)}
    return sorted((period for period in found if period.last_day < day), reverse=True)


def held_against(
    course: Mapping[Period, Decimal], period: Period, *, accumulates: bool
) -> dict[Period, Decimal]:
    """The earlier values that a new one is held against.

    What is counted up over the year is held against the same part of other years.
    """
    return {
        p: value
        for p, value in course.items()
        if p < period and (not accumulates or p.month == period.month)
    }
