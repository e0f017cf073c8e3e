"""What points at a thing from above: each slice answers for its own, the thing's page shows it all.

A goal points down at the articles, documents and visions that it rests on. The way back is asked
here, so that the slice below need not know those above: they are named in ``BACKLINKS``.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string

from huset.kernel.links import Page


@dataclass(frozen=True)
class Backlink:
    """Something that points at a thing: its kind in words, its title and its page."""

    kind: str
    title: str
    page: Page
    code: str = ""
    body_code: str = ""


class Pointing(Protocol):
    """A kind of thing that points at others."""

    kind: str

    def pointing_at(
        self, model: type[Model], ids: Collection[int], per: date
    ) -> Iterable[tuple[int, Backlink]]:
        """Those in force on a day that point at things of a model, each with what it points at.

        Open to everyone, so drafts are left out. Asks a bounded number of questions.
        """


def backlinks(
    model: type[Model], ids: Collection[int], per: date
) -> Mapping[int, tuple[Backlink, ...]]:
    """What points at each of some things on a day, kind by kind in the order of the setting."""
    found: dict[int, list[Backlink]] = defaultdict(list)
    for pointing in pointings():
        for number, link in pointing.pointing_at(model, ids, per):
            found[number].append(link)
    return {number: tuple(links) for number, links in found.items()}


def pointings() -> tuple[Pointing, ...]:
    """Every kind of thing in this installation that points at others."""
    return tuple(import_string(path) for path in settings.BACKLINKS)
