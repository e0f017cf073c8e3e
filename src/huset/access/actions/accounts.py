"""What is done with accounts: open a local one, give it a password, close it, let someone in."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from huset.kernel.actions import Refused, action, record, servers_own, snapshot
from huset.kernel.models import User
from huset.organisation.actions import correct_person
from huset.organisation.models import Person

LONGEST_NAME = 150


@action
def open_account(*, username: str, name: str, email: str, password: str, by: User) -> User:
    """Open a local account for trying out; one in the directory with the e-mail gets it."""
    if not name.strip():
        raise Refused("Kontot saknar namn. Skriv vem det är för.")
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(f"Användarnamnet {username} är upptaget. Välj ett annat.")
    user = User(username=username, name=name.strip(), email=email)
    _refuse_bad_fields(user)
    _refuse_weak(password, user)
    user.set_password(password)
    user.save()
    record("access.account.opened", by=by, on=user)
    if person := _without_account(email):
        correct_person(person=person, user=user, by=by)
    return user


@action
def set_password(
    *, user: User, password: str, by: User, forget_second_factor: bool = False
) -> User:
    """Give an account a new password, which signs it out everywhere else."""
    if not user.is_active:
        raise Refused(f"Kontot {user.username} är stängt och kan inte få ett lösenord.")
    _refuse_weak(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record("access.account.password_set", by=by, on=user)
    if forget_second_factor:
        Authenticator.objects.filter(user=user).delete()
        record("access.second_factor.forgotten", by=by, on=user, after={})
    return user


@action
def close_account(*, user: User, by: User) -> User:
    """Close an account: whoever is signed in with it is signed out, and nobody can sign in."""
    if not user.is_active:
        raise Refused(f"Kontot {user.username} är redan stängt.")
    before = snapshot(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("access.account.closed", by=by, on=user, before=before)
    return user


@action
def admit(*, person: Person, names: Iterable[str], by: User | None = None) -> User:
    """Give someone in the directory an account, the first time the provider says who they are."""
    by = by or servers_own("inloggningen", "Inloggningen")
    user = User(username=_free(() if person.protected else names, person), name=person.shown)
    user.set_unusable_password()
    user.save()
    record("access.account.admitted", by=by, on=user)
    correct_person(person=person, user=user, by=by)
    return user


@action
def note_second_factor(*, user: User, what: str, by: User) -> None:
    """Write in the log that an account's second factor has changed."""
    record(f"access.second_factor.{what}", by=by, on=user, after={})


def _without_account(email: str) -> Person | None:
    fits = Person.objects.filter(email__iexact=email, user__isnull=True)[:2]
    return fits[0] if email and len(fits) == 1 else None


def _free(names: Iterable[str], person: Person) -> str:
    """The first of the names that fits and is not taken; the person's number when none is."""
    for name in names:
        if 0 < len(name) <= LONGEST_NAME and not User.objects.filter(username=name).exists():
            return name
    return f"person-{person.pk}"


def _refuse_bad_fields(user: User) -> None:
    try:
        user.clean_fields(exclude=["password"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def _refuse_weak(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
