"""Who may: policies made of the rights that follow from mandates."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils import timezone

from huset.kernel import validity
from huset.kernel.models import User
from huset.kernel.rights import Policy
from huset.organisation.models import Mandate
from huset.organisation.rules import RIGHT_SENTENCES, RIGHTS, ROLE_NAMES, Right, Role


@dataclass(frozen=True)
class Actor:
    """The one who reads or acts: roles, rights, and the bodies and units that they cover."""

    roles: tuple[Role, ...] = ()
    place: str = ""  # the body or unit of the first mandate, in words
    body_codes: frozenset[str] = field(default_factory=frozenset)
    unit_codes: frozenset[str] = field(default_factory=frozenset)

    def has(self, right: Right) -> bool:
        """Tell whether any of the roles carries the right."""
        return any(right in RIGHTS[role] for role in self.roles)

    @property
    def sees_all(self) -> bool:
        """Controllers and auditors answer for the whole, so they see the whole."""
        return not {Role.CONTROLLER, Role.AUDITOR}.isdisjoint(self.roles)

    @property
    def title(self) -> str:
        """Role and place as the page's head shows them."""
        role = ROLE_NAMES[self.roles[0]] if self.roles else "Invånare"
        return f"{role} · {self.place}" if self.place else role


def actor_of(user: User) -> Actor:
    """Find what a user's mandates of today make of them. Asks one question."""
    mandates = list(
        Mandate.objects.filter(validity.on(timezone.localdate()), person__user=user)
        .select_related("body", "unit__body")
        .order_by("id")
    )
    units = [m.unit for m in mandates if m.unit]
    bodies = [m.body for m in mandates if m.body]
    return Actor(
        roles=tuple(Role(m.role) for m in mandates),
        place=mandates[0].place.name if mandates else "",
        body_codes=frozenset(b.code for b in bodies),
        unit_codes=frozenset(u.code for u in units),
    )


def actor(request: HttpRequest) -> Actor:
    """The actor behind a request, found once a request."""
    found = getattr(request, "_actor", None)
    if not isinstance(found, Actor):
        found = actor_of(request.user) if request.user.is_authenticated else Actor()
        request._actor = found  # type: ignore[attr-defined]  # noqa: SLF001 -- our own memo on the request
    return found


def needs(right: Right) -> Policy:
    """Open for those whose mandates carry the right."""
    return Policy(RIGHT_SENTENCES[right], lambda request: actor(request).has(right))
