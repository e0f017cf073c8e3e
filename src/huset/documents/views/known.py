"""What a document's page says of how the document is made known, to those it concerns."""

from dataclasses import dataclass

from huset.documents.known import Answer
from huset.documents.queries.communication import steps_of
from huset.documents.queries.receipts import ToRead, person_of, to_read
from huset.kernel.http import Request
from huset.organisation.permissions import actor
from huset.organisation.rules import Right


@dataclass(frozen=True)
class Known:
    """What the reader is asked to read, and whether they may follow how the document is known."""

    asked: ToRead | None
    follows: bool
    steps: int

    @property
    def waits(self) -> bool:
        """Tell whether the reader has still to answer."""
        return self.asked is not None and self.asked.answer is not Answer.UNDERSTOOD


def known_of(request: Request, document_id: int) -> Known | None:
    """What to tell a reader of a document; nothing to those who are not signed in."""
    if not request.user.is_authenticated:
        return None
    person, today = person_of(request.user.pk), request.context.today
    every = to_read(person.pk, today) if person else []
    asked = [one for one in every if one.document_id == document_id]
    waiting = [one for one in asked if one.answer is not Answer.UNDERSTOOD]
    follows = actor(request).has(Right.READ_INTERNAL)
    if not (asked or follows):
        return None
    return Known(
        asked=next(iter(waiting or asked), None),
        follows=follows,
        steps=steps_of(document_id) if follows else 0,
    )
