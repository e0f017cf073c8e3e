"""What people do with goals, indicators and assignments: decide, give, move and report."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from huset.goals.deciders import refuse_assignment, refuse_goal
from huset.goals.models import (
    Assignment,
    AssignmentReport,
    Goal,
    GoalMove,
    Indicator,
    Measurement,
    Target,
)
from huset.goals.queries import Reported, body_answering, known_values
from huset.goals.queries.drafting import points_of
from huset.goals.rules import AssignmentState, Direction, blocks
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
    if lacking := blocks(points_of(goal.pk, decision.meeting.day)):
        raise Refused(f"{what} kan inte beslutas än. " + " ".join(p.text for p in lacking))
    before = snapshot(goal)
    goal.decision = decision
    goal.save()
    record("goals.goal.decided", by=by, on=goal, before=before)
    return goal


@action
def decide_assignment(*, assignment: Assignment, decision: Decision, by: User) -> Assignment:
    """Make a draft of an assignment valid."""
    what = f"Uppdraget {assignment.code}"
    refuse_decided(assignment, what)
    refuse_assignment(decision, start=assignment.start, what=what)
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
    targets: Mapping[int, Decimal],
    by: User,
    **more: Any,
) -> Indicator:
    """Add a measure to a goal, with what it is to reach each year."""
    indicator = Indicator.objects.create(goal=goal, code=code, name=name, better=better, **more)
    Target.objects.bulk_create(
        Target(indicator=indicator, year=year, value=value) for year, value in targets.items()
    )
    record("goals.indicator.added", by=by, on=indicator)
    return indicator


@action
def report_measurement(
    *,
    indicator: Indicator,
    year: int,
    value: Decimal,
    known_from: date,
    by: User,
    **origin: Any,
) -> Measurement:
    """Report an indicator's value for a year; a later correction keeps the earlier value."""
    if known_from.year < year:
        raise Refused(f"Värdet för {year} kan inte vara känt redan {known_from}.")
    same_day = Measurement.objects.filter(indicator=indicator, year=year, known_from=known_from)
    before = same_day.first()
    if before is not None and before.value == value:
        return before
    measurement, _ = Measurement.objects.update_or_create(
        indicator=indicator, year=year, known_from=known_from, defaults={"value": value} | origin
    )
    record(
        "goals.measurement.reported",
        by=by,
        on=measurement,
        before=None if before is None else snapshot(before),
    )
    return measurement


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
    """Give one or more bodies an assignment; each starts as not yet begun."""
    if not bodies:
        raise Refused(f"Uppdraget {code} saknar mottagare.")
    start, due = period
    if decision is not None:
        refuse_assignment(decision, start=start, what=f"Uppdraget {code}")
    assignment = Assignment.objects.create(
        code=code, title=title, start=start, due=due, decision=decision, **more
    )
    assignment.goals.set(goals)
    origin = {f: more[f] for f in ("source", "source_year", "is_example") if f in more}
    AssignmentReport.objects.bulk_create(
        AssignmentReport(
            assignment=assignment,
            body=body,
            day=start,
            state=AssignmentState.NOT_STARTED,
            **origin,
        )
        for body in bodies
    )
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


@action
def report_measurements(
    *, values: Sequence[Reported], known_from: date, by: User
) -> list[Measurement]:
    """Report many values, all or none. Refused when one is not what the reporter has seen."""
    asked = {said.indicator_id for said in values}
    indicators = Indicator.objects.select_for_update().in_bulk(asked)
    known = known_values(known_from)
    for said in values:
        if known.get((said.indicator_id, said.year)) != said.before:
            raise Refused(
                f"Värdet på {indicators[said.indicator_id].code} för {said.year} har ändrats "
                "sedan du såg det. Inget har sparats."
            )
    return [
        report_measurement(
            indicator=indicators[said.indicator_id],
            year=said.year,
            value=said.value,
            known_from=known_from,
            by=by,
            source=said.source,
            source_year=None,
            is_example=False,
        )
        for said in values
    ]
