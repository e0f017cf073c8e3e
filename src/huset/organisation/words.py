"""The organisation's words on the screen: roles, rights, and who may, said from the rules."""

from collections import defaultdict

from huset.model.terms import Side
from huset.organisation.rules import (
    RIGHTS,
    Act,
    Considered,
    ExecutionState,
    Reach,
    RemitKind,
    Right,
    Role,
    UnitKind,
)

ROLE_NAMES = {
    Role.MEMBER: "Ledamot",
    Role.SUBSTITUTE: "Ersättare",
    Role.VICE_CHAIR: "Vice ordförande",
    Role.CHAIR: "Ordförande",
    Role.AUDITOR: "Revisor",
    Role.DIRECTOR: "Förvaltningschef",
    Role.MANAGER: "Enhetschef",
    Role.MANAGING_DIRECTOR: "Verkställande direktör",
    Role.EMPLOYEE: "Medarbetare",
    Role.CONTROLLER: "Controller",
    Role.SECRETARY: "Nämndsekreterare",
    Role.REGISTRAR: "Registrator",
    Role.ADMINISTRATOR: "Systemförvaltare",
}
SIDE_NAMES = {
    Side.ELECTED: "förtroendevalda",
    Side.OFFICIALS: "tjänstepersoner",
    Side.COMPANY: "bolag",
}
UNIT_KIND_NAMES = {
    UnitKind.ADMINISTRATION: "Förvaltning",
    UnitKind.DEPARTMENT: "Avdelning",
    UnitKind.UNIT: "Enhet",
}
REMIT_NAMES = {
    RemitKind.TERMS_OF_REFERENCE: "Reglemente",
    RemitKind.OWNER_DIRECTIVE: "Ägardirektiv",
    RemitKind.ARTICLES: "Bolagsordning",
    RemitKind.AGREEMENT: "Avtal om samverkan",
}
CONSIDERED_NAMES = {
    Considered.ASSESSED: "Prövad",
    Considered.NOT_RELEVANT: "Inte relevant",
}
EXECUTION_NAMES = {
    ExecutionState.NOT_STARTED: "Inte påbörjat",
    ExecutionState.UNDER_WAY: "Pågår",
    ExecutionState.CARRIED_OUT: "Verkställt",
}
ACT_NAMES = {
    Act.SEE: "Se",
    Act.WRITE: "Skriva",
    Act.DECIDE: "Besluta",
    Act.PUBLISH: "Publicera",
    Act.MANAGE: "Förvalta",
}
REACH_NAMES = {
    Reach.PLACE: "den egna enheten och dem under den",
    Reach.BODY: "det egna organet och dess enheter",
    Reach.GROUP: "hela kommunkoncernen",
}
RIGHT_WORDS = {
    Right.READ_INTERNAL: "läsa utkast och pågående arbete",
    Right.READ_VOUCHERS: "läsa verifikationer",
    Right.READ_LOG: "läsa historiken",
    Right.IMPORT_LEDGER: "läsa in räkenskaper",
    Right.WRITE_FOLLOW_UP: "skriva uppföljning",
    Right.REPORT_VALUES: "rapportera värden",
    Right.REPORT_EXECUTION: "rapportera hur beslut verkställs",
    Right.WRITE_DIRECTION: "skriva vision och plan, föra registret över extern styrning",
    Right.CONFIRM_STEERING: "bekräfta genomgången av extern styrning och registrera utbildning",
    Right.WRITE_DOCUMENTS: "föra registret över styrdokument",
    Right.WRITE_GOALS: "föra grunduppdragen och koppla mål och uppdrag",
    Right.WRITE_ORGANISATION: "ändra organisationen",
    Right.WRITE_PEOPLE: "registrera personer och uppdrag",
    Right.PLAN_MEETINGS: "planera sammanträden",
    Right.SEND_BACK: "återremittera en färdig rapport",
    Right.REGISTER_DECISION: "registrera beslut",
    Right.SEE_AS: "se Huset som någon annan",
    Right.PROTECT_DATA: "lämna registerutdrag och gallra",
}
ACT_OF = {
    Right.READ_INTERNAL: Act.SEE,
    Right.READ_VOUCHERS: Act.SEE,
    Right.READ_LOG: Act.SEE,
    Right.IMPORT_LEDGER: Act.WRITE,
    Right.WRITE_FOLLOW_UP: Act.WRITE,
    Right.REPORT_VALUES: Act.WRITE,
    Right.REPORT_EXECUTION: Act.WRITE,
    Right.WRITE_DIRECTION: Act.WRITE,
    Right.CONFIRM_STEERING: Act.WRITE,
    Right.WRITE_DOCUMENTS: Act.WRITE,
    Right.WRITE_GOALS: Act.WRITE,
    Right.WRITE_ORGANISATION: Act.WRITE,
    Right.WRITE_PEOPLE: Act.WRITE,
    Right.PLAN_MEETINGS: Act.WRITE,
    Right.SEND_BACK: Act.DECIDE,
    Right.REGISTER_DECISION: Act.PUBLISH,
    Right.SEE_AS: Act.MANAGE,
    Right.PROTECT_DATA: Act.MANAGE,
}


def who_may(right: Right) -> str:
    """Say in a sentence who has a right and where, from the rules that are enforced."""
    roles: dict[Reach, list[str]] = defaultdict(list)
    for role, held in RIGHTS.items():
        if right in held:
            roles[held[right]].append(ROLE_NAMES[role].lower())
    parts = [f"{_listed(names)} i {REACH_NAMES[reach]}" for reach, names in roles.items()]
    return f"För att {RIGHT_WORDS[right]} behövs ett uppdrag: {'; '.join(parts)}."


def _listed(names: list[str]) -> str:
    return " och ".join(filter(None, (", ".join(names[:-1]), names[-1])))
