"""How a single value in a model file is read: by what the model expects, never by YAML's guess."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from huset.model.accounting import AccountRange
from huset.model.terms import Code, Colour, Month, MonthDay, Url

COMMON_YEAR = 2025


class UnfitError(ValueError):
    """A value that does not fit, with what to write instead."""

    def __init__(self, message: str, instead: str) -> None:
        super().__init__(message)
        self.message = message
        self.instead = instead


def closest(word: str, known: Collection[str]) -> str | None:
    """The known word that was most likely meant."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), None)


def suggestion(word: str, known: Collection[str]) -> str:
    """The word that was meant, else every word there is to choose among."""
    if not known:
        return "en kod som först läggs till där"
    return closest(word, known) or "något av " + ", ".join(sorted(known))


def read_text(value: str) -> str:
    if not value.strip():
        raise UnfitError("Värdet är tomt", "en text")
    return value.strip()


def read_whole(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise UnfitError(f"”{value}” är inget helt tal", "bara siffror, till exempel 3")
    return int(value)


def read_truth(value: str) -> bool:
    if value not in {"true", "false"}:
        raise UnfitError(f"”{value}” är varken ja eller nej", "true eller false")
    return value == "true"


def read_date(value: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise UnfitError(f"”{value}” är inget datum", "ÅÅÅÅ-MM-DD, till exempel 2023-10-09")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UnfitError(f"Dagen {value} finns inte", "en dag som finns i kalendern") from None


def read_month_day(value: str) -> MonthDay:
    if not re.fullmatch(r"[0-9]{2}-[0-9]{2}", value):
        raise UnfitError(f"”{value}” är ingen dag på året", "MM-DD, till exempel 04-30")
    found = MonthDay(int(value[:2]), int(value[3:]))
    try:
        found.in_year(COMMON_YEAR)
    except ValueError:
        raise UnfitError(f"Dagen {value} finns inte varje år", "till exempel 02-28") from None
    return found


def read_month(value: str) -> int:
    month = read_whole(value)
    if month not in range(1, 13):
        raise UnfitError(f"Månad {value} finns inte", "ett tal från 1 till 12")
    return month


def read_code(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", value):
        raise UnfitError(
            f"”{value}” kan inte vara en kod", "bokstäver från a till z, siffror och understreck"
        )
    return value


def read_colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        raise UnfitError(f"”{value}” är ingen färg", '"#rrggbb" inom citattecken')
    return value.lower()


def read_url(value: str) -> str:
    if not re.fullmatch(r"https://[^\s<>\"']+", value):
        raise UnfitError(f"”{value}” är ingen säker adress", "en adress som börjar https://")
    return value


def read_account_range(value: str) -> AccountRange:
    found = re.fullmatch(r"([0-9]{1,4})(?:-([0-9]{1,4}))?", value)
    first, last = found.groups(found[1]) if found else ("", "")
    if not found or len(first) != len(last) or first > last:
        raise UnfitError(f"”{value}” är inget kontointervall", "till exempel 30-38 eller 79")
    return AccountRange(first, last)


def read_choice(kind: type[StrEnum], value: str) -> StrEnum:
    known = [choice.value for choice in kind]
    if value not in known:
        raise UnfitError(f"”{value}” finns inte att välja", suggestion(value, known))
    return kind(value)


SCALARS: Mapping[object, Callable[[str], object]] = {
    str: read_text,
    int: read_whole,
    bool: read_truth,
    date: read_date,
    MonthDay: read_month_day,
    Month: read_month,
    Code: read_code,
    Colour: read_colour,
    Url: read_url,
    AccountRange: read_account_range,
}
