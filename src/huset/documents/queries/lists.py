"""What the register lacks on a day: expired, to review, missing, unlinked, unknown, unowned.

Asks the same questions however many documents there are.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from huset.documents import upkeep
from huset.documents.known import unknown
from huset.documents.models import Announcement, GoverningDocument
from huset.documents.queries.register import DocumentRow, rows
from huset.documents.rules import Scope, Standing
from huset.documents.upkeep import NAMES, Lacking, review_status
from huset.kernel.backlinks import backlinks
from huset.kernel.importing import Column, day, text
from huset.kernel.links import Page
from huset.kernel.periods import long_date
from huset.kernel.status import Status
from huset.model.queries import model_in_force
from huset.model.rules import DocumentType
from huset.organisation.queries import remits
from huset.organisation.structure import BodyRow, Organisation, organisation

HOLDING = frozenset({Standing.IN_FORCE, Standing.REVIEW})
SOON = upkeep.MONTHS_AHEAD[1]
NEW_EDITION = ("Ny utgåva", "documents:new-edition")  # what is done, and where
REVIEW = ("Se över", "documents:review")
LINK = ("Koppla", "documents:change")
PLAN = ("Planera", "documents:communication")
OWNER = ("Ange ansvarig", "documents:change")
COLUMNS: tuple[Column[Any], ...] = (
    Column("Dokument", text(500)),
    Column("Typ", text(500)),
    Column("Organ", text(500)),
    Column("Läge", text(500)),
    Column("Dag", day()),
    Column("Varför", text(500)),
)


@dataclass(frozen=True)
class Finding:
    """Something that is lacking: what, why, and the page where it is mended.

    ``mended_by`` is the code of the body whose register it stands in; ``day`` is what it is sorted
    by, where time matters.
    """

    title: str
    page: Page | None
    type_name: str
    place: str
    status: Status
    why: str
    button: str
    mend: Page
    mended_by: str
    day: date | None = None

    @property
    def cells(self) -> tuple[object, ...]:
        """The finding as a file has it."""
        return self.title, self.type_name, self.place, self.status.word, self.day, self.why


@dataclass(frozen=True)
class Findings:
    """One of the lists, the most urgent first."""

    which: Lacking
    found: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """What the list is called."""
        return NAMES[self.which]


@dataclass(frozen=True)
class Register:
    """The documents of a day, with what is asked of all of them at once."""

    per: date
    rows: tuple[DocumentRow, ...]
    announced: frozenset[int]  # editions
    linked: frozenset[int]  # documents
    known_days: int
    months: int

    @property
    def holding(self) -> Iterator[DocumentRow]:
        """Those in force."""
        return (row for row in self.rows if row.standing in HOLDING)


def lacking(
    per: date, *, body_codes: Collection[str] = (), months: int = SOON
) -> tuple[Findings, ...]:
    """Every list, of the documents of some bodies or of all."""
    every = tuple(rows(per))
    chosen = tuple(row for row in every if not body_codes or _belongs(row, body_codes))
    known = Register(
        per=per,
        rows=chosen,
        announced=frozenset(Announcement.objects.values_list("edition", flat=True)),
        linked=_linked([row.id for row in chosen if row.standing in HOLDING], per),
        known_days=model_in_force(per).thresholds.known_days,
        months=months,
    )
    lists: dict[Lacking, Callable[[Register], Iterator[Finding]]] = {
        Lacking.EXPIRED: _expired,
        Lacking.REVIEW: _to_review,
        Lacking.MISSING: lambda _: _missing(every, per, body_codes),
        Lacking.UNLINKED: _unlinked,
        Lacking.UNKNOWN: _unknown,
        Lacking.UNOWNED: _unowned,
    }
    return tuple(
        Findings(which, tuple(sorted(find(known), key=_urgent))) for which, find in lists.items()
    )


def _urgent(found: Finding) -> tuple[date, bool, str, str]:
    soft = found.status == upkeep.TEXT_MISSING
    return found.day or date.max, soft, found.place.casefold(), found.title.casefold()


def _belongs(row: DocumentRow, codes: Collection[str]) -> bool:
    """Tell whether a document is a body's own to keep in order: it decides it or is named."""
    return row.decider_code in codes or any(body.code in codes for body in row.bodies)


def _expired(known: Register) -> Iterator[Finding]:
    for row in known.rows:
        until = row.edition.term.until if row.edition else None
        if row.standing is Standing.EXPIRED and until:
            why = f"Gällde till och med {long_date(until)}."
            yield _finding(row, upkeep.EXPIRED, why, NEW_EDITION, day=until)


def _to_review(known: Register) -> Iterator[Finding]:
    for row in known.holding:
        due = row.review_by
        status = review_status(due, known.per, known.months)
        if status and due and row.edition:
            why = f"Ska ses över senast {long_date(due)}."
            yield _finding(row, status, why, REVIEW, day=due, number=row.edition.id)


def _unlinked(known: Register) -> Iterator[Finding]:
    for row in known.holding:
        if row.id not in known.linked and not row.bodies:
            why = "Varken mål, uppdrag, organ eller lag är kopplat till dokumentet."
            yield _finding(row, upkeep.UNLINKED, why, LINK)


def _unknown(known: Register) -> Iterator[Finding]:
    for row in known.holding:
        edition = row.edition
        if edition is None:
            continue
        announced = edition.id in known.announced
        if unknown(edition.term.since, known.per, known.known_days, announced=announced):
            since = long_date(edition.term.since)
            why = f"Gäller från {since}; ska vara känt inom {known.known_days} dagar."
            yield _finding(row, upkeep.NOT_KNOWN, why, PLAN, day=edition.term.since)


def _unowned(known: Register) -> Iterator[Finding]:
    for row in known.holding:
        if not row.owner.strip():
            yield _finding(row, upkeep.UNOWNED, "Dokumentansvarig är inte angiven.", OWNER)


def _finding(
    row: DocumentRow,
    status: Status,
    why: str,
    mend: tuple[str, str],
    *,
    day: date | None = None,
    number: int | None = None,
) -> Finding:
    button, name = mend
    return Finding(
        title=row.title,
        page=("documents:document", (row.id,), {}),
        type_name=row.type_name,
        place=row.decider,
        status=status,
        why=why,
        button=button,
        mend=(name, (number or row.id,), {}),
        mended_by=row.decider_code,
        day=day,
    )


def _missing(
    every: Collection[DocumentRow], per: date, body_codes: Collection[str]
) -> Iterator[Finding]:
    """What the model requires of a body and it has not; a remit counts, but has no text here."""
    organised, model = organisation(per), model_in_force(per)
    held = [row for row in every if row.standing in HOLDING]
    given = {(one.kind.value, one.body_code) for one in remits(per) if one.decision is not None}
    for kind in model.document_types:
        for body in organised.bodies:
            if body.kind not in kind.required_of or (body_codes and body.code not in body_codes):
                continue
            if not any(row.kind == kind.code and _concerns(row, body.code) for row in held):
                known = (kind.code, body.code) in given
                yield _lack(kind, body, organised, known=known)


def _concerns(row: DocumentRow, code: str) -> bool:
    """Tell whether a document is a body's: it is named, or the document is for everyone."""
    return row.scope is not Scope.BODY or any(body.code == code for body in row.bodies)


def _lack(kind: DocumentType, body: BodyRow, organised: Organisation, *, known: bool) -> Finding:
    deciders = [one.code for one in organised.bodies if one.kind in kind.decided_by]
    own = body.kind in kind.decided_by
    decider = body.code if own else next(iter(deciders), body.code)
    return Finding(
        title=f"{kind.name} för {body.name}",
        page=None,
        type_name=kind.name,
        place=body.name,
        status=upkeep.TEXT_MISSING if known else upkeep.MISSING,
        why="Beslutet finns bland organets uppdrag, men texten finns inte i registret."
        if known
        else f"Styrmodellen kräver {kind.name.lower()} av {body.name}.",
        button="Registrera",
        mend=("documents:new", (), {"typ": kind.code, "organ": body.code, "av": decider}),
        mended_by=decider,
    )


def _linked(ids: Collection[int], per: date) -> frozenset[int]:
    """The documents that a law belongs to, or that a goal, assignment or mission points at."""
    found = set(backlinks(GoverningDocument, ids, per))
    for name in ("steering", "provisions"):
        through = GoverningDocument.objects.filter(pk__in=ids, **{f"{name}__isnull": False})
        found.update(through.values_list("pk", flat=True))
    return frozenset(found)
