"""The floors: rooms in rows behind the facade, each as wide as its words and its share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from huset.house.drawing.lettering import widest_word, width
from huset.house.drawing.rows import fitting, lefts, shares
from huset.house.drawing.shapes import (
    Box,
    Drawn,
    Line,
    Span,
    Stack,
    chip_at,
    chip_width,
    fact_lines,
    height,
    moved,
    name_lines,
)
from huset.house.drawing.sizes import Sizes
from huset.house.rules import Room

_PADDING = 13
_ABOVE, _BELOW = 10, 12
_GAP = 16
FLOOR_GAP = 18
_LOWEST = 80
_NARROWEST = 116
_COMMON = 150
_TRANSOM = 14
_ABOVE_CHIP = 8


@dataclass(frozen=True)
class _Card:
    """A room with its words set in its width."""

    room: Room
    width: int
    names: tuple[Line, ...]
    facts: tuple[Line, ...]


@dataclass(frozen=True)
class _Row:
    """Cards side by side, with one height for the names and one for the facts."""

    cards: tuple[_Card, ...]
    sizes: Sizes
    spare: int

    @property
    def head(self) -> int:
        return max(height(card.names) for card in self.cards)

    @property
    def height(self) -> int:
        facts = max(height(card.facts) for card in self.cards)
        chips = any(card.room.status for card in self.cards)
        chip = _ABOVE_CHIP + self.sizes.chip_height if chips else 0
        lowest = round(_LOWEST * self.sizes.scale)
        return max(lowest, _ABOVE + _BELOW + self.head + _TRANSOM + facts + chip) + self.spare

    def drawn(self, x: int, y: int) -> Iterator[Drawn]:
        widths = [card.width for card in self.cards]
        for card, left in zip(self.cards, lefts(widths, x, _GAP), strict=True):
            box = Box(left, y, card.width, self.height)
            yield _drawn(card, box, self.head, self.sizes)


def floors(rooms: Sequence[Room], span: Span, top: int, sizes: Sizes, spare: int = 0) -> Stack:
    """Draw every floor in one row, or in several where the rooms are many.

    ``spare`` is what each row gets to be higher than its words need.
    """
    parts: list[Drawn] = []
    for row in _rows(rooms, span.width, sizes, spare):
        parts += row.drawn(span.x, top)
        top += row.height + FLOOR_GAP
    return Stack(tuple(parts), parts[-1].box.bottom if parts else top)


def _rows(rooms: Sequence[Room], width: int, sizes: Sizes, spare: int) -> list[_Row]:
    floors = sorted({room.floor for room in rooms})
    on_floors = ([room for room in rooms if room.floor == floor] for floor in floors)
    rows = [
        row
        for floor in on_floors
        for row in fitting(floor, lambda room: _need(room, sizes), _GAP, width)
    ]
    placed = [list(zip(row, _widths(row, width, sizes), strict=True)) for row in rows]
    size = _name_size([pair for row in placed for pair in row], sizes)
    return [
        _Row(tuple(_card(room, wide, size, sizes) for room, wide in row), sizes, spare)
        for row in placed
    ]


def _need(room: Room, sizes: Sizes, name_size: int = 0) -> int:
    """Return the width in which no word is broken, the name in its smallest size or another."""
    facts = (widest_word(text, sizes.fact) for text in _texts(room))
    name = widest_word(room.short or room.name, name_size or sizes.names[-1])
    return _padded(name, chip_width(room.status, sizes), *facts)


def _wish(room: Room, sizes: Sizes) -> int:
    """Return the width in which texts of common length stand on one line."""
    common = _COMMON * sizes.scale
    facts = (min(width(text, sizes.fact), common) for text in _texts(room))
    name = min(width(room.name, sizes.names[0]), common)
    return max(_need(room, sizes), _padded(name, *facts))


def _texts(room: Room) -> tuple[str, ...]:
    return (room.summary, room.due, *room.facts)


def _padded(*widths: float) -> int:
    return max(_NARROWEST, ceil(max(widths)) + 2 * _PADDING)


def _widths(row: Sequence[Room], wide: int, sizes: Sizes) -> list[int]:
    free = wide - _GAP * (len(row) - 1)
    wishes = [_wish(room, sizes) for room in row]
    if sum(wishes) <= free:
        return shares([room.share for room in row], wishes, free)
    ways = ([_need(room, sizes, size) for room in row] for size in (*sizes.names, 0))
    needs = next(needs for needs in ways if sum(needs) <= free or needs)
    lacks = [wish - need for wish, need in zip(wishes, needs, strict=True)]
    return shares(lacks if any(lacks) else [1 for _ in row], needs, free)


def _name_size(pairs: Sequence[tuple[Room, int]], sizes: Sizes) -> int:
    """Return the largest size in which no name in the house is broken, or else the smallest."""
    fits = (
        size
        for size in sizes.names
        if all(
            widest_word(room.short or room.name, size) <= width - 2 * _PADDING
            for room, width in pairs
        )
    )
    return next(fits, sizes.names[-1])


def _card(room: Room, width: int, size: int, sizes: Sizes) -> _Card:
    space = width - 2 * _PADDING
    names, facts = name_lines(room, space, size), fact_lines(room, space, sizes.fact)
    return _Card(room, width, names, facts)


def _drawn(card: _Card, box: Box, head: int, sizes: Sizes) -> Drawn:
    x, y = box.x + _PADDING, box.y + _ABOVE
    facts = moved(card.facts, x=x, y=y + head + _TRANSOM)
    return Drawn(
        room=card.room,
        box=box,
        outline=box.outline,
        lines=(*moved(card.names, x=x, y=y), *facts),
        chip=chip_at(card.room, x, box.bottom - _BELOW, sizes),
        transom=f"M{box.x + 3} {y + head + _TRANSOM // 2}h{box.width - 6}",
    )
