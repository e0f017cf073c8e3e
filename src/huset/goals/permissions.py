"""Whose values someone may report, and for whom they may propose."""

from collections.abc import Mapping

from huset.organisation.permissions import Actor
from huset.organisation.queries import Organisation
from huset.organisation.rules import Right


def reportable_bodies(actor: Actor, organised: Organisation) -> frozenset[str]:
    """The codes of the bodies that someone's mandates let them report for."""
    area = actor.area(Right.REPORT_VALUES)
    return frozenset(body.code for body in organised.bodies if body.code in area)


def proposers(actor: Actor, parties: Mapping[str, str]) -> list[tuple[str, str]]:
    """The bodies, by code and name, that someone can propose a change of an assignment for."""
    area = actor.area(Right.WRITE_GOALS)
    return [(code, name) for code, name in parties.items() if code in area]
