"""Vouchers as a whole: every row inside the braces of its voucher, and every brace closed."""

import polars as pl

from huset.ledger.sie.findings import CUT_OFF
from huset.ledger.sie.records import SieRefused

KINDS = 5
HEAD, VER, OPEN, ROW, CLOSE = range(KINDS)
MAY_FOLLOW = {
    HEAD: (HEAD, VER),
    VER: (OPEN,),
    OPEN: (ROW, CLOSE),
    ROW: (ROW, CLOSE),
    CLOSE: (HEAD, VER),
}
WRONG = {
    HEAD: "Klammern } saknas före raden: en verifikation är inte avslutad.",
    VER: "Klammern } saknas före #VER: förra verifikationen är inte avslutad.",
    OPEN: "Klammern { står inte direkt efter #VER.",
    ROW: "Transaktionen står inte inom klamrarna { } efter en #VER.",
    CLOSE: "Klammern } hör inte till någon verifikation.",
}
AGAIN = " Exportera filen på nytt."


def check_braces(lines: dict[int, list[pl.Series]], last_line: int) -> None:
    """Refuse rows outside a voucher, and braces that do not pair.

    ``lines`` gives the line numbers of each kind of mark. A voucher still open at the end means
    that the file was cut off.
    """
    in_order = pl.concat(
        series.cast(pl.UInt64) * KINDS + kind for kind, many in lines.items() for series in many
    ).sort()
    marks = (in_order % KINDS).cast(pl.UInt8)
    before = marks.shift(1, fill_value=HEAD)
    pairs = [before_ * KINDS + mark for before_, marks_ in MAY_FOLLOW.items() for mark in marks_]
    wrong = (~(before * KINDS + marks).is_in(pairs)).arg_true()
    if len(wrong):
        line, mark = divmod(in_order[wrong[0]], KINDS)
        text = "Klammern { saknas efter #VER." if before[wrong[0]] == VER else WRONG[mark]
        raise SieRefused(line, "row_outside" if mark == ROW else "brace", text + AGAIN)
    if len(marks) and marks[-1] in {VER, OPEN, ROW}:
        raise SieRefused(last_line, "truncated", CUT_OFF)


def numbered(vouchers: pl.DataFrame) -> pl.DataFrame:
    """Vouchers with their ordinal in the file, from 1."""
    return vouchers.with_columns(voucher=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32))


def belonging(rows: pl.DataFrame, vouchers: pl.DataFrame) -> pl.DataFrame:
    """Rows, by line, with the ordinal of the voucher that they stand in."""
    ordinal = vouchers["line"].search_sorted(rows["line"], side="right")
    return rows.with_columns(voucher=ordinal.cast(pl.UInt32).set_sorted())
