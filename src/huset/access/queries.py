"""What people ask about tokens, and about whom support may see Huset as."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from huset.access.models import Token
from huset.access.rules import SCOPE_NAMES, Scope
from huset.kernel import validity
from huset.kernel.models import User
from huset.kernel.status import Status, Tone
from huset.organisation.models import Mandate
from huset.organisation.rules import RIGHTS, Right, Role
from huset.organisation.words import ROLE_NAMES

MOST_SHOWN = 50
KEPT = timedelta(days=365)  # how long a token that no longer works is kept


@dataclass(frozen=True)
class TokenRow:
    """A token as its owner's list shows it; the secret is nowhere."""

    id: int
    name: str
    scope: str
    begins: str
    last_day: date
    status: Status
    applies: bool


@dataclass(frozen=True)
class SeenRow:
    """Someone whom support may see Huset as, with their roles and places."""

    user_id: int
    name: str
    postings: tuple[str, ...]


def tokens(owner: User, today: date) -> list[TokenRow]:
    """Someone's own tokens, the newest first."""
    return [
        TokenRow(
            id=token.pk,
            name=token.name,
            scope=SCOPE_NAMES[Scope(token.scope)],
            begins=token.prefix,
            last_day=token.last_day,
            status=_status(token, today),
            applies=token.applies(today),
        )
        for token in Token.objects.filter(owner=owner)
    ]


def own_token(owner: User, number: int) -> Token | None:
    """Someone's own token by its number; another's is not found."""
    return Token.objects.filter(owner=owner, pk=number).first()


def people_to_see(text: str, today: date, by: User) -> list[SeenRow]:
    """Whom support may see Huset as, found by name, place or its code; at most the first fifty."""
    found = _seen(text, today, by)
    names = list(dict.fromkeys(found.values_list("person", flat=True)[: MOST_SHOWN * 4]))
    held = (
        Mandate.objects.filter(validity.on(today), person__in=names)
        .select_related("person", "body", "unit")
        .order_by("person__name", "person", "id")
    )
    rows: dict[int, SeenRow] = {}
    for mandate in held:
        person = mandate.person
        known = rows[person.pk].postings if person.pk in rows else ()
        said = f"{ROLE_NAMES[Role(mandate.role)]} · {mandate.place.name}"
        rows[person.pk] = SeenRow(person.user_id or 0, person.name, (*known, said))
    return list(rows.values())


def seen_user(number: int) -> User | None:
    """A user by number."""
    return User.objects.filter(pk=number).first()


def _seen(text: str, today: date, by: User) -> QuerySet[Mandate]:
    governors = Mandate.objects.filter(
        validity.on(today), role__in=[r for r in Role if Right.SEE_AS in RIGHTS[r]]
    )
    found = Mandate.objects.filter(
        validity.on(today), person__user__is_active=True, person__protected=False
    ).exclude(person__in=governors.values("person"))
    for word in text.split():
        found = found.filter(
            Q(person__name__icontains=word)
            | Q(body__name__icontains=word)
            | Q(unit__name__icontains=word)
            | Q(body__code__iexact=word)
            | Q(unit__code__iexact=word)
        )
    return found.exclude(person__user=by).order_by("person__name", "person")


def _status(token: Token, today: date) -> Status:
    if token.revoked_on:
        return Status("Återkallad", "✕", Tone.NEUTRAL)
    if token.applies(today):
        return Status("Gäller", "✓", Tone.GOOD)
    return Status("Har gått ut", "✕", Tone.NEUTRAL)


def stopped_tokens(today: date) -> QuerySet[Token]:
    """The tokens that stopped working so long ago that they are kept no more."""
    last = today - KEPT
    return Token.objects.filter(Q(revoked_on__lt=last) | Q(last_day__lt=last))
