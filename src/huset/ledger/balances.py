"""What an accounting file becomes in the ledger: voucher rows, and balances by unit and month."""

from collections.abc import Callable
from datetime import date

import polars as pl

from huset.kernel.periods import Month
from huset.ledger.rules import RICHNESS, SUBSYSTEM, YEAR_ONLY, is_result
from huset.ledger.sie.objects import pairs
from huset.ledger.sie.records import Account, SieFile, SieRefused

FULL = RICHNESS[-1]
CODE = r"(?:\\.|[^;\\])*"  # as object lists write it: a backslash before ; and \
PAIR = rf"[0-9]+={CODE}"
LARGEST = 2**63 - 1  # öre; what the books' columns hold
KEY = ["account", "unit_code", "month"]
BALANCES = {
    "account": pl.String,
    "unit_code": pl.String,
    "month": pl.Date,
    "amount": pl.Int64,
}


def must_fit(file: SieFile) -> None:
    """Refuse what can be read but makes no books: no year, doubtful balances, too large sums."""
    covered(file)
    if not (file.company or file.org_number or file.company_id):
        text = "Bolaget saknas (#FNAMN och #ORGNR). Ta med bolaget när filen exporteras."
        raise SieRefused(0, "no_company", text)
    if file.sie_type not in {FULL, SUBSYSTEM}:
        _refuse_two_of_the_same(_counted(file))
    amounts = pl.concat([file.rows["amount"], file.balances["amount"]])
    if amounts.cast(pl.Int128).abs().sum() > LARGEST:
        text = "Beloppen är tillsammans för stora för att räknas säkert. Exportera filen på nytt."
        raise SieRefused(0, "too_large", text)


def covered(file: SieFile) -> tuple[date, date]:
    """The days that a file covers: its fiscal year, or the months of a sub-system's vouchers."""
    if file.year is not None:
        return file.year.start, file.year.end
    days = sorted(file.vouchers["date"].drop_nulls())
    if file.sie_type == SUBSYSTEM and days:
        return Month.of(days[0]).first_day, Month.of(days[-1]).last_day
    text = "Räkenskapsåret saknas (#RAR 0). Ta med räkenskapsår när filen exporteras."
    raise SieRefused(0, "no_year", text)


def accounts(file: SieFile) -> dict[str, Account]:
    """The file's chart, and any account that only its rows name."""
    used = pl.concat([file.rows["account"], file.balances["account"]]).unique().sort()
    return {number: Account(number, "") for number in used} | {a.number: a for a in file.accounts}


def voucher_rows(file: SieFile, unit_dimension: int) -> pl.DataFrame:
    """Every voucher row, with its account's name, its unit's code and other objects in words."""
    chart = accounts(file)
    named = pl.DataFrame(
        {
            "account": list(chart),
            "account_name": [a.name for a in chart.values()],
            "is_result": [is_result(a.number, a.kind) for a in chart.values()],
        },
        schema={"account": pl.String, "account_name": pl.String, "is_result": pl.Boolean},
    )
    rows = file.transactions.with_columns(pl.col(pl.String).fill_null(""))
    objects = pl.col("objects")
    unit = rf"^((?:{PAIR};)*?){unit_dimension}=({CODE})(?:;|$)"
    others = rows.select(objects.str.replace(unit, "$1")).to_series()
    return rows.join(named, on="account", how="left", maintain_order="left").with_columns(
        unit_code=_plain(objects.str.extract(unit, 2)),
        other_objects=_once_each(others, _Words(file)),
    )


def balances(file: SieFile, rows: pl.DataFrame, unit_dimension: int) -> pl.DataFrame:
    """What the file adds up to by account, unit code and month: exact, and nothing twice.

    A full file is summed from its vouchers. The period balances of types 2 and 3 are taken as they
    are; of type 1 there is only the year's result, which is put in the last month that it covers.
    """
    if file.sie_type in {FULL, SUBSYSTEM}:
        found = rows.with_columns(month=pl.col("date").dt.month_start())
        return found.group_by(KEY).agg(pl.col("amount").sum()).select(*BALANCES).sort(KEY)
    return _of_type_1_to_3(file, unit_dimension).select(*BALANCES).sort(KEY)


def _of_type_1_to_3(file: SieFile, unit_dimension: int) -> pl.DataFrame:
    found = _counted(file)
    if file.sie_type == YEAR_ONLY:
        assert file.year is not None  # noqa: S101 -- a file without a year was refused before
        last = (file.covers_until or file.year.end).replace(day=1)
        return found.with_columns(unit_code=pl.lit(""), month=pl.lit(last))
    month = pl.col("period").str.to_date("%Y%m", strict=False)
    return _split_on_units(found.with_columns(month=month), unit_dimension)


def _counted(file: SieFile) -> pl.DataFrame:
    """The balances of a file without vouchers that its year is made of."""
    label = "RES" if file.sie_type == YEAR_ONLY else "PSALDO"
    found = file.balances.filter((pl.col("year") == 0) & (pl.col("label") == label))
    return found.with_columns(pl.col("objects", "period").fill_null(""))


def _refuse_two_of_the_same(found: pl.DataFrame) -> None:
    again = found.filter(~pl.struct("account", "period", "objects").is_first_distinct())
    for line, label, account in again.select("line", "label", "account").head(1).iter_rows():
        text = f"#{label} för konto {account} finns två gånger; det går inte att veta vilken som"
        raise SieRefused(line, "balance_duplicate", f"{text} gäller. Exportera filen på nytt.")


def _split_on_units(periods: pl.DataFrame, unit_dimension: int) -> pl.DataFrame:
    """An account's balance with no object is the whole; what its units leave of it has no unit.

    Balances on other objects (projects, or unit and project together) are other cuts of the same
    amount, and are left out.
    """
    whole = periods.filter(pl.col("objects") == "")
    whole = whole.group_by("account", "month").agg(pl.col("amount").sum())
    only_unit = pl.col("objects").str.extract(rf"^{unit_dimension}=({CODE})$", 1)
    units = periods.with_columns(unit_code=_plain(only_unit)).filter(pl.col("unit_code") != "")
    units = units.group_by(KEY).agg(pl.col("amount").sum())
    split = units.group_by("account", "month").agg(on_units=pl.col("amount").sum())
    rest = whole.join(split, on=["account", "month"], how="left").select(
        "account",
        "month",
        unit_code=pl.lit(""),
        amount=pl.col("amount") - pl.col("on_units").fill_null(0),
    )
    return pl.concat([units, rest.filter(pl.col("amount") != 0)], how="diagonal")


def _plain(code: pl.Expr) -> pl.Expr:
    """A code as it is written outside a list: without the list's backslashes; none is empty."""
    return code.str.replace_all(r"\\(.)", "$1").fill_null("")


def _once_each(lists: pl.Series, read: Callable[[str], str]) -> pl.Series:
    """Read each distinct object list once, however many rows bear it."""
    distinct = lists.unique()
    words = pl.Series([read(text) for text in distinct], dtype=pl.String)
    return lists.replace_strict(distinct, words, return_dtype=pl.String)


class _Words:
    """Says which projects, activities and so on an object list names, in the file's own words."""

    def __init__(self, file: SieFile) -> None:
        self.dimensions = {d.number: d.name for d in file.dimensions}
        self.names = {(o.dimension, o.code): o.name for o in file.objects}

    def __call__(self, objects: str) -> str:
        return ", ".join(
            f"{self.dimensions.get(number, number)} {code} {self._name(number, code)}".strip()
            for number, code in pairs(objects)
        )

    def _name(self, dimension: int, code: str) -> str:
        return self.names.get((dimension, code), "")
