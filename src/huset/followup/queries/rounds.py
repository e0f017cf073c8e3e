"""What people ask about follow-up: rounds, who has reported, and what they said."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huset.followup.models import BodyReport, Forecast, GoalComment, Round
from huset.followup.rules import STATE_NAMES, ReportState
from huset.kernel.documents.frozen import from_json
from huset.kernel.documents.tree import Document
from huset.kernel.periods import Month
from huset.kernel.shell import Source
from huset.kernel.status import Status, Tone
from huset.kernel.versions import latest_version
from huset.model.queries import model_in_force
from huset.organisation.queries import DecisionRow, decision_row

STATES = {
    ReportState.DRAFT: Status(STATE_NAMES[ReportState.DRAFT], "✎", Tone.NEUTRAL),
    ReportState.READY: Status(STATE_NAMES[ReportState.READY], "◐", Tone.PARTLY),
    ReportState.DECIDED: Status(STATE_NAMES[ReportState.DECIDED], "✓", Tone.GOOD),
}


NO_SOURCE = Source()


@dataclass(frozen=True)
class ReportRow:
    """One body's report in a round, without its text."""

    body: str
    body_code: str
    state: ReportState
    status: Status


@dataclass(frozen=True)
class RoundRow:
    """A follow-up with its reports."""

    id: int
    point: str
    name: str  # "Budgetuppföljning april 2026"
    year: int
    cutoff: date
    reports: tuple[ReportRow, ...]
    source: Source

    @property
    def month(self) -> Month:
        """The last month that counts."""
        return Month.of(self.cutoff)

    @property
    def finished(self) -> int:
        """How many reports have been decided."""
        return sum(report.state is ReportState.DECIDED for report in self.reports)


@dataclass(frozen=True)
class Said:
    """What one body has said in a round; ``edition`` 0 means nothing yet."""

    summary: str = ""
    economy: str = ""
    action_needed: str = ""
    state: ReportState = ReportState.DRAFT
    edition: int = 0
    decision: DecisionRow | None = None
    source: Source = NO_SOURCE


@dataclass(frozen=True)
class Expected:
    """A unit's forecast of its net cost of the year, in öre, and why."""

    net_cost: int
    comment: str


def rounds(per: date) -> list[RoundRow]:
    """Every round whose last day has passed by ``per``, the latest first. Three questions."""
    found = Round.objects.filter(cutoff__lte=per).order_by("-cutoff")
    reports: dict[int, list[ReportRow]] = {}
    for report in (
        BodyReport.objects.filter(round__in=found)
        .select_related("body")
        .order_by("body__order", "body__name")
    ):
        reports.setdefault(report.round_id, []).append(_report_row(report))
    names: dict[str, str] = {point.code: point.name for point in model_in_force(per).rhythm}
    return [_round_row(r, names, tuple(reports.get(r.pk, ()))) for r in found]


def round_of(point: str, year: int, per: date) -> RoundRow | None:
    """One round, if its last day has passed by ``per``."""
    return next((r for r in rounds(per) if (r.point, r.year) == (point, year)), None)


def said(round_id: int) -> dict[str, Said]:
    """What every body has said in a round, by the body's code. One question."""
    found = BodyReport.objects.filter(round=round_id).select_related(
        "body", "decision__meeting__body"
    )
    return {
        report.body.code: Said(
            summary=report.summary,
            economy=report.economy,
            action_needed=report.action_needed,
            state=ReportState(report.state),
            edition=report.edition,
            decision=decision_row(report.decision),
            source=Source(report.source, report.source_year),
        )
        for report in found
    }


def forecasts(round_id: int) -> Mapping[str, Expected]:
    """What each unit expects, by its code. One question."""
    found = Forecast.objects.filter(round=round_id).select_related("unit")
    return {f.unit.code: Expected(f.net_cost, f.comment) for f in found}


def round_to_act_on(round_id: int) -> Round:
    """The round's record, for an action."""
    return Round.objects.get(pk=round_id)


def kept_document(round_id: int, body_code: str, per: date) -> Document | None:
    """The report as it was decided and frozen, if it had been decided by ``per``."""
    report = BodyReport.objects.filter(
        round=round_id, body__code=body_code, decision__meeting__day__lte=per
    ).first()
    version = report and latest_version(report)
    return from_json(json.dumps(version.content)) if version else None


def goal_comments(round_id: int) -> Mapping[int, str]:
    """What has been said of each goal, by its number. One question."""
    return dict(GoalComment.objects.filter(round=round_id).values_list("goal", "text"))


def _report_row(report: BodyReport) -> ReportRow:
    state = ReportState(report.state)
    return ReportRow(report.body.name, report.body.code, state, STATES[state])


def _round_row(found: Round, names: dict[str, str], reports: tuple[ReportRow, ...]) -> RoundRow:
    month = Month.of(found.cutoff)
    return RoundRow(
        id=found.pk,
        point=found.point,
        name=f"{names.get(found.point, found.point)} {month.name} {found.year}",
        year=found.year,
        cutoff=found.cutoff,
        reports=reports,
        source=Source(found.source, found.source_year),
    )
