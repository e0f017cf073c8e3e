"""What people ask about reorganisations. Returns finished values."""

from huset.reorganisation.queries.plans import (
    ChangeRow,
    Done,
    FrameProposal,
    GoalProposal,
    PlanRow,
    PlanView,
    comparison,
    done_since,
    drafts_for,
    plan,
    plan_row,
    plan_to_act_on,
    plans,
)
from huset.reorganisation.queries.preview import Comparison, Preview, preview, to_content

__all__ = [
    "ChangeRow",
    "Comparison",
    "Done",
    "FrameProposal",
    "GoalProposal",
    "PlanRow",
    "PlanView",
    "Preview",
    "comparison",
    "done_since",
    "drafts_for",
    "plan",
    "plan_row",
    "plan_to_act_on",
    "plans",
    "preview",
    "to_content",
]
