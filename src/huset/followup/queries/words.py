"""What has been said in a round, as it stood on a day.

Forecasts, comments and reports are written over, and each carries the day when it was said. What
it said on an earlier day is rebuilt from the log.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from huset.followup.models import BodyReport, Forecast, GoalComment
from huset.kernel.history import Model, VersionLine, as_of, versions_of
from huset.kernel.shell import Source
from huset.organisation.queries import DecisionRow, decision_row
from huset.organisation.turn import Stage

NO_SOURCE = Source()


@dataclass(frozen=True)
class Said:
    """What one body has said in a round; ``edition`` 0 means nothing yet."""

    summary: str = ""
    economy: str = ""
    action_needed: str = ""
    state: Stage = Stage.DRAFT
    edition: int = 0
    decision: DecisionRow | None = None
    source: Source = NO_SOURCE
    id: int = 0


@dataclass(frozen=True)
class Expected:
    """A unit's forecast of its net cost of the year, in öre, and why."""

    net_cost: int
    comment: str


def said(round_id: int, per: date) -> dict[str, Said]:
    """What every body had said in a round by a day, by the body's code. At most two questions."""
    found = BodyReport.objects.filter(round=round_id).select_related(
        "body", "decision__meeting__body"
    )
    return {report.body.code: _said(report) for report in reports_as_of(found, per)}


def reports_as_of(reports: Iterable[BodyReport], per: date) -> list[BodyReport]:
    """The reports that had been begun by a day, each as it stood then. One question at most."""
    found = list(reports)
    later = {report.pk for report in found if not _stood(report, per)}
    earlier = as_of(BodyReport, later, lambda state: _counts(state, per))
    for report in found:
        for name, value in earlier.get(report.pk, {}).items():
            if name in {"summary", "economy", "action_needed", "state", "edition"}:
                setattr(report, name, value)
        if report.pk in later:
            report.decision = None
    return [report for report in found if report.pk not in later or report.pk in earlier]


def forecasts(round_id: int, per: date) -> Mapping[str, Expected]:
    """What each unit expected by a day, by its code. At most two questions."""
    found = Forecast.objects.filter(round=round_id).select_related("unit")
    states = {
        forecast.unit.code: state
        for forecast, state in _states(Forecast, found, per, ("net_cost", "comment"))
    }
    return {code: Expected(*state) for code, state in states.items()}


def goal_comments(round_id: int, per: date) -> Mapping[int, str]:
    """What had been said of each goal by a day, by its number. At most two questions."""
    found = GoalComment.objects.filter(round=round_id)
    return {c.goal_id: text for c, (text,) in _states(GoalComment, found, per, ("text",))}


def _states(
    model: Model, found: Iterable[Any], per: date, fields: tuple[str, ...]
) -> Iterable[tuple[Any, tuple[Any, ...]]]:
    """Each record with what its fields held on a day; what was said later is left out."""
    records = list(found)
    later = {record.pk for record in records if record.said_on > per}
    earlier = as_of(model, later, lambda state: _counts(state, per))
    for record in records:
        if record.pk not in later:
            yield record, tuple(getattr(record, name) for name in fields)
        elif state := earlier.get(record.pk):
            yield record, tuple(state[name] for name in fields)


def _stood(report: BodyReport, per: date) -> bool:
    """Whether a report is today what it was on a day. A decided one never changes."""
    if report.decision is not None:
        return report.decision.meeting.day <= per
    return report.said_on <= per


def _counts(state: Mapping[str, Any], per: date) -> bool:
    return bool(
        state.get("said_on", "9999") <= per.isoformat() and state.get("state") != Stage.DECIDED
    )


def _said(report: BodyReport) -> Said:
    return Said(
        summary=report.summary,
        economy=report.economy,
        action_needed=report.action_needed,
        state=Stage(report.state),
        edition=report.edition,
        decision=decision_row(report.decision),
        source=Source(report.source, report.source_year),
        id=report.pk,
    )


def frozen(report_id: int, per: date) -> tuple[VersionLine, ...]:
    """What has been frozen of a report that had been decided by a day, the latest first."""
    decided = BodyReport.objects.filter(pk=report_id, decision__meeting__day__lte=per)
    return versions_of(BodyReport, report_id) if decided.exists() else ()
