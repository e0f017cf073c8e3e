"""Who takes part in governing, and what each role may do.

Source: the governance model, "Roller och ansvar": elected members decide what and when, officials
how and who.
"""

from enum import StrEnum


class UnitKind(StrEnum):
    """How large a part of the officials' organisation a unit is."""

    ADMINISTRATION = "administration"
    DEPARTMENT = "department"
    UNIT = "unit"


class Role(StrEnum):
    """What a mandate makes someone. A resident holds none."""

    COUNCIL_MEMBER = "council_member"
    CHAIR = "chair"
    DIRECTOR = "director"
    MANAGER = "manager"
    CONTROLLER = "controller"
    REGISTRAR = "registrar"
    AUDITOR = "auditor"


class Right(StrEnum):
    """What someone may do; a reader without any right sees what is published."""

    READ_INTERNAL = "read_internal"  # drafts, rounds under way, imports
    READ_VOUCHERS = "read_vouchers"  # voucher texts may name people
    IMPORT_LEDGER = "import_ledger"
    WRITE_FOLLOW_UP = "write_follow_up"
    REPORT_VALUES = "report_values"
    REGISTER_DECISION = "register_decision"


ROLE_NAMES = {
    Role.COUNCIL_MEMBER: "Ledamot i fullmäktige",
    Role.CHAIR: "Ordförande",
    Role.DIRECTOR: "Förvaltningschef",
    Role.MANAGER: "Enhetschef",
    Role.CONTROLLER: "Controller",
    Role.REGISTRAR: "Registrator",
    Role.AUDITOR: "Revisor",
}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.COUNCIL_MEMBER: frozenset({Right.READ_INTERNAL}),
    Role.CHAIR: frozenset({Right.READ_INTERNAL}),
    Role.DIRECTOR: frozenset(
        {
            Right.READ_INTERNAL,
            Right.READ_VOUCHERS,
            Right.WRITE_FOLLOW_UP,
            Right.REPORT_VALUES,
        }
    ),
    Role.MANAGER: frozenset(
        {
            Right.READ_INTERNAL,
            Right.READ_VOUCHERS,
            Right.WRITE_FOLLOW_UP,
            Right.REPORT_VALUES,
        }
    ),
    Role.CONTROLLER: frozenset(Right) - {Right.REGISTER_DECISION},
    Role.REGISTRAR: frozenset({Right.READ_INTERNAL, Right.REGISTER_DECISION}),
    Role.AUDITOR: frozenset({Right.READ_INTERNAL, Right.READ_VOUCHERS}),
}

RIGHT_SENTENCES = {
    Right.READ_INTERNAL: "Den som har ett uppdrag eller en anställning i kommunen",
    Right.READ_VOUCHERS: "Chefer, controllrar och revisorer, var och en inom sitt område",
    Right.IMPORT_LEDGER: "Controllrar",
    Right.WRITE_FOLLOW_UP: "Chefer och controllrar, var och en inom sitt område",
    Right.REPORT_VALUES: "Chefer och controllrar, var och en inom sitt område",
    Right.REGISTER_DECISION: "Registratorer",
}

RIGHT_WORDS = {
    Right.READ_INTERNAL: "läsa internt",
    Right.READ_VOUCHERS: "läsa verifikationer",
    Right.IMPORT_LEDGER: "läsa in räkenskaper",
    Right.WRITE_FOLLOW_UP: "skriva uppföljning",
    Right.REPORT_VALUES: "rapportera värden",
    Right.REGISTER_DECISION: "registrera beslut",
}
