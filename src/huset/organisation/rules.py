"""Who takes part in governing, what each role may do, and where.

Source: the governance model, "Roller och ansvar": elected members decide what and when, officials
how and who. The Local Government Act (KL, 2017:725): ch. 5 § 1, ch. 6 §§ 1-4.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from huset.model.terms import Side


class UnitKind(StrEnum):
    """How large a part of the officials' organisation a unit is."""

    ADMINISTRATION = "administration"
    DEPARTMENT = "department"
    UNIT = "unit"


class RemitKind(StrEnum):
    """What kind of text gives a body its task."""

    TERMS_OF_REFERENCE = "terms_of_reference"
    OWNER_DIRECTIVE = "owner_directive"
    ARTICLES = "articles_of_association"
    AGREEMENT = "agreement"


class Considered(StrEnum):
    """How a decision weighed children's rights, or sustainability."""

    ASSESSED = "assessed"
    NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True)
class Weighed:
    """What a decision says of children's rights, or of sustainability, and why."""

    how: Considered
    why: str


class ExecutionState(StrEnum):
    """How far a decision has come towards being carried out."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    CARRIED_OUT = "carried_out"


class Role(StrEnum):
    """What a mandate makes someone. A resident holds none."""

    MEMBER = "member"
    SUBSTITUTE = "substitute"
    VICE_CHAIR = "vice_chair"
    CHAIR = "chair"
    AUDITOR = "auditor"
    DIRECTOR = "director"
    MANAGER = "manager"
    MANAGING_DIRECTOR = "managing_director"
    EMPLOYEE = "employee"
    CONTROLLER = "controller"
    SECRETARY = "secretary"
    REGISTRAR = "registrar"
    ADMINISTRATOR = "administrator"


class Act(StrEnum):
    """What is done with a thing."""

    SEE = "see"
    WRITE = "write"
    DECIDE = "decide"
    PUBLISH = "publish"
    MANAGE = "manage"


class Right(StrEnum):
    """What someone may do; a reader without any right sees what is published."""

    READ_INTERNAL = "read_internal"  # drafts, rounds under way, imports
    READ_VOUCHERS = "read_vouchers"  # voucher texts may name people
    READ_LOG = "read_log"
    IMPORT_LEDGER = "import_ledger"
    WRITE_FOLLOW_UP = "write_follow_up"
    REPORT_VALUES = "report_values"
    REPORT_EXECUTION = "report_execution"
    WRITE_DIRECTION = "write_direction"  # drafts of vision and plan, the register of outer steering
    CONFIRM_STEERING = "confirm_steering"  # the yearly review, and who has been trained
    WRITE_DOCUMENTS = "write_documents"
    WRITE_GOALS = "write_goals"
    WRITE_ORGANISATION = "write_organisation"
    WRITE_PEOPLE = "write_people"
    PLAN_MEETINGS = "plan_meetings"
    SEND_BACK = "send_back"  # a report that is ready: the elected members' turn
    REGISTER_DECISION = "register_decision"  # which publishes what the body has decided
    SEE_AS = "see_as"
    PROTECT_DATA = "protect_data"


class Reach(StrEnum):
    """How much of the group a right covers, from the place of the mandate."""

    PLACE = "place"
    BODY = "body"
    GROUP = "group"


EXECUTION_STEPS = tuple(ExecutionState)  # in the order that they are taken
ELECTED = frozenset({Role.MEMBER, Role.SUBSTITUTE, Role.VICE_CHAIR, Role.CHAIR, Role.AUDITOR})
LEADING = frozenset({Role.DIRECTOR, Role.MANAGER, Role.MANAGING_DIRECTOR})
ON_BODIES = ELECTED | {Role.MANAGING_DIRECTOR, Role.SECRETARY}  # roles held in a body
OVERSEEN = frozenset({Right.READ_INTERNAL, Right.READ_LOG})  # what oversight opens (KL 6:1)


def side_of(role: Role) -> Side:
    """Which side a role stands on: what and when, or how and by whom."""
    return Side.ELECTED if role in ELECTED else Side.OFFICIALS


_READS = {Right.READ_INTERNAL: Reach.BODY, Right.READ_LOG: Reach.BODY}
_LEADS = _READS | {
    Right.READ_VOUCHERS: Reach.BODY,
    Right.WRITE_FOLLOW_UP: Reach.BODY,
    Right.REPORT_VALUES: Reach.BODY,
    Right.REPORT_EXECUTION: Reach.BODY,
}
_HEADS = _LEADS | {
    Right.CONFIRM_STEERING: Reach.BODY,
    Right.WRITE_DOCUMENTS: Reach.BODY,
    Right.WRITE_GOALS: Reach.BODY,
}
RIGHTS: Mapping[Role, Mapping[Right, Reach]] = {
    Role.MEMBER: _READS,
    Role.SUBSTITUTE: _READS,
    Role.VICE_CHAIR: _READS,
    Role.CHAIR: _READS | {Right.SEND_BACK: Reach.BODY},
    Role.AUDITOR: dict.fromkeys(
        (Right.READ_INTERNAL, Right.READ_VOUCHERS, Right.READ_LOG), Reach.GROUP
    ),
    Role.DIRECTOR: _HEADS,
    Role.MANAGING_DIRECTOR: _HEADS,
    Role.MANAGER: _LEADS | {Right.READ_VOUCHERS: Reach.PLACE, Right.WRITE_FOLLOW_UP: Reach.PLACE},
    Role.EMPLOYEE: {Right.READ_INTERNAL: Reach.BODY},
    Role.CONTROLLER: dict.fromkeys(
        (
            Right.READ_INTERNAL,
            Right.READ_VOUCHERS,
            Right.READ_LOG,
            Right.IMPORT_LEDGER,
            Right.WRITE_FOLLOW_UP,
            Right.REPORT_VALUES,
            Right.REPORT_EXECUTION,
            Right.WRITE_DIRECTION,
            Right.CONFIRM_STEERING,
            Right.WRITE_DOCUMENTS,
            Right.WRITE_GOALS,
            Right.WRITE_ORGANISATION,
        ),
        Reach.GROUP,
    ),
    Role.SECRETARY: _READS
    | {
        Right.PLAN_MEETINGS: Reach.BODY,
        Right.REGISTER_DECISION: Reach.BODY,
        Right.REPORT_EXECUTION: Reach.BODY,
        Right.WRITE_DOCUMENTS: Reach.BODY,
    },
    Role.REGISTRAR: dict.fromkeys(
        (
            Right.READ_INTERNAL,
            Right.READ_LOG,
            Right.PLAN_MEETINGS,
            Right.REGISTER_DECISION,
            Right.REPORT_EXECUTION,
            Right.WRITE_DOCUMENTS,
            Right.WRITE_PEOPLE,
        ),
        Reach.GROUP,
    ),
    Role.ADMINISTRATOR: dict.fromkeys(
        (
            Right.READ_INTERNAL,
            Right.READ_LOG,
            Right.WRITE_ORGANISATION,
            Right.WRITE_PEOPLE,
            Right.SEE_AS,
            Right.PROTECT_DATA,
        ),
        Reach.GROUP,
    ),
}


def reach_of(role: Role, right: Right, *, oversees: bool) -> Reach | None:
    """How far a role carries a right; ``None`` where it does not.

    An elected member of the body that oversees the group sees all of it (KL ch. 6 § 1).
    """
    reach = RIGHTS[role].get(right)
    if reach and oversees and right in OVERSEEN and side_of(role) is Side.ELECTED:
        return Reach.GROUP
    return reach
