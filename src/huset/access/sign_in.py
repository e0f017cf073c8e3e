"""Who comes in by the municipality's own sign-in: only someone whom the directory already knows.

What the provider says of someone tells who they are, never what they may: rights follow mandates.
Source: OpenID Connect Core 1.0, sections 2 and 5.1 (the ID token and the standard claims).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings

from huset.organisation.models import Person

VERIFIED = (True, "true")


@dataclass(frozen=True)
class Claims:
    """What the provider says of the one who signs in; an e-mail address only when verified."""

    code: str
    email: str = ""
    username: str = ""

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """Read them from the ID token and the answer about the user, put together."""
        verified = told.get("email_verified") in VERIFIED
        return cls(
            code=str(told.get(settings.OIDC_ID_CLAIM) or ""),
            email=str(told.get("email") or "") if verified else "",
            username=str(told.get("preferred_username") or ""),
        )


def known(claims: Claims) -> Person | None:
    """Find the person in the directory: by its code, else by e-mail, else by user name.

    Someone who has a code is known by it alone: an address or a user name may be given to the
    next person, or be the reader's own to change.
    """
    ways: tuple[dict[str, str], ...] = (
        {"external_id": claims.code},
        {"email__iexact": claims.email},
        {"user__username__iexact": claims.username},
    )
    for way in ways:
        found = _only(way) if all(way.values()) else None
        if found and found.external_id in {None, claims.code}:
            return found
    return None


def _only(way: Mapping[str, str]) -> Person | None:
    """The one person who fits; nobody where two do, for then it is not known who came."""
    fits = Person.objects.filter(**way).select_related("user")[:2]
    return fits[0] if len(fits) == 1 else None
