"""Who is behind a request: the owner of a token, or someone whom support sees Huset as."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from huset.access.models import Token
from huset.access.rules import Scope, shown_part
from huset.kernel.models import User
from huset.kernel.rights import Policy
from huset.organisation.models import Person
from huset.organisation.permissions import actor, actor_of
from huset.organisation.rules import Right

LOOK = "look"  # where the session keeps whom support sees Huset as, and until when


@dataclass(frozen=True)
class Look:
    """An administrator sees Huset as someone else, until a moment, and changes nothing."""

    by: User
    seen: User
    until: datetime


def digest_of(secret: str) -> str:
    """The SHA-256 of a token's secret."""
    return sha256(secret.encode()).hexdigest()


def token_behind(secret: str) -> Token | None:
    """Find the token that a secret belongs to, if it applies today and its owner is active."""
    digest, today = digest_of(secret), timezone.localdate()
    alike = Token.objects.filter(prefix=shown_part(secret)).select_related("owner")
    found = [token for token in alike if hmac.compare_digest(token.digest, digest)]
    return next((t for t in found if t.applies(today) and t.owner.is_active), None)


def token_of(request: HttpRequest) -> Token | None:
    """The token that a request came with, if any."""
    found = getattr(request, "token", None)
    return found if isinstance(found, Token) else None


def look_of(request: HttpRequest) -> Look | None:
    """The look that a request is made in, if any."""
    found = getattr(request, "look", None)
    return found if isinstance(found, Look) else None


def act_as(request: HttpRequest, user: User) -> None:
    """Let someone else be behind the request from here on, with their rights and no others."""
    request.user = user
    request.__dict__.pop("_actor", None)  # what was found of whoever was here before


def _directory(request: HttpRequest) -> bool:
    token = token_of(request)
    return (
        token is not None
        and token.scope == Scope.CATALOGUE
        and actor(request).has(Right.WRITE_PEOPLE)
    )


DIRECTORY = Policy(
    "Den vars token har omfattningen katalog och som får registrera personer och uppdrag",
    _directory,
)


def why_not_seen(seen: User, by: User) -> str:
    """Say why support may not see Huset as someone; nothing where it may."""
    if seen.pk == by.pk:
        return "Du ser redan Huset som dig själv."
    if not seen.is_active:
        return "Kontot är avstängt, så ingen kan se Huset som den personen."
    if Person.objects.filter(user=seen, protected=True).exists():
        return "Huset visas aldrig som den som har skyddade personuppgifter. Välj en annan person."
    if actor_of(seen).has(Right.SEE_AS):
        return "Personen förvaltar själv systemet. Välj någon som inte gör det."
    return ""


def look_in(session: SessionBase, by: User) -> Look | None:
    """The look that a session holds: while its time lasts, and both still may."""
    kept = session.get(LOOK)
    until = parse_datetime(kept["until"]) if kept else None
    if not kept or until is None or timezone.now() >= until:
        return None
    seen = User.objects.filter(pk=kept["user"]).first()
    if seen is None or not actor_of(by).has(Right.SEE_AS) or why_not_seen(seen, by):
        return None
    return Look(by, seen, until)
