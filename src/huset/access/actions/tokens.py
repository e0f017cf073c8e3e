"""What people do with their own tokens: make and revoke."""

import secrets
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from huset.access.models import Token
from huset.access.permissions import digest_of
from huset.access.queries import stopped_tokens
from huset.access.rules import PREFIX, Scope, shown_part, too_long_or_past
from huset.kernel.actions import Refused, action, record, snapshot
from huset.kernel.models import User
from huset.organisation.permissions import actor_of
from huset.organisation.rules import Right
from huset.organisation.words import who_may

SECRET_BYTES = 32


@dataclass(frozen=True)
class Made:
    """A new token with its secret, which is known only here and now."""

    token: Token
    secret: str = field(repr=False)


@action
def make_token(*, name: str, scope: Scope, last_day: date, by: User) -> Made:
    """Make a token for oneself. The secret is given once, and never stored."""
    today = timezone.localdate()
    if not name.strip():
        raise Refused("Token saknar namn. Skriv vad den ska användas till.")
    if said := too_long_or_past(last_day, today):
        raise Refused(said)
    if scope is Scope.CATALOGUE and not actor_of(by).has(Right.WRITE_PEOPLE):
        raise Refused(f"En token för katalogen kan du inte skapa. {who_may(Right.WRITE_PEOPLE)}")
    if Token.objects.filter(owner=by, name=name.strip(), revoked_on__isnull=True).exists():
        raise Refused("Du har redan en token med det namnet. Återkalla den, eller välj ett annat.")
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    token = Token.objects.create(
        owner=by,
        name=name.strip(),
        scope=scope,
        prefix=shown_part(secret),
        digest=digest_of(secret),
        created_on=today,
        last_day=last_day,
    )
    record("access.token.made", by=by, on=token)
    return Made(token, secret)


@action
def forget_tokens(*, today: date, by: User) -> None:
    """Take away the tokens that stopped working more than a year ago."""
    old = list(stopped_tokens(today))
    record("access.token.forgotten", by=by, on=by, after={"count": len(old)})
    for token in old:
        token.delete()


@action
def revoke_token(*, token: Token, by: User, why: str = "") -> Token:
    """Revoke a token of one's own. It stops working at once, for good."""
    if token.owner_id != by.pk:
        raise Refused("Token är inte din. Var och en återkallar sina egna.")
    if token.revoked_on:
        raise Refused(f"Token är redan återkallad sedan {token.revoked_on}.")
    before = snapshot(token)
    token.revoked_on = timezone.localdate()
    token.save(update_fields=["revoked_on"])
    record("access.token.revoked", by=by, on=token, before=before, why=why)
    return token
