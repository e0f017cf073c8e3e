"""What people do with goals, indicators, assignments and core missions."""

from huset.goals.actions.assessing import assess_goal
from huset.goals.actions.changing import decide_change, propose_change, withdraw_change
from huset.goals.actions.decided import (
    add_indicator,
    adopt_goal,
    decide_assignment,
    decide_goal,
    give_assignment,
    move_goal,
    report_assignment,
    report_measurement,
    report_measurements,
)
from huset.goals.actions.drafting import (
    add_measure,
    change_goal,
    change_measure,
    drop_goal,
    drop_measure,
    write_goal,
)
from huset.goals.actions.links import link_assignment, link_goal
from huset.goals.actions.missions import add_mission, change_mission, end_mission
from huset.goals.actions.reporting import report_progress, report_values

__all__ = [
    "add_indicator",
    "add_measure",
    "add_mission",
    "adopt_goal",
    "assess_goal",
    "change_goal",
    "change_measure",
    "change_mission",
    "decide_assignment",
    "decide_change",
    "decide_goal",
    "drop_goal",
    "drop_measure",
    "end_mission",
    "give_assignment",
    "link_assignment",
    "link_goal",
    "move_goal",
    "propose_change",
    "report_assignment",
    "report_measurement",
    "report_measurements",
    "report_progress",
    "report_values",
    "withdraw_change",
    "write_goal",
]
