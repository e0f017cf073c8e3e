"""Who may read and write a report, send it back, and open a round."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from huset.kernel.rights import Policy
from huset.organisation.permissions import Actor, actor, needs
from huset.organisation.rules import Right
from huset.organisation.turn import RULE
from huset.organisation.words import who_may

WRITES = Policy(f"{who_may(Right.WRITE_FOLLOW_UP)} {RULE}", needs(Right.WRITE_FOLLOW_UP).allows)


def may_read(actor: Actor, body_code: str, *, decided: bool) -> bool:
    """A decided report is public; a draft is for those who see the body from within."""
    return decided or actor.may(Right.READ_INTERNAL, body_code)


def may_write(actor: Actor, code: str) -> bool:
    """Whether someone writes for a body, or says what a unit expects."""
    return actor.may(Right.WRITE_FOLLOW_UP, code)


def may_open(actor: Actor) -> bool:
    """Whether someone opens rounds, which are the whole group's."""
    return actor.area(Right.WRITE_FOLLOW_UP).everything


def require_opening(request: HttpRequest) -> None:
    """Refuse one who writes for some bodies only."""
    if not may_open(actor(request)):
        raise PermissionDenied(
            "En uppföljning gäller hela kommunkoncernen. Controllern öppnar den."
        )


def may_send_back(actor: Actor, body_code: str) -> bool:
    """Whether someone may send the body's report back: its chair."""
    return actor.may(Right.SEND_BACK, body_code)
