"""Vouchers, each in balance: what a unit uses in a month becomes wages, invoices and grants."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import NamedTuple

from huset.kernel.money import spread
from huset.kernel.periods import Month

LAST_SAFE_DAY = 28
VAT_ACCOUNT = "2640"
KRONA = 100
PERMILLE = 1000
WEIGHT = (1, 100)


class Row(NamedTuple):
    """A row of a voucher: debit plus, in öre; ``objects`` is empty on balance accounts."""

    account: str
    amount: int
    objects: str = ""


class Voucher(NamedTuple):
    """A voucher before it has its number."""

    day: date
    series: str
    text: str
    rows: Sequence[Row]


@dataclass(frozen=True, kw_only=True)
class Way:
    """How a kind of cost or revenue is booked."""

    series: str
    text: str
    against: Mapping[int, int]  # the accounts on the other side, by weight
    size: int  # about how large each piece is, in kronor
    vat: int = 0
    day: int | None = None  # of the month; else any day
    together: bool = False  # all pieces on one voucher


@dataclass(frozen=True)
class Posting:
    """What is to be booked on one account: an amount, where it belongs, and what to call it."""

    account: str
    name: str
    amount: int
    objects: str
    month: Month


def by_recipe(net: int, recipe: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Split a net cost on accounts by permille, revenues being minus; the last takes the rest."""
    *first, last = recipe
    amounts = {account: net * recipe[account] // PERMILLE for account in first}
    yield from amounts.items()
    yield last, net - sum(amounts.values())


def book(posting: Posting, way: Way, random: Random, *, coarse: int) -> Iterator[Voucher]:
    """Book an amount as one or many vouchers; ``coarse`` makes the pieces larger and fewer."""
    pieces = _pieces(posting.amount, way.size * KRONA * coarse, random)
    for part in [pieces] if way.together else [[piece] for piece in pieces]:
        day = way.day or random.randint(1, LAST_SAFE_DAY)
        rows = [Row(posting.account, piece, posting.objects) for piece in part]
        yield Voucher(
            date(posting.month.year, posting.month.number, day),
            way.series,
            f"{way.text}, {posting.name}",
            [*rows, *_other_side(sum(part), way)],
        )


def _other_side(amount: int, way: Way) -> Iterator[Row]:
    vat = amount * way.vat // 100
    if vat:
        yield Row(VAT_ACCOUNT, vat)
    shares = spread(-(amount + vat), list(way.against.values()))
    yield from (
        Row(str(account), share) for account, share in zip(way.against, shares, strict=True)
    )


def _pieces(amount: int, size: int, random: Random) -> list[int]:
    count = max(1, abs(amount) // size)
    weights = [random.randint(*WEIGHT) for _ in range(count)]
    return [piece for piece in spread(amount, weights) if piece]
