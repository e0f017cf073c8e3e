"""When an indicator is met, and when a goal.

Source: the governance model, "Mål" (S065, S068): indicators say in which direction and how far, and
show whether goals are met. A gap is never hidden: what is not measured is unknown, never zero.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from huset.model.terms import Outcome, RollUp

T = TypeVar("T")


class Direction(StrEnum):
    """Which way is better: more, less, as it is, or within an interval."""

    UP = "up"
    DOWN = "down"
    KEEP = "keep"
    WITHIN = "within"


class ChangeKind(StrEnum):
    """What the council does with an assignment that it has given (S078)."""

    END = "end"
    EXTEND = "extend"
    CHANGE = "change"


class AssignmentState(StrEnum):
    """How far a body has come with an assignment."""

    NOT_STARTED = Outcome.NOT_STARTED
    ON_TRACK = Outcome.ON_TRACK
    LATE = Outcome.LATE
    DONE = Outcome.DONE
    ENDED = Outcome.ENDED


WORST_FIRST = (Outcome.UNKNOWN, Outcome.NOT_MET, Outcome.PARTLY_MET, Outcome.MET)


@dataclass(frozen=True)
class Wanted:
    """The values that meet a target: from ``low`` through ``high``; ``None`` is open.

    ``partly`` is how far outside still counts as partly met, in the indicator's own unit.
    """

    low: Decimal | None
    high: Decimal | None
    partly: Decimal

    def outside(self, value: Decimal) -> Decimal:
        """How far a value is from being wanted; zero when it is."""
        if self.low is not None and value < self.low:
            return self.low - value
        if self.high is not None and value > self.high:
            return value - self.high
        return Decimal(0)


@dataclass(frozen=True)
class Target:
    """What is to be reached in a year: a value, or for an interval its ``value`` and ``upper``."""

    value: Decimal
    upper: Decimal | None = None


def wanted(
    target: Target,
    better: Direction,
    *,
    tolerance: Decimal = Decimal(0),
    partly_percent: int,
) -> Wanted:
    """The values that meet a target.

    ``tolerance`` is a deviation that still counts as met. Partly met is as far outside as
    ``100 - partly_percent`` of the target (of an interval: of its nearest end's size, the smaller
    of the two).
    """
    low, high = target.value, target.value if target.upper is None else target.upper
    share = Decimal(100 - partly_percent) / 100
    partly = min(abs(low), abs(high)) * share
    match better:
        case Direction.UP:
            return Wanted(low - tolerance, None, partly)
        case Direction.DOWN:
            return Wanted(None, high + tolerance, partly)
        case _:
            return Wanted(low - tolerance, high + tolerance, partly)


def indicator_outcome(measured: Decimal | None, wanted: Wanted | None) -> Outcome:
    """Judge one measured value. A missing value or target is unknown, never zero."""
    if measured is None or wanted is None:
        return Outcome.UNKNOWN
    outside = wanted.outside(measured)
    if not outside:
        return Outcome.MET
    return Outcome.PARTLY_MET if outside <= wanted.partly else Outcome.NOT_MET


def roll_up(
    below: Iterable[Outcome], rule: RollUp = RollUp.WEAKEST, *, partly_percent: int = 50
) -> Outcome:
    """Judge a goal by what is below it.

    Weakest: the weakest decides, and any gap makes it unknown. Share: met when all are, partly met
    when at least ``partly_percent`` are; partly met counts as half, a gap as not met, and with
    nothing but gaps it is unknown. Either way the order does not matter, a gap never improves it
    and a better part never worsens it.
    """
    outcomes = list(below)
    if not outcomes or set(outcomes) == {Outcome.UNKNOWN}:
        return Outcome.UNKNOWN
    if rule is RollUp.WEAKEST:
        return min(outcomes, key=WORST_FIRST.index)
    halves = 2 * outcomes.count(Outcome.MET) + outcomes.count(Outcome.PARTLY_MET)
    if halves == 2 * len(outcomes):
        return Outcome.MET
    reached = halves * 50 >= partly_percent * len(outcomes)
    return Outcome.PARTLY_MET if reached else Outcome.NOT_MET


def judged_together(
    own: Mapping[int, Sequence[Outcome]],
    below: Mapping[int, Sequence[int]],
    rule: RollUp = RollUp.WEAKEST,
    *,
    partly_percent: int = 50,
) -> dict[int, Outcome]:
    """Judge goals by their own indicators and by the goals ``below`` each, those judged first.

    Nothing measured and nothing below is unknown. What leads round to itself counts once.
    """
    judged: dict[int, Outcome] = {}

    def judge(number: int, way: frozenset[int]) -> Outcome:
        if number not in judged:
            under = [one for one in below.get(number, ()) if one in own and one not in way]
            parts = [*own[number], *(judge(one, way | {number}) for one in under)]
            judged[number] = roll_up(parts, rule, partly_percent=partly_percent)
        return judged[number]

    return {number: judge(number, frozenset()) for number in own}


def target_of_year(targets: Mapping[int, T], year: int) -> T | None:
    """The target that applies in a year: its own, else the next one to come, else the last."""
    if not targets:
        return None
    later = [y for y in targets if y >= year]
    return targets[min(later) if later else max(targets)]


def in_words(target: str, better: Direction, *, upper: str = "") -> str:
    """Say what is wanted; ``target`` and ``upper`` are written with their units."""
    return {
        Direction.UP: f"minst {target}",
        Direction.DOWN: f"högst {target}",
        Direction.KEEP: f"oförändrat {target}",
        Direction.WITHIN: f"mellan {target} och {upper}",
    }[better]
