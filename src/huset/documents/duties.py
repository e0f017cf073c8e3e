"""What of governing documents waits for someone: to read, and to keep the register in order."""

from collections.abc import Iterator
from datetime import date

from huset.documents.known import Answer
from huset.documents.permissions import kept_register
from huset.documents.queries.lists import Finding, Findings, lacking
from huset.documents.queries.receipts import ToRead, to_read
from huset.documents.upkeep import MONTHS_AHEAD, Lacking
from huset.organisation.duties import Duty, Owner

KIND = "Styrdokument"
WAITS = {  # the lists that someone has to do something about, and what they do there
    Lacking.EXPIRED: ("{} har gått ut", "Visa utgångna"),
    Lacking.REVIEW: ("{} ska ses över", "Se över"),
    Lacking.MISSING: ("{} saknas", "Visa vad som saknas"),
    Lacking.UNKNOWN: ("{} har inte gjorts kända", "Planera"),
}


def duties(owner: Owner, today: date) -> list[Duty]:
    """What someone owes: documents to read and answer, and what their register lacks.

    The same few questions however many documents there are.
    """
    found: list[Duty] = []
    if owner.person_id is not None:
        found += [
            _reads(one)
            for one in to_read(owner.person_id, today)
            if one.answer is not Answer.UNDERSTOOD
        ]
    return [*found, *_keeps(owner, today)]


def _reads(one: ToRead) -> Duty:
    why = f"Görs känt för {one.place_name}: {one.how}."
    if one.answer is Answer.QUESTION:
        why = "Du har ställt en fråga. Bekräfta när du har fått svar."
    return Duty(
        kind=KIND,
        what=f"Läs {one.title}, utgåva {one.number}",
        why=why,
        button="Läs och bekräfta",
        page=("documents:receipt", (one.document_id,), {"utgava": str(one.number)}),
        place=one.place,
        due=one.confirm_by,
    )


def _keeps(owner: Owner, today: date) -> Iterator[Duty]:
    """One duty a list: those who keep the whole group's register get one for all of it."""
    area = kept_register(owner.actor)
    if not area:
        return
    for one in lacking(today, months=MONTHS_AHEAD[0]):
        mine: dict[str, list[Finding]] = {}
        for finding in one.found:
            if one.which in WAITS and finding.mended_by in area:
                place = "" if area.everything else finding.mended_by
                mine.setdefault(place, []).append(finding)
        for place, findings in mine.items():
            yield _keep(one, findings, place)


def _keep(of: Findings, found: list[Finding], place: str) -> Duty:
    what, button = WAITS[of.which]
    count = "1 styrdokument" if len(found) == 1 else f"{len(found)} styrdokument"
    names = ", ".join(one.title for one in found[:3])
    more = f" och {len(found) - 3} till" if found[3:] else ""
    due = min((one.day for one in found if one.day), default=None)
    return Duty(
        kind=KIND,
        what=what.format(count),
        why=f"{names}{more}.",
        button=button,
        page=("documents:lists", (), {"lista": of.which.value, "organ": place}),
        place=place,
        due=due if of.which is Lacking.REVIEW else None,
    )
