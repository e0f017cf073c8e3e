"""Indicators' values as a table: fetched, filled in, sent back and previewed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from huset.goals.models import Goal, Indicator, Measurement
from huset.goals.queries.holders import holder_of, with_holder
from huset.goals.queries.measured import IndicatorRow
from huset.goals.rules import YEAR as MONTHS
from huset.kernel.context import FIRST_YEAR, LAST_YEAR
from huset.kernel.importing import (
    Change,
    Column,
    Preview,
    Row,
    RowError,
    Table,
    decimal,
    read_table,
    text,
    whole,
)
from huset.kernel.importing.faults import closest
from huset.kernel.importing.kinds import words

CODE = Column("Indikator", text(20), required=True)
NAME = Column("Namn", text(200))
UNIT = Column("Enhet", text(30))
YEAR = Column("År", whole(FIRST_YEAR, LAST_YEAR), required=True)
VALUE = Column("Utfall", decimal(places=4))
SOURCE = Column("Källa", text(200))
VALUE_COLUMNS: tuple[Column[Any], ...] = (CODE, NAME, UNIT, YEAR, VALUE, SOURCE)


@dataclass(frozen=True)
class Reported:
    """A value to store, with the value that the one who reports it has seen."""

    indicator_id: int
    year: int
    before: Decimal | None
    value: Decimal
    source: str


def value_rows(indicators: Iterable[IndicatorRow], year: int) -> list[tuple[object, ...]]:
    """Every value of some indicators, and an empty row for the year when it has none."""
    rows: list[tuple[object, ...]] = []
    for indicator in indicators:
        about = (indicator.code, indicator.name, indicator.unit)
        known = [value for value in indicator.values if value.measured is not None]
        rows += [(*about, value.year, value.measured, value.source.name) for value in known]
        if year not in {value.year for value in known}:
            rows.append((*about, year, None, None))
    return rows


def preview_values(
    content: bytes, name: str, *, known_from: date, body_codes: Collection[str]
) -> Preview[Reported]:
    """What a file of values would do, sent in by someone who reports for some bodies."""
    table = read_table(content, name, VALUE_COLUMNS)
    reader = _Reader.of(table, known_from, body_codes)
    said = [reader.read(row) for row in table.rows if row.get(VALUE) is not None]
    return Preview.of(
        [found for found in said if isinstance(found, Change)],
        errors=[*table.errors, *(found for found in said if isinstance(found, RowError))],
        warnings=table.warnings,
    )


def known_values(per: date) -> dict[tuple[int, int], Decimal]:
    """The values of whole years known on a day, by indicator and year."""
    known = Measurement.objects.filter(
        known_from__lte=per, month=MONTHS, gender="", unit=""
    ).order_by("known_from")
    return {(m.indicator_id, m.year): m.value for m in known}


@dataclass(frozen=True)
class _Reader:
    """Reads rows beside what is already known."""

    table: Table
    known_from: date
    body_codes: Collection[str]
    indicators: Mapping[str, Indicator]
    holders: Mapping[int, tuple[str, str]]  # the body of each goal, on the day of the values
    values: Mapping[tuple[int, int], Decimal]
    seen: dict[tuple[str, int], int]  # the row that first spoke of an indicator's year

    @classmethod
    def of(cls, table: Table, known_from: date, body_codes: Collection[str]) -> "_Reader":
        indicators = {indicator.code: indicator for indicator in Indicator.objects.all()}
        goals = with_holder(Goal.objects.all(), known_from)
        holders = {goal.pk: holder_of(goal) for goal in goals}
        known = known_values(known_from)
        return cls(table, known_from, body_codes, indicators, holders, known, {})

    def read(self, row: Row) -> Change[Reported] | RowError:
        indicator = self.indicators.get(row[CODE])
        if indicator is None:
            meant = closest(row[CODE], self.indicators)
            instead = f"”{meant}”" if meant else "en kod ur filen som kan hämtas här"
            return self._error(row, CODE, f"Indikatorn ”{row[CODE]}” finns inte", instead)
        change = self._change(row, indicator)
        return self._refusal(row, indicator, change) or change

    def _change(self, row: Row, indicator: Indicator) -> Change[Reported]:
        year, value = row[YEAR], row[VALUE]
        before = self.values.get((indicator.pk, year))
        return Change(
            row=row.number,
            what=f"{indicator.code} {indicator.name}, {year}",
            before=None if before is None else words(before),
            after=words(value),
            item=Reported(indicator.pk, year, before, value, row.get(SOURCE) or ""),
        )

    def _refusal(self, row: Row, indicator: Indicator, change: Change[Reported]) -> RowError | None:
        (body_code, body), year = self.holders[indicator.goal_id], row[YEAR]
        first = self.seen.setdefault((indicator.code, year), row.number)
        if body_code not in self.body_codes:
            message = f"{indicator.code} hör till {body}, som du inte rapporterar för"
            return self._error(row, CODE, message, "bara indikatorer ur filen som kan hämtas här")
        if year > self.known_from.year:
            message = f"Värdet för {year} kan inte vara känt redan {self.known_from}"
            return self._error(row, YEAR, message, f"ett år till och med {self.known_from.year}")
        if first != row.number:
            message = f"Rad {first} gäller också {indicator.code} {year}"
            return self._error(row, YEAR, message, "varje indikator och år en gång")
        if change.before != change.after and not change.item.source:
            message = "Källan saknas för ett värde som är nytt eller ändrat"
            return self._error(row, SOURCE, message, "varifrån värdet kommer, som Egen mätning")
        return None

    def _error(self, row: Row, column: Column[Any], message: str, instead: str) -> RowError:
        return self.table.error(row, column, message, instead)
