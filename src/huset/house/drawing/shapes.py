"""Shapes of the drawing: boxes, lettered parts and paths, with whole numbers as coordinates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from huset.house.drawing.lettering import balanced, bound, widest_word, width
from huset.house.rules import Room
from huset.kernel.status import Status

FACT_SIZE = 13
_LEADING = 1.3
CHIP_HEIGHT = 22
CHIP_SIZE = 13
_CHIP_SYMBOL = 14
_CHIP_PADDING = 9
_GAP = 8
_TIGHT = 0.9


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def centre(self) -> int:
        return self.y + self.height // 2

    def overlaps(self, other: "Box") -> bool:
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom

    def holds(self, other: "Box") -> bool:
        across = self.x <= other.x and other.right <= self.right
        return across and self.y <= other.y and other.bottom <= self.bottom

    @property
    def outline(self) -> str:
        return f"M{self.x} {self.y}h{self.width}v{self.height}h{-self.width}z"


@dataclass(frozen=True)
class Line:
    """A line of text on its baseline; ``length`` presses it together where it is a tight fit."""

    text: str
    kind: str
    x: int
    y: int
    size: int
    length: int | None = None

    @property
    def width(self) -> float:
        return width(self.text, self.size)


@dataclass(frozen=True)
class Chip:
    """A status as a pill with symbol and word."""

    status: Status
    box: Box

    @property
    def symbol_x(self) -> int:
        return self.box.x + _CHIP_PADDING

    @property
    def word_x(self) -> int:
        return self.symbol_x + _CHIP_SYMBOL

    @property
    def word_length(self) -> int:
        return self.box.right - _CHIP_PADDING - self.word_x

    @property
    def baseline(self) -> int:
        return self.box.y + 16


@dataclass(frozen=True)
class Drawn:
    """A part of the house in its place, ready to be shown as a link."""

    room: Room
    box: Box
    outline: str
    lines: tuple[Line, ...]
    chip: Chip | None = None
    transom: str = ""
    centred: bool = False


@dataclass(frozen=True)
class Span:
    """How far something goes from left to right."""

    x: int
    width: int


@dataclass(frozen=True)
class Stack:
    """Drawn parts one above the other, and where they end."""

    parts: tuple[Drawn, ...]
    bottom: int


def chip_width(status: Status | None) -> int:
    if status is None:
        return 0
    return 2 * _CHIP_PADDING + _CHIP_SYMBOL + round(width(status.word, CHIP_SIZE)) + 1


def name_lines(room: Room, space: int, size: int) -> tuple[Line, ...]:
    """Letter the name from the top of a space, by its short form where a word would break."""
    name = room.name
    if room.short and widest_word(name, size) > space:
        name = room.short
    return _stacked(balanced(name, size, space), "name", size, space)


def fact_lines(room: Room, space: int) -> tuple[Line, ...]:
    """Letter what the room holds and what is due."""
    facts = [line for fact in room.facts for line in balanced(bound(fact), FACT_SIZE, space)]
    due = balanced(bound(room.due), FACT_SIZE, space)
    lines = _stacked(facts, "fact", FACT_SIZE, space)
    return (*lines, *moved(_stacked(due, "due", FACT_SIZE, space), y=height(lines)))


def height(lines: Sequence[Line]) -> int:
    return sum(_advance(line.size) for line in lines)


def moved(lines: Sequence[Line], *, x: int = 0, y: int = 0) -> tuple[Line, ...]:
    return tuple(replace(line, x=line.x + x, y=line.y + y) for line in lines)


@dataclass(frozen=True)
class Label:
    """A centred text with its chip, measured before it has a place."""

    room: Room
    lines: tuple[Line, ...]

    @property
    def width(self) -> int:
        widest = max((round(line.width) + 1 for line in self.lines), default=0)
        return max(widest, chip_width(self.room.status))

    @property
    def height(self) -> int:
        return height(self.lines) + (_GAP + CHIP_HEIGHT if self.room.status else 0)

    def drawn(self, box: Box, outline: str) -> Drawn:
        top = box.y + (box.height - self.height) // 2
        lines = moved(self.lines, x=box.middle, y=top)
        chip = chip_at(self.room, box.middle, top + self.height, centred=True)
        return Drawn(self.room, box, outline, lines, chip, centred=True)


def label(room: Room, space: int, size: int, *, facts: bool = True) -> Label:
    names = name_lines(room, space, size)
    told = fact_lines(room, space) if facts else ()
    return Label(room, (*names, *moved(told, y=height(names))))


def chip_at(room: Room, x: int, bottom: int, *, centred: bool = False) -> Chip | None:
    """Place the status so that it stands on ``bottom``, from x or round it."""
    if room.status is None:
        return None
    wide = chip_width(room.status)
    left = x - wide // 2 if centred else x
    return Chip(room.status, Box(left, bottom - CHIP_HEIGHT, wide, CHIP_HEIGHT))


def _stacked(texts: Sequence[str], kind: str, size: int, space: int) -> tuple[Line, ...]:
    return tuple(_lines(texts, kind, size, space))


def _lines(texts: Sequence[str], kind: str, size: int, space: int) -> Iterator[Line]:
    for number, text in enumerate(texts):
        wide = width(text, size)
        length = round(wide) if wide > _TIGHT * space else None
        yield Line(text, kind, 0, number * _advance(size) + size, size, length)


def _advance(size: int) -> int:
    return round(size * _LEADING)
