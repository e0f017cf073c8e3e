"""Money: whole öre inside, kronor, thousands or millions on screen.

An amount is an ``int`` of öre everywhere, so sums are exact. The ledger's sign is SIE's: debit is
plus, so a cost is plus and a revenue minus. On screen it is the other way round: revenue plus, cost
minus, and a deviation is plus when it is better than the budget. Rounding is for display only.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

MINUS = "\N{MINUS SIGN}"
THIN = "\N{NO-BREAK SPACE}"


class Denomination(StrEnum):
    """How large the steps are that a reader wants to see."""

    KR = "kr"
    TKR = "tkr"
    MNKR = "mnkr"

    @property
    def ore(self) -> int:
        """How many öre one of it is."""
        return {"kr": 100, "tkr": 100_000, "mnkr": 100_000_000}[self.value]

    @property
    def decimals(self) -> int:
        """How many decimals it is shown with."""
        return {"kr": 2, "tkr": 0, "mnkr": 1}[self.value]


def show(
    ore: int | None, denomination: Denomination = Denomination.KR, *, plus: bool = False
) -> str:
    """Write an amount in Swedish: ``-123456`` in kr is "−1 234,56"; ``None`` is a dash.

    ``plus`` writes the sign of a positive amount too, as deviations are written.
    """
    if ore is None:
        return "–"
    return number(Decimal(ore) / denomination.ore, denomination.decimals, plus=plus)


def number(value: Decimal | int | None, decimals: int = 0, *, plus: bool = False) -> str:
    """Write a number in Swedish, with a true minus, decimal comma and spaces between thousands."""
    if value is None:
        return "–"
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    sign = MINUS if rounded < 0 else "+" if plus and rounded > 0 else ""
    return sign + f"{abs(rounded):,.{decimals}f}".replace(",", THIN).replace(".", ",")


def spread(ore: int, weights: Sequence[int]) -> list[int]:
    """Split an amount by weights so that the parts add up to it, to the öre.

    Each part is rounded down; the öre that remain go to the largest remainders, first come first.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError("weights must be zero or more, and not all zero")
    parts = [ore * weight // total for weight in weights]
    remainders = [ore * weight % total for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: -remainders[i])
    for i in order[: ore - sum(parts)]:
        parts[i] += 1
    return parts
