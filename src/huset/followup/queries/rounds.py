"""What people ask about follow-up: rounds, and how far each body's report has come."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from huset.followup.models import BodyReport, Round
from huset.followup.queries.words import reports_as_of
from huset.followup.rules import STATE_NAMES
from huset.kernel.documents.frozen import from_json
from huset.kernel.documents.tree import Document
from huset.kernel.models import Event
from huset.kernel.periods import Month
from huset.kernel.shell import Source
from huset.kernel.status import Status, Tone
from huset.kernel.versions import latest_version
from huset.model.queries import model_in_force
from huset.organisation.turn import Stage

STATES = {
    Stage.DRAFT: Status(STATE_NAMES[Stage.DRAFT], "✎", Tone.NEUTRAL),
    Stage.READY: Status(STATE_NAMES[Stage.READY], "◐", Tone.PARTLY),
    Stage.DECIDED: Status(STATE_NAMES[Stage.DECIDED], "✓", Tone.GOOD),
}


@dataclass(frozen=True)
class ReportRow:
    """One body's report in a round, without its text."""

    body: str
    body_code: str
    state: Stage
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
        return sum(report.state is Stage.DECIDED for report in self.reports)


def rounds(per: date) -> list[RoundRow]:
    """Every round whose last day has passed by ``per``, the latest first. Four questions."""
    found = Round.objects.filter(cutoff__lte=per).order_by("-cutoff")
    reports: dict[int, list[ReportRow]] = {}
    known = BodyReport.objects.filter(round__in=found).select_related("body", "decision__meeting")
    for report in reports_as_of(known.order_by("body__order", "body__name"), per):
        reports.setdefault(report.round_id, []).append(_report_row(report))
    names: dict[str, str] = {point.code: point.name for point in model_in_force(per).rhythm}
    return [_round_row(r, names, tuple(reports.get(r.pk, ()))) for r in found]


def round_of(point: str, year: int, per: date) -> RoundRow | None:
    """One round, if its last day has passed by ``per``."""
    return next((r for r in rounds(per) if (r.point, r.year) == (point, year)), None)


@dataclass(frozen=True)
class SentBack:
    """Why the elected members have sent a report back, and who did."""

    why: str
    by: str  # role and place
    at: datetime


def sent_back(round_id: int, body_code: str) -> SentBack | None:
    """Why a draft was sent back the last time, as the log tells; nothing of one that was not."""
    report = BodyReport.objects.filter(
        round=round_id, body__code=body_code, state=Stage.DRAFT
    ).first()
    if report is None:
        return None
    told = Event.objects.filter(
        subject=BodyReport._meta.label,  # noqa: SLF001 -- Django's public name for it
        subject_id=report.pk,
        what="followup.report.sent_back",
    )
    last = told.order_by("-id").first()
    return SentBack(last.why, last.mandate, last.at) if last else None


@dataclass(frozen=True)
class Point:
    """A follow-up that can be opened: a point of the rhythm in a year, and its last day."""

    code: str
    year: int
    name: str
    cutoff: date


def points_to_open(today: date) -> list[Point]:
    """The follow-ups whose last day has come, this year or last, that nobody has opened."""
    opened = set(Round.objects.values_list("point", "year"))
    return [
        Point(point.code, year, _name(point.name, cutoff), cutoff)
        for year in (today.year, today.year - 1)
        for point in reversed(model_in_force(today).rhythm)
        if (cutoff := point.cutoff.in_year(year)) <= today and (point.code, year) not in opened
    ]


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


def _report_row(report: BodyReport) -> ReportRow:
    state = Stage(report.state)
    return ReportRow(report.body.name, report.body.code, state, STATES[state])


def _round_row(found: Round, names: dict[str, str], reports: tuple[ReportRow, ...]) -> RoundRow:
    return RoundRow(
        id=found.pk,
        point=found.point,
        name=_name(names.get(found.point, found.point), found.cutoff),
        year=found.year,
        cutoff=found.cutoff,
        reports=reports,
        source=Source(found.source, found.source_year),
    )


def _name(point: str, cutoff: date) -> str:
    return f"{point} {Month.of(cutoff).name} {cutoff.year}"
