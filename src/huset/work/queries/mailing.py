"""Who gets a weekly digest, and what it is to say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from huset.organisation.models import Person
from huset.organisation.permissions import every_mandate
from huset.work.models import Digest, DigestChoice
from huset.work.queries.owing import Owed, owed_by, parted
from huset.work.rules import monday_of


@dataclass(frozen=True)
class Addressee:
    """Someone who is to have this week's digest, with what it tells of."""

    person: Person
    owed: tuple[Owed, ...]


def addressees(day: date) -> Iterator[Addressee]:
    """Those with an address and something to do, who have neither declined nor had it."""
    not_to = _not_to(day)
    held = sorted(every_mandate(day), key=lambda pair: (pair[0].person_id, pair[0].pk))
    for number, pairs in groupby(held, key=lambda pair: pair[0].person_id):
        mandates, actors = zip(*pairs, strict=True)
        person = mandates[0].person
        if number in not_to or not person.email:
            continue
        parts = parted(mandates, [a.held[0] for a in actors], actors[0].organised, {})
        if owed := tuple(owed_by(parts, day)):
            yield Addressee(person, owed)


def wants_digest(person: Person) -> bool:
    """Whether a person gets the digest: those who have said nothing do."""
    return not DigestChoice.objects.filter(person=person, wanted=False).exists()


def person_to_stop(number: int) -> Person | None:
    """The person who declines, for the action."""
    return Person.objects.select_related("user").filter(pk=number).first()


def _not_to(day: date) -> set[int]:
    """Those who have declined, whose account is closed, or who have had this week's."""
    declined = DigestChoice.objects.filter(wanted=False).values_list("person_id", flat=True)
    closed = Person.objects.filter(user__is_active=False).values_list("pk", flat=True)
    had = Digest.objects.filter(week=monday_of(day)).values_list("person_id", flat=True)
    return {*declined, *closed, *had}
