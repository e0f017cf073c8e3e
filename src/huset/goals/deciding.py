"""Drafts of goals and assignments, which wait for the body that decides them."""

from datetime import date

from django.utils import timezone

from huset.goals.actions import decide_assignment, decide_change, decide_goal
from huset.goals.deciders import level_kinds
from huset.goals.models import Assignment, AssignmentChange, Goal
from huset.goals.queries.drafting import lacking
from huset.goals.words import CHANGES
from huset.kernel.models import User
from huset.model.terms import Power
from huset.organisation.deciding import Waiting, decides
from huset.organisation.models import Body, Decision


class Goals:
    """Goals that are drafts."""

    code = "goals"
    name = "Mål"

    def waiting(self, body: Body) -> list[Waiting]:
        """The body's own goals, or those of others that its kind decides."""
        drafts = Goal.objects.filter(decision=None).select_related("body").order_by("code")
        found = [goal for goal in drafts if _decides(body, goal)]
        missing = lacking([goal.pk for goal in found], timezone.localdate())
        return [
            Waiting(g.pk, f"{g.code} {g.title}", _about(g, missing.get(g.pk, 0))) for g in found
        ]

    def decide(self, number: int, *, decision: Decision, by: User) -> None:
        """Make a goal valid."""
        found = Goal.objects.select_for_update(of=("self",)).select_related("body")
        decide_goal(goal=found.get(pk=number), decision=decision, by=by)


class Assignments:
    """Assignments that are drafts."""

    code = "assignments"
    name = "Uppdrag"

    def waiting(self, body: Body) -> list[Waiting]:
        """All of them, for a body that gives assignments."""
        return [
            Waiting(a.pk, f"{a.code} {a.title}", f"{a.start} till {a.due}")
            for a in Assignment.objects.filter(decision=None).order_by("code")
            if decides(body, Power.GIVE_ASSIGNMENTS, a.start)
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
                f"Föreslås av {c.proposed_by.name} {c.proposed}"
                + (f", till {c.due}" if c.due else ""),
            )
            for c in found.select_related("assignment", "proposed_by")
            if decides(body, Power.GIVE_ASSIGNMENTS, timezone.localdate())
        ]

    def decide(self, number: int, *, decision: Decision, by: User) -> None:
        """Let a proposal apply."""
        found = AssignmentChange.objects.select_for_update()
        decide_change(change=found.get(pk=number), decision=decision, by=by)


def _about(goal: Goal, missing: int) -> str:
    """Whose it is and for which years, and how much it lacks before it can be decided."""
    said = f"{goal.body}, {goal.first_year}–{goal.last_year}"
    return f"{said}. Saknar {missing} av det som krävs före beslut" if missing else said


def _decides(body: Body, goal: Goal) -> bool:
    kinds = level_kinds(goal.level, date(goal.first_year, 1, 1))
    return goal.body_id == body.pk if goal.body.kind in kinds else body.kind in kinds


GOALS = Goals()
ASSIGNMENTS = Assignments()
CHANGES_OF_ASSIGNMENTS = AssignmentChanges()
