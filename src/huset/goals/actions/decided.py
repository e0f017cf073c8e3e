"""What people do with goals, indicators and assignments: decide, give, move and report."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from huset.goals.actions.giving import not_started
from huset.goals.deciders import refuse_assignment, refuse_goal
from huset.goals.models import (
    Assignment,
    AssignmentReport,
    Goal,
    GoalMove,
    Indicator,
    Target,
)
from huset.goals.queries import body_answering
from huset.goals.queries.gating import verdict_of
from huset.goals.queries.giving import assignment_verdict
from huset.goals.rules import AssignmentState, Direction
from huset.goals.rules.giving import unsound
from huset.kernel.actions import Refused, action, record, snapshot
from huset.kernel.models import User
from huset.organisation.deciding import refuse_decided
from huset.organisation.models import Body, Decision


@action
def adopt_goal(  # noqa: PLR0913 -- a goal is known by all of these
    *,
    code: str,
    title: str,
    level: str,
    body: Body,
    years: tuple[int, int],
    decision: Decision | None,
    by: User,
    parents: Sequence[Goal] = (),
    **more: Any,
) -> Goal:
    """Adopt a goal for some years. Without a decision it stays a draft."""
    first, last = years
    if last < first:
        raise Refused(f"Målet {code} slutar {last} men börjar {first}.")
    if decision is not None:
        refuse_goal(decision, level=level, body=body, first_year=first, what=f"Målet {code}")
    goal = Goal.objects.create(
        code=code,
        title=title,
        level=level,
        body=body,
        first_year=first,
        last_year=last,
        decision=decision,
        **more,
    )
    goal.parents.set(parents)
    record("goals.goal.adopted", by=by, on=goal)
    return goal


@action
def move_goal(
    *, goal: Goal, body: Body, since: date, decision: Decision, by: User, **origin: Any
) -> GoalMove:
    """Let another body answer for a goal from a day. What was reported before stays as it was."""
    before = body_answering(goal, since)
    if before == body:
        raise Refused(f"{body.name} svarar redan för målet {goal.code}.")
    if later := goal.moves.filter(since__gte=since).first():
        raise Refused(f"Målet {goal.code} byter redan organ {later.since}. Välj en senare dag.")
    if since.year > goal.last_year:
        raise Refused(f"Målet {goal.code} gäller till och med {goal.last_year}.")
    move = GoalMove.objects.create(goal=goal, body=body, since=since, decision=decision, **origin)
    record("goals.goal.moved", by=by, on=goal, before={"body": before.code}, after=snapshot(move))
    return move


@action
def decide_goal(*, goal: Goal, decision: Decision, by: User) -> Goal:
    """Make a draft of a goal valid, when it has what the governance model demands."""
    what = f"Målet {goal.code}"
    refuse_decided(goal, what)
    refuse_goal(decision, level=goal.level, body=goal.body, first_year=goal.first_year, what=what)
    if lacking := verdict_of(goal.pk, decision.meeting.day).blocking:
        raise Refused(f"{what} kan inte beslutas än. " + " ".join(p.text for p in lacking))
    before = snapshot(goal)
    goal.decision = decision
    goal.save()
    record("goals.goal.decided", by=by, on=goal, before=before)
    return goal


@action
def decide_assignment(*, assignment: Assignment, decision: Decision, by: User) -> Assignment:
    """Make a draft of an assignment valid, when it has what the governance model demands."""
    what = f"Uppdraget {assignment.code}"
    refuse_decided(assignment, what)
    refuse_assignment(decision, start=assignment.start, what=what)
    if lacking := assignment_verdict(assignment.pk, decision.meeting.day).blocking:
        raise Refused(f"{what} kan inte beslutas än. " + " ".join(p.text for p in lacking))
    before = snapshot(assignment)
    assignment.decision = decision
    assignment.save()
    record("goals.assignment.decided", by=by, on=assignment, before=before)
    return assignment


@action
def add_indicator(
    *,
    goal: Goal,
    code: str,
    name: str,
    better: Direction,
    targets: Mapping[int, Decimal | tuple[Decimal, Decimal]],
    by: User,
    **more: Any,
) -> Indicator:
    """Add a measure to a goal, with what it is to reach each year: a value, or an interval."""
    indicator = Indicator.objects.create(goal=goal, code=code, name=name, better=better, **more)
    ends = {y: aim if isinstance(aim, tuple) else (aim, None) for y, aim in targets.items()}
    Target.objects.bulk_create(
        Target(indicator=indicator, year=year, value=value, upper=upper)
        for year, (value, upper) in ends.items()
    )
    record("goals.indicator.added", by=by, on=indicator)
    return indicator


@action
def give_assignment(  # noqa: PLR0913 -- an assignment is known by all of these
    *,
    code: str,
    title: str,
    bodies: Sequence[Body],
    goals: Sequence[Goal],
    period: tuple[date, date],
    decision: Decision | None,
    by: User,
    **more: Any,
) -> Assignment:
    """Give one or more bodies an assignment, as it was decided; each starts as not yet begun."""
    if not bodies:
        raise Refused(f"Uppdraget {code} saknar mottagare.")
    start, due = period
    coordinator = more.get("coordinator")
    chosen = coordinator.code if coordinator else ""
    if fault := unsound(start, due, {body.code for body in bodies}, chosen):
        raise Refused(fault)
    if decision is not None:
        refuse_assignment(decision, start=start, what=f"Uppdraget {code}")
    assignment = Assignment.objects.create(
        code=code, title=title, start=start, due=due, decision=decision, **more
    )
    assignment.goals.set(goals)
    not_started(assignment, bodies)
    record("goals.assignment.given", by=by, on=assignment)
    return assignment


@action
def report_assignment(
    *,
    assignment: Assignment,
    body: Body,
    day: date,
    state: AssignmentState,
    comment: str,
    by: User,
    **origin: Any,
) -> AssignmentReport:
    """Report how far a body has come. Refused for a body that did not get the assignment."""
    if not assignment.reports.filter(body=body).exists():
        raise Refused(f"{body.name} har inte fått uppdraget {assignment.code}.")
    before = assignment.reports.filter(body=body, day=day).first()
    report, _ = AssignmentReport.objects.update_or_create(
        assignment=assignment,
        body=body,
        day=day,
        defaults={"state": state, "comment": comment} | origin,
    )
    record(
        "goals.assignment.reported", by=by, on=report, before=snapshot(before) if before else None
    )
    return report
