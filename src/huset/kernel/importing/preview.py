"""What an import would do, row by row, before anyone says yes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from huset.kernel.actions import Refused, sha256_of
from huset.kernel.importing.faults import RowError

T = TypeVar("T")
MOST_SHOWN = 200


@dataclass(frozen=True)
class Change(Generic[T]):
    """What a row says beside what is known: ``before`` is ``None`` when it says something new."""

    row: int
    what: str
    before: str | None
    after: str
    item: T


@dataclass(frozen=True)
class Preview(Generic[T]):
    """Everything that an import would do; with one fault it does nothing."""

    new: tuple[Change[T], ...]
    changed: tuple[Change[T], ...]
    unchanged: int
    errors: tuple[RowError, ...]
    warnings: tuple[str, ...]

    @classmethod
    def of(
        cls, said: Iterable[Change[T]], *, errors: Iterable[RowError], warnings: Sequence[str]
    ) -> "Preview[T]":
        """Sort what a file says into new, changed and unchanged."""
        rows = tuple(said)
        return cls(
            new=tuple(c for c in rows if c.before is None),
            changed=tuple(c for c in rows if c.before not in {None, c.after}),
            unchanged=sum(c.before == c.after for c in rows),
            errors=tuple(sorted(errors)),
            warnings=tuple(warnings),
        )

    @property
    def items(self) -> list[T]:
        """What there is to store."""
        return [change.item for change in (*self.new, *self.changed)]

    @property
    def can_import(self) -> bool:
        """Tell whether there is something to store, and no fault."""
        return not self.errors and bool(self.items)

    @property
    def refused(self) -> int:
        """How many rows have a fault."""
        return len({error.row for error in self.errors})

    @property
    def mark(self) -> str:
        """What tells this preview from another: the same changes have the same mark."""
        rows = [[c.what, c.before, c.after] for c in (*self.new, *self.changed)]
        return sha256_of(rows)

    def check(self, mark: str) -> None:
        """Refuse when someone has made the changes other than they were when they were shown."""
        if mark != self.mark:
            raise Refused("Något har ändrats sedan du förhandsgranskade. Inget har sparats.")

    @property
    def lists(self) -> list[tuple[str, tuple[Change[T], ...], int]]:
        """The changes as a page shows them: a heading, the first of them, and how many more."""
        named = (("Nya", self.new), ("Ändrade", self.changed))
        return [(name, rows[:MOST_SHOWN], len(rows[MOST_SHOWN:])) for name, rows in named if rows]

    @property
    def first_errors(self) -> tuple[RowError, ...]:
        """The faults that a page has room for."""
        return self.errors[:MOST_SHOWN]
