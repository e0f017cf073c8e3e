"""What each kind of part holds today: how much, how it fares, and what is due in it next.

A status is a finding: computed from what is registered, or not shown at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from huset.budget.queries import Economy, economy
from huset.direction import queries as direction
from huset.direction.queries.reviews import ReviewRow, reviews
from huset.direction.queries.steering import ExternalRow, external_steering, provisions_in_words
from huset.documents.queries.register import Asked, register
from huset.documents.rules import Standing
from huset.followup.queries import RoundRow, rounds
from huset.followup.rules import economy_outcome
from huset.goals.queries import GoalRow, assignments, goals
from huset.goals.queries.missions import missions_by_body
from huset.house.standing import counted, ends, overall, short_date, stops
from huset.kernel.context import Context
from huset.kernel.status import Status, Tone
from huset.model.rules import GovernanceModel, Part
from huset.model.terms import Holds, LevelKind, Outcome

IN_FORCE = Status("Gäller", "✓", Tone.GOOD)
TO_REVIEW = Status("Ses över", "!", Tone.PARTLY)
EXPIRED = Status("Utgångna", "✕", Tone.BAD)
REVIEWED = Status("Genomgången", "✓", Tone.GOOD)
NOT_REVIEWED = Status("Pågår", "◐", Tone.PARTLY)
COMPLETE = Status("Komplett", "✓", Tone.GOOD)
LACKING = Status("Saknas", "!", Tone.PARTLY)
AHEAD = timedelta(days=365)  # an end within this is worth a word
CLOSED = {Outcome.DONE, Outcome.ENDED}


@dataclass(frozen=True)
class Holding:
    """What a part holds: ``facts`` for the picture, ``more`` for those who want it all.

    ``about`` is what has been decided that the part is about, in place of the model's own words.
    """

    facts: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    status: Status | None = None
    due: str = ""
    about: str = ""


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

    @cached_property
    def values(self) -> dict[str, direction.ValueRow]:
        """The core values in force, by their words in lower case."""
        return {value.title.casefold(): value for value in direction.core_values(self.per)}

    @cached_property
    def laws(self) -> list[ExternalRow]:
        """What steers the chosen bodies from outside."""
        return external_steering(self.per, body_codes=self.body_codes)

    @cached_property
    def provisions(self) -> Mapping[int, str]:
        """How many provisions each law has, in words."""
        return provisions_in_words(self.laws)

    @cached_property
    def reviews(self) -> list[ReviewRow]:
        """The year's reviews of what steers from outside."""
        return reviews(self.context.year, self.per, body_codes=self.body_codes)

    @cached_property
    def goals(self) -> list[GoalRow]:
        """The goals of the chosen bodies."""
        return goals(self.per, self.context.year, body_codes=self.body_codes)


def holding(part: Part, question: Question) -> Holding:
    """Tell what a part holds, in words of its own kind."""
    return HOLDINGS[part.holds](part, question)


def _vision(_part: Part, question: Question) -> Holding:
    vision = direction.vision(question.per)
    if vision is None:
        return Holding(("Ingen beslutad vision",))
    more = (
        counted(len(vision.statements), "del", "delar") if vision.statements else "",
        str(vision.decision or ""),
    )
    return Holding((f"Gäller sedan {vision.valid_from.year}",), _said(more), IN_FORCE)


def _core_values(part: Part, question: Question) -> Holding:
    mine = question.values.get(part.name.casefold())
    if mine:
        return Holding(("Beslutat värdeord",), about=mine.text)
    if not question.values:
        return Holding(("Inga beslutade värdeord",))
    words = ", ".join(value.title for value in question.values.values())
    return Holding((counted(len(question.values), "värdeord", "värdeord"),), (words,), IN_FORCE)


def _strategic_plan(_part: Part, question: Question) -> Holding:
    plan = direction.strategic_plan(question.per)
    if plan is None:
        return Holding(("Ingen plan gäller",))
    until = f"–{plan.valid_to.year}" if plan.valid_to else " och framåt"
    fact = f"{counted(len(plan.areas), 'område', 'områden')} · {plan.valid_from.year}{until}"
    soon = plan.valid_to is not None and plan.valid_to - question.per <= AHEAD
    more = (plan.majority, str(plan.decision or ""))
    due = f"Gäller till {short_date(plan.valid_to)}" if soon and plan.valid_to else ""
    return Holding((fact,), _said(more), IN_FORCE, due)


def _documents(_part: Part, question: Question) -> Holding:
    found = register(question.per, Asked(body_codes=question.body_codes))
    standing = [row.standing for row in found]
    expired, due = standing.count(Standing.EXPIRED), standing.count(Standing.REVIEW)
    applies = standing.count(Standing.IN_FORCE) + due
    if not applies + expired:
        return Holding(("Inga dokument registrerade",))
    days = [r.review_by for r in found if r.review_by and r.standing is Standing.IN_FORCE]
    next_review = min((day for day in days if day > question.per), default=None)
    more = (f"Nästa översyn {short_date(next_review)} {next_review.year}" if next_review else "",)
    lacking = (
        f"{due} ses över" if due else "",
        counted(expired, "utgånget", "utgångna") if expired else "",
    )
    facts = (" · ".join(_said((f"{applies} gäller", *lacking))),)
    return Holding(facts, _said(more), EXPIRED if expired else TO_REVIEW if due else IN_FORCE)


def _goals(_part: Part, question: Question) -> Holding:
    found = question.goals
    if not found:
        return Holding((f"Inga mål {question.context.year}",))
    outcomes = [goal.outcome for goal in found]
    measured = [outcome for outcome in outcomes if outcome is not Outcome.UNKNOWN]
    partly, not_met = measured.count(Outcome.PARTLY_MET), measured.count(Outcome.NOT_MET)
    return Holding(
        (
            f"{len(found)} mål · {len(measured)} mätta",
            counted(measured.count(Outcome.MET), "uppnått", "uppnådda"),
        ),
        (f"{partly} delvis · {not_met} inte uppnådda",) if measured else (),
        question.model.fulfilment.status(overall(measured)),
    )


def _assignments(_part: Part, question: Question) -> Holding:
    found = assignments(question.per, body_codes=question.body_codes)
    if not found:
        return Holding(("Inga uppdrag givna",))
    open_ = [a for a in found if not all(told.outcome in CLOSED for told in a.told)]
    late = sum(a.overdue for a in open_)
    outcome = Outcome.LATE if late else Outcome.ON_TRACK if open_ else Outcome.DONE
    coming = min((a.due for a in open_ if a.due >= question.per), default=None)
    return Holding(
        (
            f"{len(open_)} pågående",
            counted(late, "försenat", "försenade") if late else "Inget försenat",
        ),
        (f"{len(found) - len(open_)} avslutade",),
        question.model.assignment_scale.status(outcome),
        f"Nästa klart {short_date(coming)}" if coming else "",
    )


def _core_missions(_part: Part, question: Question) -> Holding:
    bodies = missions_by_body(question.per, question.body_codes)
    found = [row for body in bodies for row in body.missions]
    if not found:
        return Holding(("Inga grunduppdrag registrerade",))
    lack = sum(not body.missions for body in bodies)
    by_law = sum(row.mandatory for row in found)
    facts = (
        counted(len(found), "grunduppdrag", "grunduppdrag"),
        f"{lack} organ saknar" if lack else f"{len(bodies)} organ",
    )
    more = (f"{by_law} lagstadgade · {len(found) - by_law} frivilliga",)
    return Holding(facts, more, LACKING if lack else COMPLETE)


def _budget(_part: Part, question: Question) -> Holding:
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
    known = found.total.outcome is not None
    return Holding(
        (
            f"{label} {context.money(-found.total.budget)} {unit}",
            f"Avvikelse {gap} {unit}" if known else "Inget utfall än",
        ),
        (f"Till och med {found.month.name}",) if known else (),
        question.model.fulfilment.status(outcome) if known else None,
    )


def _follow_up(_part: Part, question: Question) -> Holding:
    latest = next(iter(rounds(question.per)), None)
    coming = stops(question.model, question.per)
    due = f"Till {coming[0].to} {short_date(coming[0].day)}" if coming else ""
    if latest is None:
        return Holding(("Ingen uppföljning än",), due=due)
    if question.context.scope:
        mine = [r for r in latest.reports if r.body_code in question.body_codes]
        facts = tuple(f"{r.body}: {r.status.word.lower()}" for r in mine)
        status = mine[0].status if len(mine) == 1 else None
        return Holding((latest.name, *(facts or ("Lämnar ingen egen rapport",))), (), status, due)
    facts = (latest.name, f"{latest.finished} av {len(latest.reports)} rapporter beslutade")
    return Holding(facts, (), _of_round(latest, question), due)


def _of_round(found: RoundRow, question: Question) -> Status:
    """A round is late when the last day for its report has passed and a body has not decided."""
    if found.finished == len(found.reports):
        outcome = Outcome.DONE
    else:
        last = ends(question.model, found.point, found.year)
        late = last is not None and last < question.per
        outcome = Outcome.LATE if late else Outcome.ON_TRACK
    return question.model.assignment_scale.status(outcome)


def _external(part: Part, question: Question) -> Holding:
    law = next((law for law in question.laws if _is_of(part.name, law.title)), None)
    if law is not None:
        words = question.provisions[law.id]
        weight = "Särskild vikt" if law.extra_weight else ""
        return Holding(_said((words.replace(" och ", " · ") or law.kind,)), _said((weight,)))
    parts = (p for p in question.model.parts if p.holds is Holds.EXTERNAL_STEERING)
    if not question.laws or part is not next(parts):
        return Holding(("Inte registrerat",))
    weighty = sum(law.extra_weight for law in question.laws)
    more = f"{weighty} med särskild vikt" if weighty else ""
    year, rows = question.context.year, question.reviews
    made = sum(row.day is not None for row in rows)
    status = (REVIEWED if made == len(rows) else NOT_REVIEWED) if rows else None
    facts = (counted(len(question.laws), "lag eller avtal", "lagar och avtal"),)
    return Holding(
        facts,
        _said((f"Genomgången {year}: {made} av {len(rows)} organ" if rows else "", more)),
        status,
    )


def _is_of(part: str, title: str) -> bool:
    """Tell whether a part is named after a law: "Kommunallagen" after "Kommunallag"."""
    return part.casefold() in {title.casefold(), f"{title.casefold()}en"}


def _plans(part: Part, question: Question) -> Holding:
    """The goals that belong in a part's plans, and by when the plans are to be there."""
    levels = {
        level.code
        for level in question.model.levels
        if level.part == part.code and level.kind in {LevelKind.GOAL, LevelKind.MEASURE}
    }
    mine = sum(goal.level in levels for goal in question.goals) if levels else 0
    kinds = [plan for plan in question.model.plan_types if plan.part == part.code]
    names = ", ".join(plan.plural.lower() for plan in kinds)
    makers = {question.model.body_kind(code).name.lower() for p in kinds for code in p.made_by}
    made = f"Görs av {' och '.join(sorted(makers))}" if makers else "Skrivs utanför Huset"
    years = (question.per.year, question.per.year + 1, question.per.year + 2)
    days = [plan.due.for_year(year) for plan in kinds for year in years]
    day = min((day for day in days if day >= question.per), default=None)
    return Holding(
        (f"{mine} mål att planera för" if mine else made,),
        _said((made if mine else "", f"Omfattar {names}" if names else "")),
        due=f"Klara {short_date(day)}" if day else "",
    )


def _principle(part: Part, question: Question) -> Holding:
    bound = sum(requirement.part == part.code for requirement in question.model.requirements)
    if bound:
        return Holding((f"{bound} krav i modellen",))
    steered = len(part.steers)
    return Holding(
        (f"Vägleder {counted(steered, 'del', 'delar')}" if steered else "Gäller alltid",)
    )


def _told(*facts: str) -> Callable[[Part, Question], Holding]:
    """What is kept elsewhere, or not yet: said plainly, so that no part is empty by mistake."""
    return lambda _part, _question: Holding(facts)


def _said(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, texts))


HOLDINGS: Mapping[Holds, Callable[[Part, Question], Holding]] = {
    Holds.VISION: _vision,
    Holds.CORE_VALUES: _core_values,
    Holds.STRATEGIC_PLAN: _strategic_plan,
    Holds.GOVERNING_DOCUMENTS: _documents,
    Holds.GOALS: _goals,
    Holds.ASSIGNMENTS: _assignments,
    Holds.CORE_MISSIONS: _core_missions,
    Holds.BUDGET: _budget,
    Holds.PLANS: _plans,
    Holds.ACTIVITIES: _told("Görs i vardagen, ute i enheterna"),
    Holds.INTERNAL_CONTROL: _told("Planen finns utanför Huset"),
    Holds.FOLLOW_UP: _follow_up,
    Holds.ANALYSIS: _told("Skrivs i uppföljningens rapporter"),
    Holds.COMMUNICATION: _told("Först internt, sedan utåt"),
    Holds.EXTERNAL_STEERING: _external,
    Holds.PRINCIPLE: _principle,
    Holds.NOTHING: _told(),
}
