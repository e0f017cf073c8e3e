"""What people do to make a document known: plan steps, and answer that they have read it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from huset.documents.actions.register import CLASH
from huset.documents.known import step_refused
from huset.documents.models import Announcement, Edition, Receipt
from huset.documents.queries.communication import as_planned
from huset.documents.queries.document import mark_of
from huset.documents.queries.receipts import is_asked, old_questions
from huset.documents.rules import AUDIENCE_NAMES, Audience
from huset.kernel.actions import Clash, Refused, action, record, snapshot
from huset.kernel.models import User
from huset.kernel.periods import long_date
from huset.organisation.models import Body, Person, Unit


@dataclass(frozen=True)
class Planned:
    """A step as it is planned: for whom and where, how, when, and to be confirmed by when."""

    place: Body | Unit
    audience: Audience
    how: str
    day: date
    confirm_by: date | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """The step's own fields."""
        return {
            "body": self.place if isinstance(self.place, Body) else None,
            "unit": self.place if isinstance(self.place, Unit) else None,
            "audience": self.audience,
            "how": self.how.strip(),
            "day": self.day,
            "confirm_by": self.confirm_by,
        }


@action
def plan_step(*, edition: Edition, planned: Planned, by: User) -> Announcement:
    """Add a step to an edition's communication plan."""
    _refuse_planned(edition, planned)
    step = Announcement.objects.create(edition=edition, **planned.fields)
    record("documents.announcement.planned", by=by, on=step)
    return step


@action
def change_step(*, step: Announcement, planned: Planned, seen: str, by: User) -> Announcement:
    """Change a step. Refused, with what it says now, when someone else has changed it meanwhile."""
    along = Announcement.objects.select_related("edition__decision__meeting", "body", "unit")
    found = along.select_for_update(of=("self",)).filter(pk=step.pk).first()
    if found is None:
        raise Refused("Steget är borttaget. Lägg till det på nytt om det ska göras.")
    if mark_of(as_planned(found)) != seen:
        raise Clash(f"{CLASH} Nu står det: {in_words(found)}")
    _refuse_planned(found.edition, planned, but=found.pk)
    before = snapshot(found)
    for name, value in planned.fields.items():
        setattr(found, name, value)
    found.save()
    record("documents.announcement.changed", by=by, on=found, before=before)
    return found


@action
def remove_step(*, step: Announcement, by: User) -> None:
    """Remove a step. What people have answered stays: it is about the edition."""
    record("documents.announcement.removed", by=by, on=step, before=snapshot(step), after={})
    step.delete()


@action
def give_receipt(
    *, edition: Edition, person: Person, question: str, day: date, by: User
) -> Receipt:
    """Answer that one has read an edition: understood it, or has a ``question``.

    Only for oneself, of what one has been asked to read. A question becomes understood when it is
    answered; what is understood is not taken back.
    """
    if person.user_id is None or person.user_id != by.pk:
        raise Refused("Bara du själv kan bekräfta att du har läst.")
    if not is_asked(edition, person, day):
        raise Refused("Utgåvan är inte riktad till dig, så du behöver inte bekräfta den.")
    found = Receipt.objects.select_for_update().filter(edition=edition, person=person).first()
    said = {"day": day, "understood": not question.strip(), "question": question.strip()}
    if found is None:
        receipt = Receipt.objects.create(edition=edition, person=person, **said)
        record("documents.receipt.given", by=by, on=receipt, after=_told(receipt))
        return receipt
    if found.understood:
        if said["understood"]:
            return found
        raise Refused(
            f"Du bekräftade {long_date(found.day)} att du har läst och förstått. "
            "Ställ frågan till den som ansvarar för dokumentet."
        )
    before = _told(found)
    found.day, found.understood = day, not question.strip()
    found.question = question.strip() or found.question  # what was asked stays beside the answer
    found.save()
    record("documents.receipt.changed", by=by, on=found, before=before, after=_told(found))
    return found


@action
def forget_questions(*, today: date, by: User) -> None:
    """Forget what people asked of editions that ended long ago. That they had read it stays."""
    for receipt in old_questions(today).select_for_update(of=("self",)):
        before = _told(receipt)
        receipt.question = ""
        receipt.save()
        after = _told(receipt)
        record("documents.receipt.forgotten", by=by, on=receipt, before=before, after=after)


def _told(receipt: Receipt) -> dict[str, Any]:
    """An answer as the log keeps it: that something was asked, never the words, which it keeps."""
    said = snapshot(receipt)
    return said | {"question": None, "asked": bool(said["question"])}


def in_words(step: Announcement) -> str:
    """A step in a sentence."""
    place, whom = step.body or step.unit, AUDIENCE_NAMES[Audience(step.audience)].lower()
    confirmed = f", bekräftas senast {step.confirm_by}" if step.confirm_by else ""
    return f"{place}, {whom}: {step.how}, {step.day}{confirmed}."


def _refuse_planned(edition: Edition, planned: Planned, *, but: int = 0) -> None:
    place, decision = planned.place, edition.decision
    if not planned.how.strip():
        raise Refused("Skriv hur dokumentet görs känt, till exempel på APT.")
    refused = step_refused(
        planned.day,
        planned.confirm_by,
        decided=decision.meeting.day if decision else None,
        until=edition.valid_to,
    )
    if refused:
        raise Refused(refused)
    if planned.audience is Audience.ELECTED and isinstance(place, Unit):
        raise Refused("Förtroendevalda har sina uppdrag i organ, inte i enheter. Välj organet.")
    if place.valid_to is not None and place.valid_to < planned.day:
        raise Refused(f"{place} finns till och med {place.valid_to}. Välj en annan plats.")
    same = Announcement.objects.filter(edition=edition, **planned.fields).exclude(pk=but)
    if same.exists():
        raise Refused("Det steget finns redan i planen.")
