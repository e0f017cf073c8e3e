"""Ways: the arrows from each part to those that it steers, shown when one of them is chosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from huset.house.drawing.shapes import Box, Drawn
from huset.model.terms import Zone

_AWAY = 7
_LEAST_BEND = 18
_SPREAD = 0.62
_LEVEL = 30
_HOP = 44
_OUTSIDE = {Zone.OUTSIDE_LEFT, Zone.OUTSIDE_RIGHT}


@dataclass(frozen=True)
class Way:
    """An arrow from one part to another, by their codes."""

    source: str
    target: str
    path: str
    feedback: bool


def ways(parts: Sequence[Drawn]) -> tuple[Way, ...]:
    """Draw the way of every influence between two drawn parts."""
    return tuple(_ways(parts, {part.room.code: part for part in parts}))


def _ways(parts: Sequence[Drawn], place: Mapping[str, Drawn]) -> Iterator[Way]:
    for source in parts:
        for influence in source.room.steers:
            target = place.get(influence.part)
            if target is not None and target is not source:
                path = _path(source, target)
                yield Way(source.room.code, influence.part, path, influence.feedback)


def _path(source: Drawn, target: Drawn) -> str:
    """Leave a part on the side that faces the other, and bend gently into it."""
    here, there = source.box, target.box
    aside = here.right <= there.x or there.right <= here.x
    level = here.y < there.bottom and there.y < here.bottom
    if aside and {source.room.zone, target.room.zone} & _OUTSIDE:
        return _across(here, there)
    if aside and level:
        return _over(here, there) if abs(here.y - there.y) < _LEVEL else _across(here, there)
    return _along(here, there)


def _over(source: Box, target: Box) -> str:
    """Hop over whatever stands between two boxes in a row."""
    rightwards = source.middle < target.middle
    x = source.x + source.width * (2 if rightwards else 1) // 3
    to = target.x + target.width * (1 if rightwards else 2) // 3
    up = min(source.y, target.y) - _HOP
    return f"M{x} {source.y}C{x} {up} {to} {up} {to} {target.y - _AWAY}"


def _across(source: Box, target: Box) -> str:
    rightwards = source.middle < target.middle
    start = source.right if rightwards else source.x
    end = target.x - _AWAY if rightwards else target.right + _AWAY
    y = _meeting(source.y, source.bottom, target.centre)
    to = _meeting(target.y, target.bottom, source.centre)
    bend = max(abs(end - start) // 2, _LEAST_BEND) * (1 if rightwards else -1)
    return f"M{start} {y}C{start + bend} {y} {end - bend} {to} {end} {to}"


def _along(source: Box, target: Box) -> str:
    downwards = source.centre < target.centre
    start = source.bottom if downwards else source.y
    end = target.y - _AWAY if downwards else target.bottom + _AWAY
    x = _meeting(source.x, source.right, target.middle)
    to = _meeting(target.x, target.right, source.middle)
    bend = max(abs(end - start) // 2, _LEAST_BEND) * (1 if downwards else -1)
    return f"M{x} {start}C{x} {start + bend} {to} {end - bend} {to} {end}"


def _meeting(low: int, high: int, towards: int) -> int:
    """Return where on a side an arrow stands: towards the other, but not near a corner."""
    middle, reach = (low + high) // 2, (high - low) * _SPREAD / 2
    return round(min(max(towards, middle - reach), middle + reach))
