"""What people do with the organisation, its people, its meetings and its decisions."""

from huset.organisation.actions.bodies import correct_body, end_body, found_body
from huset.organisation.actions.decisions import (
    Minuted,
    attach,
    decide_remit,
    register_decision,
    register_minuted,
    report_execution,
)
from huset.organisation.actions.imports import import_list
from huset.organisation.actions.meetings import (
    cancel_meeting,
    move_meeting,
    plan_meeting,
    plan_meetings,
)
from huset.organisation.actions.owning import end_remit, end_share, give_remit, share_body
from huset.organisation.actions.people import (
    correct_mandate,
    correct_person,
    end_mandate,
    give_mandate,
    hand_over,
    register_person,
    withdraw_mandate,
)
from huset.organisation.actions.units import close_unit, correct_unit, move_unit, open_unit

__all__ = [
    "Minuted",
    "attach",
    "cancel_meeting",
    "close_unit",
    "correct_body",
    "correct_mandate",
    "correct_person",
    "correct_unit",
    "decide_remit",
    "end_body",
    "end_mandate",
    "end_remit",
    "end_share",
    "found_body",
    "give_mandate",
    "give_remit",
    "hand_over",
    "import_list",
    "move_meeting",
    "move_unit",
    "open_unit",
    "plan_meeting",
    "plan_meetings",
    "register_decision",
    "register_minuted",
    "register_person",
    "report_execution",
    "share_body",
    "withdraw_mandate",
]
