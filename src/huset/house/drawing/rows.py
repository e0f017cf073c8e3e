"""Rows: how things side by side are divided among rows, and share a row's width."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TypeVar

T = TypeVar("T")


def divided(items: Sequence[T], count: int) -> Iterator[Sequence[T]]:
    """Cut a sequence into parts as even as can be, the shorter ones first."""
    edges = [len(items) * number // count for number in range(count + 1)]
    return (items[start:end] for start, end in pairwise(edges))


def fitting(
    items: Sequence[T], need: Callable[[T], int], gap: int, width: int
) -> list[Sequence[T]]:
    """Divide items into the fewest rows in which each has the width that it needs."""

    def fits(row: Sequence[T]) -> bool:
        return sum(need(item) for item in row) + gap * (len(row) - 1) <= width

    ways = (list(divided(items, count)) for count in range(1, len(items)))
    return next((way for way in ways if all(map(fits, way))), [[item] for item in items])


def lefts(widths: Sequence[int], x: int, gap: int) -> list[int]:
    """Return where each of some boxes side by side begins."""
    return [x + sum(widths[:number]) + gap * number for number in range(len(widths))]


def shares(weights: Sequence[int], needs: Sequence[int], width: int) -> list[int]:
    """Give everyone what it needs, and share what is left of the width by weight."""
    spare = (width - sum(needs)) / sum(weights)
    ends = accumulate(need + spare * weight for weight, need in zip(weights, needs, strict=True))
    edges = [0, *(round(end) for end in ends)]
    return [end - start for start, end in pairwise(edges)]
