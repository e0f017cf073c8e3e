"""What a token may do and for how long, how long support may look, and what a directory says.

Source: RFC 6750 (bearer tokens); RFC 7643 § 4.1 and 4.3 (a person in a directory).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from huset.organisation.rules import Role
from huset.organisation.words import ROLE_NAMES


class Scope(StrEnum):
    """What a token may be used for, within what its owner may."""

    READ = "read"
    WRITE = "write"
    CATALOGUE = "catalogue"


SCOPE_NAMES = {
    Scope.READ: "läsa",
    Scope.WRITE: "läsa och skriva",
    Scope.CATALOGUE: "katalog (SCIM)",
}
USUAL_DAYS, MOST_DAYS = 90, 365
PREFIX, SHOWN = "huset_", 8  # how a secret begins, and how much of the rest lists show
LONGEST_LOOK = timedelta(minutes=30)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def shown_part(secret: str) -> str:
    """Give the beginning of a secret, by which its owner knows it again."""
    return secret[: len(PREFIX) + SHOWN]


def too_long_or_past(last_day: date, today: date) -> str:
    """Refuse a token that is already over, or that lives too long."""
    if last_day < today:
        return f"Token kan inte gälla till {last_day}, som har varit. Välj en senare dag."
    if last_day > today + timedelta(days=MOST_DAYS):
        latest = today + timedelta(days=MOST_DAYS)
        return f"En token gäller högst {MOST_DAYS} dagar. Välj senast {latest}."
    return ""


def refused_use(scope: Scope, method: str, *, directory: bool) -> str:
    """Say why a token of a scope may not be used so; nothing where it may."""
    if directory and scope is not Scope.CATALOGUE:
        return "Den här token gäller inte katalogen. Skapa en token med omfattningen katalog."
    if not directory and scope is Scope.CATALOGUE:
        return (
            "Den här token gäller bara katalogen (SCIM). Skapa en token för att läsa eller skriva."
        )
    if scope is Scope.READ and method not in SAFE:
        return "Den här token får bara läsa. Skapa en token med omfattningen läsa och skriva."
    return ""


@dataclass(frozen=True, order=True)
class Posting:
    """A role in a place, as a directory writes it: ``manager@5130``, ``member@SN``."""

    role: Role
    place: str

    def __str__(self) -> str:
        return f"{self.role}@{self.place}"

    @property
    def label(self) -> str:
        """The posting in words."""
        return f"{ROLE_NAMES[self.role]} i {self.place}"


class BadPostingError(ValueError):
    """A directory wrote a role that cannot be read. The message says which, in Swedish."""


def posting(text: str) -> Posting:
    """Read a role in a place. Raises BadPostingError."""
    role, at, place = text.strip().partition("@")
    if not at or not place:
        raise BadPostingError(
            f"Rollen ”{text}” saknar plats. Skriv roll@kod, till exempel manager@5130."
        )
    if role not in set(Role):
        raise BadPostingError(f"Rollen ”{role}” finns inte. Välj någon av {', '.join(Role)}.")
    return Posting(Role(role), place)


@dataclass(frozen=True)
class Entry:
    """What a directory says of a person: who, how to reach them, and where they work."""

    user_name: str
    name: str
    external_id: str = ""
    email: str = ""
    active: bool = True
    postings: frozenset[Posting] = frozenset()


def without(postings: Iterable[Posting], others: Iterable[Posting]) -> list[Posting]:
    """Those that are not among the others, in a fixed order."""
    return sorted(set(postings) - set(others))
