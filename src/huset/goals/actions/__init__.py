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
)
from huset.goals.actions.drafting import (
    add_measure,
    change_goal,
    change_measure,
    drop_goal,
    drop_measure,
    write_goal,
)
from huset.goals.actions.following import add_figure, change_figure, end_figure
from huset.goals.actions.links import link_assignment, link_goal
from huset.goals.actions.measuring import report_measurement, report_values
from huset.goals.actions.missions import add_mission, change_mission, end_mission
from huset.goals.actions.reporting import report_progress
from huset.goals.actions.versions import (
    change_version,
    decide_goal_change,
    entrust_measure,
    leave_measure,
    propose_end,
    propose_version,
    put_forward,
    withdraw_goal_change,
    write_measure,
)

__all__ = [
    "add_figure",
    "add_indicator",
    "add_measure",
    "add_mission",
    "adopt_goal",
    "assess_goal",
    "change_figure",
    "change_goal",
    "change_measure",
    "change_mission",
    "change_version",
    "decide_assignment",
    "decide_change",
    "decide_goal",
    "decide_goal_change",
    "drop_goal",
    "drop_measure",
    "end_figure",
    "end_mission",
    "entrust_measure",
    "give_assignment",
    "leave_measure",
    "link_assignment",
    "link_goal",
    "move_goal",
    "propose_change",
    "propose_end",
    "propose_version",
    "put_forward",
    "report_assignment",
    "report_measurement",
    "report_progress",
    "report_values",
    "withdraw_change",
    "withdraw_goal_change",
    "write_goal",
    "write_measure",
]
