"""What follows along of itself in a reorganisation, and what is left hanging after it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from huset.goals.queries import assignments
from huset.kernel import validity
from huset.model.terms import Outcome
from huset.organisation.models import Decision, Mandate
from huset.organisation.rules import LEADING, Role
from huset.organisation.words import ROLE_NAMES
from huset.reorganisation.rules import Structure, due_frames, moved_units


@dataclass(frozen=True)
class Hanging:
    """Something that nobody has said what becomes of: what it is, and which."""

    title: str
    items: tuple[str, ...]


def mandates_along(before: Structure, house: Structure, day: date) -> tuple[str, ...]:
    """The roles in units that change body: they follow the unit's code. Names nobody."""
    moved = moved_units(before, house)
    held = (
        Mandate.objects.filter(validity.on(day), unit__code__in=moved)
        .order_by("unit__code", "role")
        .values_list("unit__code", "role")
    )
    return tuple(f"{ROLE_NAMES[Role(role)]} i {code} {house.name_of(code)}" for code, role in held)


def hanging(before: Structure, house: Structure, day: date, per: date) -> Iterable[Hanging]:
    """Goals that stay, units and bodies without leaders, frames that stay, and late deadlines."""
    losers = {giver for giver, _ in moved_units(before, house).values()}
    found = (
        ("Mål som stannar hos den som lämnar ifrån sig enheter", _goals(house, losers)),
        ("Ramar som inte flyttar fast enheter gör det", _frames(before, house)),
        ("Nya och flyttade enheter utan chef", _leaderless(before, house, day)),
        ("Uppdrag i organ och enheter som upphör", _ending(before, house, day)),
        ("Nya organ utan ledamöter", _empty_bodies(before, house, day)),
        ("Uppdrag med slutdag efter omorganisationen", _assignments(losers, day, per)),
        ("Beslut att verkställa efter omorganisationen", _decisions(losers, day, per)),
    )
    return (Hanging(title, items) for title, items in found if items)


def _goals(house: Structure, losers: Collection[str]) -> tuple[str, ...]:
    return tuple(f"{g.code} {g.title}" for g in house.goals.values() if g.body in losers)


def _frames(before: Structure, house: Structure) -> tuple[str, ...]:
    pairs = set(moved_units(before, house).values())
    split = {(giver, year) for giver, _, year in due_frames(before, house)}
    return tuple(
        f"{before.name_of(giver)} {year}, till {house.name_of(taker)}"
        for giver, taker in sorted(pairs)
        for body, year in sorted(before.frames)
        if body == giver and (body, year) not in split
        if before.frames[body, year] == house.frames.get((body, year))
    )


def _leaderless(before: Structure, house: Structure, day: date) -> tuple[str, ...]:
    touched = {*moved_units(before, house), *(house.units.keys() - before.units.keys())}
    led = set(
        Mandate.objects.filter(
            validity.on(day), unit__code__in=touched, role__in=[role.value for role in LEADING]
        ).values_list("unit__code", flat=True)
    )
    return tuple(f"{code} {house.name_of(code)}" for code in sorted(touched - led))


def _empty_bodies(before: Structure, house: Structure, day: date) -> tuple[str, ...]:
    new = house.bodies.keys() - before.bodies.keys()
    seated = set(
        Mandate.objects.filter(validity.on(day), body__code__in=new).values_list(
            "body__code", flat=True
        )
    )
    return tuple(house.name_of(code) for code in sorted(new - seated))


def _ending(before: Structure, house: Structure, day: date) -> tuple[str, ...]:
    """The roles in what ends, without names: nobody has said what becomes of them."""
    gone = sorted({*before.bodies, *before.units} - {*house.bodies, *house.units})
    places = Q(body__code__in=gone) | Q(unit__code__in=gone)
    held = Mandate.objects.filter(validity.on(day), places).select_related("body", "unit")
    return tuple(f"{ROLE_NAMES[Role(m.role)]} i {m.place}" for m in held.order_by("id"))


def _assignments(losers: Collection[str], day: date, per: date) -> tuple[str, ...]:
    if not losers:
        return ()
    closed = {Outcome.DONE, Outcome.ENDED}
    return tuple(
        f"{row.code} {row.title}: {told.body}, senast {row.due}"
        for row in assignments(per, body_codes=sorted(losers))
        if row.due >= day
        for told in row.told
        if told.body_code in losers and told.outcome not in closed
    )


def _decisions(losers: Collection[str], day: date, per: date) -> tuple[str, ...]:
    due = Decision.objects.filter(
        executed_by__code__in=losers, due__gte=day, meeting__day__lte=per
    ).select_related("meeting__body", "executed_by")
    return tuple(f"{d} {d.title}: {d.executed_by}, senast {d.due}" for d in due)
