"""What support does: begin to see Huset as someone, and end it."""

from django.utils import timezone

from huset.access.permissions import Look, why_not_seen
from huset.access.rules import LONGEST_LOOK
from huset.kernel.actions import Refused, action, record
from huset.kernel.models import User
from huset.organisation.permissions import actor_of
from huset.organisation.rules import Right
from huset.organisation.words import who_may


@action
def begin_look(*, seen: User, by: User, why: str) -> Look:
    """Begin to see Huset as someone, with a reason. The line says when it ends at the latest."""
    if not actor_of(by).has(Right.SEE_AS):
        raise Refused(who_may(Right.SEE_AS))
    if not why.strip():
        raise Refused("Skäl saknas. Skriv varför du behöver se Huset som personen.")
    if said := why_not_seen(seen, by):
        raise Refused(said)
    until = timezone.now() + LONGEST_LOOK
    record("access.support.began", by=by, on=seen, after={"until": until}, why=why.strip())
    return Look(by, seen, until)


@action
def end_look(*, look: Look, by: User) -> None:
    """End seeing Huset as someone, before its time is up."""
    record("access.support.ended", by=by, on=look.seen, after={"until": timezone.now()})
