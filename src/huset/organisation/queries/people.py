"""What people ask about people and their mandates, as of a day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from huset.kernel import validity
from huset.kernel.personal import PROTECTED
from huset.model.terms import Side
from huset.organisation.models import Body, Mandate, Person, Unit
from huset.organisation.rules import ELECTED, LEADING, RIGHTS, Role, reach_of, side_of
from huset.organisation.structure import Organisation, UnitNode, organisation
from huset.organisation.words import REACH_NAMES, RIGHT_WORDS, ROLE_NAMES

IN_ORDER = (Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER, Role.SUBSTITUTE)  # then everyone else
SOON = timedelta(days=90)  # a manager who leaves within this is a gap to come


@dataclass(frozen=True)
class MandateRow:
    """Who holds which role where, from when to when, and for whom they stand in."""

    id: int
    person_id: int
    person: str
    role: str
    place: str
    place_code: str
    body_code: str
    elected: bool
    party: str
    since: date
    until: date | None
    stands_in_for: str
    state: str
    is_example: bool

    @property
    def leads_unit(self) -> bool:
        """Tell whether it is as a unit's manager."""
        return self.role == ROLE_NAMES[Role.MANAGER]

    @property
    def applies(self) -> bool:
        """Tell whether the mandate applies on the day that was asked about."""
        return self.state == "Gäller"


@dataclass(frozen=True)
class PersonView:
    """A person with every mandate over time, and those who stand in for them."""

    id: int
    name: str
    protected: bool
    email: str
    mandates: tuple[MandateRow, ...]
    deputies: tuple[MandateRow, ...]
    user_id: int | None
    is_example: bool


@dataclass(frozen=True)
class Given:
    """A right that a mandate gives, and how far, in words."""

    right: str
    reach: str


@dataclass(frozen=True)
class OwnMandate:
    """A mandate of one's own, with what it lets one do."""

    row: MandateRow
    rights: tuple[Given, ...]
    deputies: tuple[MandateRow, ...]


@dataclass(frozen=True)
class Gap:
    """A unit without a manager, now or soon."""

    unit: UnitNode
    last_day: date | None  # of the manager who leaves; None when there is none already


@dataclass(frozen=True)
class Gaps:
    """What is missing: managers, now or soon; and mandates that have outlived their place."""

    without: tuple[Gap, ...]
    leaving: tuple[Gap, ...]
    outlived: tuple[MandateRow, ...]

    @property
    def count(self) -> int:
        """How many units lack a manager, and mandates lack a place."""
        return len(self.without) + len(self.outlived)


def mandates(
    per: date,
    *,
    body_code: str = "",
    role: str = "",
    party: str = "",
    officials: bool = True,
) -> list[MandateRow]:
    """Who holds a role on a day: everywhere, or in a body and its units; elected, or all."""
    held = _read_along(Mandate.objects.filter(validity.on(per)))
    if role:
        held = held.filter(role=role)
    if party:
        held = held.filter(party=party, person__protected=False)
    if not officials:
        held = held.filter(role__in=ELECTED)
    rows = _rows(held, per)
    if body_code:
        rows = [row for row in rows if body_code in {row.body_code, row.place_code}]
    return _house_order(rows, per)


def _house_order(rows: list[MandateRow], per: date) -> list[MandateRow]:
    """Body by body as the house has them, each with its chair first and its units after it."""
    organised = organisation(per)
    places = [b.code for b in organised.bodies] + [u.code for u in organised.units]
    at = {code: number for number, code in enumerate(places)}
    first = {ROLE_NAMES[role]: number for number, role in enumerate(IN_ORDER)}

    def order(row: MandateRow) -> tuple[int, int, int]:
        body, place = at.get(row.body_code, len(at)), at.get(row.place_code, len(at))
        return body, place, first.get(row.role, len(first))

    return sorted(rows, key=order)


def parties(per: date) -> list[str]:
    """The parties of those who hold a mandate on a day."""
    held = Mandate.objects.filter(validity.on(per), person__protected=False).exclude(party="")
    return sorted(set(held.values_list("party", flat=True)))


def person(number: int, per: date, *, officials: bool, email: bool) -> PersonView | None:
    """A person with their mandates; an outsider sees elected members and their seats alone."""
    found = Person.objects.filter(pk=number).first()
    if found is None:
        return None
    seen = Role if officials else ELECTED
    held = _read_along(Mandate.objects.filter(person=found, role__in=seen))
    deputies = _read_along(Mandate.objects.filter(stands_in_for__in=held))
    rows = _rows(held, per)
    if not (rows or officials):
        return None
    return PersonView(
        id=found.pk,
        name=found.shown,
        protected=found.protected,
        email=found.email if email and not found.protected else "",
        mandates=tuple(sorted(rows, key=lambda row: (row.since, row.id), reverse=True)),
        deputies=tuple(_rows(deputies, per)),
        user_id=found.user_id,
        is_example=found.is_example,
    )


def own_mandates(user_id: int, per: date) -> list[OwnMandate]:
    """One's own mandates of a day and to come, each with what it lets one do."""
    held = _read_along(Mandate.objects.filter(person__user_id=user_id).exclude(valid_to__lt=per))
    deputies = _read_along(
        Mandate.objects.filter(stands_in_for__person__user_id=user_id).exclude(valid_to__lt=per)
    )
    standing_in: dict[int, list[MandateRow]] = {}
    for mandate, row in zip(deputies, _rows(deputies, per), strict=True):
        standing_in.setdefault(mandate.stands_in_for_id or 0, []).append(row)
    return [
        OwnMandate(row, _given(Role(m.role)), tuple(standing_in.get(m.pk, ())))
        for m, row in zip(held, _rows(held, per), strict=True)
    ]


def gaps(per: date) -> Gaps:
    """The units of a day without a manager, those soon to be, and mandates without a place."""
    leading = Mandate.objects.filter(role__in=LEADING, unit__isnull=False).exclude(valid_to__lt=per)
    last_days: dict[str, list[date]] = {}
    to_come: set[str] = set()
    for code, since, until in leading.values_list("unit__code", "valid_from", "valid_to"):
        if since <= per:
            last_days.setdefault(code, []).append(until or date.max)
        else:
            to_come.add(code)
    units = organisation(per).units
    leaving = [
        Gap(unit, max(last_days[unit.code]))
        for unit in units
        if unit.code in last_days and unit.code not in to_come
    ]
    return Gaps(
        without=tuple(Gap(unit, None) for unit in units if unit.code not in last_days),
        leaving=tuple(gap for gap in leaving if gap.last_day and gap.last_day <= per + SOON),
        outlived=tuple(_outlived(per)),
    )


def person_to_act_on(number: int) -> Person | None:
    """The person's record, for an action."""
    return Person.objects.filter(pk=number).select_related("user").first()


def roles_of(person: Person) -> set[Role]:
    """The roles that someone has now, or will have."""
    held = person.mandates.exclude(valid_to__lt=timezone.localdate())
    return {Role(role) for role in held.values_list("role", flat=True)}


def mandate_to_act_on(number: int) -> Mandate | None:
    """The mandate's record, for an action, with its person and place."""
    return _read_along(Mandate.objects.filter(pk=number)).first()


def mandate_row(mandate: Mandate, per: date) -> MandateRow:
    """Show a mandate."""
    return _row(mandate, per, organisation(per))


def people_to_choose(*, but: Collection[int] = ()) -> list[tuple[int, str]]:
    """Everyone who can be chosen, by name; a protected identity by its number alone."""
    found = Person.objects.exclude(pk__in=but)
    named = [(p.pk, f"{PROTECTED} (nr {p.pk})" if p.protected else p.name) for p in found]
    return sorted(named, key=lambda one: one[1].casefold())


def places_to_choose(per: date) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The bodies, and the units in the order of the tree, that a mandate can be in."""
    organised = organisation(per)
    bodies = [(f"organ:{b.code}", b.name) for b in organised.bodies]
    units = [(f"enhet:{u.code}", f"{u.code} {u.name}") for u in organised.units]
    return bodies, units


def place_to_act_on(chosen: str, per: date) -> Body | Unit | None:
    """The body or unit that was chosen, as it is on a day or else as it was last."""
    kind, _, code = chosen.partition(":")
    if kind == "organ":
        return Body.objects.filter(code=code).first()
    rows = Unit.objects.filter(code=code).select_related("body")
    return rows.filter(validity.on(per)).first() or rows.order_by("valid_from").last()


def _outlived(per: date) -> Iterable[MandateRow]:
    """Mandates that go on though their body or unit does not (KL ch. 4 § 10): nobody guesses."""
    organised = organisation(per)
    known = {b.code for b in organised.bodies} | {u.code for u in organised.units}
    rows = _rows(_read_along(Mandate.objects.filter(validity.on(per))), per)
    return (row for row in rows if row.place_code not in known)


def _given(role: Role) -> tuple[Given, ...]:
    found = ((right, reach_of(role, right, oversees=False)) for right in RIGHTS[role])
    return tuple(Given(RIGHT_WORDS[right], REACH_NAMES[reach]) for right, reach in found if reach)


def _read_along(held: QuerySet[Mandate]) -> QuerySet[Mandate]:
    along = held.select_related("person__user", "body", "unit__body", "stands_in_for__person")
    return along.order_by("id")


def _rows(held: Iterable[Mandate], per: date) -> list[MandateRow]:
    organised = organisation(per)
    return [_row(m, per, organised) for m in held]


def _row(m: Mandate, per: date, organised: Organisation) -> MandateRow:
    code, name, body_code = _place(m, organised)
    return MandateRow(
        id=m.pk,
        person_id=m.person_id,
        person=m.person.shown,
        role=ROLE_NAMES[Role(m.role)],
        place=name,
        place_code=code,
        body_code=body_code,
        elected=side_of(Role(m.role)) is Side.ELECTED,
        party="" if m.person.protected else m.party,
        since=m.valid_from,
        until=m.valid_to,
        stands_in_for=m.stands_in_for.person.shown if m.stands_in_for else "",
        state=_state(m, per),
        is_example=m.person.is_example,
    )


def _place(m: Mandate, organised: Organisation) -> tuple[str, str, str]:
    """Code, name and body of a mandate's place; a unit is followed through its moves."""
    if m.unit is None:
        return m.place.code, m.place.name, m.place.code
    node = organised.unit(m.unit.code)
    if node:
        return node.code, node.name, node.body_code
    return m.unit.code, m.unit.name, m.unit.body.code


def _state(m: Mandate, per: date) -> str:
    if m.valid_from > per:
        return "Kommande"
    return "Avslutat" if m.valid_to and m.valid_to < per else "Gäller"
