"""Loads documents.yaml: the register of governing documents, with editions and small files."""

from dataclasses import dataclass, field
from pathlib import PurePath

from huset.direction.models import ExternalSteering, Provision
from huset.documents.actions.editions import (
    Proposed,
    decide_edition,
    end_document,
    keep_text,
    propose_edition,
    tie_edition,
)
from huset.documents.actions.register import Written, register_document
from huset.documents.models import Edition, GoverningDocument
from huset.documents.reading import read_here
from huset.documents.rules import Scope
from huset.examples.loading import Loading, bodies
from huset.examples.papers import paper
from huset.examples.reading import Entry, origin
from huset.organisation.attachments import Sent, place
from huset.organisation.models import Body, Remit, Unit
from huset.organisation.rules import RemitKind


@dataclass(frozen=True)
class Shelf:
    """What the documents are made of: bodies, laws by their codes, and the documents so far."""

    bodies: dict[str, Body]
    laws: dict[str, ExternalSteering]
    provisions: dict[tuple[str, str], Provision]
    documents: dict[str, GoverningDocument] = field(default_factory=dict)


def load_documents(loading: Loading) -> None:
    """Load the register: the remits as documents first, then the others."""
    content = loading.files.read("documents")
    provisions = Provision.objects.select_related("steering")
    shelf = Shelf(
        bodies(),
        {law.code: law for law in ExternalSteering.objects.all()},
        {(one.steering.code, one.code): one for one in provisions},
    )
    for remit in Remit.objects.filter(decision__isnull=False).select_related("body", "decision"):
        _remit(loading, remit, content["remits"], shelf.bodies["KF"])
    for entry in content["documents"]:
        if any("decision" not in one or loading.is_made(one) for one in entry["editions"]):
            _document(loading, entry, shelf)


def _remit(loading: Loading, remit: Remit, common: Entry, council: Body) -> None:
    shared = remit.kind == RemitKind.AGREEMENT
    given = {"is_example": remit.is_example} | (
        {"source": remit.source, "source_year": remit.source_year} if remit.source else {}
    )
    written = Written(
        kind=remit.kind,
        title=remit.title,
        scope=Scope.MUNICIPALITY if shared else Scope.BODY,
        decided_by=council,
        bodies=[remit.body],
        owner=common["owner"],
        target_group=common["target_group"],
    )
    document = register_document(written=written, by=loading.by, **given)
    proposed = Proposed(since=remit.valid_from, review_by=common["review_by"])
    tie_edition(document=document, remit=remit, proposed=proposed, by=loading.by, **given)


def _document(loading: Loading, entry: Entry, shelf: Shelf) -> None:
    written = Written(
        kind=entry["kind"],
        title=entry["title"],
        scope=Scope(entry["scope"]),
        decided_by=shelf.bodies[entry["by"]],
        bodies=[shelf.bodies[code] for code in entry.get("bodies", ())],
        unit=Unit.objects.filter(code=entry["unit"]).first() if "unit" in entry else None,
        owner=entry.get("owner", ""),
        target_group=entry.get("target_group", ""),
        replaces=shelf.documents.get(entry.get("replaces", "")),
        steering=[shelf.laws[code] for code in entry.get("steering", ()) if code in shelf.laws],
        provisions=[
            shelf.provisions[law, code]
            for law, code in entry.get("provisions", ())
            if (law, code) in shelf.provisions
        ],
    )
    document = register_document(written=written, by=loading.by, **origin(entry))
    shelf.documents[document.title] = document
    for edition in entry["editions"]:
        if "decision" not in edition or loading.is_made(edition):
            _edition(loading, document, entry, edition)
    ended = entry.get("ended")
    if ended and loading.is_made(ended):
        decision = loading.decision(ended)
        last = ended["last_day"]
        end_document(document=document, decision=decision, last_day=last, by=loading.by)


def _edition(loading: Loading, document: GoverningDocument, of: Entry, entry: Entry) -> None:
    known = ("since", "until", "review_by", "registry_number", "summary", "url")
    said = {name: entry[name] for name in known if name in entry}
    proposed = Proposed(file=_file(document, entry), **said)
    edition = propose_edition(
        document=document, proposed=proposed, older=True, by=loading.by, **origin(of)
    )
    if edition.sha256:
        _read(edition, loading)
    if "decision" in entry:
        decision = loading.decision(entry)
        decide_edition(edition=edition, decision=decision, by=loading.by)


def _file(document: GoverningDocument, entry: Entry) -> Sent | None:
    if "file" not in entry:
        return None
    file = entry["file"]
    sections = tuple(tuple(section) for section in file["sections"])
    by = document.decided_by.name
    return Sent(file["name"], paper(file["form"], document.title, by, entry["since"], sections))


def _read(edition: Edition, loading: Loading) -> None:
    """Read the text here and now: the files are our own."""
    text = read_here(place(edition.sha256), PurePath(edition.file_name).suffix)
    keep_text(edition=edition, outcome=text.outcome, texts=text.pages, by=loading.by)
