"""What people do in a follow-up: open a round, forecast, explain, report, send back, decide."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from huset.followup.models import BodyReport, Forecast, GoalComment, Round
from huset.followup.queries import document_to_keep
from huset.goals.models import Goal
from huset.goals.queries import body_answering
from huset.kernel import validity
from huset.kernel.actions import Refused, action, record, snapshot
from huset.kernel.models import User
from huset.kernel.versions import freeze
from huset.organisation.deciding import refuse_other_body
from huset.organisation.models import Body, Decision, Unit
from huset.organisation.turn import (
    Stage,
    deciding_refused,
    sending_back_refused,
    writing_refused,
)


@action
def open_round(*, point: str, year: int, cutoff: date, by: User, **origin: Any) -> Round:
    """Open a follow-up of a year, counted through its last day. There is one a point and year."""
    if Round.objects.filter(point=point, year=year).exists():
        raise Refused(f"Uppföljningen för {year} är redan öppnad.")
    opened = Round.objects.create(point=point, year=year, cutoff=cutoff, **origin)
    record("followup.round.opened", by=by, on=opened)
    return opened


@action
def forecast(
    *, round: Round, unit: Unit, net_cost: int, comment: str, by: User, **origin: Any
) -> Forecast:
    """Say what a unit expects its net cost of the whole year to be, in öre, and why."""
    _refuse_out_of_turn(round, unit.body)
    before = Forecast.objects.filter(round=round, unit=unit).first()
    said, _ = Forecast.objects.update_or_create(
        round=round,
        unit=unit,
        defaults={"net_cost": net_cost, "comment": comment} | _said_today() | origin,
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
    _refuse_out_of_turn(round, body_answering(goal, round.cutoff))
    before = GoalComment.objects.filter(round=round, goal=goal).first()
    said, _ = GoalComment.objects.update_or_create(
        round=round, goal=goal, defaults={"text": text} | _said_today() | origin
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
    _refuse_out_of_turn(round, body)
    report = BodyReport.objects.select_for_update().filter(round=round, body=body).first()
    if edition != (report.edition if report else 0):
        raise Refused("Någon annan har ändrat rapporten medan du skrev. Jämför texterna nedan.")
    before = snapshot(report) if report else None
    report = report or BodyReport(round=round, body=body, edition=0)
    for field in ("summary", "economy", "action_needed"):
        setattr(report, field, words[field])
    for field, value in (_said_today() | origin).items():
        setattr(report, field, value)
    report.edition += 1
    report.save()
    record("followup.report.written", by=by, on=report, before=before)
    return report


@action
def mark_ready(*, round: Round, body: Body, by: User, day: date | None = None) -> BodyReport:
    """Say that a body's report is ready to be decided, today unless told otherwise.

    Refused without a summary.
    """
    _refuse_out_of_turn(round, body)
    report = BodyReport.objects.filter(round=round, body=body).first()
    if report is None or not report.summary.strip():
        raise Refused("Skriv en sammanfattning innan rapporten klarmarkeras.")
    report.said_on = day or timezone.localdate()
    return _move(report, Stage.READY, "followup.report.marked_ready", by=by)


@action
def send_back(*, round: Round, body: Body, why: str, by: User) -> BodyReport:
    """Send a report that is ready back to those who write it, with the reason."""
    report = BodyReport.objects.select_for_update().filter(round=round, body=body).first()
    if report is None:
        raise Refused("Det finns ingen rapport att återremittera.")
    if no := sending_back_refused(Stage(report.state), why):
        raise Refused(no)
    return _move(report, Stage.DRAFT, "followup.report.sent_back", by=by, why=why)


@action
def decide_report(*, report: BodyReport, decision: Decision, by: User) -> BodyReport:
    """Tie a report to its decision and freeze it as it stood that day, figures included.

    A body decides its own report, and the council that of the whole.
    """
    if no := deciding_refused(Stage(report.state)):
        raise Refused(no)
    refuse_other_body(decision, report.body, "Rapporten")
    if decision.meeting.day < report.round.cutoff:
        raise Refused("Beslutet är daterat före uppföljningens sista dag.")
    report.decision = decision
    _move(report, Stage.DECIDED, "followup.report.decided", by=by)
    freeze(report, document_to_keep(report, decision.meeting.day))
    return report


def _move(report: BodyReport, state: Stage, what: str, *, by: User, why: str = "") -> BodyReport:
    before = snapshot(BodyReport.objects.get(pk=report.pk))
    report.state = state
    report.save()
    record(what, by=by, on=report, before=before, why=why)
    return report


def _said_today() -> dict[str, Any]:
    return {"said_on": timezone.localdate()}


def _refuse_out_of_turn(round: Round, body: Body) -> None:
    """Refuse to write what is no longer the officials' to write."""
    report = BodyReport.objects.select_for_update().filter(round=round, body=body).first()
    if report and (no := writing_refused(Stage(report.state))):
        raise Refused(no)
