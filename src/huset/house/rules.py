"""What the picture of the house is made of: its rooms, in reading order from roof to ground."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from huset.kernel.status import Status
from huset.model.rules import Influence
from huset.model.terms import Zone


class Detail(StrEnum):
    """How much the picture tells; the values stand in the page's address."""

    OVERVIEW = "oversikt"
    CONTENT = "innehall"
    ALL = "allt"


@dataclass(frozen=True)
class Room:
    """A part of the governance model with what it holds today.

    ``floor`` counts from the top, ``share`` is the share of the row, ``short`` is the name where
    there is little room.
    """

    code: str
    name: str
    zone: Zone
    url: str
    floor: int = 0
    share: int = 1
    short: str = ""
    facts: tuple[str, ...] = ()
    due: str = ""
    status: Status | None = None
    summary: str = ""
    steers: tuple[Influence, ...] = ()

    @property
    def spoken(self) -> str:
        """The room in one breath: "Mål: Delvis. 12 mål · 9 mätta. Uppföljning 15 sep"."""
        name = f"{self.name}: {self.status.word}" if self.status else self.name
        return ". ".join(filter(None, (name, *self.facts, self.due)))


@dataclass(frozen=True)
class Relation:
    """The other room of an influence, and how the one steers the other."""

    room: Room
    how: str
    feedback: bool


@dataclass(frozen=True)
class Entry:
    """A room in the text version of the house: what steers it, and what it steers."""

    room: Room
    steered_by: tuple[Relation, ...]
    steers: tuple[Relation, ...]


@dataclass(frozen=True)
class Storey:
    """The rooms on one level of the house."""

    title: str
    entries: tuple[Entry, ...]


_TITLES = {
    Zone.ROOF: "Taket",
    Zone.ATTIC: "Vinden",
    Zone.FOUNDATION: "Grunden",
    Zone.BASE: "Under grunden",
    Zone.OUTSIDE_LEFT: "Utifrån och in",
    Zone.OUTSIDE_RIGHT: "Inifrån och ut",
}


def in_reading_order(rooms: Sequence[Room]) -> tuple[Room, ...]:
    """Sort the rooms from roof to ground and then outside, each row as the model has it."""
    return tuple(sorted(rooms, key=_level))


def storeys(rooms: Sequence[Room]) -> tuple[Storey, ...]:
    """Tell the whole house as text, level by level."""
    lowest = max((room.floor for room in rooms), default=0)
    return tuple(
        Storey(_title(level, lowest), tuple(relations_of(room, rooms) for room in group))
        for level, group in groupby(in_reading_order(rooms), key=_level)
    )


def _level(room: Room) -> tuple[int, int]:
    return list(Zone).index(room.zone), room.floor if room.zone is Zone.FLOOR else 0


def _title(level: tuple[int, int], lowest: int) -> str:
    zone, floor = list(Zone)[level[0]], level[1]
    return _TITLES.get(zone) or f"Våning {lowest - floor + 1}"


def relations_of(room: Room, rooms: Sequence[Room]) -> Entry:
    by_code = {other.code: other for other in rooms}
    return Entry(
        room=room,
        steered_by=tuple(
            Relation(other, influence.how, influence.feedback)
            for other in rooms
            for influence in other.steers
            if influence.part == room.code
        ),
        steers=tuple(
            Relation(by_code[influence.part], influence.how, influence.feedback)
            for influence in room.steers
            if influence.part in by_code
        ),
    )
