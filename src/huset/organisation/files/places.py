"""Units laid over units: moves cut the row before, and what lies under a unit follows it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from huset.organisation.files.lines import BodyLine, Key, UnitLine
from huset.organisation.mandate_rules import Span

DAY = timedelta(days=1)
Lines = Mapping[Key, UnitLine]


class Wrong(Exception):  # noqa: N818 -- reads as what it is: a row is wrong
    """A row that cannot be as it is said: the field, the fault, and what to write instead."""

    def __init__(self, line: UnitLine, field: str, message: str, instead: str) -> None:
        super().__init__(message)
        self.key, self.field, self.message, self.instead = line.key, field, message, instead


def placed(known: Lines, told: Lines, bodies: Mapping[str, BodyLine]) -> dict[Key, UnitLine]:
    """Every unit's rows, as they are once those that are told have been laid over the known."""
    lines = _cut({**known, **told}, told)
    changed = {key for key, line in lines.items() if key in told and known.get(key) != line}
    following = _Following(lines, changed, bodies)
    return {line.key: line for key in lines for line in following.resolved(key)}


def _cut(lines: Lines, told: Lines) -> dict[Key, UnitLine]:
    """End each row the day before the unit's next one, where it goes on or was not told."""
    by_code: dict[str, list[UnitLine]] = {}
    for line in lines.values():
        by_code.setdefault(line.code, []).append(line)
    result: dict[Key, UnitLine] = {}
    for rows in by_code.values():
        rows.sort(key=lambda line: line.first)
        for line, after in zip(rows, [*rows[1:], None], strict=True):
            result[line.key] = _ended(line, after, told)
    return result


def _ended(line: UnitLine, after: UnitLine | None, told: Lines) -> UnitLine:
    if after is None or (line.last is not None and line.last < after.first):
        return line
    if line.last is not None and line.key in told:
        message = f"{line.code} har en annan rad från {after.first}"
        raise Wrong(line, "last", message, f"en dag före {after.first}")
    return replace(line, last=after.first - DAY)


class _Following:
    """Places each row under the rows of the unit above it, which may be further down."""

    def __init__(self, lines: Lines, changed: set[Key], bodies: Mapping[str, BodyLine]) -> None:
        self.lines, self.changed, self.bodies = lines, changed, bodies
        self.by_code: dict[str, list[UnitLine]] = {}
        for line in lines.values():
            self.by_code.setdefault(line.code, []).append(line)
        self.done: dict[Key, list[UnitLine]] = {}
        self.open: list[Key] = []

    def resolved(self, key: Key) -> list[UnitLine]:
        """A row, or the rows that it becomes when the unit above has several places."""
        if key in self.done:
            return self.done[key]
        line = self.lines[key]
        if key in self.open:
            raise Wrong(self._told(), "parent", f"{line.code} ligger under sig själv", "en annan")
        self.open.append(key)
        pieces = self._under(line) if line.parent else [line]
        self.open.pop()
        for piece in pieces if key in self.changed else ():
            self._check_body(piece)
        self.done[key] = pieces
        return pieces

    def _told(self) -> UnitLine:
        """The row of the file that closed the circle."""
        told = (key for key in reversed(self.open) if key in self.changed)
        return self.lines[next(told, self.open[-1])]

    def _under(self, line: UnitLine) -> list[UnitLine]:
        above = self._above(line)
        pieces = [(row, met) for row in above if (met := row.span.within(line.span))]
        pieces.sort(key=lambda piece: piece[1].first)
        if not pieces:
            raise Wrong(
                self._cause(line), "parent", f"Enheten ”{line.parent}” finns inte då", "en som gör"
            )
        spans = [met for _, met in pieces]
        whole = all(a.last and a.last + DAY == b.first for a, b in pairwise(spans))
        if not whole or Span(spans[0].first, spans[-1].last) != line.span:
            message = f"{line.code} ligger under {line.parent}, som inte finns alla de dagarna"
            raise Wrong(self._cause(line), "last", message, "dagar som räcker")
        if line.key in self.changed:
            return [self._one(line, [row for row, _ in pieces])]
        return [replace(line, first=met.first, last=met.last, body=row.body) for row, met in pieces]

    def _above(self, line: UnitLine) -> list[UnitLine]:
        rows = [row for row in self.by_code.get(line.parent, []) if row.span.meets(line.span)]
        return [piece for row in rows for piece in self.resolved(row.key)]

    def _one(self, line: UnitLine, above: list[UnitLine]) -> UnitLine:
        """A row that is told lies under one row, in the same body."""
        if len(above) > 1:
            day = above[1].first
            message = f"{line.parent} har en ny plats från {day}"
            raise Wrong(line, "last", message, f"en rad till och med dagen före {day}, och en till")
        if above[0].body != line.body:
            message = f"{line.parent} hör till {above[0].body}"
            raise Wrong(line, "body", message, above[0].body)
        return line

    def _cause(self, line: UnitLine) -> UnitLine:
        """The row of the file to show the fault at: this one, or the one above that changed."""
        if line.key in self.changed:
            return line
        above = (row for row in self.by_code.get(line.parent, []) if row.key in self.changed)
        return next(above, line)

    def _check_body(self, line: UnitLine) -> None:
        body = self.bodies.get(line.body)
        if body is None:
            raise Wrong(line, "body", f"Organet ”{line.body}” finns inte", "ett organs kod")
        if line.span.within(body.span) != line.span:
            message = f"{body.name} finns inte alla de dagarna"
            raise Wrong(line, "first", message, f"dagar från {body.first}")
