"""The communication plan of an edition: its steps, whom they reach, and how far they have come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from huset.documents.known import ANSWERS, Answer, Tally, step_status, tally, unknown
from huset.documents.models import Announcement, Edition, Receipt
from huset.documents.queries.in_force import visible
from huset.documents.queries.reach import Seat, answers, reached, seats, where
from huset.documents.rules import AUDIENCE_NAMES, Audience
from huset.kernel import validity
from huset.kernel.status import Status
from huset.model.queries import model_in_force
from huset.organisation.models import Mandate, Person
from huset.organisation.permissions import Area
from huset.organisation.rules import Role
from huset.organisation.structure import Organisation, organisation
from huset.organisation.words import ROLE_NAMES


@dataclass(frozen=True)
class StepRow:
    """A step: whom it is for, how, when, and how many it has reached."""

    id: int
    place: str
    place_code: str
    body_code: str
    gone: bool
    audience: str
    how: str
    day: date
    confirm_by: date | None
    tally: Tally
    status: Status


@dataclass(frozen=True)
class Asked:
    """A question about an edition: who asked, where they are, and when."""

    person_id: int
    person: str
    codes: frozenset[str]
    day: date
    text: str


@dataclass(frozen=True)
class EditionChoice:
    """An edition whose plan can be shown."""

    number: int
    shown: bool
    draft: bool


@dataclass(frozen=True)
class Plan:
    """How an edition is made known: its steps, and all of them together.

    ``others`` is how many have answered whom no step reaches today: they have left, or moved.
    """

    edition_id: int
    document_id: int
    number: int
    title: str
    decider: str
    decider_code: str
    draft: bool
    since: date
    until: date | None
    editions: tuple[EditionChoice, ...]
    steps: tuple[StepRow, ...]
    together: Tally
    others: int
    questions: tuple[Asked, ...]
    unknown: bool
    known_days: int

    @property
    def lasts(self) -> bool:
        """Tell whether it can still be made known: it has no last day behind it."""
        return self.until is None or self.until >= self.since


@dataclass(frozen=True)
class Reached:
    """Someone that a step reaches, as what and where, and what they have answered."""

    person_id: int
    person: str
    roles: str
    answer: Answer
    day: date | None
    question: str

    @property
    def status(self) -> Status:
        """The answer as everyone sees it."""
        return ANSWERS[self.answer]


def plan(document_id: int, number: int | None, per: date, *, drafts: Area) -> Plan | None:
    """The plan of the edition asked for, else the latest. The same few questions for any size."""
    found = Edition.objects.filter(visible(per, drafts), document=document_id)
    editions = list(found.select_related("document__decided_by").order_by("-number"))
    edition = next((one for one in editions if number in {None, one.number}), None)
    if edition is None:
        return None
    steps, held, organised = list(_steps(edition)), seats(per), organisation(per)
    said = answers([edition.pk])[edition.pk]
    crowds = {step.pk: reached(step, held, organised) for step in steps}
    everyone = frozenset[int]().union(*crowds.values())
    document, days = edition.document, model_in_force(per).thresholds.known_days
    return Plan(
        edition_id=edition.pk,
        document_id=document.pk,
        number=edition.number,
        title=document.title,
        decider=document.decided_by.name,
        decider_code=document.decided_by.code,
        draft=edition.decision_id is None,
        since=edition.valid_from,
        until=edition.valid_to,
        editions=tuple(
            EditionChoice(one.number, one is edition, one.decision_id is None) for one in editions
        ),
        steps=tuple(
            _step_row(step, tally(crowds[step.pk], said), organised, per) for step in steps
        ),
        together=tally(everyone, said),
        others=len(said.keys() - everyone),
        questions=_questions(edition, held),
        unknown=edition.decision_id is not None
        and unknown(edition.valid_from, per, days, announced=bool(steps)),
        known_days=days,
    )


def step_row(step: Announcement, per: date) -> StepRow:
    """One step, with how many it reaches."""
    organised = organisation(per)
    crowd = reached(step, seats(per), organised)
    said = answers([step.edition_id])[step.edition_id]
    return _step_row(step, tally(crowd, said), organised, per)


def people_reached(step: Announcement, per: date) -> list[Reached]:
    """Those that a step reaches on a day: first those who have not answered."""
    crowd = reached(step, seats(per), organisation(per))
    receipts = {one.person_id: one for one in Receipt.objects.filter(edition=step.edition_id)}
    roles = _roles(crowd, per)
    people = Person.objects.filter(pk__in=crowd)
    rows = [_reached(person, roles.get(person.pk, ""), receipts) for person in people]
    order = list(Answer)
    return sorted(rows, key=lambda row: (order.index(row.answer), row.person.casefold()))


def steps_of(document_id: int) -> int:
    """How many steps the plans of a document's editions have."""
    return Announcement.objects.filter(edition__document=document_id).count()


def step_to_act_on(number: int) -> Announcement | None:
    """A step's record, for an action."""
    return _along(Announcement.objects.filter(pk=number)).first()


def as_planned(step: Announcement) -> dict[str, object]:
    """What a step says, as its form has it."""
    place = f"organ:{step.body.code}" if step.body else f"enhet:{step.unit.code}"  # type: ignore[union-attr]  # the constraint: a step is for one of them
    return {
        "place": place,
        "audience": step.audience,
        "how": step.how,
        "day": step.day,
        "confirm_by": step.confirm_by,
    }


def _steps(edition: Edition) -> QuerySet[Announcement]:
    return _along(Announcement.objects.filter(edition=edition)).order_by("day", "id")


def _along(steps: QuerySet[Announcement]) -> QuerySet[Announcement]:
    return steps.select_related(
        "edition__document__decided_by", "edition__decision__meeting", "body", "unit__body"
    )


def _step_row(step: Announcement, found: Tally, organised: Organisation, per: date) -> StepRow:
    place = where(step, organised)
    return StepRow(
        id=step.pk,
        place=place.name,
        place_code=place.code,
        body_code=place.body_code,
        gone=place.gone,
        audience=AUDIENCE_NAMES[Audience(step.audience)],
        how=step.how,
        day=step.day,
        confirm_by=step.confirm_by,
        tally=found,
        status=step_status(found, step.day, step.confirm_by, per),
    )


def _questions(edition: Edition, held: tuple[Seat, ...]) -> tuple[Asked, ...]:
    """The questions that wait for an answer, the oldest first."""
    codes: dict[int, set[str]] = {}
    for seat in held:
        codes.setdefault(seat.person_id, set()).add(seat.code)
    waiting = Receipt.objects.filter(edition=edition, understood=False)
    return tuple(
        Asked(
            person_id=one.person_id,
            person=one.person.shown,
            codes=frozenset(codes.get(one.person_id, ())),
            day=one.day,
            text=one.question,
        )
        for one in waiting.select_related("person").order_by("day", "id")
    )


def _roles(crowd: frozenset[int], per: date) -> Mapping[int, str]:
    """What each of some people does, and where, in words."""
    found: dict[int, list[str]] = {}
    held = Mandate.objects.filter(validity.on(per), person__in=crowd).select_related("body", "unit")
    for one in held.order_by("id"):
        found.setdefault(one.person_id, []).append(
            f"{ROLE_NAMES[Role(one.role)]}, {one.place.name}"
        )
    return {person: "; ".join(said) for person, said in found.items()}


def _reached(person: Person, roles: str, receipts: Mapping[int, Receipt]) -> Reached:
    own = receipts.get(person.pk)
    answer = Answer.NONE
    if own is not None:
        answer = Answer.UNDERSTOOD if own.understood else Answer.QUESTION
    return Reached(
        person_id=person.pk,
        person=person.shown,
        roles=roles,
        answer=answer,
        day=own.day if own else None,
        question=own.question if own else "",
    )
