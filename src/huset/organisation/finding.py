"""What can be found of the organisation: bodies, units, meetings, decisions and people.

A protected identity is never told of. Elected members are found by everyone, officials by those
who hold a mandate themselves, as on the page of people.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from huset.kernel.periods import long_date
from huset.organisation.findable import ANYWHERE, Findable, Passage
from huset.organisation.models import Body, Decision, Mandate, Meeting, Person, Remit, Unit
from huset.organisation.rules import ELECTED, Considered, RemitKind, Right, Role, UnitKind
from huset.organisation.words import CONSIDERED_NAMES, REMIT_NAMES, ROLE_NAMES, UNIT_KIND_NAMES

A_BATCH = 500
BODY = "organisation.Body"


class BodyFinder:
    """The bodies of the municipal group."""

    label = BODY
    also = ("organisation.Remit",)

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The bodies, each with the titles of what the council has given it to do."""
        found = Body.objects.prefetch_related(
            Prefetch("remits", Remit.objects.filter(decision__isnull=False))
        )
        for body in found if numbers is None else found.filter(pk__in=numbers):
            yield Findable(
                number=body.pk,
                kind="Organ",
                title=body.name,
                page=("organisation:body", (body.code,), {}),
                passages=tuple(
                    Passage(r.title, REMIT_NAMES[RemitKind(r.kind)].lower())
                    for r in body.remits.all()
                ),
                code=body.code,
                body_code=body.code,
                valid_from=body.valid_from,
                valid_to=body.valid_to,
            )

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """The bodies of some remits."""
        return Remit.objects.filter(pk__in=numbers).values_list("body", flat=True)


class UnitFinder:
    """The units of the officials' organisation, each as long as it lay where it lies."""

    label = "organisation.Unit"
    also = (BODY,)

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The units."""
        found = Unit.objects.select_related("body")
        for unit in found if numbers is None else found.filter(pk__in=numbers):
            kind = UNIT_KIND_NAMES[UnitKind(unit.kind)]
            yield Findable(
                number=unit.pk,
                kind="Enheter",
                title=unit.name,
                page=("organisation:unit", (unit.code,), {}),
                passages=(Passage(f"{kind} under {unit.body.name}", "platsen"),),
                code=unit.code,
                body_code=unit.body.code,
                valid_from=unit.valid_from,
                valid_to=unit.valid_to,
            )

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """The units of some bodies."""
        return Unit.objects.filter(body__in=numbers).values_list("pk", flat=True)


class MeetingFinder:
    """The bodies' meetings, planned and held."""

    label = "organisation.Meeting"
    also = (BODY,)

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The meetings, those near today first: they are found before their day too."""
        found = Meeting.objects.select_related("body").order_by("day", "pk")
        chosen = found if numbers is None else found.filter(pk__in=numbers)
        today = timezone.localdate()
        for meeting in sorted(chosen, key=lambda meeting: abs(meeting.day - today)):
            cancelled = " (inställt)" if meeting.cancelled else ""
            yield Findable(
                number=meeting.pk,
                kind="Sammanträden",
                title=f"{meeting.body.name} {meeting.day}{cancelled}",
                page=("organisation:meeting", (meeting.pk,), {}),
                passages=(
                    Passage(meeting.where, "platsen"),
                    Passage(f"{meeting.body.code} {long_date(meeting.day)}", "dagen"),
                ),
                body_code=meeting.body.code,
            )

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """The meetings of some bodies."""
        return Meeting.objects.filter(body__in=numbers).values_list("pk", flat=True)


class DecisionFinder:
    """The decisions, from the day that they were made."""

    label = "organisation.Decision"
    also = (BODY, "organisation.Attachment")

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The decisions with what their pages say, the last first."""
        found = (
            Decision.objects.select_related("meeting__body")
            .prefetch_related("attachments")
            .order_by("-meeting__day", "pk")
        )
        for d in (found if numbers is None else found.filter(pk__in=numbers)).iterator(A_BATCH):
            yield Findable(
                number=d.pk,
                kind="Beslut",
                title=d.title,
                page=("organisation:decision", (d.pk,), {}),
                passages=tuple(_said(d)),
                code=d.registry_number,
                body_code=d.meeting.body.code,
                valid_from=d.meeting.day,
            )

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """The decisions of some bodies, or those that some files belong to."""
        by = "meeting__body__in" if label == BODY else "attachments__in"
        return Decision.objects.filter(**{by: numbers}).values_list("pk", flat=True)


def _said(decision: Decision) -> Iterator[Passage]:
    meeting = decision.meeting
    made = f"{meeting.body.name} {meeting.day} § {decision.paragraph} {decision.registry_number}"
    yield Passage(made, "beslutets nummer")
    yield Passage(f"{meeting.body.code} {long_date(meeting.day)}", "beslutets dag")
    yield Passage(decision.text, "beslutet")
    for name, how, why in (
        ("barnrätt", decision.child_rights, decision.child_rights_why),
        ("hållbarhet", decision.sustainability, decision.sustainability_why),
    ):
        if how:
            weighed = CONSIDERED_NAMES[Considered(how)]
            yield Passage(f"{weighed}. {why}", f"prövningen av {name}")
    for file in decision.attachments.all():
        yield Passage(file.name, "bilagans namn")


class PersonFinder:
    """Those who hold or have held mandates, without those whose identity is protected."""

    label = "organisation.Person"
    also = ("organisation.Mandate",)

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The people: an elected one by the seats alone, another for those within."""
        held = Mandate.objects.select_related("body", "unit__body").order_by("valid_from")
        found = Person.objects.filter(protected=False).prefetch_related(Prefetch("mandates", held))
        found = found.order_by("pk")
        chosen = found if numbers is None else found.filter(pk__in=numbers)
        for person in chosen.iterator(A_BATCH):
            mandates = list(person.mandates.all())
            seats = [m for m in mandates if Role(m.role) in ELECTED]
            if mandates:
                yield _person(person, seats or mandates, elected=bool(seats))

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """Those who hold some mandates; all when one of them is withdrawn."""
        held = Mandate.objects.filter(pk__in=numbers).values_list("person", flat=True)
        return held if len(held) == len(numbers) else None


def _person(person: Person, mandates: list[Mandate], *, elected: bool) -> Findable:
    last = mandates[-1]
    home = last.unit.body if last.unit else last.body
    return Findable(
        number=person.pk,
        kind="Personer",
        title=person.name,
        page=("organisation:person", (person.pk,), {}),
        passages=(Passage(", ".join(map(_as_held, mandates)), "uppdragen"),),
        body_code=home.code if home else "",
        valid_from=min(m.valid_from for m in mandates),
        valid_to=_latest(mandates),
        right=None if elected else Right.READ_INTERNAL,
        place="" if elected else ANYWHERE,
    )


def _as_held(mandate: Mandate) -> str:
    party = f" ({mandate.party})" if mandate.party else ""
    return f"{ROLE_NAMES[Role(mandate.role)]} i {mandate.place.name}{party}"


def _latest(mandates: list[Mandate]) -> date | None:
    days = [m.valid_to for m in mandates]
    return None if None in days else max(day for day in days if day)


BODIES = BodyFinder()
UNITS = UnitFinder()
MEETINGS = MeetingFinder()
DECISIONS = DecisionFinder()
PEOPLE = PersonFinder()
