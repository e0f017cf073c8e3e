"""What people ask about how decisions are carried out, as of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from huset.kernel.importing import Column, day, text
from huset.kernel.status import Status, Tone
from huset.model.terms import Power
from huset.organisation.deciding import deciding_kinds
from huset.organisation.models import Decision, Execution
from huset.organisation.rules import ExecutionState
from huset.organisation.words import EXECUTION_NAMES

STATES = {
    ExecutionState.NOT_STARTED: Status(
        EXECUTION_NAMES[ExecutionState.NOT_STARTED], "○", Tone.NEUTRAL
    ),
    ExecutionState.UNDER_WAY: Status(EXECUTION_NAMES[ExecutionState.UNDER_WAY], "◐", Tone.PARTLY),
    ExecutionState.CARRIED_OUT: Status(EXECUTION_NAMES[ExecutionState.CARRIED_OUT], "✓", Tone.GOOD),
}
OVERDUE = Status("Försenat", "✕", Tone.BAD)
EXECUTION_COLUMNS = (
    Column("Beslut", text(200)),
    Column("Ärende", text(200)),
    Column("Slag", text(40)),
    Column("Verkställs av", text(120)),
    Column("Senast", day()),
    Column("Läge", text(40)),
    Column("Försenat", text(10)),
    Column("Senaste rapport", day()),
    Column("Kommentar", text(5000)),
)


@dataclass(frozen=True)
class ExecutionRow:
    """A decision to carry out: by whom, by when, and what was last said of it."""

    decision_id: int
    decision: str
    title: str
    is_motion: bool
    executed_by: str
    executed_by_code: str
    due: date
    state: str
    overdue: bool
    day: date | None
    comment: str

    @property
    def status(self) -> Status:
        """How far it has come."""
        return STATES[ExecutionState(self.state)]

    @property
    def late(self) -> Status | None:
        """What is shown beside the status when the day has passed."""
        return OVERDUE if self.overdue else None

    @property
    def kind(self) -> str:
        """What sort of decision it is, in a word."""
        return "Bifallen motion" if self.is_motion else "Beslut"

    @property
    def cells(self) -> tuple[object, ...]:
        """The row as a file has it."""
        return (
            self.decision,
            self.title,
            self.kind,
            self.executed_by,
            self.due,
            self.status.word,
            "Ja" if self.overdue else "Nej",
            self.day,
            self.comment,
        )


@dataclass(frozen=True)
class Wanted:
    """Which of the decisions to carry out someone asks for."""

    body_codes: Sequence[str] = ()  # the bodies that carry them out; none is all
    state: str = ""  # without one: those that remain; `ALL` for those carried out too
    motions: bool = False
    every_body: bool = False  # other bodies' decisions too, not the council's alone


ALL = "all"


def executions(per: date, wanted: Wanted | None = None) -> list[ExecutionRow]:
    """The council's decisions and adopted motions to carry out: overdue first, then by day."""
    wanted = wanted or Wanted()
    found = Decision.objects.filter(meeting__day__lte=per, executed_by__isnull=False)
    if not wanted.every_body:
        council = deciding_kinds(Power.DECIDE_BUDGET, per)
        found = found.filter(Q(meeting__body__kind__in=council) | Q(is_motion=True))
    if wanted.body_codes:
        found = found.filter(executed_by__code__in=wanted.body_codes)
    if wanted.motions:
        found = found.filter(is_motion=True)
    rows = [row for d in with_reports(found, per) if (row := execution_row(d, per))]
    return sorted(
        (row for row in rows if _asked(row, wanted.state)),
        key=lambda row: (not row.overdue, row.due, row.decision),
    )


def execution_row(decision: Decision, per: date) -> ExecutionRow | None:
    """How far one decision has come; its reports up to the day must have been read along."""
    if decision.executed_by is None or decision.due is None:
        return None
    reports = list(decision.executions.all())
    last = reports[-1] if reports else Execution(state=ExecutionState.NOT_STARTED)
    meeting = decision.meeting
    return ExecutionRow(
        decision_id=decision.pk,
        decision=f"{meeting.body.name} {meeting.day} § {decision.paragraph}",
        title=decision.title,
        is_motion=decision.is_motion,
        executed_by=decision.executed_by.name,
        executed_by_code=decision.executed_by.code,
        due=decision.due,
        state=last.state,
        overdue=last.state != ExecutionState.CARRIED_OUT and decision.due < per,
        day=last.day if reports else None,
        comment=last.comment,
    )


def with_reports(found: QuerySet[Decision], per: date) -> QuerySet[Decision]:
    """Read along what a row of decisions needs, with the reports up to a day in their order."""
    reports = Execution.objects.filter(day__lte=per).order_by("day", "id")
    return found.select_related("meeting__body", "executed_by").prefetch_related(
        Prefetch("executions", reports)
    )


def _asked(row: ExecutionRow, state: str) -> bool:
    if state == ALL:
        return True
    return row.state == state if state else row.state != ExecutionState.CARRIED_OUT
