"""People and mandates as a table, one row a mandate: fetched, changed, sent back and previewed.

A person is known by the directory's code, or else by the name; a mandate by its person, role,
place and first day. A protected identity is masked in what is fetched, and skipped in what is sent.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from huset.kernel.importing import (
    Change,
    Column,
    Preview,
    Row,
    RowError,
    Table,
    choice,
    day,
    read_table,
    text,
)
from huset.kernel.memory import one_look
from huset.kernel.personal import PROTECTED
from huset.organisation import mandate_rules
from huset.organisation.holdings import auditors_have_their_own, body_kinds, holding, span_of
from huset.organisation.mandate_rules import Holding, Home, Span
from huset.organisation.models import Body, Mandate, Person, Unit
from huset.organisation.permissions import Actor
from huset.organisation.rules import ELECTED, ON_BODIES, Role
from huset.organisation.words import ROLE_NAMES

CODE = Column("Kod i katalogen", text(120))
NAME = Column("Namn", text(120), required=True)
EMAIL = Column("E-post", text(254))
ROLE = Column("Roll", choice(ROLE_NAMES), required=True)
PLACE = Column("Organ eller ansvar", text(20), required=True)
PLACE_NAME = Column("Organets eller enhetens namn", text(120))
PARTY = Column("Parti", text(60))
SINCE = Column("Från och med", day(), required=True)
UNTIL = Column("Till och med", day())
FOR = Column("Vikarierar för", text(120))
NOBODY = Actor()
NO_PARTY = "Parti anges bara för förtroendevalda (dataskyddsförordningen art. 9)"
PEOPLE_COLUMNS: tuple[Column[Any], ...] = (
    CODE, NAME, EMAIL, ROLE, PLACE, PLACE_NAME, PARTY, SINCE, UNTIL, FOR,
)  # fmt: skip


@dataclass(frozen=True)
class PersonRow:
    """A mandate with its person as a row says; numbers are those of what is known already."""

    person_id: int | None
    external_id: str
    name: str
    email: str
    mandate_id: int | None
    role: Role
    place: tuple[str, int]  # "body" or "unit", and its number
    party: str
    since: date
    until: date | None


def people_rows() -> list[tuple[object, ...]]:
    """Every mandate there is or will be, as rows of the table; protected identities masked."""
    held = Mandate.objects.select_related("person", "body", "unit", "stands_in_for__person")
    return [_written(m) for m in held.order_by("person_id", "valid_from", "id")]


def preview_people(
    content: bytes, name: str, *, by_user: int, acting: Actor = NOBODY
) -> Preview[PersonRow]:
    """What a file of people and mandates would do, sent in by a user with what they may."""
    table = read_table(content, name, PEOPLE_COLUMNS)
    reader = _Reader(table, by_user, acting)
    with one_look():
        said = reader.read_all()
    return Preview.of(
        [found for found in said if isinstance(found, Change)],
        errors=[*table.errors, *(found for found in said if isinstance(found, RowError))],
        warnings=[*table.warnings, *reader.warnings],
    )


def _written(m: Mandate) -> tuple[object, ...]:
    person = m.person
    who = (None, PROTECTED, None) if person.protected else (
        person.external_id, person.name, person.email or None,
    )  # fmt: skip
    instead_of = m.stands_in_for.person.shown if m.stands_in_for else None
    party = None if person.protected else m.party or None
    place = m.place
    return (*who, Role(m.role), place.code, place.name, party, m.valid_from, m.valid_to, instead_of)


@dataclass
class _Known:
    """What there is when the file is read: asked for once, whatever the file's length."""

    bodies: dict[str, Body] = field(default_factory=dict)
    units: dict[str, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    by_code: dict[str, Person] = field(default_factory=dict)
    by_name: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    mandates: dict[tuple[object, ...], Mandate] = field(default_factory=dict)
    of_person: dict[object, dict[object, Holding]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    in_place: dict[str, dict[object, Holding]] = field(default_factory=lambda: defaultdict(dict))
    homes: dict[str, tuple[Home, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "_Known":
        known = cls()
        known.bodies = {body.code: body for body in Body.objects.all()}
        for unit in Unit.objects.select_related("body").order_by("valid_from"):
            known.units[unit.code].append(unit)
        for person in Person.objects.all():
            known.by_name[person.name.casefold()].append(person)
            if person.external_id:
                known.by_code[person.external_id] = person
        for m in Mandate.objects.select_related("body", "unit__body"):
            known.mandates[m.person_id, m.role, m.place.code, m.valid_from] = m
            known.keep(m.person_id, m.pk, known.held(m))
        return known

    def keep(self, person: object, mandate: object, held: Holding) -> None:
        """Let later rows be seen beside this one."""
        self.of_person[person][mandate] = held
        self.in_place[held.place][mandate] = held

    def held(self, m: Mandate) -> Holding:
        return holding(m, self.homes_of(m.place))

    def homes_of(self, place: Body | Unit) -> tuple[Home, ...]:
        key = f"{type(place).__name__} {place.code}"
        if key not in self.homes:
            kinds = body_kinds(place.valid_from)
            rows = [(place, span_of(place))] if isinstance(place, Body) else []
            rows += [(u.body, span_of(u)) for u in self.units[place.code] if not rows]
            self.homes[key] = tuple(Home(b.code, b.name, s, kinds.get(b.kind)) for b, s in rows)
        return self.homes[key]


@dataclass(frozen=True)
class _Found:
    """A row with the records that it is about; nobody and nothing where they are new."""

    row: Row
    person: Person | None
    place: Body | Unit
    mandate: Mandate | None


class _Reader:
    """Reads rows beside what is already known, and beside the rows before them."""

    def __init__(self, table: Table, by_user: int, acting: Actor) -> None:
        self.table, self.by_user, self.acting = table, by_user, acting
        self.known = _Known.read()
        self.warnings: list[str] = []
        self.seen: dict[object, int] = {}
        self.told: dict[object, tuple[str, str, int]] = {}  # a person's code, e-mail, first row

    def read_all(self) -> list[Change[PersonRow] | RowError]:
        """What every row says: first those of known mandates, for one may end so another begins."""
        rows = [self._find(row) for row in self.table.rows]
        placed = sorted(
            (one for one in rows if isinstance(one, _Found)), key=lambda one: one.mandate is None
        )
        errors = [one for one in rows if isinstance(one, RowError)]
        return [*errors, *(self._say(one) for one in placed)]

    def _find(self, row: Row) -> "_Found | RowError | None":
        person = self._person(row)
        if isinstance(person, RowError):
            return person
        if row[NAME] == PROTECTED or (person and person.protected):
            self.warnings.append(
                f"Rad {row.number} gäller skyddade personuppgifter och hoppas över. "
                "Ändra dem på personens sida."
            )
            return None
        place = self._place(row)
        if isinstance(place, RowError):
            return place
        key = (person.pk if person else None, row[ROLE], place.code, row[SINCE])
        return _Found(row, person, place, self.known.mandates.get(key))

    def _say(self, found: "_Found") -> Change[PersonRow] | RowError:
        item = self._item(found)
        return self._refusal(found, item) or self._change(found, item)

    def _person(self, row: Row) -> Person | RowError | None:
        """Who the row is about; nobody when they are new. A code may be given to who had none.

        Of several with one name it is the one who has the row's mandate.
        """
        code = row.get(CODE)
        if code and code in self.known.by_code:
            return self.known.by_code[code]
        alike = self.known.by_name.get(row[NAME].casefold(), [])
        if code:
            alike = [person for person in alike if not person.external_id]
            return alike[0] if len(alike) == 1 else None
        if len(alike) > 1:
            told = (row[ROLE], row[PLACE], row[SINCE])
            holders = [p for p in alike if (p.pk, *told) in self.known.mandates]
            if len(holders) == 1:
                return holders[0]
            message = f"{len(alike)} personer har samma namn"
            return self._error(row, CODE, message, "personens kod i katalogen")
        return alike[0] if alike else None

    def _place(self, row: Row) -> Body | Unit | RowError:
        code, in_body = row[PLACE], row[ROLE] in ON_BODIES
        if in_body and code in self.known.bodies:
            return self.known.bodies[code]
        rows = self.known.units.get(code, [])
        on_day = [u for u in rows if span_of(u).meets(Span(row[SINCE], row[SINCE]))]
        if not in_body and rows:
            return (on_day or rows[-1:])[0]
        what = "Organet" if in_body else "Enheten"
        instead = "organets kod" if in_body else "enhetens ansvar"
        return self._error(
            row, PLACE, f"{what} ”{code}” finns inte", f"{instead} ur organisationen"
        )

    def _item(self, found: "_Found") -> PersonRow:
        row, person, mandate = found.row, found.person, found.mandate

        def said(column: Column[str], kept: str) -> str:
            told = column.heading in self.table.places
            return row.get(column) or "" if told else kept

        code = (person.external_id or "") if person else ""
        says_until = UNTIL.heading in self.table.places or mandate is None
        return PersonRow(
            person_id=person.pk if person else None,
            external_id=row.get(CODE) or code,
            name=row[NAME],
            email=said(EMAIL, person.email if person else ""),
            mandate_id=mandate.pk if mandate else None,
            role=row[ROLE],
            place=("body" if isinstance(found.place, Body) else "unit", found.place.pk),
            party=said(PARTY, mandate.party if mandate else ""),
            since=row[SINCE],
            until=row.get(UNTIL) if says_until or mandate is None else mandate.valid_to,
        )

    def _change(self, found: "_Found", item: PersonRow) -> Change[PersonRow]:
        person, mandate, before = found.person, found.mandate, None
        if person and mandate:
            before = _words(
                replace(
                    item,
                    name=person.name,
                    external_id=person.external_id or "",
                    email=person.email,
                    party=mandate.party,
                    until=mandate.valid_to,
                )
            )
        role, place = ROLE_NAMES[item.role].lower(), found.place.code
        what = f"{item.name}: {role}, {place}, från {item.since}"
        return Change(found.row.number, what, before, _words(item), item)

    def _refusal(self, found: "_Found", item: PersonRow) -> RowError | None:
        """What is wrong with the row, beside what is known and the rows before."""
        row, person = found.row, found.person
        who: object = person.pk if person else item.external_id or item.name.casefold()
        first = self.seen.setdefault((who, item.role, found.place.code, item.since), row.number)
        code, email, told = self.told.setdefault(who, (item.external_id, item.email, row.number))
        new, deputy_of = found.mandate is None, row.get(FOR)
        changes = (change := self._change(found, item)).before != change.after
        checks: tuple[tuple[bool, Column[Any], str, str], ...] = (
            (first != row.number, SINCE, f"Rad {first} gäller samma uppdrag", "uppdraget en gång"),
            (
                (code, email) != (item.external_id, item.email),
                EMAIL,
                f"Rad {told} säger något annat om samma person",
                "samma kod och e-post på personens alla rader",
            ),
            (bool(item.email) and "@" not in item.email, EMAIL, "E-posten saknar @", "adressen"),
            (bool(item.party) and item.role not in ELECTED, PARTY, NO_PARTY, "ingenting"),
            (new and bool(deputy_of), FOR, "Ett nytt vikariat läses inte ur fil", "ingenting"),
            (
                new and person is not None and person.user_id == self.by_user,
                NAME,
                "Ingen ger sig själv ett uppdrag",
                "en annan persons rad",
            ),
            (
                changes and self.acting.lacks(self._roles(found, item)) is not None,
                ROLE,
                "Rollen styr själva Huset, och det gör inte du",
                "en rad som inte ändrar den",
            ),
        )
        for wrong, column, message, instead in checks:
            if wrong:
                return self._error(row, column, message, instead)
        return self._against_the_rules(found, item, who)

    def _roles(self, found: "_Found", item: PersonRow) -> set[Role]:
        """The row's role, and those that its person has."""
        held = self.known.of_person[found.person.pk] if found.person else {}
        return {item.role, *(holding.role for holding in held.values())}

    def _against_the_rules(self, found: "_Found", item: PersonRow, who: object) -> RowError | None:
        row, place, mandate = found.row, found.place, found.mandate
        new = Holding(
            role=item.role,
            place=place.code,
            in_body=isinstance(place, Body),
            span=Span(item.since, item.until),
            homes=self.known.homes_of(place),
            stands_in=bool(mandate and mandate.stands_in_for_id),
        )
        number = mandate.pk if mandate else ("rad", row.number)
        held = [h for n, h in self.known.of_person[who].items() if n != number]
        beside = [h for n, h in self.known.in_place[place.code].items() if n != number]
        said = mandate_rules.refusal(
            new,
            place=place.name,
            lives=[home.span for home in new.homes],
            held=held,
            beside=beside,
            auditors_have_their_own=auditors_have_their_own(new.span),
        )
        if said:
            return self._error(row, ROLE, said.rstrip("."), "en rad som reglerna tillåter")
        self.known.keep(who, number, new)
        return None

    def _error(self, row: Row, column: Column[Any], message: str, instead: str) -> RowError:
        return self.table.error(row, column, message, instead)


def _words(item: PersonRow) -> str:
    """What a row can change, in one line."""
    until = f"till {item.until}" if item.until else "tills vidare"
    return ", ".join(filter(None, (item.name, item.external_id, item.email, item.party, until)))
