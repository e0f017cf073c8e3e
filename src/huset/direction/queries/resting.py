"""What rests on a law or a provision: what points at it from above, kind by kind, each thing once.

A kind is a column wherever it is counted, so the kinds come in the order of the installation.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Model

from huset.kernel.backlinks import Backlink, backlinks, pointings


@dataclass(frozen=True)
class Resting:
    """The things of one kind that rest on something, each once."""

    kind: str
    links: tuple[Backlink, ...]

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.links)


def kinds() -> tuple[str, ...]:
    """The kinds of things that can rest on something, in the order that they are shown."""
    return tuple(dict.fromkeys(pointing.kind for pointing in pointings()))


def links_to(
    model: type[Model], ids: Collection[int], per: date, body_codes: Collection[str] = ()
) -> Mapping[int, tuple[Backlink, ...]]:
    """What points at each of some things, for those bodies; what has no body is every body's."""
    found = backlinks(model, ids, per) if ids else {}
    if not body_codes:
        return found
    chosen = {"", *body_codes}
    return {
        number: tuple(link for link in links if link.body_code in chosen)
        for number, links in found.items()
    }


def rest_of(links: Iterable[Backlink], *, empty: bool = False) -> tuple[Resting, ...]:
    """Things kind by kind, each once; ``empty`` keeps the kinds that have none."""
    held: dict[str, dict[tuple[object, ...], Backlink]] = {kind: {} for kind in kinds()}
    for link in links:
        held.setdefault(link.kind, {}).setdefault(identity(link), link)
    return tuple(
        Resting(kind, tuple(some.values())) for kind, some in held.items() if some or empty
    )


def identity(link: Backlink) -> tuple[object, ...]:
    """What tells a thing from another: its kind, its words and its page."""
    name, args, choices = link.page
    kept = tuple(sorted((key, str(value)) for key, value in choices.items()))
    return link.kind, link.code, link.title, name, args, kept
