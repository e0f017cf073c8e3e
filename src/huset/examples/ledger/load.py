"""Makes the example's accounting files, and imports them as any other."""

from collections.abc import Iterator
from pathlib import Path

from huset.examples.ledger.files import sie_book
from huset.examples.ledger.outcomes import YEAR, outcomes
from huset.examples.ledger.year import BookYear, Rules, keep_books
from huset.examples.loading import Books, Loading
from huset.examples.reading import Entry, Files, million
from huset.ledger.actions import import_file, register_company
from huset.ledger.sie import write

WHOLE_YEARS = 2
BALANCE_CLASSES = ("1", "2")


def load_ledger(loading: Loading) -> None:
    """Write the accounting files and import them, if the example is to have books."""
    if loading.books is None:
        return
    content = loading.files.read("ledger")
    register_company(
        org_number=content["org_number"],
        name=content["company"],
        body=None,
        is_main=True,
        by=loading.by,
    )
    for path in generate_ledger(loading.files, loading.books):
        import_file(path=path, name=path.name, by=loading.by)


def generate_ledger(files: Files, books: Books) -> Iterator[Path]:
    """Write one SIE file a year, through the last whole month: two years and the running one.

    The rest of the example must be loaded: its budget and forecasts say what the units use. The
    same day gives the same files.
    """
    books.into.mkdir(parents=True, exist_ok=True)
    rules = Rules(files.read("ledger"), books.coarse)
    before = None
    for year in _years(files, rules):
        path = books.into / f"{files.folder.name}-{year.year}.se"
        write(sie_book(rules, year, before, made=files.today), path)
        before = year
        yield path


def _years(files: Files, rules: Rules) -> Iterator[BookYear]:
    this_year, passed = files.today.year, files.today.month - 1
    opening = _opening(rules.content)
    for year in range(this_year - WHOLE_YEARS, this_year + bool(passed)):
        units = list(outcomes(files, year, passed if year == this_year else YEAR))
        books = keep_books(rules, year, units, opening)
        yield books
        opening = _carried(rules.content, books)


def _opening(content: Entry) -> dict[str, int]:
    """The first year's opening balances; equity is what remains."""
    held = {str(account): million(amount) for account, amount in content["opening"].items()}
    return held | {str(content["equity"]): -sum(held.values())}


def _carried(content: Entry, books: BookYear) -> dict[str, int]:
    """What the next year opens with: the balance accounts, and the result as equity."""
    held = {a: amount for a, amount in books.closing.items() if a.startswith(BALANCE_CLASSES)}
    return held | {str(content["equity"]): held[str(content["equity"])] - sum(held.values())}
