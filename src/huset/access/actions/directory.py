"""What a directory does: register people with accounts, follow their postings, and let them go.

A posting is a role in a place. What the directory takes away ends the day before, so that it is
gone at once; what began today ends today. Deputies are appointed in Huset, and are left alone.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils import timezone

from huset.access.rules import Entry, Posting, without
from huset.kernel import validity
from huset.kernel.actions import Refused, action, record, snapshot
from huset.kernel.models import User
from huset.organisation.actions import (
    correct_mandate,
    correct_person,
    end_mandate,
    give_mandate,
    register_person,
    withdraw_mandate,
)
from huset.organisation.models import Body, Mandate, Person, Unit
from huset.organisation.permissions import actor_of
from huset.organisation.queries.people import roles_of
from huset.organisation.rules import ON_BODIES, Role
from huset.organisation.words import RIGHT_WORDS

WHY = "Katalogen"
REMOVED, MASKED = "borttagen-", "skyddad-"  # names of accounts that no directory may give


class Taken(Refused):
    """Someone else already has the account's name, or the directory's code."""


@action
def provision_person(*, entry: Entry, by: User) -> Person:
    """Give someone an account. A person already registered with the same code is the same one."""
    _refuse_names(entry)
    _refuse_taken_name(entry.user_name, None)
    code = entry.external_id or None
    person = Person.objects.filter(external_id=code).first() if code else None
    if person and person.user:
        raise Taken(f"Koden {entry.external_id} hör redan till en annan person i Huset.")
    if person:
        _refuse_governor(person, by)
    user = User(
        username=entry.user_name, name=entry.name, email=entry.email, is_active=entry.active
    )
    user.set_unusable_password()
    user.save()
    record("access.directory.account_opened", by=by, on=user, why=WHY)
    if person:
        person = correct_person(
            person=person, by=by, why=WHY, name=entry.name, email=entry.email, user=user
        )
    else:
        person = register_person(
            name=entry.name, email=entry.email, external_id=code, user=user, by=by
        )
    if entry.active:
        _follow(person, entry.postings, by)
    return person


@action
def change_person(*, person: Person, entry: Entry, by: User) -> Person:
    """Make a person and their account what the directory says. Inactive ends every mandate."""
    user = _account(person)
    _refuse_names(entry)
    _refuse_taken_name(entry.user_name, user)
    if (
        entry.external_id
        and Person.objects.exclude(pk=person.pk).filter(external_id=entry.external_id).exists()
    ):
        raise Taken(f"Koden {entry.external_id} hör redan till en annan person i Huset.")
    said = (entry.user_name, entry.active, entry.external_id, entry.email)
    if said != _signs_in_with(person, user):
        _refuse_governor(person, by)
    correct_person(
        person=person,
        by=by,
        why=WHY,
        name=entry.name,
        email=entry.email,
        external_id=entry.external_id or None,
    )
    _change_account(user, by, username=entry.user_name, email=entry.email, is_active=entry.active)
    if entry.active:
        _follow(person, entry.postings, by)
    else:
        _let_go(person, by)
    return person


@action
def remove_person(*, person: Person, by: User) -> None:
    """Take a person out of the directory's sight. History stays; name and code become free."""
    user = _account(person)
    _refuse_governor(person, by)
    _let_go(person, by)
    correct_person(person=person, by=by, why=WHY, external_id=None)
    _change_account(user, by, username=f"{REMOVED}{person.pk}", is_active=False)


def _account(person: Person) -> User:
    if person.user is None:
        raise Refused("Personen har inget konto, så katalogen kan inte ändra det.")
    return person.user


def _refuse_names(entry: Entry) -> None:
    for label, text, field in (
        ("Kontonamnet", entry.user_name, User._meta.get_field("username")),  # noqa: SLF001 -- Django's public name for it
        ("Namnet", entry.name, Person._meta.get_field("name")),  # noqa: SLF001 -- see above
        ("Koden", entry.external_id, Person._meta.get_field("external_id")),  # noqa: SLF001 -- see above
    ):
        if len(text) > (field.max_length or 0):
            raise Refused(f"{label} är längre än {field.max_length} tecken. Korta det.")
    if entry.email and not _is_address(entry.email):
        raise Refused(f"”{entry.email}” är ingen e-postadress. Skicka en hel adress.")
    if not entry.user_name.strip():
        raise Refused("Kontonamnet är tomt. Skicka userName.")
    if entry.user_name.startswith((REMOVED, MASKED)):
        raise Refused(f"Kontonamnet får inte börja med {REMOVED} eller {MASKED}. Välj ett annat.")


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _refuse_taken_name(name: str, own: User | None) -> None:
    others = User.objects.exclude(pk=own.pk) if own else User.objects.all()
    if others.filter(username__iexact=name).exists():
        raise Taken(
            f"Kontonamnet {name} är upptaget. Välj ett annat, eller ändra det konto som finns."
        )


def _change_account(user: User, by: User, **values: object) -> None:
    """Change an account; the person's name has been given to it already."""
    before = snapshot(user)
    for field, value in values.items():
        setattr(user, field, value)
    if snapshot(user) != before:
        user.save(update_fields=list(values))
        record("access.directory.account_changed", by=by, on=user, before=before, why=WHY)


def standing(person: Person, today: date) -> dict[Posting, Mandate]:
    """The postings that a person has today and will keep tomorrow, deputies' left out."""
    kept = person.mandates.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=today),
        valid_from__lte=today,
        stands_in_for__isnull=True,
    )
    held = kept.select_related("body", "unit").order_by("id")
    return {Posting(Role(m.role), m.place.code): m for m in held}


def _follow(person: Person, wanted: frozenset[Posting], by: User) -> None:
    """End the postings that are no longer wanted, and then give the new ones."""
    today = timezone.localdate()
    now = standing(person, today)
    ending, beginning = without(now, wanted), without(wanted, now)
    _refuse_governing([*ending, *beginning], by)
    for old in ending:
        mandate = now[old]
        last = max(today - timedelta(days=1), mandate.valid_from)
        end_mandate(mandate=mandate, last_day=last, by=by, why=WHY)
    for new in beginning:
        _begin(person, new, today, by)


def _begin(person: Person, new: Posting, today: date, by: User) -> None:
    place = _place(new, today)
    where = "body__code" if isinstance(place, Body) else "unit__code"
    ended_today = person.mandates.filter(
        role=new.role, valid_to=today, stands_in_for__isnull=True, **{where: new.place}
    ).first()
    if ended_today:
        correct_mandate(mandate=ended_today, until=None, party=ended_today.party, by=by, why=WHY)
    else:
        give_mandate(person=person, role=new.role, place=place, since=today, by=by)


def _place(new: Posting, today: date) -> Body | Unit:
    in_body = new.role in ON_BODIES
    place = (Body if in_body else Unit).objects.filter(validity.on(today), code=new.place).first()
    if place is None:
        missing = "inget organ" if in_body else "ingen enhet"
        raise Refused(f"Det finns {missing} med koden {new.place} i dag. Skriv en kod som finns.")
    return place


def _refuse_governing(postings: list[Posting], by: User) -> None:
    """Let nobody hand out, or take away, rights to govern Huset that they do not have."""
    acting = actor_of(by)
    for changed in postings:
        if lacking := acting.lacks([changed.role]):
            raise Refused(
                f"Den som äger token får inte ge eller avsluta {changed.label}, för det krävs "
                f"rätt att {RIGHT_WORDS[lacking]}. Gör det i Huset i stället."
            )


def _refuse_governor(person: Person, by: User) -> None:
    """Let nobody say who signs in as one who governs Huset, or let them go, without doing so."""
    if lacking := actor_of(by).lacks(roles_of(person)):
        raise Refused(
            f"Personen styr Huset. Den som äger token kan inte ändra hur personen loggar in, för "
            f"det krävs rätt att {RIGHT_WORDS[lacking]}. Gör det i Huset i stället."
        )


def _signs_in_with(person: Person, user: User) -> tuple[object, ...]:
    """What tells that it is this person who signs in, and whether they may."""
    return (user.username, user.is_active, person.external_id or "", person.email)


def _let_go(person: Person, by: User) -> None:
    """End every mandate today, and take back those that have not begun."""
    today = timezone.localdate()
    ahead = Q(valid_to__isnull=True) | Q(valid_to__gt=today)
    for mandate in person.mandates.filter(ahead).select_related("body", "unit"):
        if mandate.valid_from > today:
            withdraw_mandate(mandate=mandate, today=today, by=by, why=WHY)
        else:
            end_mandate(mandate=mandate, last_day=today, by=by, why=WHY)
