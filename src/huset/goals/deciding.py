"""Drafts of goals and assignments, which wait for the body that decides them."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from huset.goals.actions import (
    decide_assignment,
    decide_change,
    decide_goal,
    decide_goal_change,
    put_forward,
)
from huset.goals.deciders import level_kinds
from huset.goals.models import Assignment, AssignmentChange, Goal, GoalChange
from huset.goals.queries.gating import lacking
from huset.goals.queries.giving import assignments_lacking
from huset.goals.queries.holders import holder_of, with_holder
from huset.goals.words import CHANGES
from huset.kernel.models import User
from huset.model.queries import model_in_force
from huset.model.terms import Power, Quality
from huset.organisation.deciding import Waiting, decides
from huset.organisation.models import Body, Decision


class Goals:
    """Goals that are drafts."""

    code = "goals"
    name = "Mål"

    def waiting(self, body: Body) -> list[Waiting]:
        """The body's own goals, or those of others that its kind decides."""
        found = [goal for goal in _drafts() if _decides(body, goal, goal.body.code)]
        missing = lacking([goal.pk for goal in found], timezone.localdate())
        return [
            Waiting(g.pk, f"{g.code} {g.title}", _about(g, missing.get(g.pk, 0))) for g in found
        ]

    def decide(self, number: int, *, decision: Decision, by: User) -> None:
        """Make a goal valid."""
        goal = _goals().select_for_update(of=("self",)).get(pk=number)
        decide_goal(goal=goal, decision=decision, by=by)


class ProposedGoals:
    """Drafts that the executive board puts forward to the council, before it decides them."""

    code = "proposed_goals"
    name = "Förslag till fullmäktige: mål"

    def waiting(self, body: Body) -> list[Waiting]:
        """Those that ask to be put forward, and have not been."""
        found = _drafts().filter(proposal=None) if _prepares(body) else ()
        return [
            Waiting(goal.pk, f"{goal.code} {goal.title}", _about(goal, 0))
            for goal in found
            if _is_prepared(goal)
        ]

    def decide(self, number: int, *, decision: Decision, by: User) -> None:
        """Put a draft forward."""
        goal = _goals().select_for_update(of=("self",)).get(pk=number)
        put_forward(proposal=goal, decision=decision, by=by)


class GoalChanges:
    """Proposals to change or end goals that have been decided."""

    code = "goal_changes"
    name = "Ändringar av mål"

    def waiting(self, body: Body) -> list[Waiting]:
        """Those of the body's own goals, or of the goals that its kind decides."""
        changed = Goal.objects.filter(changes__in=_changes())
        held = {g.pk: holder_of(g)[0] for g in with_holder(changed, timezone.localdate())}
        return [_change(one) for one in _changes() if _decides(body, one.goal, held[one.goal_id])]

    def decide(self, number: int, *, decision: Decision, by: User) -> None:
        """Let a proposal apply."""
        change = _all_changes().select_for_update(of=("self",)).get(pk=number)
        decide_goal_change(change=change, decision=decision, by=by)


class ProposedGoalChanges:
    """Changes of goals that the executive board puts forward to the council."""

    code = "proposed_goal_changes"
    name = "Förslag till fullmäktige: ändringar av mål"

    def waiting(self, body: Body) -> list[Waiting]:
        """Those that ask to be put forward, and have not been."""
        found = _changes().filter(proposal=None) if _prepares(body) else ()
        return [_change(one) for one in found if _is_prepared(one.goal)]

    def decide(self, number: int, *, decision: Decision, by: User) -> None:
        """Put a change forward."""
        change = _all_changes().select_for_update(of=("self",)).get(pk=number)
        put_forward(proposal=change, decision=decision, by=by)


class Assignments:
    """Assignments that are drafts."""

    code = "assignments"
    name = "Uppdrag"

    def waiting(self, body: Body) -> list[Waiting]:
        """All of them, for a body that gives assignments."""
        drafts = Assignment.objects.filter(decision=None).order_by("code")
        found = [a for a in drafts if decides(body, Power.GIVE_ASSIGNMENTS, a.start)]
        missing = assignments_lacking([a.pk for a in found], timezone.localdate())
        return [
            Waiting(
                a.pk,
                f"{a.code} {a.title}",
                _lacking(f"{a.start} till {a.due}", missing[a.pk]),
                "goals:assignment-draft",
            )
            for a in found
        ]

    def decide(self, number: int, *, decision: Decision, by: User) -> None:
        """Make an assignment valid."""
        found = Assignment.objects.select_for_update().get(pk=number)
        decide_assignment(assignment=found, decision=decision, by=by)


class AssignmentChanges:
    """Proposals to end, extend or change assignments that have been given."""

    code = "assignment_changes"
    name = "Ändringar av uppdrag"

    def waiting(self, body: Body) -> list[Waiting]:
        """All of them, for a body that gives assignments."""
        found = AssignmentChange.objects.filter(decision=None)
        return [
            Waiting(
                c.pk,
                f"{c.assignment.code} {c.assignment.title} {CHANGES[c.kind]}",
                _proposed(c) + (f", till {c.due}" if c.due else ""),
            )
            for c in found.select_related("assignment", "proposed_by")
            if decides(body, Power.GIVE_ASSIGNMENTS, timezone.localdate())
        ]

    def decide(self, number: int, *, decision: Decision, by: User) -> None:
        """Let a proposal apply."""
        found = AssignmentChange.objects.select_for_update()
        decide_change(change=found.get(pk=number), decision=decision, by=by)


def _goals() -> QuerySet[Goal]:
    return Goal.objects.select_related("body").order_by("code")


def _drafts() -> QuerySet[Goal]:
    return _goals().filter(decision=None)


def _all_changes() -> QuerySet[GoalChange]:
    return GoalChange.objects.select_related("goal__body", "proposed_by")


def _changes() -> QuerySet[GoalChange]:
    return _all_changes().filter(decision=None)


def _change(change: GoalChange) -> Waiting:
    goal = change.goal
    title = f"{goal.code} {goal.title} {CHANGES[change.kind]}"
    return Waiting(change.pk, title, _proposed(change))


def _proposed(change: GoalChange | AssignmentChange) -> str:
    return f"Föreslås av {change.proposed_by.name} {change.proposed}"


def _prepares(body: Body) -> bool:
    return decides(body, Power.PROPOSE_GOALS, timezone.localdate())


def _is_prepared(goal: Goal) -> bool:
    """Whether the model asks that a goal of the level is put forward before it is decided."""
    return Quality.PREPARED in model_in_force(timezone.localdate()).asked(goal.level)


def _about(goal: Goal, missing: int) -> str:
    """Whose it is and for which years, and how much it lacks before it can be decided."""
    return _lacking(f"{goal.body}, {goal.first_year}–{goal.last_year}", missing)


def _lacking(said: str, missing: int) -> str:
    return f"{said}. Saknar {missing} av det som krävs före beslut" if missing else said


def _decides(body: Body, goal: Goal, holder: str) -> bool:
    """Whether a body decides a goal that another, or it itself, answers for."""
    kinds = level_kinds(goal.level, date(goal.first_year, 1, 1))
    return body.code == holder if goal.body.kind in kinds else body.kind in kinds


GOALS = Goals()
PROPOSED_GOALS = ProposedGoals()
CHANGES_OF_GOALS = GoalChanges()
PROPOSED_CHANGES_OF_GOALS = ProposedGoalChanges()
ASSIGNMENTS = Assignments()
CHANGES_OF_ASSIGNMENTS = AssignmentChanges()
