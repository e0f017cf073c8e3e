"""What people do with the direction: adopt vision, values and plan, list what steers."""

from huset.direction.actions.adopting import (
    POWERS,
    Area,
    adopt_core_values,
    adopt_strategic_plan,
    adopt_vision,
    decide_direction,
)
from huset.direction.actions.confirming import (
    confirm_steering,
    correct_review,
    correct_training,
    register_training,
    withdraw_review,
    withdraw_training,
)
from huset.direction.actions.drafting import change_draft, drop_draft, write_draft
from huset.direction.actions.provisions import add_provision, correct_provision, remove_provision
from huset.direction.actions.steering import (
    Described,
    adopt_catalogue,
    describe_external_steering,
    end_external_steering,
    list_external_steering,
    remove_external_steering,
)

__all__ = [
    "POWERS",
    "Area",
    "Described",
    "add_provision",
    "adopt_catalogue",
    "adopt_core_values",
    "adopt_strategic_plan",
    "adopt_vision",
    "change_draft",
    "confirm_steering",
    "correct_provision",
    "correct_review",
    "correct_training",
    "decide_direction",
    "describe_external_steering",
    "drop_draft",
    "end_external_steering",
    "list_external_steering",
    "register_training",
    "remove_external_steering",
    "remove_provision",
    "withdraw_review",
    "withdraw_training",
    "write_draft",
]
