"""What pages, reports and the API ask about goals and assignments."""

from huset.goals.queries.given import AssignmentRow, Told, assignment, assignments
from huset.goals.queries.measured import (
    GoalRow,
    GoalView,
    IndicatorRow,
    goal,
    goals,
    indicator,
    indicator_of_code,
)

__all__ = [
    "AssignmentRow",
    "GoalRow",
    "GoalView",
    "IndicatorRow",
    "Told",
    "assignment",
    "assignments",
    "goal",
    "goals",
    "indicator",
    "indicator_of_code",
]
