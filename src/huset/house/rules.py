"""What the picture of the house is made of: its rooms, in reading order from roof to ground."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from huset.kernel.status import Status
from huset.model.rules import Influence
from huset.model.terms import Zone

_JOINT = re.compile(r"(?<=\w{5}s)(?=[bdfghjklmnprstvx]\w{4})")

_COUNTED = re.compile(r"(?<=\d) (?=\w)|(?<=§) (?=\d)")


class Detail(StrEnum):
    """How much the picture tells; the values stand in the page's address."""

    OVERVIEW = "oversikt"
    CONTENT = "innehall"
    ALL = "allt"


def bound(text: str) -> str:
    """Keep a number on the line of the word that it counts: "12 mål", "1 250 mnkr", "§ 44"."""
    return _COUNTED.sub("\N{NO-BREAK SPACE}", text)


@dataclass(frozen=True)
class Room:
    """A part of the governance model with what it holds today.

    ``floor`` counts from the top, ``share`` is the share of the row, ``short`` is the name where
    there is little room. ``more`` is what is told besides the ``facts`` when everything is, and
    ``event`` is what ``due`` says, in full.
    """

    code: str
    name: str
    zone: Zone
    url: str
    floor: int = 0
    share: int = 1
    short: str = ""
    facts: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    due: str = ""
    event: str = ""
    status: Status | None = None
    summary: str = ""
    steers: tuple[Influence, ...] = ()

    @property
    def soft(self) -> str:
        """The name, with places where a long compound may be broken: after its linking s."""
        return _JOINT.sub("\N{SOFT HYPHEN}", self.name, count=1)

    @property
    def spoken(self) -> str:
        """The room in one breath: "Mål: Delvis. 12 mål · 9 mätta. Uppföljning 15 sep"."""
        name = f"{self.name}: {self.status.word}" if self.status else self.name
        said = (name, self.summary, *self.facts, self.due)
        return ". ".join(text.removesuffix(".") for text in said if text)


@dataclass(frozen=True)
class Relation:
    """The other room of an influence, and how the one steers the other."""

    room: Room
    how: str
    feedback: bool


class Mark(StrEnum):
    """What a room is to the chosen one; the values are what the style sheet calls it."""

    NONE = ""
    CHOSEN = "chosen"
    STEERING = "steering"
    STEERED = "steered"


@dataclass(frozen=True)
class Entry:
    """A room in the text version of the house: what steers it, and what it steers."""

    room: Room
    steered_by: tuple[Relation, ...]
    steers: tuple[Relation, ...]

    def mark(self, code: str) -> Mark:
        """What another room is to this one; one that does both is said to steer it."""
        if code == self.room.code:
            return Mark.CHOSEN
        if any(relation.room.code == code for relation in self.steered_by):
            return Mark.STEERING
        steers = any(relation.room.code == code for relation in self.steers)
        return Mark.STEERED if steers else Mark.NONE


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


def chosen_in(code: str, rooms: Sequence[Room]) -> Entry | None:
    """The room that a reader has chosen by its code, with what steers it and what it steers."""
    room = next((room for room in rooms if room.code == code), None)
    return relations_of(room, rooms) if room else None


def relations_of(room: Room, rooms: Sequence[Room]) -> Entry:
    """A room with what steers it and what it steers."""
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
