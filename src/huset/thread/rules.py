"""What the golden thread is: things that hang from each other, and whether a way up is whole.

Source: the governance model, requirement G03 (S026, S032, S046, S049): every goal can be followed
up to the vision. A core mission rests on law, so what hangs from one has a way up too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from huset.kernel.status import Status

Page = tuple[str, tuple[object, ...], dict[str, object]]
MOST_WAYS = 12  # ways up that are told of one thing; more would be read by nobody


@dataclass(frozen=True)
class Node:
    """A thing on the thread. ``above`` is what it points at, whether or not that still applies.

    ``top`` is where a thread may begin. The way up of what is ``counted`` is asked for.
    """

    key: str
    kind: str
    title: str
    page: Page
    above: tuple[str, ...] = ()
    code: str = ""
    level: str = ""  # of goals, as the governance model has it
    bodies: tuple[str, ...] = ()
    top: bool = False
    counted: bool = False
    since: date | None = None
    status: Status | None = None  # where it is known without asking more


@dataclass(frozen=True)
class Share:
    """How many of some things have a whole way up."""

    whole: int
    of: int

    @property
    def percent(self) -> int | None:
        """Rounded down, so that only all is 100; nothing to count is no share."""
        return 100 * self.whole // self.of if self.of else None


@dataclass(frozen=True)
class Thread:
    """The nodes with their ways up and down. Rings are followed once."""

    nodes: Mapping[str, Node]
    above: Mapping[str, tuple[str, ...]]
    below: Mapping[str, tuple[str, ...]]

    @cached_property
    def whole(self) -> frozenset[str]:
        """Those from which a way up reaches a top."""
        return self.under(key for key, node in self.nodes.items() if node.top)

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The tops that hang from nothing."""
        return tuple(k for k, node in self.nodes.items() if node.top and not self.above[k])

    @cached_property
    def loose(self) -> tuple[str, ...]:
        """Where threads are broken: what has no way up, but not what only hangs below such."""
        lacking = [key for key in self.nodes if key not in self.whole]
        found = [key for key in lacking if not self.above[key]]
        reached = set(self.under(found))
        for key in lacking:  # what is left hangs in a ring
            if key not in reached:
                found.append(key)
                reached |= self.under([key])
        return tuple(key for key in lacking if key in set(found))

    def under(self, keys: Iterable[str]) -> frozenset[str]:
        """Some nodes and everything below them."""
        return _reach(keys, self.below)

    def over(self, keys: Iterable[str]) -> frozenset[str]:
        """Some nodes and everything above them."""
        return _reach(keys, self.above)

    def ways_up(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Ways from a top, or from where it is broken, down to a node: the first ``MOST_WAYS``."""
        found = []
        for way in _ways(key, self.above, (key,)):
            found.append(way)
            if len(found) == MOST_WAYS:
                break
        return tuple(found)

    def order(self) -> tuple[str, ...]:
        """Every node once, each below the first thing that it hangs from."""
        seen: dict[str, None] = {}
        waiting = [*reversed(self.loose), *reversed(self.roots)]
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen[key] = None
                waiting += reversed(self.below[key])
        return tuple(seen)

    def share(self, body: str = "") -> Share:
        """How much of what is counted, a body's or all, that has a whole way up."""
        asked = [
            key for key, n in self.nodes.items() if n.counted and (not body or body in n.bodies)
        ]
        return Share(sum(key in self.whole for key in asked), len(asked))


def tie(nodes: Iterable[Node]) -> Thread:
    """Tie nodes together. What points at nothing that is there hangs loose.

    A way that another way up already holds is left out, so that nothing hangs twice in one place.
    """
    known = {node.key: node for node in nodes}
    said = {key: tuple(k for k in n.above if k in known and k != key) for key, n in known.items()}
    above = {key: _shortened(key, up, said) for key, up in said.items()}
    below: dict[str, list[str]] = defaultdict(list)
    for key, up in above.items():
        for one in up:
            below[one].append(key)
    return Thread(known, above, {key: tuple(below[key]) for key in known})


def within(thread: Thread, bodies: Iterable[str]) -> Thread:
    """What some bodies answer for, with all above it, so that each way up is still there."""
    wanted = set(bodies)
    own = [key for key, node in thread.nodes.items() if wanted.intersection(node.bodies)]
    kept = thread.over(own)
    return Thread(
        {key: node for key, node in thread.nodes.items() if key in kept},
        {key: up for key, up in thread.above.items() if key in kept},
        {k: tuple(one for one in d if one in kept) for k, d in thread.below.items() if k in kept},
    )


def depth_within(thread: Thread, keys: Iterable[str], most: int) -> int:
    """How many levels below some nodes that can be open without more than ``most`` being shown."""
    level, depth = list(keys), 0
    shown = len(level)
    while True:
        level = [one for key in level for one in thread.below[key]]
        shown += len(level)
        if not level or shown > most:
            return depth
        depth += 1


def _reach(
    keys: Iterable[str], ways: Mapping[str, tuple[str, ...]], *, past: str = ""
) -> frozenset[str]:
    """Some nodes and all that the ways from them lead to, without going by way of ``past``."""
    found: set[str] = set()
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key not in found and key != past:
            found.add(key)
            waiting += ways[key]
    return frozenset(found)


def _ways(
    key: str, above: Mapping[str, tuple[str, ...]], way: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    onward = [up for up in above[key] if up not in way]
    if not onward:
        yield way
    for up in onward:
        yield from _ways(up, above, (up, *way))


def _shortened(
    key: str, up: tuple[str, ...], above: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """The nearest of what a thing points at: not what one of the others leads to."""
    if len(up) < 2:  # noqa: PLR2004 -- one way cannot hold another
        return up
    led = {one: _reach(above[one], above, past=key) for one in up}
    return tuple(
        one
        for one in up
        if not any(one in led[other] and other not in led[one] for other in up if other != one)
    )
