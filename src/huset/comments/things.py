"""What can be commented on: each slice answers for its own, named in the setting ``COMMENTABLES``.

Where a comment belongs is what the thing's own slice says, never what a form says.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from huset.kernel.links import Page


@dataclass(frozen=True)
class Thing:
    """Something to talk about: what it is in words ("målet"), its title, its page and its bodies.

    It belongs to the first of ``places``; those within any of them read and write.
    """

    label: str  # "goals.goal", as addresses and the log write it
    number: int
    called: str
    title: str
    page: Page
    places: tuple[str, ...]


class Commentable(Protocol):
    """A kind of thing that can be commented on."""

    label: str

    def things(self, numbers: Collection[int], per: date) -> Iterable[Thing]:
        """Those of the numbers that are there on a day. Asks a bounded number of questions."""


def thing(label: str, number: int, per: date) -> Thing | None:
    """Something that can be commented on, if it is there on a day."""
    return things([(label, number)], per).get((label, number))


def things(wanted: Collection[tuple[str, int]], per: date) -> Mapping[tuple[str, int], Thing]:
    """Those that are there on a day, by kind and number."""
    found: dict[tuple[str, int], Thing] = {}
    for kind in _commentables():
        numbers = {number for label, number in wanted if label == kind.label}
        if numbers:
            found |= {(one.label, one.number): one for one in kind.things(numbers, per)}
    return found


def _commentables() -> tuple[Commentable, ...]:
    return tuple(import_string(path) for path in settings.COMMENTABLES)
