"""Who may read and write a report."""

from huset.organisation.permissions import Actor
from huset.organisation.queries import Organisation
from huset.organisation.rules import Right


def may_read(actor: Actor, *, decided: bool) -> bool:
    """A decided report is public; a draft is for those within."""
    return decided or actor.has(Right.READ_INTERNAL)


def may_write(actor: Actor, body_code: str, organised: Organisation) -> bool:
    """Managers write for the body that their unit belongs to, controllers for every body."""
    if not actor.has(Right.WRITE_FOLLOW_UP):
        return False
    if actor.sees_all:
        return True
    own = {unit.body_code for unit in organised.units if unit.code in actor.unit_codes}
    return body_code in own | actor.body_codes
