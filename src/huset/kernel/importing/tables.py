"""A table as a use sees it: its columns, the rows that could be read, and every fault."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from huset.kernel.importing.faults import RowError
from huset.kernel.importing.kinds import Kind

T = TypeVar("T")


@dataclass(frozen=True)
class Column(Generic[T]):
    """A column: its heading, what it holds, and whether every row must say it."""

    heading: str
    kind: Kind[T]
    required: bool = False


Columns = Sequence[Column[Any]]


@dataclass(frozen=True)
class Row:
    """One row without faults, with its number in the file."""

    number: int
    values: Mapping[str, Any]

    def __getitem__(self, column: Column[T]) -> T:
        """What a required column says."""
        return cast("T", self.values[column.heading])

    def get(self, column: Column[T]) -> T | None:
        """What a column says; ``None`` is an empty cell, or a file without the column."""
        return cast("T | None", self.values.get(column.heading))


@dataclass(frozen=True)
class Table:
    """What a file says: ``places`` are its columns by heading, as "B (År)"."""

    rows: tuple[Row, ...]
    errors: tuple[RowError, ...]
    warnings: tuple[str, ...]
    places: Mapping[str, str]

    def error(self, row: Row, column: Column[Any], message: str, instead: str) -> RowError:
        """A fault that only the use can see, with its place in the file."""
        place = self.places.get(column.heading, column.heading)
        return RowError(row.number, place, message, instead)
