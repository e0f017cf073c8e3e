"""Whose values someone may report."""

from huset.organisation.permissions import Actor
from huset.organisation.queries import Organisation
from huset.organisation.rules import Right


def reportable_bodies(actor: Actor, organised: Organisation) -> frozenset[str]:
    """The codes of the bodies that someone's mandates let them report for."""
    area = actor.area(Right.REPORT_VALUES)
    return frozenset(body.code for body in organised.bodies if body.code in area)
