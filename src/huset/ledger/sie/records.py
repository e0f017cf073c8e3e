"""What a SIE file says, as plain values: exact öre, real dates, and frames for what can be long."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import polars as pl

Columns = Mapping[str, type[pl.DataType]]

ROWS = {
    "line": pl.UInt32,
    "voucher": pl.UInt32,
    "account": pl.String,
    "objects": pl.String,
    "amount": pl.Int64,
    "trans_date": pl.Date,
    "text": pl.String,
    "quantity": pl.String,
    "sign": pl.String,
}
CORRECTIONS = {"label": pl.String, **ROWS}
TRANSACTION = [
    *("line", "voucher", "series", "number", "date", "voucher_text", "registered"),
    *("account", "objects", "amount", "trans_date", "text", "quantity", "sign"),
]
VOUCHERS = {
    "line": pl.UInt32,
    "voucher": pl.UInt32,
    "series": pl.String,
    "number": pl.String,
    "date": pl.Date,
    "text": pl.String,
    "registered": pl.Date,
    "sign": pl.String,
}
BALANCES = {
    "line": pl.UInt32,
    "label": pl.String,
    "year": pl.Int32,
    "period": pl.String,
    "account": pl.String,
    "objects": pl.String,
    "amount": pl.Int64,
    "quantity": pl.String,
}


class SieRefused(Exception):  # noqa: N818 -- it is the file that is refused; nothing went wrong here
    """A file that cannot be read for certain: the line, a stable code, and Swedish text."""

    def __init__(self, line: int, code: str, text: str) -> None:
        super().__init__(f"Rad {line}: {text}" if line else text)
        self.line, self.code, self.text = line, code, text


def frame(lines: Iterable[Mapping[str, object]], columns: Columns) -> pl.DataFrame:
    """Make one of a book's frames of plain rows, for whoever has no columns at hand."""
    return pl.DataFrame(list(lines), schema=columns)


@dataclass(frozen=True)
class Warning_:  # noqa: N801 -- Warning is Python's own
    """Something odd that could still be read for certain; line 0 is the file as a whole."""

    line: int
    code: str
    text: str


@dataclass(frozen=True)
class FiscalYear:
    """#RAR: ``index`` 0 is the file's own year, -1 the one before."""

    index: int
    start: date
    end: date


@dataclass(frozen=True)
class Account:
    """#KONTO with its #KTYP (T, S, K or I), #ENHET and #SRU."""

    number: str
    name: str
    kind: str = ""
    unit: str = ""
    sru: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dimension:
    """#DIM, or #UNDERDIM when it has a parent."""

    number: int
    name: str
    parent: int | None = None


@dataclass(frozen=True)
class ObjectCode:
    """#OBJEKT: one code of a dimension."""

    dimension: int
    code: str
    name: str


@dataclass(frozen=True)
class Unbalanced:
    """A voucher whose rows do not add up to zero; the difference in öre."""

    series: str
    number: str
    line: int
    difference: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Book:
    r"""What a SIE file says; what the writer takes.

    ``vouchers`` has one row a voucher and ``rows`` one a #TRANS, joined by ``voucher`` (from 1);
    ``corrections`` holds #RTRANS and #BTRANS, which are history and never part of a sum.
    ``objects`` is text such as "1=100;6=P1", by dimension, with a backslash before ``;`` and ``\``.
    """

    company: str
    sie_type: str = "4E"
    flag: int = 0
    program: str = ""
    program_version: str = ""
    generated: date | None = None
    generated_by: str = ""
    prose: str = ""
    company_type: str = ""
    company_id: str = ""
    org_number: str = ""
    industry: str = ""
    address: tuple[str, ...] = ()
    fiscal_years: tuple[FiscalYear, ...] = ()
    tax_year: str = ""
    covers_until: date | None = None
    chart_type: str = ""
    currency: str = ""
    accounts: tuple[Account, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    objects: tuple[ObjectCode, ...] = ()
    balances: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=BALANCES))
    vouchers: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=VOUCHERS))
    rows: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=ROWS))
    corrections: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=CORRECTIONS))

    @cached_property
    def transactions(self) -> pl.DataFrame:
        """Every #TRANS with its voucher's series, number, date, text and registration date."""
        heads = self.vouchers.select("series", "number", "date", "registered", voucher_text="text")[
            self.rows["voucher"] - 1
        ]
        return pl.concat([self.rows, heads], how="horizontal").select(TRANSACTION)

    @cached_property
    def year(self) -> FiscalYear | None:
        """The file's own fiscal year (index 0)."""
        return next((year for year in self.fiscal_years if year.index == 0), None)


@dataclass(frozen=True, kw_only=True, eq=False)
class SieFile(Book):
    """A book as it was read from a file, with what the reading found."""

    sum_debit: int
    sum_credit: int
    unbalanced: tuple[Unbalanced, ...]
    checksum: str
    encoding: str
    warnings: tuple[Warning_, ...]
    sha256: str
    size: int
