"""What should be true of a whole file; what is not becomes a warning, never a changed figure."""

from collections.abc import Callable

import polars as pl

from huset.kernel.money import show
from huset.ledger.sie.findings import AGAIN, Findings
from huset.ledger.sie.head import Head
from huset.ledger.sie.objects import pairs
from huset.ledger.sie.records import Book, SieRefused, Unbalanced

ALWAYS = ("#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#FNAMN")
MANDATORY = {
    "1": (*ALWAYS, "#RAR", "#KONTO"),
    "2": (*ALWAYS, "#SIETYP", "#RAR", "#KONTO", "#OMFATTN"),
    "3": (*ALWAYS, "#SIETYP", "#RAR", "#KONTO", "#OMFATTN"),
    "4E": (*ALWAYS, "#SIETYP", "#RAR", "#KONTO"),
    "4I": (*ALWAYS, "#SIETYP"),
}
FIRST_FREE_DIMENSION = 20
FROM_CLOSING = "från #UB eller #RES"


def check_head(book: Book, head: Head, encoding: str, findings: Findings) -> None:
    """Mandatory records, the declared format, and kinds of account."""
    for label in MANDATORY[book.sie_type]:
        if label not in head.labels:
            findings.warn(0, "mandatory", f"{label} saknas fast typ {book.sie_type} kräver den.")
    declared = head.texts.get("format", "PC8")
    if declared.upper() != "PC8":
        odd = f"#FORMAT är {declared}; standarden känner bara PC8."
        findings.warn(head.labels["#FORMAT"], "format", odd)
    if encoding in {"utf-8", "latin-1"}:
        text = f"Filen är kodad i {encoding} fast SIE föreskriver PC8 (CP437). Texten är rätt läst."
        findings.warn(head.labels.get("#FORMAT", 0), "encoding", text)
    if book.currency not in {"", "SEK"}:
        text = f"Redovisningsvalutan är {book.currency}, inte SEK; beloppen räknas inte om."
        findings.warn(head.labels["#VALUTA"], "currency", text)
    for account in book.accounts:
        if account.kind not in {"", "T", "S", "K", "I"}:
            text = (
                f"#KTYP för konto {account.number} är ”{account.kind}”; ska vara T, S, K eller I."
            )
            findings.warn(head.labels["#KTYP"], "account_kind", text)


def check_chart(book: Book, findings: Findings) -> None:
    """Accounts and free dimensions that are used but never declared."""
    used = pl.concat([book.rows.select("account", "line"), book.balances.select("account", "line")])
    for line in used.filter(pl.col("account") == "")["line"].sort().head(1):
        raise SieRefused(line, "fields", f"Raden saknar konto. {AGAIN}")
    declared = [account.number for account in book.accounts]
    if declared:
        missing = _used(book).filter(~pl.col("account").is_in(declared))
        for account, line, count in missing.sort("line").iter_rows():
            text = f"Konto {account} används ({count} rader) men saknar #KONTO."
            findings.warn(line, "account_undeclared", text)
    known = {dimension.number for dimension in book.dimensions}
    for dimension in sorted(_free_dimensions(book) - known):
        text = f"Dimension {dimension} används men saknar #DIM."
        findings.warn(0, "dimension_undeclared", text)


def _used(book: Book) -> pl.DataFrame:
    """Each account that rows or balances name: its first line, and how many they are."""
    lines = pl.concat(frame.select("account", "line") for frame in (book.rows, book.balances))
    return lines.group_by("account").agg(pl.col("line").min(), count=pl.len())


def _free_dimensions(book: Book) -> set[int]:
    """Dimensions of a file's own; lists where all have one digit need no reading."""
    lists = pl.concat([book.rows["objects"], book.balances["objects"]])
    lists = lists.filter(lists.str.contains("[0-9]{2}=")).unique()
    without_codes = lists.str.replace_all(r"=(?:\\.|[^;\\])*", "=").unique()
    used = {dimension for text in without_codes for dimension, _code in pairs(text)}
    return {dimension for dimension in used if dimension >= FIRST_FREE_DIMENSION}


def unbalanced(book: Book, findings: Findings) -> tuple[Unbalanced, ...]:
    """The vouchers whose rows do not add up to zero."""
    sums = book.rows.group_by("voucher").agg(difference=pl.col("amount").cast(pl.Int128).sum())
    off = sums.filter(pl.col("difference") != 0).join(book.vouchers, on="voucher").sort("line")
    found = tuple(
        Unbalanced(series, number, line, difference)
        for series, number, line, difference in off.select(
            "series", "number", "line", "difference"
        ).iter_rows()
    )
    for voucher in found:
        name, difference = f"{voucher.series} {voucher.number}", show(voucher.difference)
        text = f"Verifikation {name} balanserar inte: skillnad {difference} kr."
        findings.warn(voucher.line, "unbalanced", text)
    return found


def check_vouchers(book: Book, findings: Findings) -> None:
    """Dates inside the year, and each series and number only once."""
    year = book.year
    if year:
        outside = book.vouchers.filter(~pl.col("date").is_between(year.start, year.end))
        for line in outside["line"].head(1):
            text = f"{len(outside)} verifikationer ligger utanför {year.start} - {year.end}."
            findings.warn(line, "date_outside_year", text)
    named = book.vouchers.filter(pl.col("number") != "")
    twice = named.filter(pl.struct("series", "number").is_duplicated())
    again = twice.group_by("series", "number", maintain_order=True).agg(pl.col("line"))
    for series, number, lines in again.iter_rows():
        text = f"Verifikation {series} {number} finns {len(lines)} gånger."
        findings.warn(lines[1], "voucher_duplicate", text)


def check_periods(book: Book, findings: Findings) -> None:
    """Balances of the year's periods lie inside the year."""
    if book.year is None:
        return
    first, last = f"{book.year.start:%Y%m}", f"{book.year.end:%Y%m}"
    own = book.balances.filter((pl.col("year") == 0) & (pl.col("period").fill_null("") != ""))
    outside = own.filter(~pl.col("period").is_between(pl.lit(first), pl.lit(last)))
    for line in outside["line"].head(1):
        text = f"{len(outside)} periodsaldon ligger utanför {first} - {last}."
        findings.warn(line, "date_outside_year", text)


def check_balances(book: Book, findings: Findings) -> None:
    """Opening balance and the year's transactions make the closing balance, account by account."""
    key = ["label", "year", "period", "account", "objects"]
    for line, label, account in (
        book.balances.filter(pl.struct(key).is_duplicated())
        .filter(~pl.struct(key).is_first_distinct())
        .select("line", "label", "account")
        .iter_rows()
    ):
        findings.warn(
            line, "balance_duplicate", f"#{label} för konto {account} finns flera gånger."
        )
    if book.sie_type != "4E" or book.rows.is_empty():
        return
    this_year = book.balances.filter(pl.col("year") == 0)
    for line, account, difference in _differences(book.rows, this_year).iter_rows():
        text = (
            f"Konto {account}: #IB plus transaktioner skiljer {show(difference)} kr {FROM_CLOSING}."
        )
        findings.warn(line, "balance", text)


def _differences(rows: pl.DataFrame, balances: pl.DataFrame) -> pl.DataFrame:
    amount = pl.col("amount").cast(pl.Int128)
    moved = rows.select("account", amount, line=pl.lit(None, pl.UInt32))
    opened = balances.filter(pl.col("label") == "IB").select("account", amount, "line")
    closing = balances.filter(pl.col("label").is_in(["UB", "RES"]))
    closed = closing.select("account", (-pl.col("amount")).cast(pl.Int128), "line")
    if closed.is_empty():
        return closed.select("line", "account", "amount")
    sums = (
        pl.concat([moved, opened, closed])
        .group_by("account")
        .agg(pl.col("amount").sum(), pl.col("line").max().fill_null(0))
    )
    return sums.filter(pl.col("amount") != 0).sort("account").select("line", "account", "amount")


CHECKS: tuple[Callable[[Book, Findings], None], ...] = (
    check_chart,
    check_vouchers,
    check_periods,
    check_balances,
)
