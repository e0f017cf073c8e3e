"""Who may read and write a report."""

from huset.organisation.permissions import Actor
from huset.organisation.rules import Right


def may_read(actor: Actor, body_code: str, *, decided: bool) -> bool:
    """A decided report is public; a draft is for those who see the body from within."""
    return decided or actor.may(Right.READ_INTERNAL, body_code)


def may_write(actor: Actor, code: str) -> bool:
    """Whether someone writes for a body, or says what a unit expects."""
    return actor.may(Right.WRITE_FOLLOW_UP, code)
