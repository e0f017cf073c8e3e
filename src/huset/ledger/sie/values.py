"""Amounts and dates: how they are read from text, one by one and by the column."""

import re
from datetime import date

import polars as pl

from huset.ledger.sie.findings import Findings
from huset.ledger.sie.records import SieRefused

PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,2})?")
BEYOND_DOUBT = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>[0-9]{0,15})((?P<point>[.,])(?P<ore>[0-9]{0,2}))?"
)
DAY = r"^[0-9]{8}$"
NOT_AN_AMOUNT = (
    "”{text}” är inget belopp. Belopp skrivs med punkt, högst femton siffror och två decimaler, "
    "utan tusentalsavgränsare, till exempel -1234.50. Rätta raden eller exportera filen på nytt."
)


def plain_amount(text: str, line: int, findings: Findings) -> str:
    """An amount in the plain spelling, "-1234.50"; warn of odd spellings, refuse doubtful ones."""
    if PLAIN.fullmatch(text):
        return text
    found = BEYOND_DOUBT.fullmatch(text)
    if not found or not (found["whole"] or found["ore"]):
        raise SieRefused(line, "amount", NOT_AN_AMOUNT.format(text=text[:40]))
    if found["point"] == ",":
        findings.warn(line, "amount_comma", "Belopp med decimalkomma; läst som decimalpunkt.")
    elif found["sign"] == "+":
        findings.warn(line, "amount_plus", "Belopp med plustecken; det ska utelämnas.")
    else:
        findings.warn(line, "amount_spelling", "Belopp som ”.50” eller ”5.”; läst som 0.50 och 5.")
    sign = found["sign"].replace("+", "")
    return f"{sign}{found['whole'] or '0'}.{found['ore'] or '0'}"


def day(text: str) -> date | None:
    """A date written YYYYMMDD; ``None`` if it is no date."""
    if not re.match(DAY, text) or not text.isascii():
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def ore(column: str) -> pl.Expr:
    """A column of plain amounts as whole öre: the digits of an exact decimal, never a float."""
    return pl.col(column).cast(pl.Decimal(38, 2)).to_physical().cast(pl.Int64)


def days(column: str) -> pl.Expr:
    """A column of dates; null where the text is no date."""
    text = pl.col(column)
    return pl.when(text.str.contains(DAY)).then(text.str.to_date("%Y%m%d", strict=False))
