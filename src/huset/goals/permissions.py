"""Whose values someone may report."""

from huset.organisation.permissions import Actor
from huset.organisation.queries import Organisation
from huset.organisation.rules import Right, Role


def reportable_bodies(actor: Actor, organised: Organisation) -> frozenset[str]:
    """The codes of the bodies: a controller's are all, a manager's those that they belong to."""
    if not actor.has(Right.REPORT_VALUES):
        return frozenset()
    bodies = frozenset(body.code for body in organised.bodies)
    if Role.CONTROLLER in actor.roles:
        return bodies
    own = {unit.body_code for unit in organised.units if unit.code in actor.unit_codes}
    return bodies & (own | actor.body_codes)
