"""Whose values someone may report, for whom they may propose, and who prepares assignments."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from huset.goals.models import Indicator
from huset.kernel.rights import Policy
from huset.model.queries import model_in_force
from huset.model.terms import Power, Side
from huset.organisation.deciding import deciding_kinds
from huset.organisation.permissions import Actor, actor
from huset.organisation.queries import Organisation
from huset.organisation.rules import Right
from huset.organisation.words import who_may


@dataclass(frozen=True)
class Reporter:
    """What someone may report: the indicators of some bodies, and those they answer for."""

    bodies: frozenset[str] = frozenset()
    owned: frozenset[int] = frozenset()

    def may(self, indicator_id: int, body_code: str) -> bool:
        """Tell whether they may report an indicator that a body has."""
        return body_code in self.bodies or indicator_id in self.owned


def reporter(request: HttpRequest) -> Reporter:
    """What the one behind a request may report, found once a request."""
    found = getattr(request, "_reporter", None)
    if not isinstance(found, Reporter):
        who = actor(request)
        known = request.user.is_authenticated
        own = owned(who, owner__user=request.user) if known else frozenset[int]()
        found = Reporter(reportable_bodies(who, who.organised), own)
        request._reporter = found  # type: ignore[attr-defined]  # noqa: SLF001 -- our own memo on the request
    return found


def owned(who: Actor, **person: object) -> frozenset[int]:
    """The indicators that an official answers for, in whichever body; others answer for none."""
    if not who.stands_on(Side.OFFICIALS):
        return frozenset()
    return frozenset(Indicator.objects.filter(**person).values_list("pk", flat=True))


REPORTS = Policy(
    who_may(Right.REPORT_VALUES),
    lambda request: actor(request).has(Right.REPORT_VALUES) or bool(reporter(request).owned),
)


def reportable_bodies(actor: Actor, organised: Organisation) -> frozenset[str]:
    """The codes of the bodies that someone's mandates let them report for."""
    area = actor.area(Right.REPORT_VALUES)
    return frozenset(body.code for body in organised.bodies if body.code in area)


def proposers(actor: Actor, parties: Mapping[str, str]) -> list[tuple[str, str]]:
    """The bodies, by code and name, that someone can propose a change of an assignment for."""
    area = actor.area(Right.WRITE_GOALS)
    return [(code, name) for code, name in parties.items() if code in area]


def prepares_assignments(actor: Actor, right: Right) -> bool:
    """Tell whether someone has a right where assignments are prepared.

    That is the body that gives them, and those that propose the council's goals.
    """
    today = timezone.localdate()
    kinds = set(deciding_kinds(Power.GIVE_ASSIGNMENTS, today))
    kinds |= {kind.code for kind in model_in_force(today).with_power(Power.PROPOSE_GOALS)}
    area = actor.area(right)
    return any(body.code in area for body in actor.organised.bodies if body.kind in kinds)
