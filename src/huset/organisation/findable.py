"""What can be searched for: each slice says what of its own there is, and who may see it.

The search index follows the log: a line about a thing makes its finder tell of it again.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from huset.kernel.links import Page
from huset.organisation.rules import Right

ANYWHERE = "*"  # as a place: everyone who has the right somewhere


@dataclass(frozen=True)
class Passage:
    """A piece of a thing's text, and where in it that is ("sida 3")."""

    text: str
    where: str = ""


@dataclass(frozen=True)
class Findable:
    """A thing that can be found: what it is in words, its texts, its page and from when to when.

    Without ``right`` everyone may see it; with one, those who have it in ``place`` (the code of a
    body or unit; empty is the whole group, `ANYWHERE` is any place). A thing may be several, such
    as the editions of a document: they have its number. What is ``from_outside``, such as a law, is
    shown after what is the municipality's own and as near.
    """

    number: int
    kind: str
    title: str
    page: Page
    passages: tuple[Passage, ...] = ()
    code: str = ""
    body_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    right: Right | None = None
    place: str = ""
    from_outside: bool = False


class Finder(Protocol):
    """A kind of thing that can be found.

    ``label`` is its model's ("goals.Goal"). A log line about one of ``also``, other models that
    its things tell of, makes it tell of those that were ``touched``.
    """

    label: str
    also: tuple[str, ...]

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The things with some numbers, or all; those that are gone are left out."""

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """The numbers of the things that some of another model belong to; ``None`` for all."""
