"""Who sees and who changes a plan."""

from huset.organisation.permissions import Actor
from huset.organisation.rules import Right


def sees_drafts(actor: Actor) -> bool:
    """A decided reorganisation is public; a draft is for those who see the house from within."""
    return actor.has(Right.READ_INTERNAL) or may_plan(actor)


def may_plan(actor: Actor) -> bool:
    """Whether someone may write plans."""
    return actor.has(Right.WRITE_ORGANISATION)
