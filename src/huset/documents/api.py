"""The governing documents' API: the same query as the register's page."""

from datetime import date

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from huset.documents.permissions import drafts_seen
from huset.documents.queries.register import Asked, DocumentRow, register
from huset.kernel.api import Moment, Plain, answers
from huset.kernel.rights import ANYONE
from huset.organisation.permissions import actor
from huset.organisation.queries import bodies_in_scope

router = Router(tags=["documents"])


class DocumentOut(Schema):
    """A document, with the edition that speaks for it on the day."""

    id: int
    title: str
    kind: str
    document_class: str
    scope: str
    decided_by: str
    body_codes: list[str]
    owner: str
    registry_number: str
    decided_on: date | None
    paragraph: int | None
    valid_from: date | None
    valid_to: date | None
    review_by: date | None
    standing: str
    status: str


class Wanted(Moment):
    """Which part of the register is asked for."""

    kind: Plain = ""
    document_class: Plain = ""
    standing: Plain = ""
    body: Plain = Field("", max_length=40)
    words: Plain = Field("", max_length=80)


@router.get("/", response=answers(list[DocumentOut]), auth=ANYONE)
def documents(request: HttpRequest, wanted: Query[Wanted]) -> list[dict[str, object]]:
    """The governing documents that the caller sees on the day ``per``, by title."""
    asked = Asked(
        kind=wanted.kind,
        document_class=wanted.document_class,
        standing=wanted.standing,
        words=wanted.words,
        body_codes=bodies_in_scope(wanted.body, wanted.day),
    )
    return [_out(row) for row in register(wanted.day, asked, drafts=drafts_seen(actor(request)))]


def _out(row: DocumentRow) -> dict[str, object]:
    edition = row.edition
    term, decision = (edition.term, edition.decision) if edition else (None, None)
    own = ("id", "title", "kind", "document_class", "scope", "owner", "standing")
    return {name: getattr(row, name) for name in own} | {
        "decided_by": row.decider_code,
        "body_codes": [body.code for body in row.bodies],
        "registry_number": edition.registry_number if edition else "",
        "decided_on": decision.day if decision else None,
        "paragraph": decision.paragraph if decision else None,
        "valid_from": term.since if term else None,
        "valid_to": term.until if term else None,
        "review_by": term.review_by if term else None,
        "status": row.status.word,
    }
