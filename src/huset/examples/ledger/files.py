"""From a year of books to what a SIE 4E file says."""

from collections.abc import Iterator
from datetime import date

from huset.examples.ledger.year import BookYear, Rules
from huset.kernel.periods import FiscalYear as Calendar
from huset.ledger.sie import Book
from huset.ledger.sie.records import (
    BALANCES,
    ROWS,
    VOUCHERS,
    Account,
    Dimension,
    FiscalYear,
    ObjectCode,
    frame,
)
from huset.organisation.models import Unit

KINDS = {"1": "T", "2": "S", "3": "I", "8": "I"}  # the rest are costs
FINANCIAL_COSTS = ("83", "85")
BALANCE_CLASSES = ("1", "2")
UNIT, PROJECT, ACTIVITY = 1, 6, 20
DIMENSIONS = (
    Dimension(UNIT, "Ansvar"),
    Dimension(PROJECT, "Projekt"),
    Dimension(ACTIVITY, "Verksamhet"),
)
Line = dict[str, object]


def sie_book(rules: Rules, books: BookYear, before: BookYear | None, made: date) -> Book:
    """A year as a SIE file tells it, with the balances of the year before where they are known."""
    vouchers, rows = _columns(books)
    years = [books, before] if before else [books]
    return Book(
        company=rules.content["company"],
        org_number=rules.content["org_number"],
        program="Huset exempel",
        program_version="1",
        generated=made,
        prose="Exempeldata: alla verifikationer är påhittade.",
        fiscal_years=tuple(_fiscal_year(-back, year) for back, year in enumerate(years)),
        covers_until=books.through,
        currency="SEK",
        accounts=tuple(_accounts(rules)),
        dimensions=DIMENSIONS,
        objects=tuple(_objects(rules)),
        balances=frame(
            [line for back, year in enumerate(years) for line in _balances(-back, year)], BALANCES
        ),
        vouchers=frame(vouchers, VOUCHERS),
        rows=frame(rows, ROWS),
    )


def _fiscal_year(index: int, books: BookYear) -> FiscalYear:
    year = Calendar.calendar(books.year)
    return FiscalYear(index, year.start, year.end)


def _accounts(rules: Rules) -> Iterator[Account]:
    for number in sorted(rules.content["accounts"]):
        text = str(number)
        kind = "K" if text.startswith(FINANCIAL_COSTS) else KINDS.get(text[0], "K")
        yield Account(text, rules.name(number), kind)


def _objects(rules: Rules) -> Iterator[ObjectCode]:
    units = Unit.objects.order_by("code", "valid_from").values_list("code", "name")
    for code, name in dict(units).items():
        yield ObjectCode(UNIT, code, name)
    for code, name in rules.content["projects"].items():
        yield ObjectCode(PROJECT, code, name)
    for code, name in rules.content["activities"].items():
        yield ObjectCode(ACTIVITY, str(code), name)


def _balances(index: int, books: BookYear) -> Iterator[Line]:
    closing = books.closing
    for account in sorted(closing):
        if account.startswith(BALANCE_CLASSES):
            yield _balance("IB", index, account, books.opening.get(account, 0))
            yield _balance("UB", index, account, closing[account])
        else:
            yield _balance("RES", index, account, closing[account])


def _balance(label: str, year: int, account: str, amount: int) -> Line:
    return {"label": label, "year": year, "account": account, "amount": amount}


def _columns(books: BookYear) -> tuple[list[Line], list[Line]]:
    """The vouchers, numbered within their series, and their rows."""
    vouchers: list[Line] = []
    rows: list[Line] = []
    numbers: dict[str, int] = {}
    for place, voucher in enumerate(books.vouchers, start=1):
        number = numbers[voucher.series] = numbers.get(voucher.series, 0) + 1
        vouchers.append(
            {
                "voucher": place,
                "series": voucher.series,
                "number": str(number),
                "date": voucher.day,
                "text": voucher.text,
                "registered": voucher.day,
            }
        )
        rows += [
            {"voucher": place, "account": r.account, "objects": r.objects, "amount": r.amount}
            for r in voucher.rows
        ]
    return vouchers, rows
