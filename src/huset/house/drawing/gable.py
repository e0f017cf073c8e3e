"""The gable: what stands under the roof, and the roof made high enough to hold it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil

from huset.house.drawing.rows import divided
from huset.house.drawing.shapes import Box, Drawn, Label, label
from huset.house.drawing.sizes import Sizes
from huset.house.rules import Room
from huset.model.terms import Zone

MIDDLE = 600
REACH = 428
_LOWEST = 180
_SPACES = (212, 260)
_MORE_SPACES = (150, 180, 212, 260, 320)
_NARROWEST = 160
_PADDING = (14, 8)
_GAP = 10
_CLEARANCE = 40
_STEP = 14
_OUT_OF_REACH = 10**6
LUNETTE = 38
_LUNETTE_ROOM = (2 * LUNETTE, LUNETTE + 4)


@dataclass(frozen=True)
class Gable:
    """The roof with its apex, its eaves, the foot of its half-moon window and its rooms."""

    apex: int
    eaves: int
    window: int
    parts: tuple[Drawn, ...]

    @property
    def rise(self) -> int:
        return self.eaves - self.apex

    def reach(self, y: int) -> int:
        """Return how far from the middle the slope is at a height."""
        return round((y - self.apex) / self.rise * REACH)


@dataclass(frozen=True)
class _Row:
    """Labels side by side."""

    labels: tuple[Label, ...]

    @property
    def widths(self) -> tuple[int, ...]:
        return tuple(max(_NARROWEST, one.width + 2 * _PADDING[0]) for one in self.labels)

    @property
    def width(self) -> int:
        return sum(self.widths) + _GAP * (len(self.labels) - 1)

    @property
    def height(self) -> int:
        return max(one.height for one in self.labels) + 2 * _PADDING[1]

    def drawn(self, y: int) -> Iterator[Drawn]:
        x = MIDDLE - self.width // 2
        for one, width in zip(self.labels, self.widths, strict=True):
            box = Box(x, y, width, self.height)
            yield one.drawn(box, box.outline)
            x += width + _GAP


def gable(rooms: Sequence[Room], top: int, sizes: Sizes) -> Gable:
    """Stack the rooms of roof and attic so that the roof is as low as it can be."""
    rows = min(_ways(rooms, sizes), key=_rise)
    rise = _rise(rows)
    parts: list[Drawn] = []
    y = top + rise - _STEP
    for row in reversed(rows):
        y -= row.height
        parts = [*row.drawn(y), *parts]
        y -= _GAP
    return Gable(top, top + rise, y, tuple(parts))


def _ways(rooms: Sequence[Room], sizes: Sizes) -> Iterator[tuple[_Row, ...]]:
    """Try every way to stack the rooms, with words set narrow and wide."""
    wide = any(room.summary for room in rooms)
    for roof_space, attic_space in product(_MORE_SPACES if wide else _SPACES, repeat=2):
        spaces = {Zone.ROOF: roof_space, Zone.ATTIC: attic_space}
        zones = [
            [
                label(room, round(space * sizes.scale), sizes.gable, sizes)
                for room in rooms
                if room.zone is zone
            ]
            for zone, space in spaces.items()
        ]
        for roof, attic in product(*(list(_stacks(labels)) for labels in zones)):
            yield roof + attic


def _stacks(labels: Sequence[Label]) -> Iterator[tuple[_Row, ...]]:
    """Divide the labels into one row, two rows ..., the shortest on top."""
    if not labels:
        yield ()
    for count in range(1, len(labels) + 1):
        yield tuple(_Row(tuple(row)) for row in divided(labels, count))


def _rise(rows: Sequence[_Row]) -> int:
    """Return the least height from eaves to apex under which every row has its width."""
    needs, level = [_LOWEST], _STEP
    for row in reversed(rows):
        level += row.height
        needs.append(_needed(level, row.width))
        level += _GAP
    needs.append(_needed(level + _LUNETTE_ROOM[1], _LUNETTE_ROOM[0]))
    return max(needs)


def _needed(level: int, width: int) -> int:
    share = 1 - (width / 2 + _CLEARANCE) / REACH
    return ceil(level / share) if share > 0 else _OUT_OF_REACH
