"""What people do with the organisation, its people, its meetings and its decisions."""

from huset.organisation.actions.bodies import found_body, open_unit
from huset.organisation.actions.decisions import plan_meeting, register_decision
from huset.organisation.actions.people import give_mandate, register_person

__all__ = [
    "found_body",
    "give_mandate",
    "open_unit",
    "plan_meeting",
    "register_decision",
    "register_person",
]
