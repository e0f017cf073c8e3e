"""A year of books: every voucher in order, and the balances that they lead to."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from random import Random

from huset.examples.ledger.outcomes import UnitYear
from huset.examples.ledger.vouchers import Posting, Row, Voucher, Way, book, by_recipe
from huset.examples.reading import Entry, million
from huset.kernel.periods import Month

A_PROJECT_ROW_IN = 6  # about as many of the postings that could bear a project do
SETTLING_DAY = 15
INVESTING_DAY = 20


@dataclass(frozen=True)
class Rules:
    """What ledger.yaml says of the accounts and the kinds of units."""

    content: Entry
    coarse: int

    @cached_property
    def ways(self) -> Mapping[str, Way]:
        """Every way of booking, by its name."""
        return {name: Way(**way) for name, way in self.content["ways"].items()}

    def name(self, account: int) -> str:
        """What an account is called."""
        return str(self.content["accounts"][account][0])

    def way(self, account: int) -> Way:
        """How an account is booked."""
        return self.ways[self.content["accounts"][account][1]]


@dataclass(frozen=True)
class BookYear:
    """A year's vouchers in the order of their days, with what each account held at its start."""

    year: int
    through: date
    opening: Mapping[str, int]
    vouchers: tuple[Voucher, ...]

    @cached_property
    def closing(self) -> dict[str, int]:
        """What every account holds in the end; revenues and costs are the year's."""
        held = Counter(self.opening)
        for voucher in self.vouchers:
            for row in voucher.rows:
                held[row.account] += row.amount
        return dict(held)


def keep_books(
    rules: Rules, year: int, units: list[UnitYear], opening: Mapping[str, int]
) -> BookYear:
    """Book a year: what the units use, investments, and what is settled from month to month."""
    months = [Month(year, number + 1) for number in range(len(units[0].months))]
    random = Random(year)  # noqa: S311 -- example figures, not secrets
    held, vouchers = Counter(opening), list[Voucher]()
    for month in months:
        booked = [
            *_settled(rules, month, held),
            *_invested(rules, month),
            *_used(rules, month, units, random),
        ]
        for row in (row for voucher in booked for row in voucher.rows):
            held[row.account] += row.amount
        vouchers += sorted(booked, key=lambda voucher: voucher[:2])
    return BookYear(year, months[-1].last_day, opening, tuple(vouchers))


def _used(rules: Rules, month: Month, units: list[UnitYear], random: Random) -> Iterator[Voucher]:
    at = month.number - 1
    for unit in units:
        activity, recipe = rules.content["kinds"][unit.kind]
        apart = [(account, amounts[at]) for account, amounts in unit.apart.items()]
        for account, amount in [*by_recipe(unit.months[at], recipe), *apart]:
            objects = _objects(rules, unit, activity, random)
            posting = Posting(str(account), rules.name(account), amount, objects, month)
            yield from book(posting, rules.way(account), random, coarse=rules.coarse)


def _objects(rules: Rules, unit: UnitYear, activity: int, random: Random) -> str:
    project = rules.content["project_units"].get(int(unit.code))
    bears = project and random.randrange(A_PROJECT_ROW_IN) == 0
    return f"1={unit.code};20={activity}" + (f";6={project}" if bears else "")


def _settled(rules: Rules, month: Month, held: Mapping[str, int]) -> Iterator[Voucher]:
    """Pay what was owed, and receive what was due, when the month before ended."""
    day = date(month.year, month.number, SETTLING_DAY)
    for account in rules.content["settled"]:
        if amount := held.get(str(account), 0):
            rows = [Row(str(account), -amount), Row(str(rules.content["bank"]), amount)]
            yield Voucher(day, "B", f"Reglering, {rules.name(account)}", rows)


def _invested(rules: Rules, month: Month) -> Iterator[Voucher]:
    plan = rules.content["investments"]
    amount = million(plan["amounts"][month.year]) // 12
    objects = f"1={plan['unit']};6={plan['project']}"
    rows = [Row(str(plan["account"]), amount, objects), Row(str(rules.content["bank"]), -amount)]
    day = date(month.year, month.number, INVESTING_DAY)
    yield Voucher(day, "I", "Investering, entreprenad", rows)
