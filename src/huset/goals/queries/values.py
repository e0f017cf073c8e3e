"""Indicators' values as a table: fetched, filled in, sent back and previewed.

A row is one value: of a period, and of all, of women or men, or of a unit.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q

from huset.goals.models import Indicator
from huset.goals.permissions import Reporter
from huset.goals.queries.force import goals_of_year, indicators_counted, missions_in_force
from huset.goals.queries.holders import holder_of, indicators_with_holder, reported_by
from huset.goals.queries.known import (
    NO_SOURCE,
    Entered,
    Known,
    Which,
    doubt_of,
    fault_of,
    known_of,
    said_of,
    series_in,
    unit_codes,
)
from huset.goals.rules import YEAR as MONTHS
from huset.goals.rules import Aggregation, Frequency, Gender, Period, periods_of
from huset.kernel.context import FIRST_YEAR, LAST_YEAR
from huset.kernel.importing import (
    Change,
    Column,
    Preview,
    Row,
    RowError,
    Table,
    choice,
    decimal,
    read_table,
    text,
    whole,
)
from huset.kernel.importing.faults import closest
from huset.kernel.importing.kinds import words
from huset.organisation.queries import organisation

CODE = Column("Indikator", text(20), required=True)
NAME = Column("Namn", text(200))
UNIT = Column("Enhet", text(30))
YEAR = Column("År", whole(FIRST_YEAR, LAST_YEAR), required=True)
MONTH = Column("Till och med månad", whole(1, MONTHS))
GENDER = Column("Kön", choice({"": "alla", Gender.WOMEN.value: "kvinnor", Gender.MEN.value: "män"}))
PLACE = Column("Ansvar", text(20))
PLACE_NAME = Column("Ansvarets namn", text(120))
VALUE = Column("Utfall", decimal(places=4))
WEIGHT = Column("Vikt", decimal(places=4))
PRELIMINARY = Column("Preliminärt", choice({True: "ja", False: "nej"}))
SOURCE = Column("Källa", text(200))
VALUE_COLUMNS: tuple[Column[Any], ...] = (
    CODE,
    NAME,
    UNIT,
    YEAR,
    MONTH,
    GENDER,
    PLACE,
    PLACE_NAME,
    VALUE,
    WEIGHT,
    PRELIMINARY,
    SOURCE,
)
ABOUT: Mapping[str, Column[Any]] = {
    "indicator": CODE,
    "period": YEAR,
    "unit": PLACE,
    "weight": WEIGHT,
}  # where a fault is
MOST_ASKED = 20  # unlikely values that a preview asks about one by one


def value_rows(
    per: date, year: int, *, reporter: Reporter, within: Collection[str] = ()
) -> list[tuple[object, ...]]:
    """Every value that someone may report, and an empty row where the year lacks one."""
    applies = Q(goal__in=goals_of_year(per, year).values("pk"))
    applies |= Q(mission__in=missions_in_force(per).values("pk"))
    counted = indicators_with_holder(indicators_counted(per).filter(applies, formula=""), per)
    indicators = list(reported_by(counted, reporter, within).order_by("code"))
    known: dict[int, dict[Which, Known]] = defaultdict(dict)
    for which, one in known_of([indicator.pk for indicator in indicators], per).items():
        known[which.indicator_id][which] = one
    names = {unit.code: unit.name for unit in organisation(per).units}
    return [
        row
        for indicator in indicators
        for row in _rows(indicator, known[indicator.pk], year, names)
    ]


def _rows(
    indicator: Indicator, known: Mapping[Which, Known], year: int, names: Mapping[str, str]
) -> Iterable[tuple[object, ...]]:
    asked = {*known, *_lacking(indicator, known, year)}
    for which in sorted(asked, key=lambda w: (w.period, w.unit, w.gender != "", w.gender == "men")):
        said, month = known.get(which), which.period.month
        yearly = indicator.rhythm is Frequency.YEARLY and month == MONTHS
        yield (
            *(indicator.code, indicator.name, indicator.unit),
            *(which.period.year, None if yearly else month, which.gender),
            *(which.unit or None, names.get(which.unit)),
            *((said.value, said.weight, said.preliminary) if said else (None, None, None)),
            (said.source if said else None) or None,
        )


def _lacking(indicator: Indicator, known: Collection[Which], year: int) -> Iterable[Which]:
    """The year's values that nobody has said: of those that the indicator is used to have."""
    last = max((which.period for which in known if which.unit), default=None)
    units = {which.unit for which in known if which.unit and which.period == last}
    genders = {which.gender for which in known if which.gender}
    together = Aggregation(indicator.aggregation) is not Aggregation.NONE and units
    for period in periods_of(year, indicator.rhythm):
        said = {(which.gender, which.unit) for which in known if which.period == period}
        wanted = {("", unit) for unit in units} | {(gender, "") for gender in genders}
        wanted |= set() if together else {("", "")}
        yield from (Which(indicator.pk, period, *one) for one in wanted - said)


def preview_values(
    content: bytes, name: str, *, known_from: date, reporter: Reporter
) -> Preview[Entered]:
    """What a file of values would do, sent in by someone who reports."""
    table = read_table(content, name, VALUE_COLUMNS)
    reader = _Reader.of(table, known_from, reporter)
    said = [reader.read(row) for row in table.rows if row.get(VALUE) is not None]
    changes = [found for found in said if isinstance(found, Change)]
    return Preview.of(
        changes,
        errors=[*table.errors, *(found for found in said if isinstance(found, RowError))],
        warnings=[*table.warnings, *reader.asks(changes)],
    )


@dataclass(frozen=True)
class _Reader:
    """Reads rows beside what is already known."""

    table: Table
    known_from: date
    reporter: Reporter
    indicators: Mapping[str, Indicator]
    known: Mapping[Which, Known]
    units: Collection[str]
    seen: dict[Which, int]  # the row that first spoke of a value

    @classmethod
    def of(cls, table: Table, known_from: date, reporter: Reporter) -> "_Reader":
        codes = {row[CODE] for row in table.rows}
        counted = Indicator.objects.exclude(until__lte=known_from)
        indicators = {one.code: one for one in indicators_with_holder(counted, known_from)}
        known = known_of([one.pk for code, one in indicators.items() if code in codes], known_from)
        return cls(table, known_from, reporter, indicators, known, unit_codes(), {})

    def read(self, row: Row) -> Change[Entered] | RowError:
        indicator = self.indicators.get(row[CODE])
        if indicator is None:
            meant = closest(row[CODE], self.indicators)
            instead = f"”{meant}”" if meant else "en kod ur filen som kan hämtas här"
            return self._error(row, CODE, f"Indikatorn ”{row[CODE]}” finns inte", instead)
        period = Period(row[YEAR], row.get(MONTH) or MONTHS)
        which = Which(indicator.pk, period, row.get(GENDER) or "", row.get(PLACE) or "")
        change = self._change(row, indicator, which)
        return self._refusal(row, indicator, change) or change

    def asks(self, changes: Iterable[Change[Entered]]) -> list[str]:
        """Ask about the unlikely values, each beside those before it, the file's own too."""
        entered = {change.item.which: change for change in changes}
        said = {which: change.item.now for which, change in entered.items()}
        series = series_in({**self.known, **said})
        by_id = {one.pk: one for one in self.indicators.values()}
        asked = []
        for which, change in entered.items():
            if change.before != change.after:
                doubt = doubt_of(by_id[which.indicator_id], which, change.item.now.value, series)
                asked += [f"Rad {change.row}, {change.what}: {doubt}"] if doubt else []
        more = len(asked) - MOST_ASKED
        return asked if more <= 0 else [*asked[:MOST_ASKED], f"Och {more} till som är ovanliga."]

    def _change(self, row: Row, indicator: Indicator, which: Which) -> Change[Entered]:
        """What a row says beside what is known; an empty cell says nothing."""
        before = self.known.get(which)
        now = said_of(
            before,
            row[VALUE],
            preliminary=row.get(PRELIMINARY),
            weight=row.get(WEIGHT),
            source=row.get(SOURCE) or "",
        )
        only_source = before is not None and replace(now, source=before.source) == before
        return Change(
            row=row.number,
            what=f"{indicator.code} {indicator.name}, {which.told}",
            before=_told(before, source=only_source) if before else None,
            after=_told(now, source=only_source),
            item=Entered(which, before, now),
        )

    def _refusal(self, row: Row, indicator: Indicator, change: Change[Entered]) -> RowError | None:
        (body_code, body), which = holder_of(indicator), change.item.which
        first = self.seen.setdefault(which, row.number)
        if not self.reporter.may(indicator.pk, body_code):
            message = f"{indicator.code} hör till {body}, som du inte rapporterar för"
            return self._error(row, CODE, message, "bara indikatorer ur filen som kan hämtas här")
        if first != row.number:
            message = f"Rad {first} gäller också {indicator.code} {which.told}"
            return self._error(row, YEAR, message, "varje värde en gång")
        if change.before == change.after:
            return None
        if fault := fault_of(indicator, which, change.item.now, self.known_from, self.units):
            return self._error(row, ABOUT[fault.at], fault.message, fault.instead)
        if not change.item.now.source:
            return self._error(row, SOURCE, NO_SOURCE, "varifrån det kommer, som Egen mätning")
        return None

    def _error(self, row: Row, column: Column[Any], message: str, instead: str) -> RowError:
        return self.table.error(row, column, message, instead)


def _told(one: Known, *, source: bool) -> str:
    """A value with what is kept beside it, as a preview shows it."""
    parts = [words(one.value)]
    if one.weight is not None:
        parts.append(f"vikt {words(one.weight)}")
    if one.preliminary:
        parts.append("preliminärt")
    return ", ".join([*parts, one.source or "utan källa"] if source else parts)
