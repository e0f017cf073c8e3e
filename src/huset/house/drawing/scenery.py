"""The scenery: everything in the picture that is not a part of the governance model."""

from collections.abc import Sequence
from dataclasses import dataclass

from huset.house.drawing.gable import LUNETTE, MIDDLE, REACH, Gable
from huset.house.drawing.lettering import balanced, widest_word
from huset.house.drawing.shapes import Box, Drawn, Line
from huset.model.terms import Zone

WIDTH = 1200
BEYOND = 9600
_CORNER = 16
_FRIEZE = 9
_BOARD = 15
_COURSE = 14
_CHIMNEY = (782, 50, 54)
_POST = 8
_WAY_SIZE = 13
_WAY_WITHIN = 90
_WAY_UNDER = 120
_FLAG = (34, 60)
_FLAG_DROP = 50


@dataclass(frozen=True)
class Frame:
    """The measures of the building that the scenery is built round."""

    gable: Gable
    facade: Box
    ground: int
    height: int


@dataclass(frozen=True)
class Roof:
    """The roof's paths: the dark gable, its courses, the edge above and the boards below it."""

    gable: str
    courses: str
    edge: str
    boards: str
    pane: str
    bars: str
    chimney: Box
    chimney_cap: Box


@dataclass(frozen=True)
class Facade:
    """The front wall with its board joints, white corners and window sills."""

    wall: Box
    joints: str
    trim: tuple[Box, ...]
    sills: tuple[Box, ...]


@dataclass(frozen=True)
class Return:
    """The way back from learning to politics, with its words in the bend."""

    path: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class _Way:
    """A feedback from one drawn part to another."""

    source: Box
    target: Box
    how: str

    @property
    def start(self) -> int:
        return self.source.bottom - self.source.height // 3

    @property
    def end(self) -> int:
        return self.target.y + self.target.height // 3

    @property
    def length(self) -> int:
        return self.start - self.end


@dataclass(frozen=True)
class Scenery:
    """The landscape, the building and what stands beside it."""

    hills: tuple[str, str]
    roof: Roof
    facade: Facade
    posts: tuple[Box, ...]
    birch: tuple[int, int]
    pole: Box | None
    way_back: Return | None


def scenery(frame: Frame, parts: Sequence[Drawn]) -> Scenery:
    """Build the scenery round the parts that are already in their places."""
    return Scenery(
        hills=_hills(frame.ground, frame.height),
        roof=_roof(frame.gable),
        facade=_facade(frame.facade, parts),
        posts=_posts(frame.ground, parts),
        birch=(WIDTH - 50, frame.ground + 8),
        pole=_pole(frame, parts),
        way_back=_way_back(frame, parts),
    )


def _hills(ground: int, foot: int) -> tuple[str, str]:
    """Draw two hills that go on beyond the sheet, for screens that are wider than it."""
    far, near = ground - 118, ground - 34
    west, east, end = -BEYOND, WIDTH + BEYOND, f"V{foot + BEYOND}H{-BEYOND}z"
    return (
        (
            f"M{west} {far - 30}C-600 {far - 60} -180 {far + 84} 0 {far}"
            f"C180 {far - 84} 330 {far - 30} 520 {far - 40}S980 {far - 92} 1200 {far}"
            f"S1700 {far - 30} {east} {far - 20}{end}"
        ),
        (
            f"M{west} {near - 20}C-600 {near - 20} -240 {near + 42} 0 {near}"
            f"C240 {near - 42} 420 {near} 640 {near - 10}S1010 {near - 40} 1200 {near}"
            f"S1700 {near - 30} {east} {near - 10}{end}"
        ),
    )


def _roof(gable: Gable) -> Roof:
    left, right, apex, eaves = MIDDLE - REACH, MIDDLE + REACH, gable.apex, gable.eaves
    x, wide, above = _CHIMNEY
    slope = gable.rise / REACH
    foot = apex + round((x - MIDDLE) * slope)
    return Roof(
        gable=f"M{MIDDLE} {apex}L{right} {eaves}H{left}z",
        courses="".join(
            f"M{MIDDLE - gable.reach(y) + 18} {y}H{MIDDLE + gable.reach(y) - 18}"
            for y in range(apex + 4 * _COURSE, eaves - 4, _COURSE)
        ),
        edge=f"M{left - 8} {eaves - 5}L{MIDDLE} {apex - 10}L{right + 8} {eaves - 5}",
        boards=f"M{left} {eaves}L{MIDDLE} {apex}L{right} {eaves}",
        pane=_half_moon(gable.window, LUNETTE),
        bars=_half_moon(gable.window, LUNETTE // 2) + _rays(gable.window),
        chimney=Box(x, foot - above, wide, above + round(wide * slope)),
        chimney_cap=Box(x - 5, foot - above - 9, wide + 10, 10),
    )


def _half_moon(y: int, radius: int) -> str:
    return f"M{MIDDLE - radius} {y}a{radius} {radius} 0 0 1 {2 * radius} 0z"


def _rays(y: int) -> str:
    """Draw the glazing bars that spread like the rays of a sun."""
    far = ((-33, -19), (-19, -33), (0, -38), (19, -33), (33, -19))
    return "".join(f"M{MIDDLE + dx // 2} {y + dy // 2}L{MIDDLE + dx} {y + dy}" for dx, dy in far)


def _facade(wall: Box, parts: Sequence[Drawn]) -> Facade:
    joints = range(wall.x + _CORNER + _BOARD, wall.right - _CORNER, _BOARD)
    corners = (wall.x, wall.right - _CORNER)
    rooms = (part.box for part in parts if part.room.zone is Zone.FLOOR)
    return Facade(
        wall=wall,
        joints="".join(f"M{x} {wall.y}v{wall.height}" for x in joints),
        trim=(
            *(Box(x, wall.y, _CORNER, wall.height) for x in corners),
            Box(wall.x - 6, wall.y, wall.width + 12, _FRIEZE),
        ),
        sills=tuple(Box(box.x - 5, box.bottom + 2, box.width + 10, 5) for box in rooms),
    )


def _posts(ground: int, parts: Sequence[Drawn]) -> tuple[Box, ...]:
    sides = (
        [part.box for part in parts if part.room.zone is zone]
        for zone in (Zone.OUTSIDE_LEFT, Zone.OUTSIDE_RIGHT)
    )
    return tuple(
        Box(boxes[0].middle - _POST // 2, boxes[0].y - 14, _POST, ground - boxes[0].y + 20)
        for boxes in sides
        if boxes
    )


def _pole(frame: Frame, parts: Sequence[Drawn]) -> Box | None:
    """Raise the flag below the eaves, unless the signs reach as high."""
    x, below = _FLAG
    top = frame.facade.y + below
    signs = [part.box.y for part in parts if part.room.zone is Zone.OUTSIDE_LEFT]
    free = min(signs, default=frame.ground) > top + _FLAG_DROP
    return Box(x - 2, top, 4, frame.ground + 6 - top) if free else None


def _way_back(frame: Frame, parts: Sequence[Drawn]) -> Return | None:
    """Draw the longest of the ways that lead upwards again, if there is one."""
    place = {part.room.code: part.box for part in parts}
    ways = [
        _Way(part.box, place[influence.part], influence.how)
        for part in parts
        for influence in part.room.steers
        if influence.feedback and influence.part in place
    ]
    if not ways:
        return None
    way = max(ways, key=lambda way: way.length)
    signs = (part.box.y for part in parts if part.room.zone is Zone.OUTSIDE_RIGHT)
    return Return(_bend(frame, way), _words(frame, way, min(signs, default=frame.ground)))


def _bend(frame: Frame, way: _Way) -> str:
    x, start, end = frame.facade.right + 10, way.start, way.end
    goal = x + 6 if end > frame.facade.y else MIDDLE + frame.gable.reach(end) + 42
    out = min(1130, x + 30 + way.length // 2)
    return f"M{x} {start}C{out} {start} {out + 50} {end + 10} {goal} {end}"


def _words(frame: Frame, way: _Way, signs: int) -> tuple[Line, ...]:
    """Letter the words in the bend, or under one that is too tight, if they have room there."""
    step, x = _WAY_SIZE + 4, frame.facade.right + 12
    inside = balanced(way.how, _WAY_SIZE, _WAY_WITHIN)
    tall = step * len(inside)
    top = (way.start + way.end - tall) // 2
    wide = widest_word(way.how, _WAY_SIZE) > _WAY_WITHIN
    if not wide and way.length > 2 * tall and top + tall < signs:
        return _lines(inside, x, top + step)
    under = balanced(way.how, _WAY_SIZE, _WAY_UNDER)
    top = way.start + 2 * step
    free = top + step * len(under) < min(signs, frame.facade.bottom)
    return _lines(under, x, top) if free else ()


def _lines(texts: Sequence[str], x: int, y: int) -> tuple[Line, ...]:
    return tuple(
        Line(text, "way-words", x, y + number * (_WAY_SIZE + 4), _WAY_SIZE)
        for number, text in enumerate(texts)
    )
