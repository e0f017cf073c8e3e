"""What may stand in a column: text, numbers, days, choices and amounts, read as people write them.

A cell comes from CSV as text and from Excel as what it is there. A value that can be read in two
ways is refused, never guessed.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Generic, TypeVar

from huset.kernel.importing.faults import Unfit, closest
from huset.kernel.money import Denomination

T = TypeVar("T")
Cell = str | float | Decimal | date | time | timedelta | None
LONGEST_QUOTE, LONGEST_NUMBER = 60, 40
AS_TYPED = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " ") | {"−": "-", "–": "-"})
NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}( \d{3})+)([.,]\d+)?", re.ASCII)
TWO_WAYS = re.compile(r"([+-]?[1-9]\d{0,2})\.(\d{3})", re.ASCII)
BOTH_SIGNS = re.compile(r"[+-]?[\d ]+(\.[\d ]+,|,[\d ]+\.)[\d.,]*", re.ASCII)
DAY = re.compile(r"(\d{4}-\d{2}-\d{2})([T ]00:00(:00(\.0+)?)?)?", re.ASCII)
A_DAY = "dagen som ÅÅÅÅ-MM-DD, till exempel 2026-04-30"


@dataclass(frozen=True)
class Kind(Generic[T]):
    """What a column holds: how its cells are read and written, and what Excel is told of it."""

    read: Callable[[Cell], T]
    write: Callable[[T], Cell]
    number_format: str = ""
    choices: tuple[str, ...] = ()


def text(longest: int) -> Kind[str]:
    """Text, or a code; a number that Excel has made of a code is read as its digits."""

    def read(cell: Cell) -> str:
        value = words(cell)
        if len(value) > longest:
            raise Unfit(f"Texten är {len(value)} tecken lång", f"högst {longest} tecken")
        if any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n" for sign in value):
            raise Unfit("Texten innehåller osynliga styrtecken", "texten på nytt för hand")
        return value

    return Kind(read, str, "@")


def decimal(places: int, below: int = 10**12) -> Kind[Decimal]:
    """A number with at most so many decimals, exactly as written."""

    def read(cell: Cell) -> Decimal:
        return _exact(cell, places, below)

    return Kind(read, lambda value: value)


def whole(least: int, most: int) -> Kind[int]:
    """A whole number between two others."""

    def read(cell: Cell) -> int:
        value = number_in(cell)
        if value != value.to_integral_value():
            raise Unfit(f"{quote(cell)} är inget helt tal", "ett tal utan decimaler")
        if not least <= value <= most:
            raise Unfit(f"{quote(cell)} är utanför gränserna", f"ett tal från {least} till {most}")
        return int(value)

    return Kind(read, lambda value: value, "0")


def amount(denomination: Denomination) -> Kind[int]:
    """An amount that is written in kronor, thousands or millions, and is whole öre inside."""
    places = len(str(denomination.ore)) - 1

    def read(cell: Cell) -> int:
        return int(_exact(cell, places, 10**15 // denomination.ore) * denomination.ore)

    form = "#,##0" + ".00" * (denomination is Denomination.KR)
    return Kind(read, lambda ore: Decimal(ore) / denomination.ore, form)


def day() -> Kind[date]:
    """A day: a date in Excel, or ÅÅÅÅ-MM-DD, also with a midnight after it."""
    return Kind(_read_day, lambda value: value, "yyyy-mm-dd")


def choice(named: Mapping[T, str]) -> Kind[T]:
    """One of several, written by its word or by its code."""
    by_fold = {str(code).casefold(): code for code in named}
    by_fold |= {word.casefold(): code for code, word in named.items()}
    some = tuple(named.values())

    def read(cell: Cell) -> T:
        said = words(cell)
        if said.casefold() not in by_fold:
            meant = closest(said, some)
            instead = f"”{meant}”" if meant else "något av " + ", ".join(some)
            raise Unfit(f"{quote(cell)} finns inte att välja", instead)
        return by_fold[said.casefold()]

    return Kind(read, lambda code: named[code], "@", some)


def number_in(cell: Cell) -> Decimal:
    """The number in a cell. Excel's own numbers have at most fifteen digits that count."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and math.isfinite(cell):
        return Decimal(f"{cell:.15g}")
    if isinstance(cell, str):
        return _typed_number(cell)
    raise Unfit(f"{quote(cell)} är inget tal", "ett tal, till exempel 1 234,5")


def words(cell: Cell) -> str:
    """A cell's content as people would write it."""
    if isinstance(cell, bool):
        return "SANT" if cell else "FALSKT"
    if isinstance(cell, float):
        return f"{cell:.15g}".replace(".", ",")
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}".replace(".", ",")
    return "" if cell is None else str(cell).strip()


def quote(cell: Cell) -> str:
    """A cell's content within quotes, cut when it is long."""
    said = words(cell)
    return f"”{said[:LONGEST_QUOTE]}…”" if len(said) > LONGEST_QUOTE else f"”{said}”"


def _typed_number(typed: str) -> Decimal:
    plain = typed.translate(AS_TYPED).strip()
    if found := TWO_WAYS.fullmatch(plain):
        large, small = found.groups()
        raise Unfit(
            f"{quote(typed)} kan betyda både {large}{small} och {large},{small}",
            f"{large}{small} eller {large},{small}",
        )
    if BOTH_SIGNS.fullmatch(plain):
        raise Unfit(f"{quote(typed)} har både punkt och komma", "talet som 1 234,5")
    if len(plain) > LONGEST_NUMBER or not NUMBER.fullmatch(plain):
        raise Unfit(f"{quote(typed)} är inget tal", "ett tal, till exempel 1 234,5")
    return Decimal(plain.replace(" ", "").replace(",", "."))


def _exact(cell: Cell, places: int, below: int) -> Decimal:
    value = number_in(cell)
    if abs(value) >= below:
        raise Unfit(f"{quote(cell)} är för stort", f"ett tal under {below:,}".replace(",", " "))
    rounded = round(value, places)
    if value != rounded:
        raise Unfit(f"{quote(cell)} har fler än {places} decimaler", words(rounded))
    return value


def _read_day(cell: Cell) -> date:
    if isinstance(cell, datetime):
        cell = cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell
    found = DAY.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if found is None:
        raise Unfit(f"{quote(cell)} är inget datum", A_DAY)
    try:
        return date.fromisoformat(found[1])
    except ValueError:
        raise Unfit(f"Dagen {found[1]} finns inte", A_DAY) from None
