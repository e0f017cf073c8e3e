"""What the parts of the house hold today: facts, how they fare, and what is due next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from huset.budget.queries import Economy, economy
from huset.direction import queries as direction
from huset.followup.queries import rounds
from huset.followup.rules import economy_outcome
from huset.goals.queries import assignments, goals
from huset.house.rules import Room
from huset.house.standing import next_event, overall
from huset.kernel.context import Context
from huset.kernel.links import link
from huset.kernel.memory import remembers
from huset.kernel.status import Status
from huset.model.queries import model_in_force
from huset.model.rules import GovernanceModel, Part
from huset.model.terms import Holds, Outcome, Zone
from huset.organisation.queries import bodies_in_scope, decisions


@dataclass(frozen=True)
class Holding:
    """What a kind of content amounts to, for those bodies that the reader has chosen."""

    facts: tuple[str, ...] = ()
    status: Status | None = None


@dataclass(frozen=True)
class Question:
    """What the house asks its parts: for whom, as of when, by which rules."""

    context: Context
    model: GovernanceModel
    body_codes: tuple[str, ...]

    @property
    def per(self) -> date:
        """The as-of day."""
        return self.context.per


@remembers
def rooms(context: Context) -> tuple[Room, ...]:
    """Every part of the governance model as a room of the house, with what it holds."""
    model = model_in_force(context.per)
    question = Question(context, model, bodies_in_scope(context.scope, context.per))
    held = {kind: ask(question) for kind, ask in HOLDINGS.items()}
    return tuple(
        _room(part, held.get(part.holds, _nothing(part)), question) for part in model.parts
    )


def _room(part: Part, holding: Holding, question: Question) -> Room:
    event = next_event(question.model, part.code, question.per)
    return Room(
        code=part.code,
        name=part.name,
        zone=part.zone,
        url=link(question.context, "house:part", part.code),
        floor=part.floor or 0,
        share=part.width,
        short=part.short,
        facts=holding.facts,
        due=f"Nästa: {event.month.name}" if event else "",
        status=holding.status,
        summary=part.summary,
        steers=part.steers,
    )


def _nothing(part: Part) -> Holding:
    """What a part holds that the system keeps nothing for yet: said plainly where work is done."""
    return Holding(("Inget registrerat än",) if part.zone is Zone.FLOOR else ())


def _vision(question: Question) -> Holding:
    vision = direction.vision(question.per)
    return Holding((f"Gäller från {vision.valid_from.year}",) if vision else ())


def _strategic_plan(question: Question) -> Holding:
    plan = direction.strategic_plan(question.per)
    if plan is None:
        return Holding(("Ingen plan gäller",))
    until = f"–{plan.valid_to.year}" if plan.valid_to else " och framåt"
    return Holding((f"{len(plan.areas)} områden · {plan.valid_from.year}{until}",))


def _decisions(question: Question) -> Holding:
    return Holding((f"{len(decisions(question.per))} beslut",))


def _goals(question: Question) -> Holding:
    found = goals(question.per, question.context.year, body_codes=question.body_codes)
    measured = [goal.outcome for goal in found if goal.outcome is not Outcome.UNKNOWN]
    met = measured.count(Outcome.MET)
    return Holding(
        (f"{len(found)} mål · {len(measured)} mätta", f"{met} uppnådda"),
        question.model.fulfilment.status(overall(measured)) if found else None,
    )


def _assignments(question: Question) -> Holding:
    found = assignments(question.per, body_codes=question.body_codes)
    closed = {Outcome.DONE, Outcome.ENDED}
    open_ = [a for a in found if not all(told.outcome in closed for told in a.told)]
    late = sum(a.overdue for a in open_)
    outcome = Outcome.LATE if late else Outcome.ON_TRACK
    return Holding(
        (f"{len(open_)} pågående", f"{late} försenade" if late else "Inget försenat"),
        question.model.assignment_scale.status(outcome) if found else None,
    )


def _budget(question: Question) -> Holding:
    context = question.context
    found: Economy = economy(context.per, context.year, scope=context.scope)
    if found.total.budget is None:
        return Holding((f"Ingen budget {context.year}",))
    unit = context.denomination
    label = "Budget" if context.scope else "Budgeterat resultat"
    gap = context.money(found.total.deviation, plus=True)
    outcome = economy_outcome(
        found.total.periodised,
        found.total.outcome,
        tolerance_percent=question.model.thresholds.deviation_percent,
    )
    return Holding(
        (
            f"{label} {context.money(-found.total.budget)} {unit} {context.year}",
            f"Avvikelse {gap} {unit} t.o.m. {found.month.name[:3]}",
        ),
        question.model.fulfilment.status(outcome),
    )


def _follow_up(question: Question) -> Holding:
    latest = next(iter(rounds(question.per)), None)
    if latest is None:
        return Holding(("Ingen uppföljning än",))
    done, total = latest.finished, len(latest.reports)
    return Holding((latest.name, f"{done} av {total} rapporter beslutade"))


HOLDINGS: Mapping[Holds, Callable[[Question], Holding]] = {
    Holds.VISION: _vision,
    Holds.STRATEGIC_PLAN: _strategic_plan,
    Holds.GOVERNING_DOCUMENTS: _decisions,
    Holds.GOALS: _goals,
    Holds.ASSIGNMENTS: _assignments,
    Holds.BUDGET: _budget,
    Holds.FOLLOW_UP: _follow_up,
}
