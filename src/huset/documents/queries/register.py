"""The register of governing documents, as of a day: what there is, and how each one stands."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from huset.documents.models import Edition, GoverningDocument
from huset.documents.queries.in_force import NO_DRAFTS, visible
from huset.documents.queries.types import document_types
from huset.documents.rules import (
    CLASS_NAMES,
    SCOPE_NAMES,
    STANDINGS,
    Scope,
    Standing,
    Term,
    shown_term,
    standing,
)
from huset.kernel.importing import Column, day, text
from huset.kernel.shell import Source
from huset.kernel.status import Status
from huset.model.rules import DocumentType
from huset.organisation.permissions import Area

UNKNOWN = "–"
LAST_LETTERS = str.maketrans("åäö", "{|}")  # after z, in the order of the alphabet
LONGEST = 2_000  # of a cell in the register as a file
DOCUMENT = (
    "pk",
    "title",
    "kind",
    "scope",
    "decided_by__code",
    "decided_by__name",
    "owner",
    "target_group",
    "replaces_id",
    "source",
    "source_year",
)
EDITION = (
    "pk",
    "number",
    "document_id",
    "valid_from",
    "valid_to",
    "review_by",
    "registry_number",
    "decision_id",
    "decision__paragraph",
    "decision__registry_number",
    "decision__meeting__day",
    "decision__meeting__body__name",
    "ended_by_id",
    "remit__valid_to",
)


@dataclass(frozen=True)
class Concerned:
    """A body that a document concerns."""

    code: str
    name: str


@dataclass(frozen=True)
class DecidedIn:
    """The decision that an edition rests on."""

    id: int
    body: str
    day: date
    paragraph: int

    def __str__(self) -> str:
        return f"{self.body} {self.day} § {self.paragraph}"


@dataclass(frozen=True)
class EditionTerm:
    """An edition's number, days and decision."""

    id: int
    document_id: int
    number: int
    term: Term
    registry_number: str
    decision: DecidedIn | None


@dataclass(frozen=True)
class DocumentRow:
    """A document as lists show it, with the edition that speaks for it on the day."""

    id: int
    title: str
    kind: str
    type_name: str
    document_class: str
    class_name: str
    scope: Scope
    decider: str
    decider_code: str
    bodies: tuple[Concerned, ...]
    owner: str
    target_group: str
    replaces_id: int | None
    edition: EditionTerm | None
    standing: Standing
    source: Source

    @property
    def status(self) -> Status:
        """How it stands, as everyone sees it."""
        return STANDINGS[self.standing]

    @property
    def type_and_class(self) -> str:
        """What it is: its type, and how such ones steer where the name does not say so."""
        if self.class_name in {self.type_name, UNKNOWN}:
            return self.type_name
        return f"{self.type_name}, {self.class_name.lower()}"

    @property
    def applies_to(self) -> str:
        """For whom it applies, in words."""
        if self.scope is not Scope.BODY:
            return SCOPE_NAMES[self.scope]
        return ", ".join(body.name for body in self.bodies)

    @property
    def review_by(self) -> date | None:
        """By when it is to be reviewed."""
        return self.edition.term.review_by if self.edition else None

    @property
    def cells(self) -> tuple[object, ...]:
        """What the register says of it as a file, in the order of the columns."""
        edition = self.edition
        term, decision = (edition.term, edition.decision) if edition else (None, None)
        return (
            self.title,
            self.type_name,
            self.class_name,
            self.applies_to,
            ", ".join(body.name for body in self.bodies),
            self.decider,
            decision.day if decision else None,
            f"§ {decision.paragraph}" if decision else "",
            edition.registry_number if edition else "",
            term.since if term else None,
            term.until if term else None,
            term.review_by if term else None,
            self.owner,
            self.target_group,
            self.status.word,
        )


COLUMNS: tuple[Column[Any], ...] = (
    Column("Titel", text(LONGEST)),
    Column("Typ", text(LONGEST)),
    Column("Klass", text(LONGEST)),
    Column("Gäller för", text(LONGEST)),
    Column("Organ som det rör", text(LONGEST)),
    Column("Beslutas av", text(LONGEST)),
    Column("Beslutad", day()),
    Column("Paragraf", text(LONGEST)),
    Column("Diarienummer", text(LONGEST)),
    Column("Gäller från", day()),
    Column("Gäller till", day()),
    Column("Ses över senast", day()),
    Column("Dokumentansvarig", text(LONGEST)),
    Column("Målgrupp", text(LONGEST)),
    Column("Status", text(LONGEST)),
)


@dataclass(frozen=True)
class Asked:
    """Which part of the register is asked for, and in which order."""

    kind: str = ""
    document_class: str = ""
    standing: str = ""
    words: str = ""
    body_codes: Collection[str] = ()
    order: str = "title"


ORDERS = {
    "title": "Titel",
    "type": "Typ",
    "decided": "Senast beslutad",
    "review": "Ses över först",
    "standing": "Status",
}


def register(
    per: date, asked: Asked | None = None, *, drafts: Area = NO_DRAFTS
) -> list[DocumentRow]:
    """The documents that a reader sees on a day. Four questions, however many there are."""
    asked = asked or Asked()
    found = [row for row in rows(per, drafts=drafts) if _answers(row, asked)]
    return sorted(found, key=lambda row: _order(row, asked.order))


def rows(
    per: date, *, drafts: Area = NO_DRAFTS, ids: Collection[int] | None = None
) -> list[DocumentRow]:
    """Documents as of a day, all or some; those that nothing was decided of by then are drafts."""
    editions = _editions(per, drafts, ids)
    chosen = GoverningDocument.objects.order_by("title", "pk")
    if ids is not None:
        chosen = chosen.filter(pk__in=ids)
    bodies = _bodies(ids)
    types: dict[str, DocumentType] = {one.code: one for one in document_types(per)}
    replaced = _replaced(per, ids)
    return [
        _row(said, bodies.get(said["pk"], []), shown, types.get(said["kind"]), stands)
        for said in chosen.values(*DOCUMENT)
        if said["pk"] in editions or said["decided_by__code"] in drafts
        for shown, stands in [_stands(editions.get(said["pk"], []), per, said["pk"] in replaced)]
    ]


def edition_term(said: Mapping[str, Any]) -> EditionTerm:
    """An edition's days and decision, from the values named in ``EDITION``."""
    decided = said["decision_id"] is not None
    last = [day for day in (said["valid_to"], said["remit__valid_to"]) if day is not None]
    term = Term(
        since=said["valid_from"],
        until=min(last, default=None),
        review_by=said["review_by"],
        decided=decided,
        ended=said["ended_by_id"] is not None,
    )
    decision = None
    if decided:
        decision = DecidedIn(
            said["decision_id"],
            said["decision__meeting__body__name"],
            said["decision__meeting__day"],
            said["decision__paragraph"],
        )
    number = said["registry_number"] or said["decision__registry_number"] or ""
    return EditionTerm(said["pk"], said["document_id"], said["number"], term, number, decision)


def _editions(
    per: date, drafts: Area, ids: Collection[int] | None
) -> Mapping[int, list[EditionTerm]]:
    found = Edition.objects.filter(visible(per, drafts)).order_by("number")
    if ids is not None:
        found = found.filter(document__in=ids)
    editions: dict[int, list[EditionTerm]] = {}
    for said in found.values(*EDITION):
        editions.setdefault(said["document_id"], []).append(edition_term(said))
    return editions


def _replaced(per: date, ids: Collection[int] | None) -> frozenset[int]:
    """The documents that another has taken the place of by a day."""
    by_then = Edition.objects.filter(visible(per), valid_from__lte=per)
    found = by_then.filter(document__replaces__isnull=False)
    if ids is not None:
        found = found.filter(document__replaces__in=ids)
    replaced = found.values_list("document__replaces", flat=True)
    return frozenset(number for number in replaced if number is not None)


def _bodies(ids: Collection[int] | None) -> Mapping[int, list[Concerned]]:
    """The bodies that documents concern, in the order of the house."""
    through = GoverningDocument.bodies.through.objects.order_by("body__order", "body__name")
    if ids is not None:
        through = through.filter(governingdocument__in=ids)
    found: dict[int, list[Concerned]] = {}
    for number, code, name in through.values_list("governingdocument", "body__code", "body__name"):
        found.setdefault(number, []).append(Concerned(code, name))
    return found


def _stands(
    editions: list[EditionTerm], per: date, replaced: bool
) -> tuple[EditionTerm | None, Standing]:
    """The edition that speaks for a document on a day, and how the document stands by it."""
    at = shown_term([edition.term for edition in editions], per)
    shown = None if at is None else editions[at]
    return shown, standing(shown.term if shown else None, per, replaced=replaced)


def _row(
    said: Mapping[str, Any],
    bodies: list[Concerned],
    shown: EditionTerm | None,
    of_type: DocumentType | None,
    stands: Standing,
) -> DocumentRow:
    return DocumentRow(
        id=said["pk"],
        title=said["title"],
        kind=said["kind"],
        type_name=of_type.name if of_type else said["kind"],
        document_class=of_type.document_class if of_type else "",
        class_name=CLASS_NAMES[of_type.document_class] if of_type else UNKNOWN,
        scope=Scope(said["scope"]),
        decider=said["decided_by__name"],
        decider_code=said["decided_by__code"],
        bodies=tuple(bodies),
        owner=said["owner"],
        target_group=said["target_group"],
        replaces_id=said["replaces_id"],
        edition=shown,
        standing=stands,
        source=Source(said["source"], said["source_year"]),
    )


def _answers(row: DocumentRow, asked: Asked) -> bool:
    """Tell whether a document is among those asked for."""
    chosen = (
        (asked.kind, row.kind),
        (asked.document_class, row.document_class),
        (asked.standing, row.standing),
    )
    return (
        all(wanted in {"", value} for wanted, value in chosen)
        and (not asked.body_codes or concerns(row, asked.body_codes))
        and (not asked.words or _holds(row, asked.words.casefold().split()))
    )


def concerns(row: DocumentRow, codes: Collection[str]) -> bool:
    """Tell whether a document concerns a body: all of them, those named, and the one deciding."""
    named = {body.code for body in row.bodies} | {row.decider_code}
    return row.scope is not Scope.BODY or bool(named & set(codes))


def _holds(row: DocumentRow, words: Iterable[str]) -> bool:
    number = row.edition.registry_number if row.edition else ""
    said = (row.title, row.type_name, row.owner, row.target_group, number, row.applies_to)
    together = " ".join(said).casefold()
    return all(word in together for word in words)


def _order(row: DocumentRow, by: str) -> tuple[object, ...]:
    title = row.title.casefold().translate(LAST_LETTERS)
    decision = row.edition.decision if row.edition else None
    orders: Mapping[str, tuple[object, ...]] = {
        "type": (row.type_name, title),
        "decided": (-(decision.day.toordinal() if decision else 0), title),
        "review": (row.review_by or date.max, title),
        "standing": (list(Standing).index(row.standing), title),
    }
    return (*orders.get(by, (title,)), row.id)
