"""The example municipality's users by role, for tests that sign in as each of them."""

from huset.organisation.rules import Role

USERS = {
    None: None,
    Role.MEMBER: "ledamot",
    Role.CHAIR: "ordforande",
    Role.DIRECTOR: "utbildningschef",
    Role.MANAGER: "enhetschef",
    Role.CONTROLLER: "controller",
    Role.REGISTRAR: "registrator",
    Role.AUDITOR: "revisor",
    Role.SUBSTITUTE: "ersattare",
    Role.VICE_CHAIR: "vice",
    Role.MANAGING_DIRECTOR: "vd",
    Role.EMPLOYEE: "medarbetare",
    Role.SECRETARY: "sekreterare",
    Role.ADMINISTRATOR: "systemforvaltare",
}
