"""Decisions that wait to be carried out, for those who lead where it is done.

Source: KL ch. 6 § 4: the committees answer for that the council's decisions are carried out.
"""

from datetime import date

from huset.kernel.periods import long_date
from huset.organisation.duties import Duty, Owner
from huset.organisation.queries import ExecutionRow, Wanted, executions
from huset.organisation.rules import LEADING, Right


def duties(owner: Owner, today: date) -> list[Duty]:
    """What a leader's body has been told to carry out and has not, overdue first."""
    area = owner.actor.area(Right.REPORT_EXECUTION)
    codes = [code for code in sorted(owner.bodies_as(LEADING)) if code in area]
    if not codes:
        return []
    return [_duty(row) for row in executions(today, Wanted(codes, every_body=True))]


def _duty(row: ExecutionRow) -> Duty:
    told = f"{row.status.word}, rapporterat {long_date(row.day)}" if row.day else "Inte rapporterat"
    return Duty(
        kind="Verkställighet",
        what=f"Verkställ: {row.title}",
        why=f"{row.decision}. {told}.",
        button="Rapportera läget",
        page=("organisation:report-execution", (row.decision_id,), {}),
        place=row.executed_by_code,
        due=row.due,
        outside=f"Verkställ beslutet {row.decision}",
    )
