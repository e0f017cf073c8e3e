"""The voucher rows: one Parquet file an import, named by the file's SHA-256 and never changed.

An import writes its rows under a name of their own first; they count from the moment the catalogue
in the database names them. What no catalogue row names is swept away by the next import.
"""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import duckdb
import polars as pl
from django.conf import settings

UNFINISHED_MAY_LIE = timedelta(days=1)
ANY_ACCOUNT = "*"


@dataclass(frozen=True)
class RowFilter:
    """Which voucher rows to read. ``unit_codes`` left out means every row, with a unit or without.

    ``account`` is a number, or the beginning of one and an asterisk.
    """

    unit_codes: Collection[str] | None = None
    since: date = date.min
    through: date = date.max
    account: str = ANY_ACCOUNT
    text: str = ""
    only_result: bool = False
    voucher: int | None = None


@dataclass(frozen=True)
class VoucherLine:
    """A row of a voucher: debit plus, in öre; ``line`` is its place in the accounting file."""

    line: int
    voucher: int
    series: str
    number: str
    date: date
    voucher_text: str
    account: str
    account_name: str
    unit_code: str
    other_objects: str
    text: str
    amount: int

    @property
    def name(self) -> str:
        """Series and number, as people call the voucher."""
        return f"{self.series} {self.number}".strip() or f"rad {self.line}"


@dataclass(frozen=True)
class AccountTotal:
    """What the rows that were asked for add up to on one account."""

    number: str
    name: str
    rows: int
    amount: int


@dataclass(frozen=True)
class StoredSums:
    """How many rows there are, and their debit and credit, in öre."""

    rows: int
    debit: int
    credit: int


COLUMNS = pl.Schema(
    {
        "line": pl.UInt32,
        "voucher": pl.UInt32,
        "series": pl.String,
        "number": pl.String,
        "date": pl.Date,
        "voucher_text": pl.String,
        "account": pl.String,
        "account_name": pl.String,
        "unit_code": pl.String,
        "other_objects": pl.String,
        "text": pl.String,
        "amount": pl.Int64,
        "is_result": pl.Boolean,
    }
)
# Only words of our own are in the text of a question; what the reader asked for are parameters.
CHOSEN = """
    FROM read_parquet($file)
    WHERE ($unit_codes::VARCHAR[] IS NULL OR list_contains($unit_codes::VARCHAR[], unit_code))
      AND date BETWEEN $since AND $through
      AND account GLOB $account
      AND contains(lower(voucher_text || ' ' || text), lower($text))
      AND (is_result OR NOT $only_result)
      AND ($voucher::INTEGER IS NULL OR voucher = $voucher)
"""
SHOWN = ", ".join(name for name in COLUMNS if name != "is_result")


def rows(
    sha256: str, which: RowFilter, *, offset: int = 0, limit: int | None = None
) -> list[VoucherLine]:
    """The voucher rows of an import, in the file's order."""
    sql = f"SELECT {SHOWN} {CHOSEN} ORDER BY line LIMIT $limit OFFSET $offset"
    page = {"limit": limit, "offset": offset}
    return [VoucherLine(*row) for row in _ask(sql, sha256, which, page)]


def totals(sha256: str, which: RowFilter) -> list[AccountTotal]:
    """What the voucher rows of an import add up to by account; together they are the sum."""
    sql = f"""SELECT account, any_value(account_name), count(*), sum(amount)
              {CHOSEN} GROUP BY account ORDER BY account"""
    return [AccountTotal(*row) for row in _ask(sql, sha256, which, {})]


def sums(sha256: str) -> StoredSums:
    """What the stored rows of an import add up to, counted anew."""
    debit, credit = "sum(greatest(amount, 0))", "sum(least(amount, 0))"
    sql = f"SELECT count(*), coalesce({debit}, 0), coalesce({credit}, 0) {CHOSEN}"
    (found,) = _ask(sql, sha256, RowFilter(), {})
    return StoredSums(*found)


def _ask(sql: str, sha256: str, which: RowFilter, more: dict[str, Any]) -> list[tuple[Any, ...]]:
    asked = vars(which) | more | {"file": str(place(sha256))}
    if which.unit_codes is not None:
        asked["unit_codes"] = list(which.unit_codes)
    with duckdb.connect() as connection:
        return connection.execute(sql, asked).fetchall()


def place(sha256: str) -> Path:
    """Where the rows of a file lie."""
    return Path(settings.LEDGER) / f"{sha256}.parquet"


@contextmanager
def written(frame: pl.DataFrame) -> Iterator[Path]:
    """Write rows to the disk under a name of their own; gone afterwards unless they were kept."""
    folder = Path(settings.LEDGER)
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, suffix=".unfinished", delete=False) as file:
        waiting = Path(file.name)
    try:
        frame.select(*COLUMNS).cast(COLUMNS).write_parquet(waiting)
        _to_disk(waiting)
        yield waiting
    finally:
        waiting.unlink(missing_ok=True)


def keep(waiting: Path, sha256: str) -> None:
    """Give written rows their lasting name."""
    waiting.replace(place(sha256))
    _to_disk(place(sha256).parent)


def sweep(known: Collection[str], now: datetime) -> None:
    """Take away rows that no import names: from imports that were broken off."""
    for path in Path(settings.LEDGER).glob("*.parquet"):
        if path.stem not in known:
            path.unlink(missing_ok=True)
    for path in Path(settings.LEDGER).glob("*.unfinished"):
        if datetime.fromtimestamp(path.stat().st_mtime, tz=now.tzinfo) < now - UNFINISHED_MAY_LIE:
            path.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    """Wait until the system has written a file, or a folder's names, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
