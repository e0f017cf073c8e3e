"""What someone owes, gathered from every slice, and for whom they stand in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from huset.kernel import validity
from huset.kernel.models import User
from huset.organisation.duties import Duty, Owner
from huset.organisation.models import Mandate, Person
from huset.organisation.permissions import Actor, Held
from huset.organisation.structure import Organisation
from huset.work.rules import When, when_due

WHOLE = "Hela kommunen"  # where something is done that is no single body's


@dataclass(frozen=True)
class Standing:
    """Someone in their own mandates, or in those of one whom they stand in for."""

    owner: Owner
    stands_in: bool = False
    stands_in_for: str = ""  # as the name may be shown; empty where it is nobody's business


@dataclass(frozen=True)
class Owed:
    """A duty, how soon it is due, where, and for whom it is done by one who stands in."""

    duty: Duty
    when: When
    place: str
    stands_in: bool = False
    stands_in_for: str = ""


def own_person(user: User) -> Person | None:
    """The person behind an account."""
    return Person.objects.filter(user=user).first()


def own_bodies(actor: Actor) -> frozenset[str]:
    """The codes of the bodies where someone has a mandate, in the body or in its units."""
    return frozenset(held.body_code for held in actor.held)


def standings_of(actor: Actor, user: User, today: date) -> list[Standing]:
    """Someone in their own mandates of today, then for each whom they stand in for. One question.

    ``actor`` is what the mandates make of the user: it has them in the same order.
    """
    found = Mandate.objects.filter(validity.on(today), person__user=user).order_by("id")
    mandates = list(found.select_related("person", "stands_in_for__person"))
    names = {m.stands_in_for_id: m.stands_in_for.person.shown for m in mandates if m.stands_in_for}
    return parted(mandates, actor.held, actor.organised, names)


def parted(
    mandates: Sequence[Mandate],
    held: Sequence[Held],
    organised: Organisation,
    names: dict[int | None, str],
) -> list[Standing]:
    """One person's mandates: the own ones together, then those of each who is away."""
    parts: dict[int | None, list[Held]] = {}
    for mandate, one in zip(mandates, held, strict=True):
        parts.setdefault(mandate.stands_in_for_id, []).append(one)
    person_id = mandates[0].person_id if mandates else None
    return [
        Standing(
            Owner(person_id, Actor(tuple(parts[away]), organised)),
            stands_in=away is not None,
            stands_in_for=names.get(away, ""),
        )
        for away in sorted(parts, key=lambda number: number or 0)
    ]


def owed_by(standings: Iterable[Standing], today: date) -> list[Owed]:
    """What waits for someone, what is due first; what the own mandates give is not told twice."""
    found: dict[str, Owed] = {}
    for standing in standings:
        for duty in _duties(standing.owner, today):
            found.setdefault(repr(duty), _owed(duty, standing, today))
    last = date.max
    return sorted(found.values(), key=lambda o: (o.duty.due or last, o.duty.kind, o.duty.what))


def places_in(scope: str, organised: Organisation) -> frozenset[str]:
    """The codes of a chosen body with its units, or of a chosen unit with those under it."""
    unit = organised.unit(scope)
    if unit:
        return frozenset(u.code for u in organised.under(unit))
    return frozenset({scope, *(u.code for u in organised.units_of(scope))})


def _duties(owner: Owner, today: date) -> Iterable[Duty]:
    for path in settings.DUTIES:
        yield from import_string(path)(owner, today)


def _owed(duty: Duty, standing: Standing, today: date) -> Owed:
    organised = standing.owner.actor.organised
    place = organised.body(duty.place) or organised.unit(duty.place)
    return Owed(
        duty=duty,
        when=when_due(duty.due, today),
        place=place.name if place else duty.place or WHOLE,
        stands_in=standing.stands_in,
        stands_in_for=standing.stands_in_for,
    )
