"""What tests of governing documents are made of. ``of`` is what the new thing belongs to."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from huset.documents.actions.communication import Planned, give_receipt, plan_step
from huset.documents.actions.editions import Proposed, decide_edition, keep_text, propose_edition
from huset.documents.actions.register import Written, register_document
from huset.documents.models import Announcement, Edition, GoverningDocument, Receipt
from huset.documents.rules import Audience, Outcome, Scope
from huset.kernel.models import User
from huset.organisation.models import Body, Person, Unit
from huset.organisation.tests.make import SINCE, body, decision, user

TODAY = timezone.localdate()


def council() -> Body:
    """The council."""
    return body("KF", "Kommunfullmäktige", "council")


def written(
    title: str = "", *, kind: str = "policy", of: Body | None = None, **more: Any
) -> Written:
    """What a document says: one of the council's for everyone, unless told otherwise."""
    number = GoverningDocument.objects.count() + 1
    said: dict[str, Any] = {"scope": Scope.GROUP, "owner": "Controller"} | more
    return Written(kind=kind, title=title or f"Policy {number}", decided_by=of or council(), **said)


def document(title: str = "", **said: Any) -> GoverningDocument:
    """A document without any edition yet."""
    return register_document(written=written(title, **said), by=user())


def draft(
    *,
    of: GoverningDocument | None = None,
    since: date = SINCE,
    texts: Sequence[str] = (),
    **more: Any,
) -> Edition:
    """An edition that waits for its decision, with the text of its pages where there is one."""
    proposed = Proposed(since=since, **more)
    edition = propose_edition(document=of or document(), proposed=proposed, by=user(), older=True)
    if texts:
        edition = keep_text(edition=edition, outcome=Outcome.READ, texts=texts, by=user())
    return edition


def edition(*, of: GoverningDocument | None = None, since: date = SINCE, **more: Any) -> Edition:
    """A decided edition."""
    made = draft(of=of, since=since, **more)
    decided = decision(of=made.document.decided_by, day=since)
    return decide_edition(edition=made, decision=decided, by=user())


def many(count: int, *, until: date | None = None) -> None:
    """Many decided documents at once, of which every other has a last day."""
    decided, first = decision(day=SINCE), GoverningDocument.objects.count() + 1
    documents = GoverningDocument.objects.bulk_create(
        GoverningDocument(
            kind="policy", title=f"Policy {number}", scope=Scope.GROUP, decided_by=council()
        )
        for number in range(first, first + count)
    )
    Edition.objects.bulk_create(
        Edition(
            document=one,
            number=1,
            decision=decided,
            valid_from=SINCE,
            valid_to=until if at % 2 else None,
        )
        for at, one in enumerate(documents)
    )


def step(
    *,
    of: Edition | None = None,
    place: Body | Unit | None = None,
    audience: Audience = Audience.EVERYONE,
    day: date = SINCE,
    confirm_by: date | None = None,
    how: str = "APT",
) -> Announcement:
    """A step of an edition's communication plan: for everyone in a committee, unless told."""
    planned = Planned(place or body(), audience, how, day, confirm_by)
    return plan_step(edition=of or edition(), planned=planned, by=user())


def receipt(*, of: Edition, by: User, question: str = "", day: date = TODAY) -> Receipt:
    """What someone answers of an edition."""
    person = Person.objects.get(user=by)
    return give_receipt(edition=of, person=person, question=question, day=day, by=by)
