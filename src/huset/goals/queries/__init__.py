"""What pages, reports and the API ask about goals and assignments."""

from huset.goals.queries.given import AssignmentRow, Told, assignment, assignments
from huset.goals.queries.holders import HeldGoal, body_answering, goals_held
from huset.goals.queries.indicator_rows import (
    IndicatorRow,
    indicator,
    indicator_of_code,
    indicators,
)
from huset.goals.queries.links import assignment_grounds, goal_grounds
from huset.goals.queries.measured import GoalRow, GoalView, goal, goals, goals_of
from huset.goals.queries.values import (
    VALUE_COLUMNS,
    preview_values,
    value_rows,
)

__all__ = [
    "VALUE_COLUMNS",
    "AssignmentRow",
    "GoalRow",
    "GoalView",
    "HeldGoal",
    "IndicatorRow",
    "Told",
    "assignment",
    "assignment_grounds",
    "assignments",
    "body_answering",
    "goal",
    "goal_grounds",
    "goals",
    "goals_held",
    "goals_of",
    "indicator",
    "indicator_of_code",
    "indicators",
    "preview_values",
    "value_rows",
]
