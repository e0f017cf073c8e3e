"""Drafts of editions, which wait for the body that decides them."""

from huset.documents.actions.editions import decide_edition
from huset.documents.models import Edition
from huset.documents.rules import Reading
from huset.kernel.models import User
from huset.kernel.periods import long_date
from huset.organisation.deciding import Waiting
from huset.organisation.models import Body, Decision

NOTES = {
    Reading.WAITING: ", filen läses fortfarande",
    Reading.UNREADABLE: ", filen går inte att läsa",
}


class Editions:
    """Editions of governing documents that are drafts."""

    code = "editions"
    name = "Styrdokument"

    def waiting(self, body: Body) -> list[Waiting]:
        """The drafts that this body decides; what cannot be read is shown, and refused."""
        drafts = Edition.objects.filter(decision=None, document__decided_by=body)
        return [
            Waiting(
                draft.pk,
                draft.document.title,
                f"utgåva {draft.number}, föreslås gälla från {long_date(draft.valid_from)}"
                + NOTES.get(Reading(draft.reading), ""),
                "documents:edition",
            )
            for draft in drafts.select_related("document").order_by("document__title", "pk")
        ]

    def decide(self, number: int, *, decision: Decision, by: User) -> None:
        """Make an edition valid."""
        found = Edition.objects.select_for_update(of=("self",)).select_related(
            "document__decided_by", "document__replaces"
        )
        decide_edition(edition=found.get(pk=number), decision=decision, by=by)


EDITIONS = Editions()
