"""The picture of the house as the page shows it: drawn, with what the reader has chosen marked."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from huset.house.drawing import draw
from huset.house.drawing.shapes import Drawn
from huset.house.drawing.ways import Way
from huset.house.queries import rooms
from huset.house.rules import Detail, Entry, Mark, Room, Storey, chosen_in, storeys
from huset.kernel.context import Context
from huset.kernel.links import link
from huset.kernel.memory import remembered
from huset.model.queries import model_in_force


@dataclass(frozen=True)
class Look:
    """How the reader looks at the house: how much it tells, which part, and whether on a wall."""

    detail: Detail = Detail.CONTENT
    part: str = ""
    wall: bool = False

    def address(self, context: Context, **other: str) -> str:
        """The address of the house looked at this way, or otherwise."""
        own = {"detalj": self.detail, "del": self.part, "vy": "vagg" if self.wall else ""}
        return link(context, "house:house", **(own | other))


@dataclass(frozen=True)
class Shown:
    """A part, or its text, with what it is to the chosen one."""

    of: Drawn | Entry
    mark: Mark
    choose: str


@dataclass(frozen=True)
class Level:
    """A storey with its rooms as they are shown."""

    title: str
    zone: str
    rooms: tuple[Shown, ...]


def picture(context: Context, look: Look) -> SafeString:
    """The house as HTML: picture, narrow picture and text; remembered while no part is chosen."""
    if chosen_in(look.part, rooms(context)):
        return _picture(context, look)
    plain = Look(look.detail, wall=look.wall)
    return remembered(("house", context, plain), lambda: _picture(context, plain))


def _picture(context: Context, look: Look) -> SafeString:
    every = rooms(context)
    model = model_in_force(context.per)
    chosen = chosen_in(look.part, every)
    drawing = remembered(
        ("drawing", context, look.detail), lambda: draw(every, model.house.palette, look.detail)
    )
    given = {
        "drawing": drawing,
        "parts": [_shown(part, part.room, chosen, look, context) for part in drawing.parts],
        "ways": [(way, _leads(way, look.part)) for way in drawing.ways],
        "storeys": [_level(storey, chosen, look, context) for storey in storeys(every)],
        "chosen": chosen,
        "look": look,
        "let_go": look.address(context, **{"del": ""}),
        "title": f"Huset: så styrs {model.municipality}",
        "caption": model.house.caption,
    }
    return render_to_string("house/drawn.html", given)


def _level(storey: Storey, chosen: Entry | None, look: Look, context: Context) -> Level:
    shown = tuple(_shown(e, e.room, chosen, look, context) for e in storey.entries)
    return Level(storey.title, storey.entries[0].room.zone, shown)


def _shown(
    of: Drawn | Entry, room: Room, chosen: Entry | None, look: Look, context: Context
) -> Shown:
    mark = chosen.mark(room.code) if chosen else Mark.NONE
    return Shown(of, mark, look.address(context, **{"del": room.code}))


def _leads(way: Way, code: str) -> bool:
    return code in {way.source, way.target}
