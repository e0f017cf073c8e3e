"""Ten thousand governing documents that nobody has written, the same every time.

The words are put together of Swedish ones, some common and most rare, as in real texts.
"""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from itertools import accumulate
from random import Random

from huset.organisation.findable import Findable, Passage
from huset.search.compounds import LISTED

COUNT, PAGES, WORDS_A_PAGE = 10_000, 4, 150
DIFFERENT_WORDS = 60_000
SHORTEST, OF_THREE = 4, 0.2
ENDINGS = ("", "en", "er", "erna", "s", "ens")
SMALL = (
    "och",
    "att",
    "i",
    "som",
    "för",
    "på",
    "av",
    "med",
    "till",
    "är",
    "det",
    "ska",
    "om",
    "vid",
)


def _chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 -- made-up words, no secrets


@cache
def vocabulary() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The words from the most common to the rarest, and how common they are, added up."""
    chance = _chance(2026)
    base = [word for word in LISTED.split() if len(word) >= SHORTEST]
    found = dict.fromkeys([*SMALL, *base])
    while len(found) < DIFFERENT_WORDS:
        first, second = chance.choices(base, k=2)
        third = chance.choice(base) if chance.random() < OF_THREE else ""
        found[f"{first}{second}{third}{chance.choice(ENDINGS)}"] = None
    weights = accumulate(1 / (rank + 10) for rank in range(len(found)))
    return tuple(found), tuple(weights)


def page(number: int, of: int) -> str:
    """The text of a page."""
    words, weights = vocabulary()
    drawn = _chance(of * 100 + number).choices(words, cum_weights=weights, k=WORDS_A_PAGE)
    lines = (" ".join(drawn[at : at + 12]).capitalize() for at in range(0, WORDS_A_PAGE, 12))
    return ". ".join(lines) + "."


def title(of: int) -> str:
    """The title of a document."""
    words, _ = vocabulary()
    chance = _chance(of)
    first, second = (words[chance.randrange(len(SMALL), len(words))] for _ in range(2))
    return f"{first.capitalize()} för {second} {of}"


class CorpusFinder:
    """The generated documents as what can be found."""

    label = "bench.Document"
    also: tuple[str, ...] = ()

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The documents."""
        for of in range(COUNT) if numbers is None else numbers:
            yield Findable(
                number=of,
                kind="Styrdokument",
                title=title(of),
                page=("goals:goals", (), {}),
                passages=tuple(Passage(page(n, of), f"sida {n}") for n in range(1, PAGES + 1)),
                code=f"KS {2000 + of % 27}/{of}",
                body_code="SN",
                valid_from=date(2000 + of % 27, 1, 1),
            )

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """Nothing else is told of."""
        return ()


DOCUMENTS = CorpusFinder()
