"""What can be found of the governing documents: each edition by its text, page by page."""

from collections.abc import Collection, Iterable

from django.utils import timezone

from huset.documents.models import Edition, EditionPage, GoverningDocument
from huset.documents.rules import SCOPE_NAMES, Scope
from huset.model.queries import model_in_force
from huset.organisation.findable import Findable, Passage
from huset.organisation.rules import Right

A_BATCH = 50  # editions whose texts are read at a time


class DocumentFinder:
    """The documents, once for each edition; a draft for those who see the deciding body within."""

    label = "documents.GoverningDocument"
    also = ("documents.Edition",)

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The editions of the documents."""
        kinds: dict[str, str] = {
            kind.code: kind.name for kind in model_in_force(timezone.localdate()).document_types
        }
        found = Edition.objects.select_related("document__decided_by", "decision__meeting")
        found = found.prefetch_related("pages").order_by("pk")
        if numbers is not None:
            found = found.filter(document__in=numbers)
        for edition in found.iterator(A_BATCH):
            yield _findable(edition, kinds.get(edition.document.kind, edition.document.kind))

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """The documents of some editions; all when one of them is withdrawn."""
        found = Edition.objects.filter(pk__in=numbers).values_list("document", flat=True)
        return found if len(found) == len(numbers) else None


def _findable(edition: Edition, kind: str) -> Findable:
    document, decision = edition.document, edition.decision
    made = decision.meeting.day if decision else edition.valid_from
    return Findable(
        number=document.pk,
        kind="Styrdokument",
        title=document.title,
        page=edition.page(),
        passages=(*_pages(edition.pages.all()), *_described(document, edition, kind)),
        code=edition.registry_number,
        body_code=document.decided_by.code,
        valid_from=max(edition.valid_from, made),
        valid_to=edition.valid_to,
        right=None if decision else Right.READ_INTERNAL,
        place="" if decision else document.decided_by.code,
    )


def _pages(pages: Iterable[EditionPage]) -> Iterable[Passage]:
    return (Passage(page.text, f"sida {page.number}") for page in pages)


def _described(document: GoverningDocument, edition: Edition, kind: str) -> Iterable[Passage]:
    yield Passage(f"{kind}, beslutas av {document.decided_by.name}", "uppgifterna")
    scope = SCOPE_NAMES[Scope(document.scope)]
    yield Passage(f"{scope}. {document.target_group}. {document.owner}", "uppgifterna")
    yield Passage(edition.summary, "det som är nytt")


DOCUMENTS = DocumentFinder()
