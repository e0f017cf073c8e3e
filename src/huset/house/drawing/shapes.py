"""Shapes of the drawing: boxes, lettered parts and paths, with whole numbers as coordinates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from huset.house.drawing.lettering import balanced, parted, widest_word, width
from huset.house.drawing.sizes import Sizes
from huset.house.rules import Room
from huset.kernel.status import Status

_LEADING = 1.3
_GAP = 8
_APART = 0.45
_TIGHT = 0.9
_BOLD = {"name", "due"}


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
    """A line of text on its baseline.

    ``length`` holds it to its measure whatever the font: where it is a tight fit, and where it is
    bold, so that a pressed name does not stand beside one that is not.
    """

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
    sizes: Sizes

    @property
    def symbol_x(self) -> int:
        return self.box.x + self.sizes.chip_padding

    @property
    def word_x(self) -> int:
        return self.symbol_x + self.sizes.chip_symbol

    @property
    def word_length(self) -> int:
        return self.box.right - self.sizes.chip_padding - self.word_x

    @property
    def baseline(self) -> int:
        return self.box.centre + round(self.sizes.chip * 0.36)

    @property
    def round(self) -> int:
        return self.box.height // 2


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


def chip_width(status: Status | None, sizes: Sizes) -> int:
    if status is None:
        return 0
    word = round(width(status.word, sizes.chip)) + 1
    return 2 * sizes.chip_padding + sizes.chip_symbol + word


def name_lines(room: Room, space: int, size: int) -> tuple[Line, ...]:
    """Letter the name from the top of a space, by its short form where a word would break."""
    name = room.name
    if room.short and widest_word(name, size) > space:
        name = room.short
    return _stacked(balanced(name, size, space), "name", size, space)


def fact_lines(room: Room, space: int, size: int) -> tuple[Line, ...]:
    """Letter what the room is about, what it holds and what is due; apart where all is told."""
    lines: tuple[Line, ...] = ()
    for kind, text in _said(room):
        apart = round(size * _APART) if room.summary and lines and lines[-1].kind != kind else 0
        for piece in parted(text, size, space):
            new = _stacked(balanced(piece, size, space), kind, size, space)
            lines += moved(new, y=height(lines) + apart)
            apart = 0
    return lines


def _said(room: Room) -> Iterator[tuple[str, str]]:
    yield "summary", room.summary
    for fact in room.facts:
        yield "fact", fact
    yield "due", room.due


def height(lines: Sequence[Line]) -> int:
    """Return how far down lines reach that begin at the top of a space."""
    return max((line.y - line.size + _advance(line.size) for line in lines), default=0)


def moved(lines: Sequence[Line], *, x: int = 0, y: int = 0) -> tuple[Line, ...]:
    return tuple(replace(line, x=line.x + x, y=line.y + y) for line in lines)


@dataclass(frozen=True)
class Label:
    """A centred text with its chip, measured before it has a place."""

    room: Room
    lines: tuple[Line, ...]
    sizes: Sizes

    @property
    def width(self) -> int:
        widest = max((round(line.width) + 1 for line in self.lines), default=0)
        return max(widest, chip_width(self.room.status, self.sizes))

    @property
    def height(self) -> int:
        chip = _GAP + self.sizes.chip_height if self.room.status else 0
        return height(self.lines) + chip

    def drawn(self, box: Box, outline: str) -> Drawn:
        top = box.y + (box.height - self.height) // 2
        lines = moved(self.lines, x=box.middle, y=top)
        chip = chip_at(self.room, box.middle, top + self.height, self.sizes, centred=True)
        return Drawn(self.room, box, outline, lines, chip, centred=True)


def label(room: Room, space: int, size: int, sizes: Sizes) -> Label:
    names = name_lines(room, space, size)
    told = fact_lines(room, space, sizes.fact)
    return Label(room, _pressed((*names, *moved(told, y=height(names)))), sizes)


def _pressed(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Hold the longest lines to their length, whatever the font: the label is as wide as they."""
    widest = max((line.width for line in lines), default=0)
    return tuple(
        replace(line, length=round(line.width)) if line.width > _TIGHT * widest else line
        for line in lines
    )


def chip_at(room: Room, x: int, bottom: int, sizes: Sizes, *, centred: bool = False) -> Chip | None:
    """Place the status so that it stands on ``bottom``, from x or round it."""
    if room.status is None:
        return None
    wide, tall = chip_width(room.status, sizes), sizes.chip_height
    left = x - wide // 2 if centred else x
    return Chip(room.status, Box(left, bottom - tall, wide, tall), sizes)


def _stacked(texts: Sequence[str], kind: str, size: int, space: int) -> tuple[Line, ...]:
    return tuple(_lines(texts, kind, size, space))


def _lines(texts: Sequence[str], kind: str, size: int, space: int) -> Iterator[Line]:
    for number, text in enumerate(texts):
        wide = width(text, size)
        length = round(wide) if kind in _BOLD or wide > _TIGHT * space else None
        yield Line(text, kind, 0, number * _advance(size) + size, size, length)


def _advance(size: int) -> int:
    return round(size * _LEADING)
