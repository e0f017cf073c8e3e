"""The drawing of the house: every part of the governance model in its place, and the scenery."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from huset.house.drawing.floors import floors
from huset.house.drawing.gable import Gable, gable
from huset.house.drawing.grounds import signs, stones
from huset.house.drawing.scenery import WIDTH, Frame, Scenery, scenery
from huset.house.drawing.shapes import Box, Drawn, Span, Stack
from huset.house.drawing.sizes import Sizes
from huset.house.drawing.ways import Way, ways
from huset.house.rules import Detail, Room, in_reading_order
from huset.model.rules import Palette
from huset.model.terms import Zone

_TOP = 26
_BODY = Span(208, 784)
_INSIDE = Span(236, 728)
_FOUNDATION = Span(198, 804)
_BASE = Span(190, 820)
_LEFT = Span(6, 176)
_RIGHT = Span(1018, 176)
_FRIEZE = 21
_SKIRT = 18
_POST = 84
_LAWN = 36
_SCALES = (1, 1.05, 1.1, 1.15, 1.2, 1.25, 1.3, 1.4, 1.5, 1.6, 1.7, 1.9, 2.1)
_TALLEST = {Detail.OVERVIEW: 930, Detail.CONTENT: 930, Detail.ALL: 1500}
_LOWEST = 780
_MOST_SPARE = 64


@dataclass(frozen=True)
class Drawing:
    """The house in finished coordinates: the template only repeats and chooses."""

    width: int
    height: int
    detail: Detail
    palette: Palette
    parts: tuple[Drawn, ...]
    ways: tuple[Way, ...]
    scenery: Scenery


Zones = Mapping[Zone, Sequence[Room]]


@dataclass(frozen=True)
class _Levels:
    """The house itself, from gable to base."""

    gable: Gable
    floors: Stack
    foundation: Stack
    base: Stack
    facade: Box

    @property
    def parts(self) -> tuple[Drawn, ...]:
        return self.gable.parts + self.floors.parts + self.foundation.parts + self.base.parts

    @property
    def rows(self) -> int:
        """How many rows of rooms the floors are drawn in."""
        return len({part.box.y for part in self.floors.parts})

    @property
    def foot(self) -> int:
        return self.base.bottom + _LAWN


def draw(rooms: Sequence[Room], palette: Palette, detail: Detail = Detail.CONTENT) -> Drawing:
    """Draw the house; any number of rooms, floors, stones and signs finds its place."""
    told = tuple(_told(room, detail) for room in in_reading_order(rooms))
    zones = {zone: [room for room in told if room.zone is zone] for zone in Zone}
    sizes = _sizes(zones, detail)
    left = signs(zones[Zone.OUTSIDE_LEFT], _LEFT, 0, sizes, rightwards=True).bottom
    right = signs(zones[Zone.OUTSIDE_RIGHT], _RIGHT, 0, sizes, rightwards=False).bottom
    spare = _spare(zones, sizes)
    levels = _levels(zones, _TOP, sizes, spare)
    lacking = max(left, right) + _POST + _TOP - levels.base.bottom
    if lacking > 0:
        levels = _levels(zones, _TOP + lacking, sizes, spare)
    ground = levels.base.bottom
    west, east = ground - _POST - left, ground - _POST - right
    parts = (
        *levels.parts,
        *signs(zones[Zone.OUTSIDE_LEFT], _LEFT, west, sizes, rightwards=True).parts,
        *signs(zones[Zone.OUTSIDE_RIGHT], _RIGHT, east, sizes, rightwards=False).parts,
    )
    frame = Frame(levels.gable, levels.facade, ground, levels.foot)
    return Drawing(WIDTH, frame.height, detail, palette, parts, ways(parts), scenery(frame, parts))


def _told(room: Room, detail: Detail) -> Room:
    """Let a room say as much as the level of detail asks for."""
    if detail is Detail.OVERVIEW:
        return replace(room, facts=(), due="", summary="")
    if detail is Detail.CONTENT:
        return replace(room, summary="")
    return replace(room, facts=room.facts + room.more, due=room.event or room.due)


def _sizes(zones: Zones, detail: Detail) -> Sizes:
    """Choose the largest letters for which no floor needs one more row, nor the house a ladder."""
    rows = _levels(zones, _TOP, Sizes()).rows

    def too_large(scale: float) -> bool:
        levels = _levels(zones, _TOP, Sizes(scale))
        return levels.foot > _TALLEST[detail] or levels.rows != rows

    return Sizes(_SCALES[max(bisect_left(_SCALES, 1, key=too_large) - 1, 0)])


def _spare(zones: Zones, sizes: Sizes) -> int:
    """How much higher each row of a small house can be, so that it does not look squat."""
    levels = _levels(zones, _TOP, sizes)
    return max(0, min((_LOWEST - levels.foot) // max(levels.rows, 1), _MOST_SPARE))


def _levels(zones: Zones, top: int, sizes: Sizes, spare: int = 0) -> _Levels:
    roof = gable([*zones[Zone.ROOF], *zones[Zone.ATTIC]], top, sizes)
    walls = floors(zones[Zone.FLOOR], _INSIDE, roof.eaves + _FRIEZE, sizes, spare)
    under = walls.bottom + _SKIRT
    foundation = stones(zones[Zone.FOUNDATION], _FOUNDATION, under, sizes, hewn=False)
    base = stones(zones[Zone.BASE], _BASE, foundation.bottom, sizes, hewn=True)
    facade = Box(_BODY.x, roof.eaves, _BODY.width, under - roof.eaves)
    return _Levels(roof, walls, foundation, base, facade)
