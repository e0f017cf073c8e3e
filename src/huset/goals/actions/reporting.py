"""What people do when they report: the values of many indicators, and how far an assignment is."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from huset.goals.models import Assignment, AssignmentReport, Indicator, Measurement
from huset.goals.queries.judged import told
from huset.goals.queries.reporting import (
    Entered,
    is_ended,
    known_of,
    last_said,
    plain,
    said_mark,
)
from huset.goals.rules import AssignmentState, periods_of
from huset.kernel.actions import Clash, Refused, action, record, snapshot
from huset.kernel.models import User
from huset.organisation.models import Body


@action
def report_values(*, values: Sequence[Entered], known_from: date, by: User) -> list[Measurement]:
    """Report values for periods, all or none. Refused when one is not what the reporter has seen.

    A later correction keeps the earlier value.
    """
    asked = {said.indicator_id for said in values}
    indicators = Indicator.objects.select_for_update().in_bulk(asked)
    known = known_of(asked, known_from)
    for said in values:
        indicator = indicators[said.indicator_id]
        _refuse_period(indicator, said, known_from)
        now = known.get((said.indicator_id, said.period, said.gender))
        if now != said.before:
            raise Clash(
                f"Värdet på {indicator.code} för {told(said.period)} har ändrats sedan du såg "
                f"det{f', till {plain(now.value)}' if now else ''}. Inget har sparats."
            )
    return [_report(indicators[said.indicator_id], said, known_from, by) for said in values]


@action
def report_progress(  # noqa: PLR0913 -- a report is all of these
    *,
    assignment: Assignment,
    body: Body,
    day: date,
    state: AssignmentState,
    comment: str,
    seen: str,
    by: User,
) -> AssignmentReport:
    """Report how far a body has come, when ``seen`` is what it last said.

    Refused for what only the council decides: that an assignment is ended (KL ch. 5 § 1).
    """
    Assignment.objects.select_for_update().get(pk=assignment.pk)
    last = last_said(assignment, body)
    if last is None:
        raise Refused(f"{body.name} har inte fått uppdraget {assignment.code}.")
    if is_ended(assignment, last):
        raise Refused(f"Uppdraget {assignment.code} är avslutat. Det finns inget att rapportera.")
    if state is AssignmentState.ENDED:
        raise Refused("Bara fullmäktige avslutar ett uppdrag. Skriv det som ett förslag.")
    if said_mark(last) != seen:
        raise Clash("Någon annan har rapporterat sedan du öppnade sidan. Ditt är inte sparat.")
    before = snapshot(last) if last.day == day else None
    report, _ = AssignmentReport.objects.update_or_create(
        assignment=assignment,
        body=body,
        day=day,
        defaults={"state": state, "comment": comment, "is_example": False},
    )
    record("goals.assignment.reported", by=by, on=report, before=before)
    return report


def _refuse_period(indicator: Indicator, said: Entered, known_from: date) -> None:
    when = told(said.period)
    if indicator.formula:
        raise Refused(f"{indicator.code} räknas ut ur andra värden och rapporteras inte.")
    if said.period not in periods_of(said.period.year, indicator.rhythm):
        raise Refused(f"{indicator.code} mäts inte {when}. Välj en period som mäts.")
    if said.period.last_day >= known_from:
        raise Refused(f"Värdet för {when} kan inte vara känt redan {known_from}.")


def _report(indicator: Indicator, said: Entered, known_from: date, by: User) -> Measurement:
    place: dict[str, Any] = {
        "indicator": indicator,
        "year": said.period.year,
        "month": said.period.month,
        "gender": said.gender,
        "unit": "",
        "known_from": known_from,
    }
    before = Measurement.objects.filter(**place).first()
    kept = {
        "value": said.now.value,
        "preliminary": said.now.preliminary,
        "source": said.source,
        "source_year": None,
        "is_example": False,
    }
    measurement, _ = Measurement.objects.update_or_create(**place, defaults=kept)
    record(
        "goals.measurement.reported",
        by=by,
        on=measurement,
        before=None if before is None else snapshot(before),
    )
    return measurement
