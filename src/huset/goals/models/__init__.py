"""Goals, the indicators that tell whether they are met, and what the council gives bodies to do."""

from huset.goals.models.assignments import Assignment, AssignmentChange, AssignmentReport
from huset.goals.models.goals import Assessment, Goal, GoalChange, GoalMove, Unaffected
from huset.goals.models.indicators import Indicator, Measurement, Target
from huset.goals.models.missions import CoreMission

__all__ = [
    "Assessment",
    "Assignment",
    "AssignmentChange",
    "AssignmentReport",
    "CoreMission",
    "Goal",
    "GoalChange",
    "GoalMove",
    "Indicator",
    "Measurement",
    "Target",
    "Unaffected",
]
