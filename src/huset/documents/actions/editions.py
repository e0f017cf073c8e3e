"""What people do with editions: propose one, keep its text, decide it, and end what it replaces."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePath
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from huset.documents.actions.register import CLASH
from huset.documents.models import Edition, EditionPage, GoverningDocument
from huset.documents.queries.document import as_drafted, mark_of
from huset.documents.queries.types import type_rules
from huset.documents.rules import (
    COUNCIL,
    Outcome,
    Reading,
    Term,
    days_refused,
    read_as,
    reading_refused,
)
from huset.kernel.actions import Clash, Refused, action, record, snapshot
from huset.kernel.models import User
from huset.organisation.attachments import Sent, UnfitFileError, check, keep
from huset.organisation.deciding import (
    refuse_before,
    refuse_decided,
    refuse_other_body,
    refuse_wrong_body,
)
from huset.organisation.models import Decision, Remit

DAY = timedelta(days=1)
READABLE = (".pdf", ".docx", ".odt")
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # how .doc begins, and any Office file with a password


@dataclass(frozen=True)
class Proposed:
    """An edition as it is proposed: its days, what is new in it, and its text."""

    since: date
    until: date | None = None
    review_by: date | None = None
    registry_number: str = ""
    summary: str = ""
    url: str = ""
    file: Sent | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """The edition's own fields, but for its file."""
        return {
            "valid_from": self.since,
            "valid_to": self.until,
            "review_by": self.review_by,
            "registry_number": self.registry_number,
            "summary": self.summary,
            "url": self.url,
        }


@action
def propose_edition(
    *,
    document: GoverningDocument,
    proposed: Proposed,
    by: User,
    older: bool = False,
    **origin: Any,
) -> Edition:
    """Draft an edition. The file's text is read afterwards (see `keep_text`).

    One draft at a time. Only an ``older`` one, registered afterwards, may lack a last day where
    its type asks for one.
    """
    document = GoverningDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
    _refuse_proposed(document, proposed, older=older)
    if document.editions.filter(decision=None).exists():
        raise Refused("Det finns redan ett utkast till utgåva. Ändra det, eller ta bort det.")
    edition = _new(document, proposed.fields, proposed.file, origin)
    record("documents.edition.proposed", by=by, on=edition)
    return edition


@action
def change_edition(
    *, edition: Edition, proposed: Proposed, seen: str, by: User, keep_file: bool = True
) -> Edition:
    """Change a draft. What is decided is never changed: another text is another edition."""
    edition = Edition.objects.select_for_update().select_related("document").get(pk=edition.pk)
    if mark_of(as_drafted(edition)) != seen:
        raise Clash(CLASH)
    refuse_decided(edition, str(edition))
    _refuse_proposed(edition.document, proposed)
    if proposed.url and edition.sha256 and keep_file and proposed.file is None:
        raise Refused("Utgåvan har en fil. Ta bort filen, eller lämna adressen tom.")
    before = snapshot(edition)
    for name, value in proposed.fields.items():
        setattr(edition, name, value)
    if proposed.file or not keep_file:
        edition.pages.all().delete()
        for name, value in _file_fields(proposed.file).items():
            setattr(edition, name, value)
    edition.save()
    record("documents.edition.changed", by=by, on=edition, before=before)
    return edition


@action
def withdraw_edition(*, edition: Edition, by: User) -> None:
    """Take back a draft."""
    refuse_decided(edition, str(edition))
    if edition.announcements.exists() or edition.receipts.exists():
        raise Refused("Utkastet har en kommunikationsplan. Ta bort den först.")
    record("documents.edition.withdrawn", by=by, on=edition, before=snapshot(edition), after={})
    edition.delete()


@action
def tie_edition(
    *,
    document: GoverningDocument,
    remit: Remit,
    proposed: Proposed,
    by: User,
    **origin: Any,
) -> Edition:
    """Add the edition that a remit is: its decision and days are the remit's, never typed twice."""
    _refuse_remit(document, remit)
    fields = proposed.fields | {"valid_from": remit.valid_from, "valid_to": remit.valid_to}
    _refuse_file(proposed)
    _end_others(document, Term(remit.valid_from, remit.valid_to), by, but=None)
    fields |= {"decision": remit.decision, "remit": remit}
    edition = _new(document, fields, proposed.file, origin)
    record("documents.edition.tied", by=by, on=edition)
    return edition


@action
def decide_edition(*, edition: Edition, decision: Decision, by: User) -> Edition:
    """Make an edition valid. The one before it, and what the document replaces, end the day before.

    A text that nobody can read cannot be decided. Source: the governance model, "Styrdokument"
    (the council decides what applies to all, each committee what is its own).
    """
    document, what = edition.document, str(edition)
    refuse_decided(edition, what)
    _refuse_decider(document, decision, what)
    refuse_before(decision, edition.valid_from, what)
    if why := reading_refused(Reading(edition.reading), edition.reading_note):
        raise Refused(f"{what} kan inte beslutas: {why}.")
    _end_others(document, Term(edition.valid_from, edition.valid_to), by, but=edition)
    before = snapshot(edition)
    edition.decision = decision
    edition.save()
    record("documents.edition.decided", by=by, on=edition, before=before)
    return edition


@action
def supply_text(*, edition: Edition, file: Sent | None, url: str, by: User) -> Edition:
    """Add the text of a decided edition that came without one, or with one that cannot be read.

    What people can read is never replaced: another text is another edition.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.decision_id is None:
        raise Refused("Utgåvan är ett utkast. Ändra utkastet i stället.")
    if edition.url or (edition.sha256 and edition.reading != Reading.UNREADABLE):
        raise Refused("Utgåvan har redan en text. En annan text är en ny utgåva.")
    if file is None and not url:
        raise Refused("Välj en fil, eller skriv adressen till texten.")
    _refuse_file(Proposed(since=edition.valid_from, file=file, url=url))
    before = snapshot(edition)
    for name, value in _file_fields(file).items():
        setattr(edition, name, value)
    edition.url = url
    edition.save()
    record("documents.edition.supplied", by=by, on=edition, before=before)
    return edition


@action
def end_document(
    *, document: GoverningDocument, decision: Decision, last_day: date, by: User
) -> Edition:
    """End a document after its last day, by a decision of the body that decides it.

    One that has expired already keeps its day: the decision says that nothing takes its place.
    """
    latest = document.editions.filter(decision__isnull=False).order_by("valid_from").last()
    if latest is None:
        raise Refused(f"{document.title} är inte beslutat. Ta bort utkastet i stället.")
    if latest.ended_by_id is not None:
        raise Refused(f"{document.title} upphör redan {latest.valid_to}, genom ett annat beslut.")
    _refuse_decider(document, decision, f"Att {document.title} upphör")
    refuse_before(decision, last_day, "Den sista dagen")
    if last_day < latest.valid_from:
        raise Refused(
            f"{document.title} gäller från {latest.valid_from}. Välj en senare sista dag."
        )
    before = snapshot(latest)
    latest.valid_to, latest.ended_by = min(latest.valid_to or last_day, last_day), decision
    latest.save()
    record("documents.edition.repealed", by=by, on=latest, before=before)
    return latest


@action
def move_review(
    *, edition: Edition, review_by: date, why: str, by: User, seen: date | None
) -> Edition:
    """Say by when an edition is to be reviewed next, and what the review so far came to."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.review_by != seen:
        raise Clash(f"{CLASH} Översynen är nu satt till {edition.review_by or 'ingen dag'}.")
    if review_by <= timezone.localdate():
        raise Refused("Dagen för nästa översyn har redan varit. Välj en dag framåt.")
    if not why.strip():
        raise Refused("Skriv vad översynen kom fram till.")
    before = snapshot(edition)
    edition.review_by = review_by
    edition.save()
    record("documents.edition.reviewed", by=by, on=edition, before=before, why=why)
    return edition


@action
def keep_text(*, edition: Edition, outcome: Outcome, texts: Sequence[str], by: User) -> Edition:
    """Keep what a file was found to say, page by page, or why it could not be read."""
    before = snapshot(edition)
    edition.pages.all().delete()
    EditionPage.objects.bulk_create(
        [
            EditionPage(edition=edition, number=number, text=text)
            for number, text in enumerate(texts, start=1)
        ],
        batch_size=200,
    )
    edition.reading, edition.reading_note = read_as(outcome, texts)
    edition.save()
    record("documents.edition.read", by=by, on=edition, before=before)
    return edition


@action
def ask_again(*, edition: Edition, by: User) -> Edition:
    """Ask that a file be read again, as when the server was stopped meanwhile."""
    if not edition.sha256 or edition.reading == Reading.READ:
        raise Refused("Det finns inget mer att läsa: texten är redan läst, eller så saknas fil.")
    before = snapshot(edition)
    edition.reading, edition.reading_note = Reading.WAITING, ""
    edition.save()
    record("documents.edition.asked", by=by, on=edition, before=before)
    return edition


def refuse_file(file: Sent) -> None:
    """Refuse at once what is cheap to see: size, name, and whether it is what it says."""
    if PurePath(file.name).suffix.lower() not in READABLE:
        raise Refused(f"{file.name} tas inte emot. Skicka PDF, Word (.docx) eller ODT.")
    if file.content.startswith(OLD_OFFICE):
        raise Refused(
            f"{file.name} är skyddad med lösenord, eller sparad i ett äldre format. "
            "Ta bort skyddet och spara den som PDF eller Word (.docx)."
        )
    try:
        check(file)
    except UnfitFileError as fault:
        raise Refused(str(fault)) from fault


def _new(
    document: GoverningDocument, fields: dict[str, Any], file: Sent | None, origin: dict[str, Any]
) -> Edition:
    last = document.editions.aggregate(last=Max("number"))["last"] or 0
    return Edition.objects.create(
        document=document, number=last + 1, **fields, **_file_fields(file), **origin
    )


def _file_fields(file: Sent | None) -> dict[str, Any]:
    """What an edition says of its file, which is kept; without one, what it says of none."""
    if file is None:
        return {
            "file_name": "",
            "media_type": "",
            "size": None,
            "sha256": "",
            "reading": Reading.NOTHING,
            "reading_note": "",
        }
    return {
        "file_name": file.name,
        "media_type": file.media_type,
        "size": len(file.content),
        "sha256": keep(file),
        "reading": Reading.WAITING,
        "reading_note": "",
    }


def _refuse_proposed(
    document: GoverningDocument, proposed: Proposed, *, older: bool = False
) -> None:
    rules = type_rules(document.kind, timezone.localdate())
    term = Term(proposed.since, proposed.until, proposed.review_by)
    if rules and (refused := days_refused(rules, term, older=older)):
        raise Refused(refused)
    _refuse_file(proposed)


def _refuse_file(proposed: Proposed) -> None:
    if proposed.file is not None:
        if proposed.url:
            raise Refused("Välj en fil eller en adress, inte båda.")
        refuse_file(proposed.file)


def _refuse_decider(document: GoverningDocument, decision: Decision, what: str) -> None:
    """Refuse another body than the document's: the council's by ch. 5, a committee's by ch. 6."""
    if document.decided_by.kind == COUNCIL:
        refuse_wrong_body(decision, {COUNCIL}, what)
    else:
        refuse_other_body(decision, document.decided_by, what)


def _refuse_remit(document: GoverningDocument, remit: Remit) -> None:
    if remit.decision is None:
        raise Refused(f"{remit.title} är inte beslutat. Välj det när fullmäktige har beslutat det.")
    if remit.kind != document.kind:
        raise Refused(f"{remit.title} är av en annan typ än dokumentet. Välj ett annat.")
    if not document.bodies.filter(pk=remit.body_id).exists():
        raise Refused(f"{remit.title} gäller ett organ som dokumentet inte rör. Välj ett annat.")
    if remit.editions.exists():
        raise Refused(f"{remit.title} är redan en utgåva av ett dokument.")


def _end_others(document: GoverningDocument, term: Term, by: User, *, but: Edition | None) -> None:
    """End, the day before, what still applies of a document and of the one that it replaces."""
    still = Q(valid_to=None) | Q(valid_to__gte=term.since)
    for one in _decided([document, document.replaces]).filter(still):
        if one == but or (term.until is not None and one.valid_from > term.until):
            continue
        if one.valid_from >= term.since:
            raise Refused(
                f"{one} gäller från {one.valid_from}. En ny utgåva kan gälla först dagen efter: "
                "ändra utkastets första dag."
            )
        before = snapshot(one)
        one.valid_to = term.since - DAY
        one.save()
        record("documents.edition.ended", by=by, on=one, before=before)


def _decided(documents: Iterable[GoverningDocument | None]) -> Any:  # noqa: ANN401 -- a queryset
    of = [document for document in documents if document is not None]
    found = Edition.objects.select_for_update(of=("self",)).select_related("document")
    return found.filter(document__in=of, decision__isnull=False).order_by("pk")
