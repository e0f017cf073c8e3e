"""What people do with people: register them, and give, hand over and end their mandates."""

from datetime import date
from typing import Any, Unpack

from huset.kernel.actions import Refused, action, record, snapshot
from huset.kernel.models import User
from huset.organisation import mandate_rules
from huset.organisation.actions.origin import Origin
from huset.organisation.actions.spans import overlapping
from huset.organisation.holdings import (
    auditors_have_their_own,
    holding,
    holdings_in,
    homes_of,
)
from huset.organisation.mandate_rules import Holding, Span
from huset.organisation.models import Body, Mandate, Person, Unit
from huset.organisation.rules import ELECTED, Role


@action
def register_person(
    *,
    name: str,
    user: User | None,
    by: User,
    email: str = "",
    external_id: str | None = None,
    protected: bool = False,
    **origin: Unpack[Origin],
) -> Person:
    """Register someone who can hold mandates."""
    _refuse_taken(name, external_id, user, None)
    person = Person.objects.create(
        name=name.strip(),
        user=user,
        email=email,
        external_id=external_id or None,
        protected=protected,
        **origin,
    )
    record("organisation.person.registered", by=by, on=person)
    _name_the_account(person)
    return person


@action
def correct_person(*, person: Person, by: User, why: str = "", **values: Any) -> Person:
    """Correct what is known of a person: name, e-mail, the directory's code, protection."""
    before = snapshot(person)
    changed = {field: value for field, value in values.items() if getattr(person, field) != value}
    if not changed:
        return person
    for field, value in changed.items():
        setattr(person, field, value)
    person.external_id = person.external_id or None
    _refuse_taken(person.name, person.external_id, person.user, person.pk)
    person.save()
    record("organisation.person.corrected", by=by, on=person, before=before, why=why)
    _name_the_account(person)
    return person


@action
def give_mandate(  # noqa: PLR0913 -- a mandate is known by all of these
    *,
    person: Person,
    role: Role,
    place: Body | Unit,
    since: date,
    by: User,
    until: date | None = None,
    party: str = "",
    **more: Any,
) -> Mandate:
    """Give a person a role in a body or a unit; ``more`` says whose deputy they are."""
    _lock(person, place)
    if person.user_id == by.pk:
        raise Refused("Ingen ger sig själv ett uppdrag. Be någon annan som registrerar uppdrag.")
    _refuse_party(role, party)
    where = {"body": place} if isinstance(place, Body) else {"unit": place}
    mandate = Mandate(
        person=person, role=role, valid_from=since, valid_to=until, party=party, **where, **more
    )
    _refuse_unfit(mandate)
    mandate.save()
    record("organisation.mandate.given", by=by, on=mandate)
    return mandate


@action
def end_mandate(*, mandate: Mandate, last_day: date, by: User, why: str = "") -> Mandate:
    """End a mandate with a last day. Those who stand in for it end with it."""
    if last_day < mandate.valid_from:
        raise Refused(
            f"Uppdraget började {mandate.valid_from} och kan inte sluta {last_day}. Välj en senare "
            "dag, eller ta tillbaka uppdraget om det inte har börjat."
        )
    if mandate.valid_to and last_day > mandate.valid_to:
        raise Refused(f"Uppdraget slutade {mandate.valid_to}. Ge ett nytt uppdrag i stället.")
    if mandate.valid_to == last_day:
        return mandate
    for deputy in mandate.deputies.filter(valid_to__gt=last_day):
        if deputy.valid_from > last_day:
            _withdraw(deputy, by, why)
        else:
            _change(deputy, by, why, "ended", valid_to=last_day)
    return _change(mandate, by, why, "ended", valid_to=last_day)


@action
def correct_mandate(
    *, mandate: Mandate, until: date | None, party: str, by: User, why: str = ""
) -> Mandate:
    """Correct a mandate's last day or party."""
    if (until, party) == (mandate.valid_to, mandate.party):
        return mandate
    _lock(mandate.person, mandate.place)
    _refuse_party(Role(mandate.role), party)
    _refuse_longer(mandate, until, by)
    before = snapshot(mandate)
    mandate.valid_to, mandate.party = until, party
    _refuse_unfit(mandate)
    if until and mandate.deputies.filter(valid_to__gt=until).exists():
        raise Refused("Någon vikarierar längre än så. Avsluta uppdraget i stället.")
    mandate.save()
    record("organisation.mandate.corrected", by=by, on=mandate, before=before, why=why)
    return mandate


@action
def withdraw_mandate(*, mandate: Mandate, today: date, by: User, why: str = "") -> None:
    """Take back a mandate that has not begun."""
    if mandate.valid_from <= today:
        raise Refused(f"Uppdraget gäller sedan {mandate.valid_from}. Avsluta det i stället.")
    for deputy in mandate.deputies.all():
        _withdraw(deputy, by, why)
    _withdraw(mandate, by, why)


@action
def hand_over(
    *, mandate: Mandate, to: Person, since: date, until: date, by: User, why: str = ""
) -> Mandate:
    """Let a deputy stand in for a mandate's holder, with the same rights, those days only."""
    if mandate.stands_in_for_id:
        raise Refused("Ett vikariat lämnas inte vidare. Den ordinarie lämnar över uppdraget.")
    if to.pk == mandate.person_id:
        raise Refused("Ingen vikarierar för sig själv. Välj en annan person.")
    _refuse_deputy(mandate, to, Span(since, until))
    given = give_mandate(
        person=to,
        role=Role(mandate.role),
        place=mandate.place,
        since=since,
        until=until,
        by=by,
        stands_in_for=mandate,
    )
    record("organisation.mandate.handed_over", by=by, on=mandate, after={"to": given.pk}, why=why)
    return given


def _lock(person: Person, place: Body | Unit) -> None:
    """Let two who give mandates to the same person, or in the same place, take turns."""
    Person.objects.select_for_update().get(pk=person.pk)
    type(place)._default_manager.select_for_update().get(pk=place.pk)  # noqa: SLF001 -- public in Django


def _refuse_taken(name: str, external_id: str | None, user: User | None, known: int | None) -> None:
    others = Person.objects.exclude(pk=known or 0)
    if not name.strip():
        raise Refused("Personen saknar namn. Skriv ett namn.")
    if external_id and others.filter(external_id=external_id).exists():
        raise Refused("Koden i katalogen hör redan till en annan person. Skriv personens egen kod.")
    if user and others.filter(user=user).exists():
        raise Refused("Kontot hör redan till en annan person. Välj ett annat konto.")


def _name_the_account(person: Person) -> None:
    """Let the account bear the name that may be shown, so that no page can say another."""
    user = person.user
    if user and user.name != person.shown:
        user.name = person.shown
        user.save(update_fields=["name"])


def _refuse_party(role: Role, party: str) -> None:
    if party and role not in ELECTED:
        raise Refused(
            "Parti anges bara för förtroendevalda: en anställds politiska åsikt får inte lagras "
            "(dataskyddsförordningen art. 9). Lämna fältet tomt."
        )


def _refuse_longer(mandate: Mandate, until: date | None, by: User) -> None:
    """Refuse a later last day for oneself, and for a deputy one that could not be given anew."""
    if mandate.valid_to is None or (until is not None and until <= mandate.valid_to):
        return
    if mandate.person.user_id == by.pk:
        raise Refused("Ingen förlänger sitt eget uppdrag. Be någon annan som registrerar uppdrag.")
    if mandate.stands_in_for:
        away = Span(mandate.valid_from, until)
        _refuse_deputy(mandate.stands_in_for, mandate.person, away, but=mandate.pk)


def _refuse_deputy(mandate: Mandate, to: Person, away: Span, *, but: int | None = None) -> None:
    """Refuse days on which someone cannot stand in for a mandate's holder."""
    absent = holding(mandate, homes_of(mandate.place))
    if away.within(absent.span) != away:
        raise Refused("Uppdraget gäller inte alla de dagarna. Välj dagar inom uppdraget.")
    others = mandate.deputies.exclude(pk=but or 0)
    if others.filter(overlapping(away)).exists():
        raise Refused("Någon vikarierar redan de dagarna. Avsluta det vikariatet först.")
    held = _held_by(to, but=but)
    if said := mandate_rules.too_long(away) or mandate_rules.no_deputy(absent, away, held):
        raise Refused(said)


def _refuse_unfit(mandate: Mandate) -> None:
    """Refuse a mandate that the rules forbid, beside all that its person and place already have."""
    place = mandate.place
    new = holding(mandate, homes_of(place))
    said = mandate_rules.refusal(
        new,
        place=place.name,
        lives=[home.span for home in new.homes],
        held=_held_by(mandate.person, but=mandate.pk),
        beside=[found for number, found in holdings_in(place) if number != mandate.pk],
        auditors_have_their_own=auditors_have_their_own(new.span),
    )
    if said:
        raise Refused(said)


def _held_by(person: Person, *, but: int | None = None) -> list[Holding]:
    held = person.mandates.exclude(pk=but or 0).select_related("body", "unit__body")
    return [holding(mandate, homes_of(mandate.place)) for mandate in held]


def _change(mandate: Mandate, by: User, why: str, done: str, **values: Any) -> Mandate:
    before = snapshot(mandate)
    for field, value in values.items():
        setattr(mandate, field, value)
    mandate.save()
    record(f"organisation.mandate.{done}", by=by, on=mandate, before=before, why=why)
    return mandate


def _withdraw(mandate: Mandate, by: User, why: str) -> None:
    before = snapshot(mandate)
    record("organisation.mandate.withdrawn", by=by, on=mandate, before=before, after={}, why=why)
    mandate.delete()
