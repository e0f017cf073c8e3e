"""The values known of indicators on a day, and what is wrong with a new one.

A value is of one indicator, period and gender or unit. Page, file and API all ask here.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from huset.goals.models import Indicator, Measurement
from huset.goals.queries.judged import told
from huset.goals.rules import Period, doubt, periods_of
from huset.goals.rules.reporting import held_against
from huset.goals.words import GENDERS
from huset.organisation.models import Unit

PLACE = ("indicator", "year", "month", "gender", "unit")
NO_SOURCE = "Källan saknas för ett värde som är nytt eller ändrat"
Series = Mapping[tuple[int, str, str], dict[Period, Decimal]]


class Which(NamedTuple):
    """Which value: of all, of women or men, or of a unit by its cost centre's code."""

    indicator_id: int
    period: Period
    gender: str = ""
    unit: str = ""

    @property
    def series(self) -> tuple[int, str, str]:
        """What it is a period of."""
        return self.indicator_id, self.gender, self.unit

    @property
    def told(self) -> str:
        """Its period and whose it is, in words."""
        return ", ".join(filter(None, (told(self.period), GENDERS[self.gender], self.unit)))


@dataclass(frozen=True)
class Known:
    """A value as it is known, with what is kept beside it."""

    value: Decimal
    preliminary: bool = False
    weight: Decimal | None = None
    source: str = ""


@dataclass(frozen=True)
class Entered:
    """A value to store, with what the one who reports it has seen."""

    which: Which
    before: Known | None
    now: Known


@dataclass(frozen=True)
class Fault:
    """Why a value is refused, and what to write instead; ``at`` is what it is about."""

    at: str  # indicator, period, unit or weight
    message: str
    instead: str

    def __str__(self) -> str:
        return f"{self.message}. Skriv {self.instead}."


@dataclass(frozen=True)
class Tried:
    """A value that someone wants to store: what is wrong with it, and what is odd."""

    entered: Entered
    fault: str
    doubt: str

    @property
    def is_new(self) -> bool:
        """Whether it says anything that was not known."""
        return self.entered.before != self.entered.now


def known_of(indicators: Collection[int], per: date) -> dict[Which, Known]:
    """Every value of some indicators that is known on a day: the last said of each stands."""
    said = (
        Measurement.objects.filter(indicator__in=indicators, known_from__lte=per)
        .order_by("known_from")
        .values_list(*PLACE, "value", "preliminary", "weight", "source")
    )
    return {
        Which(number, Period(year, month), gender, unit): Known(*known)
        for number, year, month, gender, unit, *known in said
    }


def series_in(known: Mapping[Which, Known]) -> Series:
    """The values by indicator, gender and unit, each period by period."""
    found: dict[tuple[int, str, str], dict[Period, Decimal]] = defaultdict(dict)
    for which, one in known.items():
        found[which.series][which.period] = one.value
    return found


def doubt_of(indicator: Indicator, which: Which, value: Decimal, series: Series) -> str:
    """Ask about a value that is unlikely beside the earlier ones of its series."""
    course = series.get(which.series, {})
    earlier = held_against(course, which.period, accumulates=indicator.accumulates)
    return doubt(value, earlier, unit=indicator.unit)


def plain(value: Decimal) -> str:
    """A number exactly as it is, with a decimal comma and nothing more than it needs."""
    return f"{value.normalize():f}".replace(".", ",")


def said_of(
    before: Known | None,
    value: Decimal,
    *,
    preliminary: bool | None,
    weight: Decimal | None,
    source: str,
) -> Known:
    """A value as it is said beside what is known: what is left unsaid stays as it was.

    A new value is final unless something else is said, and a change says where it comes from.
    """
    kept = before or Known(value)
    if preliminary is None:
        preliminary = kept.preliminary and kept.value == value
    now = Known(value, preliminary, kept.weight if weight is None else weight, source)
    return kept if before and replace(now, source=source or before.source) == before else now


def tried(indicator: Indicator, which: Which, said: Mapping[str, Any], day: date) -> Tried:
    """What there is to say of one value, that is to be known from a day; nothing if it is known."""
    known = known_of([indicator.pk], day)
    entered = Entered(which, known.get(which), said_of(known.get(which), **said))
    if entered.before == entered.now:
        return Tried(entered, "", "")
    units = unit_codes() if which.unit else frozenset[str]()
    fault = fault_of(indicator, which, entered.now, day, units)
    lacking = "" if entered.now.source else f"{NO_SOURCE}. Skriv varifrån värdet kommer."
    doubt = doubt_of(indicator, which, entered.now.value, series_in(known))
    return Tried(entered, str(fault or "") or lacking, doubt)


def unit_codes() -> frozenset[str]:
    """Every cost centre that there is, was or is to be: values go further back than the units."""
    return frozenset(Unit.objects.values_list("code", flat=True))


def fault_of(
    indicator: Indicator, which: Which, now: Known, known_from: date, units: Collection[str]
) -> Fault | None:
    """What is wrong with a value that is to be known from a day; ``units`` are those there are."""
    return _period_fault(indicator, which.period, known_from) or _unit_fault(which, now, units)


def _period_fault(indicator: Indicator, period: Period, known_from: date) -> Fault | None:
    code = indicator.code
    if indicator.formula:
        other = "värdena som formeln bygger på"
        return Fault("indicator", f"{code} räknas ut ur andra värden och rapporteras inte", other)
    if period not in periods_of(period.year, indicator.rhythm):
        measured = "en period som mäts"
        return Fault("period", f"{code} mäts inte {told(period)}", measured)
    if period.last_day >= known_from:
        message = f"Värdet för {told(period)} kan inte vara känt redan {known_from}"
        return Fault("period", message, f"en period som har slutat före {known_from}")
    return None


def _unit_fault(which: Which, now: Known, units: Collection[str]) -> Fault | None:
    if which.unit and which.unit not in units:
        return Fault("unit", f"Ansvaret {which.unit} finns inte", "koden för ett ansvar")
    if which.unit and which.gender:
        message = "Ett värde är för ett kön eller för ett ansvar, inte för båda"
        return Fault("unit", message, "bara det ena")
    if now.weight is not None and now.weight < 0:
        return Fault("weight", "Vikten är mindre än noll", "hur många värdet gäller")
    return None
