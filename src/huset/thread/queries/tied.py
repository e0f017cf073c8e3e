"""The thread as a page shows it: tied of all strands, with names and statuses."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from huset.kernel.status import Status
from huset.organisation.queries import organisation
from huset.thread.queries.strands import STRANDS, Asked
from huset.thread.rules import Node, Thread, depth_within, tie, within

A_PART = 100  # of what hangs below one thing: more are fetched when asked for
MOST_SHOWN = 60  # what a tree opens by itself


@dataclass(frozen=True)
class Knot:
    """A node as it is shown: with the name of its body, its status, and how much is below."""

    node: Node
    bodies: str
    status: Status | None
    whole: bool
    count: int


@dataclass(frozen=True)
class Branch:
    """A knot of the tree with what is below, when that is shown; ``left`` is what is not yet."""

    knot: Knot
    below: tuple["Branch", ...] = ()
    left: int = 0

    @property
    def is_open(self) -> bool:
        """Whether what is below is shown."""
        return bool(self.below)


@dataclass(frozen=True)
class Step:
    """A line of the table: a knot, and what it hangs from."""

    knot: Knot
    above: tuple[Node, ...]


def thread(asked: Asked, body_codes: Collection[str] = ()) -> Thread:
    """The thread of a day and year, of some bodies or of all."""
    tied = tie(node for strand in STRANDS for node in strand.nodes(asked))
    return within(tied, body_codes) if body_codes else tied


def branches(
    found: Thread, keys: Sequence[str], asked: Asked, *, opened: bool
) -> tuple[Branch, ...]:
    """The tree below some nodes: opened level by level for as long as it is short, or closed."""
    shown = keys[:A_PART]
    depth = depth_within(found, shown, MOST_SHOWN) if opened else 0
    wanted = set(shown)
    level = list(shown)
    for _ in range(depth):
        level = [one for key in level for one in found.below[key][:A_PART]]
        wanted.update(level)
    known = knots(found, wanted, asked)

    def branch(key: str, left: int) -> Branch:
        under = found.below[key]
        if not left or not under:
            return Branch(known[key])
        some = tuple(branch(one, left - 1) for one in under[:A_PART])
        return Branch(known[key], some, len(under) - len(some))

    return tuple(branch(key, depth) for key in shown)


def steps(found: Thread, keys: Sequence[str], asked: Asked) -> list[Step]:
    """Lines of the table."""
    known = knots(found, keys, asked)
    return [Step(known[key], tuple(found.nodes[up] for up in found.above[key])) for key in keys]


def knots(found: Thread, keys: Collection[str], asked: Asked) -> Mapping[str, Knot]:
    """Some nodes as they are shown. Asks as much for many as for one."""
    names = {body.code: body.name for body in organisation(asked.per).bodies}
    statuses: dict[str, Status] = {}
    for strand in STRANDS:
        statuses |= strand.statuses(keys, asked)
    return {
        key: Knot(
            node=node,
            bodies=", ".join(names.get(code, code) for code in node.bodies),
            status=node.status or statuses.get(key),
            whole=key in found.whole,
            count=len(found.below[key]),
        )
        for key in keys
        for node in (found.nodes[key],)
    }
