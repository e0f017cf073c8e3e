"""Who may: policies made of the rights that follow from mandates, each in its place."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from huset.kernel import validity
from huset.kernel.models import User
from huset.kernel.rights import Policy
from huset.model.queries import NoModelError, model_in_force
from huset.model.terms import Power, Side
from huset.organisation.models import Mandate
from huset.organisation.rules import RIGHTS, Act, Reach, Right, Role, reach_of, side_of
from huset.organisation.structure import Organisation, organisation
from huset.organisation.words import ACT_OF, ROLE_NAMES, who_may

SIGNED_IN = Policy("Den som är inloggad", lambda request: request.user.is_authenticated)


@dataclass(frozen=True)
class Area:
    """The bodies and units that a right covers, by code; ``everything`` has no limits."""

    everything: bool = False
    codes: frozenset[str] = frozenset()

    def __contains__(self, code: object) -> bool:
        return self.everything or code in self.codes

    def __bool__(self) -> bool:
        return self.everything or bool(self.codes)


@dataclass(frozen=True)
class Held:
    """A mandate as rights see it: the role, and the body or unit it is held in today."""

    role: Role
    place: str
    place_name: str
    body_code: str
    oversees: bool = False  # the body oversees the group


@dataclass(frozen=True)
class Actor:
    """The one who reads or acts, with the mandates of today in the organisation of today."""

    held: tuple[Held, ...] = ()
    organised: Organisation = field(default_factory=lambda: Organisation((), ()))

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles of every mandate."""
        return tuple(held.role for held in self.held)

    def has(self, right: Right) -> bool:
        """Tell whether any of the mandates carries the right, somewhere."""
        return any(reach_of(h.role, right, oversees=h.oversees) for h in self.held)

    def area(self, right: Right) -> Area:
        """Where the actor has a right: each mandate gives its rights in its own place only."""
        codes: set[str] = set()
        for held in self.held:
            reach = reach_of(held.role, right, oversees=held.oversees)
            if reach is Reach.GROUP:
                return Area(everything=True)
            if reach:
                codes |= self._covered(held, reach)
        return Area(codes=frozenset(codes))

    def may(self, right: Right, at: str) -> bool:
        """Tell whether the actor has a right in a body or unit, by its code."""
        return at in self.area(right)

    def lacks(self, roles: Iterable[Role]) -> Right | None:
        """A right to govern Huset that the roles carry and the actor has not.

        Only one who has such a right hands it out, takes it away, or says who signs in with it.
        """
        carried = {right for role in roles for right in RIGHTS[role] if ACT_OF[right] is Act.MANAGE}
        return next((right for right in sorted(carried) if not self.has(right)), None)

    def stands_on(self, side: Side) -> bool:
        """Tell whether any of the mandates is on a side: elected members, or officials."""
        return any(side_of(role) is side for role in self.roles)

    @property
    def title(self) -> str:
        """Role and place as the page's head and the log show them."""
        if not self.held:
            return "Invånare"
        first = self.held[0]
        return f"{ROLE_NAMES[first.role]} · {first.place_name}"

    def _covered(self, held: Held, reach: Reach) -> set[str]:
        unit = self.organised.unit(held.place)
        below = {u.code for u in self.organised.under(unit)} if unit else set()
        if reach is Reach.PLACE:
            return below | {held.place}
        units = {u.code for u in self.organised.units_of(held.body_code)}
        return {held.place, held.body_code} | below | units


def actor_of(user: User) -> Actor:
    """Find what a user's mandates of today make of them. A unit's mandate moves with the unit."""
    today = timezone.localdate()
    mandates = (
        Mandate.objects.filter(validity.on(today), person__user=user)
        .select_related("body", "unit__body")
        .order_by("id")
    )
    organised = organisation(today)
    overseers = _overseers(today)
    return Actor(tuple(_held(m, organised, overseers) for m in mandates), organised)


def every_mandate(today: date) -> list[tuple[Mandate, Actor]]:
    """Every mandate of a day, each with what it alone lets its holder do."""
    mandates = (
        Mandate.objects.filter(validity.on(today))
        .select_related("person", "body", "unit__body")
        .order_by("id")
    )
    organised = organisation(today)
    overseers = _overseers(today)
    return [(m, Actor((_held(m, organised, overseers),), organised)) for m in mandates]


def _held(mandate: Mandate, organised: Organisation, overseers: frozenset[str]) -> Held:
    place, role = mandate.place, Role(mandate.role)
    node = organised.unit(place.code) if mandate.unit else None
    home = mandate.unit.body if mandate.unit else mandate.body
    return Held(
        role=role,
        place=place.code,
        place_name=place.name,
        body_code=node.body_code if node else home.code if home else place.code,
        oversees=mandate.body is not None and mandate.body.kind in overseers,
    )


def _overseers(today: date) -> frozenset[str]:
    """The kinds of bodies that oversee the group, as the governance model says."""
    try:
        model = model_in_force(today)
    except NoModelError:
        return frozenset()
    return frozenset(kind.code for kind in model.with_power(Power.OVERSEE))


def actor(request: HttpRequest) -> Actor:
    """The actor behind a request, found once a request."""
    found = getattr(request, "_actor", None)
    if not isinstance(found, Actor):
        found = actor_of(request.user) if request.user.is_authenticated else Actor()
        request._actor = found  # type: ignore[attr-defined]  # noqa: SLF001 -- our own memo on the request
    return found


def needs(right: Right) -> Policy:
    """Open for those whose mandates carry the right somewhere; `require` says where."""
    return Policy(who_may(right), lambda request: actor(request).has(right))


def require(request: HttpRequest, right: Right, at: str) -> None:
    """Refuse one whose mandates do not carry the right in this very body or unit."""
    if not actor(request).may(right, at):
        raise PermissionDenied(who_may(right))


def require_governing(request: HttpRequest, roles: Iterable[Role]) -> None:
    """Refuse one who would hand out, or take away, a right to govern Huset that is not theirs."""
    if lacking := actor(request).lacks(roles):
        raise PermissionDenied(who_may(lacking))
