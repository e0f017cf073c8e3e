"""Before and after, side by side: trees, frames, goals, mandates, and what is left hanging."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from huset.reorganisation.queries.hanging import Hanging, hanging, mandates_along
from huset.reorganisation.rules import (
    Change,
    Fault,
    Structure,
    after,
    moved_units,
)
from huset.reorganisation.words import MARKS, Mark, sentence


@dataclass(frozen=True)
class TreeRow:
    """A body or a unit in a tree, with what becomes of it: ``depth`` 0 is a body."""

    code: str
    name: str
    depth: int
    mark: str = ""  # nothing where it stays as it is
    note: str = ""

    @property
    def status(self) -> Any:  # noqa: ANN401 -- a status or nothing, for the template
        """The mark with its word and symbol."""
        return MARKS[Mark(self.mark)] if self.mark else None


@dataclass(frozen=True)
class FrameRow:
    """A body's frame of a year before and after, in öre."""

    name: str
    before: int | None
    after: int | None

    @property
    def difference(self) -> int:
        """After minus before."""
        return (self.after or 0) - (self.before or 0)


@dataclass(frozen=True)
class FrameYear:
    """The frames of a year: the bodies that are touched, the others together, and the sum."""

    year: int
    rows: tuple[FrameRow, ...]
    total: FrameRow


@dataclass(frozen=True)
class GoalRow:
    """A goal that changes body."""

    code: str
    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Preview:
    """What a plan does, as it is shown and as it is frozen."""

    sentences: tuple[str, ...]
    before: tuple[TreeRow, ...]
    after: tuple[TreeRow, ...]
    untouched: int  # bodies that stay as they are, and are left out
    frames: tuple[FrameYear, ...]
    goals: tuple[GoalRow, ...]
    mandates: tuple[str, ...]
    hanging: tuple[Hanging, ...]


@dataclass(frozen=True)
class Comparison:
    """The house before and after a plan, and what is wrong with the plan."""

    changes: tuple[Change, ...]
    before: Structure
    after: Structure
    faults: tuple[Fault, ...]

    @classmethod
    def of(cls, before: Structure, changes: Sequence[Change]) -> "Comparison":
        """Try a plan on a house."""
        house, faults = after(before, changes)
        return cls(tuple(changes), before, house, faults)


def preview(found: Comparison, takes_effect: date, per: date) -> Preview:
    """What a plan does, as known on a day."""
    touched = touched_bodies(found)
    every = {*found.before.bodies, *found.after.bodies}
    return Preview(
        sentences=tuple(sentence(c, found.before, found.after) for c in found.changes),
        before=tuple(_tree(found.before, touched, _fates(found))),
        after=tuple(_tree(found.after, touched, _origins(found))),
        untouched=len(every) - len(touched),
        frames=tuple(_frames(found)),
        goals=tuple(_goals(found)),
        mandates=mandates_along(found.before, found.after, takes_effect),
        hanging=tuple(hanging(found.before, found.after, takes_effect, per)),
    )


def to_content(shown: Preview) -> dict[str, Any]:
    """A preview as plain values, to be frozen."""
    return asdict(shown)


def from_content(content: Mapping[str, Any]) -> Preview:
    """A preview as it was frozen."""
    return Preview(
        sentences=tuple(content["sentences"]),
        before=tuple(TreeRow(**row) for row in content["before"]),
        after=tuple(TreeRow(**row) for row in content["after"]),
        untouched=content["untouched"],
        frames=tuple(
            FrameYear(
                year["year"],
                tuple(FrameRow(**row) for row in year["rows"]),
                FrameRow(**year["total"]),
            )
            for year in content["frames"]
        ),
        goals=tuple(GoalRow(**row) for row in content["goals"]),
        mandates=tuple(content["mandates"]),
        hanging=tuple(Hanging(h["title"], tuple(h["items"])) for h in content["hanging"]),
    )


def touched_bodies(found: Comparison) -> frozenset[str]:
    """The bodies whose own or whose units' place, name or existence changes."""
    before, house = found.before, found.after
    codes = {c for c in {*before.units, *house.units} if before.units.get(c) != house.units.get(c)}
    codes |= moved_units(before, house).keys()
    places = {s.body_of(c) for s in (before, house) for c in codes if c in s.units}
    return frozenset(places | (before.bodies.keys() ^ house.bodies.keys()))


Fates = Mapping[str, tuple[Mark, str]]


def _fates(found: Comparison) -> Fates:
    """What becomes of what there is before."""
    before, house = found.before, found.after
    fates = {c: (Mark.GONE, "") for c in before.bodies if c not in house.bodies}
    for code, unit in before.units.items():
        then = house.units.get(code)
        if then is None:
            fates[code] = (Mark.GONE, "")
        elif then.above != unit.above:
            fates[code] = (Mark.MOVED, f"till {house.name_of(then.above)}")
        elif (then.name, then.kind) != (unit.name, unit.kind):
            fates[code] = (Mark.RENAMED, then.name)
        elif before.body_of(code) != house.body_of(code):
            fates[code] = (Mark.MOVED, "följer med")
    return fates


def _origins(found: Comparison) -> Fates:
    """Where what there is after comes from."""
    before, house = found.before, found.after
    origins = {c: (Mark.NEW, "") for c in house.bodies if c not in before.bodies}
    for code, unit in house.units.items():
        was = before.units.get(code)
        if was is None:
            origins[code] = (Mark.NEW, "")
        elif was.above != unit.above:
            origins[code] = (Mark.MOVED, f"från {before.name_of(was.above)}")
        elif (was.name, was.kind) != (unit.name, unit.kind):
            origins[code] = (Mark.RENAMED, f"hette {was.name}")
        elif before.body_of(code) != house.body_of(code):
            origins[code] = (Mark.MOVED, "följer med")
    return origins


def _tree(house: Structure, bodies: Collection[str], fates: Fates) -> Iterable[TreeRow]:
    for body in house.bodies.values():
        if body.code in bodies:
            depths = {body.code: 0}
            for code in (body.code, *house.under(body.code)):
                if code in house.units:
                    depths[code] = depths[house.units[code].above] + 1
                mark, note = fates.get(code, ("", ""))
                yield TreeRow(code, house.name_of(code), depths[code], str(mark), note)


def _frames(found: Comparison) -> Iterable[FrameYear]:
    before, house = found.before.frames, found.after.frames
    keys = {*before, *house}
    changed = {body for body, year in keys if before.get((body, year)) != house.get((body, year))}
    for year in sorted({year for _, year in keys}) if changed else ():
        rows = [
            FrameRow(found.after.name_of(body), before.get((body, year)), house.get((body, year)))
            for body in (*found.before.bodies, *found.after.bodies.keys() - found.before.bodies)
            if body in changed
        ]
        others = sum(before[key] for key in before if key[1] == year and key[0] not in changed)
        total = FrameRow("Summa", found.before.total(year), found.after.total(year))
        yield FrameYear(year, (*rows, FrameRow("Övriga organ", others, others)), total)


def _goals(found: Comparison) -> Iterable[GoalRow]:
    for code, goal in found.before.goals.items():
        then = found.after.goals[code]
        if then.body != goal.body:
            names = found.before.name_of(goal.body), found.after.name_of(then.body)
            yield GoalRow(code, goal.title, *names)
