"""A shelf of things to find, which tests fill: a finder like those of the slices."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from huset.organisation.findable import Findable, Passage
from huset.organisation.permissions import Actor
from huset.search.filling import rebuild
from huset.search.matching import Chosen
from huset.search.queries import Found, Question, search

PATH = "huset.search.tests.shelf.SHELF"
TODAY = date(2026, 11, 22)


class Shelf:
    """What the tests have put there, by number."""

    label = "organisation.Body"
    also = ("organisation.Unit",)

    def __init__(self) -> None:
        self.things: list[Findable] = []
        self.told: list[Collection[int] | None] = []

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        self.told.append(numbers)
        return (thing for thing in self.things if numbers is None or thing.number in numbers)

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        return None


SHELF = Shelf()


def thing(number: int, title: str, *texts: str, **more: Any) -> Findable:
    passages = tuple(Passage(text, f"sida {at}") for at, text in enumerate(texts, start=1))
    given = {"kind": "Styrdokument", "page": ("goals:goals", (), {}), "passages": passages} | more
    return Findable(number=number, title=title, **given)


def fill(*things: Findable) -> None:
    SHELF.things = list(things)
    rebuild()


def ask(text: str, actor: Actor | None = None, **chosen: Any) -> Found:
    days = {"first": TODAY, "last": TODAY} | chosen
    page = days.pop("page", 1)
    return search(Question(text, actor or Actor(), TODAY, Chosen(**days), page=page))


def titles(text: str, actor: Actor | None = None, **chosen: Any) -> list[str]:
    return [hit.name for hit in ask(text, actor, **chosen).hits]


def marked(pieces: Iterable[Any]) -> list[str]:
    return [piece.text for piece in pieces if piece.marked]
