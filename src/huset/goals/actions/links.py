"""What people do with what goals and assignments rest on: tie them, and untie them."""

from collections.abc import Mapping

from huset.goals.models import Assignment, Goal
from huset.goals.queries.links import Links, links_of
from huset.kernel.actions import Clash, Refused, action, record
from huset.kernel.models import User


@action
def link_goal(*, goal: Goal, links: Links, seen: str, by: User) -> None:
    """Say which parts of the vision, provisions and documents a goal rests on.

    This is no change of what the body has decided: the goal's words, years and indicators stay as
    they were. The links say what the goal rests on, so that one can find the way back.
    ``seen`` is the mark of the links that the reader had before them.
    """
    found = Goal.objects.select_for_update().get(pk=goal.pk)
    before, named = _seen(found, seen), _named(found)
    if before == links:
        return
    found.statements.set(links.statements)
    found.provisions.set(links.provisions)
    found.documents.set(links.documents)
    record("goals.goal.linked", by=by, on=found, before=named, after=_named(found))


@action
def link_assignment(*, assignment: Assignment, links: Links, seen: str, by: User) -> None:
    """Say which provisions and documents an assignment rests on; its words stay as decided.

    An assignment points at the vision by way of its goals, so ``links`` names no part of it.
    """
    if links.statements:
        raise Refused("Ett uppdrag pekar på visionen genom sina mål. Koppla målet i stället.")
    found = Assignment.objects.select_for_update().get(pk=assignment.pk)
    before, named = _seen(found, seen), _named(found)
    if before == links:
        return
    found.provisions.set(links.provisions)
    found.documents.set(links.documents)
    record("goals.assignment.linked", by=by, on=found, before=named, after=_named(found))


def _seen(thing: Goal | Assignment, seen: str) -> Links:
    links = links_of(thing)
    if links.mark != seen:
        raise Clash(
            "Någon annan har ändrat kopplingarna medan du valde. Jämför nedan och spara igen."
        )
    return links


def _named(thing: Goal | Assignment) -> Mapping[str, list[str]]:
    """The links in words, for the log."""
    provisions = thing.provisions.select_related("steering").order_by("steering", "order", "pk")
    statements = thing.statements.order_by("pk") if isinstance(thing, Goal) else ()
    return {
        "statements": [str(one) for one in statements],
        "provisions": [f"{one.steering.code} {one.label}" for one in provisions],
        "documents": [str(one) for one in thing.documents.order_by("title", "pk")],
    }
