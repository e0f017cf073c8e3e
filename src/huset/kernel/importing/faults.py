"""What can be wrong with a file or a row, as data: the place, the fault, and what to write."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


class BadFile(Exception):  # noqa: N818 -- reads as what it is: the file cannot be read as a table
    """A file that is no table we read. The message says why, and what to send, in Swedish."""


class Unfit(ValueError):  # noqa: N818 -- reads as what it is: the value does not fit
    """A value that does not fit its column, with what to write instead."""

    def __init__(self, message: str, instead: str) -> None:
        super().__init__(message)
        self.message = message
        self.instead = instead


@dataclass(frozen=True, order=True)
class RowError:
    """One fault: the file's own row number, the column as Excel and people name it, and a way."""

    row: int
    column: str
    message: str
    instead: str

    def __str__(self) -> str:
        place = f"Rad {self.row}, kolumn {self.column}" if self.column else f"Rad {self.row}"
        return f"{place}: {self.message}. Skriv {self.instead}."


def letter(index: int) -> str:
    """Give the letter that Excel has for a column: 0 is A, 26 is AA."""
    above, here = divmod(index, 26)
    return (letter(above - 1) if above else "") + chr(ord("A") + here)


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant, whatever the case."""
    by_fold = {k.casefold(): k for k in known}
    found = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None
