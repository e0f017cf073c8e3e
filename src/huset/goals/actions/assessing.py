"""What a body says itself of how its goal fares, beside what is computed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from huset.goals.models import Assessment, Goal
from huset.kernel.actions import Clash, Refused, action, in_turn, record
from huset.kernel.models import User
from huset.model.terms import FULFILMENT, Outcome

LEAST = 10  # signs of a reason


@dataclass(frozen=True)
class Judgement:
    """What a body says of its goal for a year, and why; no ``outcome`` takes the former back.

    A ``forecast`` is what it is believed to be at the turn of the year.
    """

    year: int
    outcome: Outcome | None
    why: str
    forecast: bool = False


@action
def assess_goal(
    *, goal: Goal, said: Judgement, day: date, seen: int, by: User, **origin: Any
) -> Assessment:
    """Judge a goal otherwise than it is computed, or say what is believed.

    ``seen`` is the number of the judgement that the writer had before them, or 0.
    """
    in_turn()
    if goal.decision_id is None:
        raise Refused(f"Målet {goal.code} är inte beslutat och kan inte bedömas.")
    if not goal.first_year <= said.year <= goal.last_year:
        raise Refused(
            f"Målet {goal.code} gäller {goal.first_year}–{goal.last_year}, inte {said.year}."
        )
    if said.outcome is not None and said.outcome not in FULFILMENT:
        raise Refused("Välj en av bedömningarna i listan.")
    why = said.why.strip()
    if len(why) < LEAST:
        raise Refused("Skriv varför, så att den som läser förstår.")
    last = goal.assessments.filter(year=said.year, forecast=said.forecast).last()
    if (last.pk if last else 0) != seen:
        raise Clash("Någon annan har bedömt målet medan du skrev. Läs det och spara igen.")
    if said.outcome is None and (last is None or not last.outcome):
        raise Refused("Det finns ingen egen bedömning att ta tillbaka.")
    made = Assessment.objects.create(
        goal=goal,
        year=said.year,
        day=day,
        forecast=said.forecast,
        outcome=said.outcome or "",
        why=why,
        **origin,
    )
    record("goals.goal.assessed", by=by, on=made)
    return made
