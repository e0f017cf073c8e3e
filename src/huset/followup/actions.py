"""What people do in a follow-up: open a round, forecast, explain, and report."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from huset.followup.models import BodyReport, Forecast, GoalComment, Round
from huset.followup.queries import document_to_keep
from huset.followup.rules import ReportState
from huset.goals.models import Goal
from huset.kernel import validity
from huset.kernel.actions import Refused, action, record, snapshot
from huset.kernel.models import User
from huset.kernel.versions import freeze
from huset.organisation.models import Body, Decision, Unit

DECIDED = "Rapporten är beslutad och kan inte ändras."


@action
def open_round(*, point: str, year: int, cutoff: date, by: User, **origin: Any) -> Round:
    """Open a follow-up of a year, counted through its last day."""
    opened = Round.objects.create(point=point, year=year, cutoff=cutoff, **origin)
    record("followup.round.opened", by=by, on=opened)
    return opened


@action
def forecast(
    *, round: Round, unit: Unit, net_cost: int, comment: str, by: User, **origin: Any
) -> Forecast:
    """Say what a unit expects its net cost of the whole year to be, in öre, and why."""
    _refuse_when_decided(round, unit.body)
    before = Forecast.objects.filter(round=round, unit=unit).first()
    said, _ = Forecast.objects.update_or_create(
        round=round, unit=unit, defaults={"net_cost": net_cost, "comment": comment} | origin
    )
    record("followup.forecast.said", by=by, on=said, before=snapshot(before) if before else None)
    return said


@action
def forecast_units(*, round: Round, said: Mapping[str, tuple[int, str]], by: User) -> None:
    """Say the forecasts of several units at once: net cost in öre and why, by the unit's code."""
    units = Unit.objects.filter(validity.on(round.cutoff), code__in=said).select_related("body")
    for unit in units:
        net_cost, comment = said[unit.code]
        forecast(round=round, unit=unit, net_cost=net_cost, comment=comment, by=by)


@action
def comment_goal(*, round: Round, goal: Goal, text: str, by: User, **origin: Any) -> GoalComment:
    """Say why a goal stands where it stands."""
    _refuse_when_decided(round, goal.body)
    before = GoalComment.objects.filter(round=round, goal=goal).first()
    said, _ = GoalComment.objects.update_or_create(
        round=round, goal=goal, defaults={"text": text} | origin
    )
    record("followup.goal.commented", by=by, on=said, before=snapshot(before) if before else None)
    return said


@action
def write_report(
    *,
    round: Round,
    body: Body,
    words: Mapping[str, str],
    edition: int,
    by: User,
    **origin: Any,
) -> BodyReport:
    """Write what a body says: ``summary``, ``economy`` and ``action_needed``.

    ``edition`` is the one that the writer had before them (0 for a new report): when someone else
    has written meanwhile the action is refused, and nothing of either text is lost.
    """
    _refuse_when_decided(round, body)
    report = BodyReport.objects.select_for_update().filter(round=round, body=body).first()
    if edition != (report.edition if report else 0):
        raise Refused("Någon annan har ändrat rapporten medan du skrev. Jämför texterna nedan.")
    before = snapshot(report) if report else None
    report = report or BodyReport(round=round, body=body, edition=0)
    for field in ("summary", "economy", "action_needed"):
        setattr(report, field, words[field])
    for field, value in origin.items():
        setattr(report, field, value)
    report.edition += 1
    report.save()
    record("followup.report.written", by=by, on=report, before=before)
    return report


@action
def mark_ready(*, round: Round, body: Body, by: User) -> BodyReport:
    """Say that a body's report is ready to be decided. Refused without a summary."""
    _refuse_when_decided(round, body)
    report = BodyReport.objects.filter(round=round, body=body).first()
    if report is None or not report.summary.strip():
        raise Refused("Skriv en sammanfattning innan rapporten klarmarkeras.")
    return _move(report, ReportState.READY, "followup.report.marked_ready", by=by)


@action
def decide_report(*, report: BodyReport, decision: Decision, by: User) -> BodyReport:
    """Tie a report to its decision and freeze it as it stood that day, figures included."""
    if report.state != ReportState.READY:
        raise Refused("Bara en klarmarkerad rapport kan beslutas.")
    if decision.meeting.day < report.round.cutoff:
        raise Refused("Beslutet är daterat före uppföljningens sista dag.")
    report.decision = decision
    _move(report, ReportState.DECIDED, "followup.report.decided", by=by)
    freeze(report, document_to_keep(report, decision.meeting.day))
    return report


def _move(report: BodyReport, state: ReportState, what: str, *, by: User) -> BodyReport:
    before = snapshot(BodyReport.objects.get(pk=report.pk))
    report.state = state
    report.save()
    record(what, by=by, on=report, before=before)
    return report


def _refuse_when_decided(round: Round, body: Body) -> None:
    decided = BodyReport.objects.filter(round=round, body=body, state=ReportState.DECIDED)
    if decided.exists():
        raise Refused(DECIDED)
