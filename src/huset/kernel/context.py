"""What the reader looks at: which body or unit, which year, as of which day, in which amounts.

The choices live in the address (``organ``, ``ar``, ``per``, ``belopp``), so a page can be shared.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huset.kernel.money import Denomination, show

FIRST_YEAR, LAST_YEAR = 1990, 2100


class BadChoiceError(ValueError):
    """The address holds a choice that cannot be: the message says which, in Swedish."""


@dataclass(frozen=True)
class Context:
    """The reader's choices."""

    scope: str  # code of a body or unit; empty is the whole municipal group
    year: int
    per: date
    denomination: Denomination
    today: date

    def money(self, ore: int | None, *, plus: bool = False) -> str:
        """Write an amount as the reader wants it."""
        return show(ore, self.denomination, plus=plus)

    @property
    def choices(self) -> dict[str, str]:
        """The choices that differ from what a newcomer gets, as an address holds them."""
        chosen = {
            "organ": self.scope,
            "ar": "" if self.year == self.per.year else str(self.year),
            "per": "" if self.per == self.today else self.per.isoformat(),
            "belopp": "" if self.denomination is Denomination.MNKR else self.denomination.value,
        }
        return {key: value for key, value in chosen.items() if value}


def read_context(choices: Mapping[str, str], *, today: date) -> Context:
    """Read the choices of an address. Raises BadChoiceError, in Swedish, for what cannot be."""
    per = _day(choices.get("per", ""), today)
    return Context(
        scope=choices.get("organ", "")[:40],
        year=_year(choices.get("ar", ""), per.year),
        per=per,
        denomination=_denomination(choices.get("belopp", "")),
        today=today,
    )


def _day(text: str, default: date) -> date:
    if not text:
        return default
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadChoiceError(
            f"”{text}” är inget datum. Skriv per datum som ÅÅÅÅ-MM-DD, till exempel 2026-04-30."
        ) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadChoiceError(
            f"{day} ligger utanför åren {FIRST_YEAR}–{LAST_YEAR}. Välj en dag inom dem."
        )
    return day


def _year(text: str, default: int) -> int:
    if not text:
        return default
    if not (re.fullmatch("[0-9]{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise BadChoiceError(f"”{text}” är inget år mellan {FIRST_YEAR} och {LAST_YEAR}.")
    return int(text)


def _denomination(text: str) -> Denomination:
    if not text:
        return Denomination.MNKR
    if text not in set(Denomination):
        raise BadChoiceError(f"”{text}” är inget belopp att visa i. Välj kr, tkr eller mnkr.")
    return Denomination(text)
