"""The example municipality for tests: loaded through the actions in about a second."""

from datetime import date

from huset.examples.load import VIMMERBY, load_example
from huset.examples.loading import Books

TODAY = date(2026, 11, 22)


def example(*, today: date = TODAY, books: Books | None = None) -> list[str]:
    """Load the example and give what was said meanwhile; ``books`` are its accounting files."""
    said: list[str] = []
    load_example(VIMMERBY, today=today, progress=said.append, books=books)
    return said
