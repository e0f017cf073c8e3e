"""Whose drafts someone sees, and whose register they keep."""

from huset.organisation.permissions import Actor, Area
from huset.organisation.rules import Right


def drafts_seen(actor: Actor) -> Area:
    """The bodies whose drafts someone sees: those whose work they see from within."""
    return actor.area(Right.READ_INTERNAL)


def kept_register(actor: Actor) -> Area:
    """The bodies whose documents someone registers and changes."""
    return actor.area(Right.WRITE_DOCUMENTS)
