"""When is a goal met? Plain Python: no database, no request.

Source: the governance model, "Mål": indicators show whether goals are met. A goal's status is that
of its weakest indicator; a goal with any unmeasured indicator is unknown, so a gap is never hidden.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from huset.model.terms import Outcome


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class AssignmentState(StrEnum):
    """How far a body has come with an assignment."""

    NOT_STARTED = Outcome.NOT_STARTED
    ON_TRACK = Outcome.ON_TRACK
    LATE = Outcome.LATE
    DONE = Outcome.DONE
    ENDED = Outcome.ENDED


WEAKEST_FIRST = (Outcome.NOT_MET, Outcome.PARTLY_MET, Outcome.MET)


def indicator_outcome(
    measured: Decimal | None,
    target: Decimal | None,
    *,
    better: Direction,
    partly_percent: int,
) -> Outcome:
    """Judge one measured value against its target.

    Partly met is at least ``partly_percent`` of the target (for less-is-better: at most as far
    above it). A missing value or target is unknown, never zero.
    """
    if measured is None or target is None:
        return Outcome.UNKNOWN
    if better is Direction.DOWN:
        measured, target = -measured, -target
    if measured >= target:
        return Outcome.MET
    if measured >= target - abs(target) * (100 - partly_percent) / 100:
        return Outcome.PARTLY_MET
    return Outcome.NOT_MET


def goal_outcome(indicators: Iterable[Outcome]) -> Outcome:
    """Judge a goal by its indicators: the weakest decides, and a gap makes it unknown."""
    outcomes = list(indicators)
    if not outcomes or Outcome.UNKNOWN in outcomes:
        return Outcome.UNKNOWN
    return min(outcomes, key=WEAKEST_FIRST.index)


def target_of_year(targets: Mapping[int, Decimal], year: int) -> Decimal | None:
    """The target that applies in a year: its own, else the next one to come, else the last."""
    if not targets:
        return None
    later = [y for y in targets if y >= year]
    return targets[min(later) if later else max(targets)]


def is_stale(year: int, per: date, *, grace_days: int) -> bool:
    """Tell whether a year's value is too old: the next year's should have come by now."""
    return date(year + 1, 12, 31) + timedelta(days=grace_days) < per


def why(measured: str, target: str, *, better: Direction) -> str:
    """Say in one sentence what an indicator's status rests on.

    ``measured`` and ``target`` are written with their units and years.
    """
    wanted = "minst" if better is Direction.UP else "högst"
    return f"Senaste värdet är {measured} och målvärdet är {wanted} {target}."
