"""The floors: rooms in rows behind the facade, each as wide as its words and its share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from huset.house.drawing.lettering import bound, widest_word, width
from huset.house.drawing.rows import fitting, lefts, shares
from huset.house.drawing.shapes import (
    CHIP_HEIGHT,
    FACT_SIZE,
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
from huset.house.rules import Room

_NAME_SIZES = (17, 16, 15, 14)
_WANTED = 15
_PADDING = 14
_ABOVE, _BELOW = 9, 12
_GAP = 16
_FLOOR_GAP = 18
_LOWEST = 84
_NARROWEST = 116
_COMMON = 150
_TRANSOM = 12
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

    @property
    def head(self) -> int:
        return max(height(card.names) for card in self.cards)

    @property
    def height(self) -> int:
        facts = max(height(card.facts) for card in self.cards)
        chip = _ABOVE_CHIP + CHIP_HEIGHT if any(card.room.status for card in self.cards) else 0
        return max(_LOWEST, _ABOVE + _BELOW + self.head + _TRANSOM + facts + chip)

    def drawn(self, x: int, y: int) -> Iterator[Drawn]:
        widths = [card.width for card in self.cards]
        for card, left in zip(self.cards, lefts(widths, x, _GAP), strict=True):
            yield _drawn(card, Box(left, y, card.width, self.height), self.head)


def floors(rooms: Sequence[Room], span: Span, top: int) -> Stack:
    """Draw every floor in one row, or in several where the rooms are many."""
    parts: list[Drawn] = []
    for row in _rows(rooms, span.width):
        parts += row.drawn(span.x, top)
        top += row.height + _FLOOR_GAP
    return Stack(tuple(parts), parts[-1].box.bottom if parts else top)


def _rows(rooms: Sequence[Room], width: int) -> list[_Row]:
    floors = sorted({room.floor for room in rooms})
    on_floors = ([room for room in rooms if room.floor == floor] for floor in floors)
    rows = [row for floor in on_floors for row in fitting(floor, _need, _GAP, width)]
    placed = [list(zip(row, _widths(row, width), strict=True)) for row in rows]
    size = _name_size([pair for row in placed for pair in row])
    return [_Row(tuple(_card(room, wide, size) for room, wide in row)) for row in placed]


def _need(room: Room) -> int:
    """Return the width in which no word is broken."""
    facts = (widest_word(bound(text), FACT_SIZE) for text in _texts(room))
    return _padded(widest_word(room.short or room.name, _WANTED), chip_width(room.status), *facts)


def _wish(room: Room) -> int:
    """Return the width in which texts of common length stand on one line."""
    facts = (min(width(text, FACT_SIZE), _COMMON) for text in _texts(room))
    return max(_need(room), _padded(min(width(room.name, _NAME_SIZES[0]), _COMMON), *facts))


def _texts(room: Room) -> tuple[str, ...]:
    return (room.due, *room.facts)


def _padded(*widths: float) -> int:
    return max(_NARROWEST, ceil(max(widths)) + 2 * _PADDING)


def _widths(row: Sequence[Room], wide: int) -> list[int]:
    free = wide - _GAP * (len(row) - 1)
    wishes = [_wish(room) for room in row]
    needs = wishes if sum(wishes) <= free else [_need(room) for room in row]
    return shares([room.share for room in row], needs, free)


def _name_size(pairs: Sequence[tuple[Room, int]]) -> int:
    """Return the largest size in which no name in the house is broken, or else the smallest."""
    fits = (
        size
        for size in _NAME_SIZES
        if all(
            widest_word(room.short or room.name, size) <= width - 2 * _PADDING
            for room, width in pairs
        )
    )
    return next(fits, _NAME_SIZES[-1])


def _card(room: Room, width: int, size: int) -> _Card:
    space = width - 2 * _PADDING
    return _Card(room, width, name_lines(room, space, size), fact_lines(room, space))


def _drawn(card: _Card, box: Box, head: int) -> Drawn:
    x, y = box.x + _PADDING, box.y + _ABOVE
    facts = moved(card.facts, x=x, y=y + head + _TRANSOM)
    return Drawn(
        room=card.room,
        box=box,
        outline=box.outline,
        lines=(*moved(card.names, x=x, y=y), *facts),
        chip=chip_at(card.room, x, box.bottom - _BELOW),
        transom=f"M{box.x + 3} {y + head + _TRANSOM // 2}h{box.width - 6}",
    )
