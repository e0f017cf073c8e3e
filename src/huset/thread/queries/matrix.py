"""The council's goals by body: who breaks down what, and where nobody does."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from huset.model.queries import model_in_force
from huset.model.terms import LevelKind, Power
from huset.organisation.queries import organisation
from huset.thread.queries.strands import Asked
from huset.thread.queries.tied import Knot, knots
from huset.thread.rules import Node, Thread


@dataclass(frozen=True)
class Cell:
    """A body's goals under one of the council's."""

    body: str
    name: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One of the council's goals with a cell for each body."""

    knot: Knot
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """The council's goals, and the bodies that have goals of their own."""

    bodies: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


def matrix(found: Thread, asked: Asked, body_codes: tuple[str, ...] = ()) -> Matrix:
    """Lay the council's goals against the bodies that can have goals of their own."""
    bodies = own_goal_bodies(asked)
    if set(body_codes) & set(bodies):
        bodies = {code: name for code, name in bodies.items() if code in body_codes}
    council = council_goals(found, asked)
    known = knots(found, [node.key for node in council], asked)
    rows = tuple(_row(found, known[node.key], bodies) for node in council)
    return Matrix(tuple(bodies.items()), rows)


def council_goals(found: Thread, asked: Asked) -> list[Node]:
    """The goals of the body that decides the overall ones."""
    council = set(_with(Power.DECIDE_OVERALL_GOALS, asked))
    return [n for n in found.nodes.values() if n.level and council.intersection(n.bodies)]


def own_goal_bodies(asked: Asked) -> dict[str, str]:
    """The bodies that decide goals of their own, by code."""
    return _with(Power.DECIDE_OWN_GOALS, asked)


def broken_down_by(asked: Asked) -> dict[str, str]:
    """The level of goals under each level that has one, as the governance model has them."""
    goals = [lv for lv in model_in_force(asked.per).levels if lv.kind is LevelKind.GOAL]
    return {above: level.code for level in reversed(goals) for above in level.parents}


def goals_below(found: Thread, key: str) -> list[Node]:
    """The goals below one, however deep."""
    below = (found.nodes[one] for one in found.under(found.below[key]))
    return sorted((node for node in below if node.level), key=lambda node: node.code)


def _row(found: Thread, knot: Knot, bodies: Mapping[str, str]) -> Row:
    by_body: dict[str, list[str]] = defaultdict(list)
    for node in goals_below(found, knot.node.key):
        for code in node.bodies:
            by_body[code].append(node.key)
    return Row(knot, tuple(Cell(code, bodies[code], tuple(by_body[code])) for code in bodies))


def _with(power: Power, asked: Asked) -> dict[str, str]:
    kinds = {kind.code for kind in model_in_force(asked.per).with_power(power)}
    return {b.code: b.name for b in organisation(asked.per).bodies if b.kind in kinds}
