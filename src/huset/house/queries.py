"""What the parts of the house hold today: facts, how they fare, and what is due next."""

from huset.house.holdings import Question, holding
from huset.house.rules import Room, bound
from huset.house.standing import Event, next_event
from huset.kernel.context import Context
from huset.kernel.links import link
from huset.kernel.memory import remembers
from huset.model.queries import model_in_force
from huset.model.rules import Part
from huset.organisation.queries import bodies_in_scope, organisation


@remembers
def rooms(context: Context) -> tuple[Room, ...]:
    """Every part of the governance model as a room of the house, with what it holds."""
    model = model_in_force(context.per)
    question = Question(context, model, bodies_in_scope(context.scope, context.per))
    return tuple(_room(part, question) for part in model.parts)


def scope_name(context: Context) -> str:
    """The name of the body or unit that the reader has chosen; one that is unknown has its code."""
    organised = organisation(context.per)
    found = organised.body(context.scope) or organised.unit(context.scope)
    return found.name if found else context.scope


def _room(part: Part, question: Question) -> Room:
    held = holding(part, question)
    event = next_event(question.model, part.code, question.per)
    return Room(
        code=part.code,
        name=part.name,
        zone=part.zone,
        url=link(question.context, "house:part", part.code),
        floor=part.floor or 0,
        share=part.width,
        short=part.short,
        facts=tuple(map(bound, held.facts)),
        more=tuple(map(bound, held.more)),
        due=bound(held.due or (f"Nästa: {_when(event, question)}" if event else "")),
        event=bound(_in_full(held.due, event, question)),
        status=held.status,
        summary=held.about or part.summary,
        steers=part.steers,
    )


def _in_full(due: str, event: Event | None, question: Question) -> str:
    what = f"{_when(event, question).capitalize()}: {event.what}" if event else ""
    return " \N{MIDDLE DOT} ".join(filter(None, (due, what)))


def _when(event: Event, question: Question) -> str:
    """Say when an event comes round, with the year where it is not the reader's own."""
    month = event.month
    return month.name if month.year == question.per.year else f"{month.name[:3]} {month.year}"
