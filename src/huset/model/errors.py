"""What is wrong in a model file, as data: the place, the fault, and what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class ModelError:
    """One fault, told in plain Swedish; the path names the key that it concerns."""

    line: int
    column: int
    path: str
    message: str
    instead: str

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message} — skriv i stället: {self.instead}"


class ModelErrors(Exception):  # noqa: N818 - it carries every fault of the file, not one
    """A model file that cannot be used, with all its faults in the order of the file."""

    def __init__(self, name: str, errors: Iterable[ModelError]) -> None:
        self.name = name
        self.errors = tuple(sorted(errors))
        super().__init__(self.name, self.errors)

    def __str__(self) -> str:
        return "\n".join(f"{self.name}:{error}" for error in self.errors)
