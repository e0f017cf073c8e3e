"""What someone is asked to read and answer, and what they have answered."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from huset.documents.known import ANSWERS, Answer, kept_since
from huset.documents.models import Announcement, Edition, Receipt
from huset.documents.queries.document import PDF, PageText
from huset.documents.queries.in_force import decided
from huset.documents.queries.reach import Seat, reached, seats, where
from huset.kernel.status import Status
from huset.organisation.models import Person
from huset.organisation.structure import Organisation, organisation


@dataclass(frozen=True)
class ToRead:
    """An edition that was made known to someone: where, how, by when, and what they answered."""

    edition_id: int
    document_id: int
    number: int
    title: str
    how: str
    day: date
    confirm_by: date | None
    place: str
    place_name: str
    answer: Answer


@dataclass(frozen=True)
class OwnReceipt:
    """What someone has answered, and when."""

    day: date
    understood: bool
    question: str

    @property
    def status(self) -> Status:
        """The answer as everyone sees it."""
        return ANSWERS[Answer.UNDERSTOOD if self.understood else Answer.QUESTION]


@dataclass(frozen=True)
class Reading:
    """An edition to read: its text or its link, whether the reader is asked, and their answer."""

    edition_id: int
    document_id: int
    number: int
    title: str
    since: date
    url: str
    pages: tuple[PageText, ...]
    asked: ToRead | None
    receipt: OwnReceipt | None

    @property
    def answers(self) -> bool:
        """Tell whether the reader has something to answer: asked, and not yet understood."""
        return self.asked is not None and not (self.receipt and self.receipt.understood)


def open_steps(today: date) -> QuerySet[Announcement]:
    """The steps that ask for answers on a day: begun, of editions decided and not yet ended."""
    lasting = Q(edition__valid_to__isnull=True) | Q(edition__valid_to__gte=today)
    remit = Q(edition__remit__isnull=True) | Q(edition__remit__valid_to__isnull=True)
    resting = remit | Q(edition__remit__valid_to__gte=today)
    begun = decided(today, through="edition__") & Q(day__lte=today)
    along = Announcement.objects.select_related("edition__document", "body", "unit__body")
    return along.filter(begun & lasting & resting).order_by("day", "id")


def to_read(person_id: int, today: date, *, edition_id: int | None = None) -> list[ToRead]:
    """What someone is asked to read, once an edition: first what is to be confirmed first.

    A question each for mandates, steps and answers, however many there are of them.
    """
    steps = open_steps(today)
    if edition_id is not None:
        steps = steps.filter(edition=edition_id)
    held, organised = seats(today, person_id=person_id), organisation(today)
    mine = [step for step in steps if reached(step, held, organised)] if held else []
    said = dict(Receipt.objects.filter(person=person_id).values_list("edition_id", "understood"))
    found: dict[int, ToRead] = {}
    for step in sorted(mine, key=lambda one: (one.confirm_by or date.max, one.day, one.pk)):
        found.setdefault(step.edition_id, _to_read(step, held, said, organised))
    return list(found.values())


def reading(document_id: int, number: int | None, today: date, user_id: int) -> Reading | None:
    """An edition for someone to read: the one asked for, else the one that they are asked about."""
    person = Person.objects.filter(user=user_id).first()
    editions = Edition.objects.filter(decided(today), document=document_id)
    editions = editions.select_related("document").order_by("-number")
    asked = to_read(person.pk, today) if person else []
    asked = [one for one in asked if one.document_id == document_id]
    if number is None and asked:
        waiting = [one for one in asked if one.answer is not Answer.UNDERSTOOD]
        number = (waiting or asked)[0].number
    if number is not None:
        editions = editions.filter(number=number)
    edition = editions.first()
    if edition is None:
        return None
    own = Receipt.objects.filter(edition=edition, person=person).first() if person else None
    return Reading(
        edition_id=edition.pk,
        document_id=document_id,
        number=edition.number,
        title=edition.document.title,
        since=edition.valid_from,
        url=edition.url,
        pages=tuple(
            PageText(page.number, page.text, edition.media_type == PDF)
            for page in edition.pages.all()
        ),
        asked=next((one for one in asked if one.edition_id == edition.pk), None),
        receipt=OwnReceipt(own.day, own.understood, own.question) if own else None,
    )


def person_of(user_id: int) -> Person | None:
    """The person who signs in as a user, for an action."""
    return Person.objects.filter(user=user_id).first()


def old_questions(today: date) -> QuerySet[Receipt]:
    """The answers whose questions are no longer kept: of editions that ended long ago."""
    found = Receipt.objects.exclude(question="").select_related("edition")
    return found.filter(edition__valid_to__lt=kept_since(today)).order_by("edition__valid_to", "id")


def is_asked(edition: Edition, person: Person, today: date) -> bool:
    """Tell whether an edition was made known to someone, who is to answer."""
    return bool(to_read(person.pk, today, edition_id=edition.pk))


def _to_read(
    step: Announcement, held: tuple[Seat, ...], said: dict[int, bool], organised: Organisation
) -> ToRead:
    place = where(step, organised)
    own = next((seat.code for seat in held if seat.code in place.covers), place.code)
    answer = Answer.NONE
    if step.edition_id in said:
        answer = Answer.UNDERSTOOD if said[step.edition_id] else Answer.QUESTION
    return ToRead(
        edition_id=step.edition_id,
        document_id=step.edition.document_id,
        number=step.edition.number,
        title=step.edition.document.title,
        how=step.how,
        day=step.day,
        confirm_by=step.confirm_by,
        place=own,
        place_name=place.name,
        answer=answer,
    )
