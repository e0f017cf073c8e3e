"""How some goals fare, for those alone that are shown."""

from collections.abc import Collection
from datetime import date

from huset.goals.queries import goals_of
from huset.kernel.status import Status


def statuses_of_goals(numbers: Collection[int], per: date, year: int) -> dict[int, Status]:
    """The computed status of each goal. Asks as much for many as for one."""
    return {goal.id: goal.status for goal in goals_of(numbers, per, year)}
