"""Who may read what is said about a thing: those within a body that it belongs to."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from huset.organisation.permissions import Actor, actor
from huset.organisation.rules import Right
from huset.organisation.words import who_may


def is_within(reader: Actor, codes: Iterable[str]) -> bool:
    """Tell whether someone reads what is internal in any of some bodies."""
    area = reader.area(Right.READ_INTERNAL)
    return any(code in area for code in codes)


def require_within(request: HttpRequest, codes: Iterable[str]) -> None:
    """Refuse one who is outside all of them."""
    if not is_within(actor(request), codes):
        raise PermissionDenied(who_may(Right.READ_INTERNAL))
