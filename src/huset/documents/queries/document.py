"""One governing document, as of a day: its editions and texts, what it replaces and rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max

from huset.documents.models import Edition, EditionPage, GoverningDocument
from huset.documents.queries.in_force import NO_DRAFTS, visible
from huset.documents.queries.register import (
    EDITION,
    DocumentRow,
    EditionTerm,
    edition_term,
    rows,
)
from huset.documents.rules import STANDINGS, Reading, Standing, chain, standing
from huset.kernel.actions import sha256_of
from huset.kernel.differences import flowing, tidied
from huset.kernel.shell import Source
from huset.kernel.status import Status
from huset.organisation.permissions import Area

TEXT = (
    "summary",
    "url",
    "file_name",
    "media_type",
    "size",
    "sha256",
    "reading",
    "reading_note",
    "remit_id",
    "remit__title",
    "remit__body__code",
    "source",
    "source_year",
)
PDF = "application/pdf"


@dataclass(frozen=True)
class EditionView:
    """An edition with its text: a file, a link, or neither."""

    of: EditionTerm
    standing: Standing
    summary: str
    url: str
    file_name: str
    media_type: str
    size: int | None
    sha256: str
    reading: Reading
    reading_note: str
    pages: int
    remit: str
    remit_body_code: str
    source: Source

    @property
    def id(self) -> int:
        """The edition's number among all."""
        return self.of.id

    @property
    def status(self) -> Status:
        """How it stands, as everyone sees it."""
        return STANDINGS[self.standing]

    @property
    def is_draft(self) -> bool:
        """Tell whether it waits for a decision."""
        return not self.of.term.decided

    @property
    def page_word(self) -> str:
        """What a piece of its text is called: only a PDF has pages of its own."""
        return "Sida" if self.media_type == PDF else "Del"


@dataclass(frozen=True)
class Link:
    """A document that this one replaces, or that has replaced it."""

    row: DocumentRow
    steps: int


@dataclass(frozen=True)
class RestsOn:
    """A law, or a provision of one, that a document makes clear; ``url`` is where its words are."""

    title: str
    code: str  # the law's
    law: str
    url: str


@dataclass(frozen=True)
class DocumentView:
    """A document with everything that belongs to it."""

    row: DocumentRow
    unit: str
    unit_code: str
    editions: tuple[EditionView, ...]  # the latest first
    replaces: tuple[Link, ...]
    replaced_by: tuple[Link, ...]
    laws: tuple[RestsOn, ...]
    provisions: tuple[RestsOn, ...]

    @property
    def drafted(self) -> EditionView | None:
        """The edition that waits for a decision."""
        return next((one for one in self.editions if one.is_draft), None)

    @property
    def in_force(self) -> EditionView | None:
        """The edition that applies on the day."""
        holding = {Standing.IN_FORCE, Standing.REVIEW}
        return next((one for one in self.editions if one.standing in holding), None)

    def edition(self, number: int | None) -> EditionView | None:
        """The edition with a number; without one, the one that speaks for the document."""
        spoken = self.row.edition.number if self.row.edition else None
        wanted = spoken if number is None else number
        return next((one for one in self.editions if one.of.number == wanted), None)


@dataclass(frozen=True)
class PageText:
    """The text of a page."""

    number: int
    text: str
    wrapped: bool  # lines end where the paper does, as in a PDF

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Its paragraphs; a wrapped one is made whole."""
        return tuple(tidied(flowing(self.text) if self.wrapped else self.text).splitlines())


@dataclass(frozen=True)
class FileView:
    """A file to fetch."""

    name: str
    media_type: str
    sha256: str


def document(number: int, per: date, *, drafts: Area = NO_DRAFTS) -> DocumentView | None:
    """A document with what belongs to it, if the reader sees it on the day."""
    found = GoverningDocument.objects.select_related("unit").filter(pk=number).first()
    known = dict(GoverningDocument.objects.values_list("pk", "replaces"))
    older, newer = chain(number, known)
    around = [number, *older, *(one for step in newer for one in step)]
    shown = {row.id: row for row in rows(per, drafts=drafts, ids=around)}
    if found is None or number not in shown:
        return None
    return DocumentView(
        row=shown[number],
        unit=found.unit.name if found.unit else "",
        unit_code=found.unit.code if found.unit else "",
        editions=_editions(shown[number], per, drafts),
        replaces=tuple(Link(shown[n], at) for at, n in enumerate(older, 1) if n in shown),
        replaced_by=tuple(
            Link(shown[n], at) for at, step in enumerate(newer, 1) for n in step if n in shown
        ),
        laws=tuple(
            RestsOn(s.reference, s.code, s.title, s.url) for s in found.steering.order_by("title")
        ),
        provisions=tuple(
            RestsOn(f"{p.label} {p.title}", p.steering.code, p.steering.title, p.url)
            for p in found.provisions.select_related("steering").order_by("steering", "order")
        ),
    )


def page_text(edition: int, number: int) -> PageText | None:
    """The text of a page of an edition."""
    pages = EditionPage.objects.filter(edition=edition, number=number).select_related("edition")
    found = pages.first()
    return PageText(number, found.text, found.edition.media_type == PDF) if found else None


def edition_file(edition: int, per: date, *, drafts: Area = NO_DRAFTS) -> FileView | None:
    """An edition's file, if the reader sees the edition on the day."""
    found = Edition.objects.filter(visible(per, drafts), pk=edition).exclude(sha256="").first()
    return FileView(found.file_name, found.media_type, found.sha256) if found else None


def document_to_act_on(number: int) -> GoverningDocument | None:
    """A document's record, for an action."""
    return GoverningDocument.objects.select_related("decided_by").filter(pk=number).first()


def edition_to_act_on(number: int) -> Edition | None:
    """An edition's record, for an action."""
    found = Edition.objects.select_related("document__decided_by", "decision__meeting")
    return found.filter(pk=number).first()


def as_written(document: GoverningDocument) -> dict[str, Any]:
    """What a document says of itself, as its form has it."""
    return {
        "kind": document.kind,
        "title": document.title,
        "scope": document.scope,
        "decided_by": document.decided_by.code,
        "bodies": sorted(document.bodies.values_list("code", flat=True)),
        "unit": document.unit.code if document.unit else "",
        "owner": document.owner,
        "target_group": document.target_group,
        "replaces": document.replaces_id,
        "steering": sorted(document.steering.values_list("pk", flat=True)),
        "provisions": sorted(document.provisions.values_list("pk", flat=True)),
    }


def as_drafted(edition: Edition) -> dict[str, Any]:
    """What a draft says of itself, as its form has it; a file by its SHA-256."""
    return {
        "since": edition.valid_from,
        "until": edition.valid_to,
        "review_by": edition.review_by,
        "registry_number": edition.registry_number,
        "summary": edition.summary,
        "url": edition.url,
        "sha256": edition.sha256,
    }


def mark_of(written: Mapping[str, Any]) -> str:
    """What tells these values from others: a form sends back the mark of what it showed."""
    return sha256_of({name: str(value) for name, value in sorted(written.items())})


def _editions(row: DocumentRow, per: date, drafts: Area) -> tuple[EditionView, ...]:
    found = Edition.objects.filter(visible(per, drafts), document=row.id).order_by("-number")
    pages = _page_counts(row.id)
    replaced = row.standing is Standing.REPLACED
    views: list[EditionView] = []
    for said in found.values(*EDITION, *TEXT):
        of = edition_term(said)
        views.append(_edition(said, of, pages, standing(of.term, per, replaced=replaced)))
        replaced = replaced or (of.term.decided and of.term.since <= per)
    return tuple(views)


def _page_counts(document: int) -> Mapping[int, int]:
    found = EditionPage.objects.filter(edition__document=document).values("edition")
    return dict(found.annotate(last=Max("number")).values_list("edition", "last"))


def _edition(
    said: Mapping[str, Any],
    of: EditionTerm,
    pages: Mapping[int, int],
    stands: Standing,
) -> EditionView:
    return EditionView(
        of=of,
        standing=stands,
        summary=said["summary"],
        url=said["url"],
        file_name=said["file_name"],
        media_type=said["media_type"],
        size=said["size"],
        sha256=said["sha256"],
        reading=Reading(said["reading"]),
        reading_note=said["reading_note"],
        pages=pages.get(of.id, 0),
        remit=said["remit__title"] or "",
        remit_body_code=said["remit__body__code"] or "",
        source=Source(said["source"], said["source_year"]),
    )
