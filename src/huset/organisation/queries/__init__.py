"""What people ask about the organisation, as of a day. Returns finished values."""

from huset.organisation.queries.bodies import BodyView, bodies, bodies_in_scope, body_to_act_on
from huset.organisation.queries.decisions import DecisionRow, decision, decision_row, decisions
from huset.organisation.queries.people import MandateRow, mandates
from huset.organisation.structure import BodyRow, Organisation, UnitNode, organisation

__all__ = [
    "BodyRow",
    "BodyView",
    "DecisionRow",
    "MandateRow",
    "Organisation",
    "UnitNode",
    "bodies",
    "bodies_in_scope",
    "body_to_act_on",
    "decision",
    "decision_row",
    "decisions",
    "mandates",
    "organisation",
]
