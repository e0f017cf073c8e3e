"""The drawing of the house: every part of the governance model in its place, and the scenery."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from huset.house.drawing.floors import floors
from huset.house.drawing.gable import Gable, gable
from huset.house.drawing.grounds import signs, stones
from huset.house.drawing.scenery import WIDTH, Frame, Scenery, scenery
from huset.house.drawing.shapes import Box, Drawn, Span, Stack
from huset.house.rules import Detail, Room, in_reading_order
from huset.model.rules import Palette
from huset.model.terms import Zone

_TOP = 26
_BODY = Span(232, 736)
_INSIDE = Span(263, 674)
_FOUNDATION = Span(216, 768)
_BASE = Span(200, 800)
_LEFT = Span(12, 178)
_RIGHT = Span(1010, 178)
_FRIEZE = 21
_SKIRT = 18
_POST = 84
_LAWN = 36


@dataclass(frozen=True)
class Drawing:
    """The house in finished coordinates: the template only repeats and chooses."""

    width: int
    height: int
    detail: Detail
    palette: Palette
    parts: tuple[Drawn, ...]
    scenery: Scenery


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


def draw(rooms: Sequence[Room], palette: Palette, detail: Detail = Detail.CONTENT) -> Drawing:
    """Draw the house; any number of rooms, floors, stones and signs finds its place."""
    told = tuple(_told(room, detail) for room in in_reading_order(rooms))
    zones = {zone: [room for room in told if room.zone is zone] for zone in Zone}
    left = signs(zones[Zone.OUTSIDE_LEFT], _LEFT, 0, rightwards=True).bottom
    right = signs(zones[Zone.OUTSIDE_RIGHT], _RIGHT, 0, rightwards=False).bottom
    levels = _levels(zones, _TOP)
    lacking = max(left, right) + _POST + _TOP - levels.base.bottom
    if lacking > 0:
        levels = _levels(zones, _TOP + lacking)
    ground = levels.base.bottom
    parts = (
        *levels.parts,
        *signs(zones[Zone.OUTSIDE_LEFT], _LEFT, ground - _POST - left, rightwards=True).parts,
        *signs(zones[Zone.OUTSIDE_RIGHT], _RIGHT, ground - _POST - right, rightwards=False).parts,
    )
    frame = Frame(levels.gable, levels.facade, ground, ground + _LAWN)
    return Drawing(WIDTH, frame.height, detail, palette, parts, scenery(frame, parts))


def _told(room: Room, detail: Detail) -> Room:
    return replace(room, facts=(), due="") if detail is Detail.OVERVIEW else room


def _levels(zones: Mapping[Zone, Sequence[Room]], top: int) -> _Levels:
    roof = gable([*zones[Zone.ROOF], *zones[Zone.ATTIC]], top)
    walls = floors(zones[Zone.FLOOR], _INSIDE, roof.eaves + _FRIEZE)
    under = walls.bottom + _SKIRT
    foundation = stones(zones[Zone.FOUNDATION], _FOUNDATION, under, hewn=False)
    base = stones(zones[Zone.BASE], _BASE, foundation.bottom, hewn=True)
    facade = Box(_BODY.x, roof.eaves, _BODY.width, under - roof.eaves)
    return _Levels(roof, walls, foundation, base, facade)
