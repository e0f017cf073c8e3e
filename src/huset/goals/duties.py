"""What leaders owe about goals: the values of a year that has ended, and the council's assignments.

Source: the governance model, "Mål": indicators show whether goals are met.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from huset.goals.queries import AssignmentRow, GoalRow, IndicatorRow, assignments, goals
from huset.kernel.periods import long_date
from huset.model.queries import model_in_force
from huset.model.terms import Outcome
from huset.organisation.duties import Duty, Owner
from huset.organisation.rules import LEADING, Right, Role

HEADS = {Role.DIRECTOR, Role.MANAGING_DIRECTOR}  # who answer for what the council gives a body
FINISHED = {Outcome.DONE, Outcome.ENDED}
NAMED = 3  # indicators that are named; the others are counted


def duties(owner: Owner, today: date) -> list[Duty]:
    """What waits for those who lead in a body, and for its head."""
    area = owner.actor.area(Right.REPORT_VALUES)
    led = [code for code in sorted(owner.bodies_as(LEADING)) if code in area]
    headed = sorted(owner.bodies_as(HEADS))
    return [
        *(_values(owner, led, today) if led else ()),
        *(_assignments(headed, today) if headed else ()),
    ]


def _values(owner: Owner, codes: list[str], today: date) -> Iterable[Duty]:
    """The indicators with a target for last year and no value of it, one line a body."""
    year, missing = today.year - 1, dict[str, list[IndicatorRow]]()
    for goal in goals(today, year, body_codes=codes):
        missing.setdefault(goal.body_code, []).extend(_unmeasured(goal, year))
    grace = timedelta(days=model_in_force(today).thresholds.stale_days)
    for code, indicators in missing.items():
        if not indicators:
            continue
        body = owner.actor.organised.body(code)
        count = len(indicators)
        yield Duty(
            kind="Värden",
            what=f"Rapportera {year} års värde för "
            + (indicators[0].name if count == 1 else f"{count} indikatorer"),
            why=f"{body.name if body else code} har målvärden för {year} men inget utfall: "
            f"{_named(indicators)}.",
            button="Rapportera värden",
            page=("goals:values", (), {"organ": code, "ar": year}),
            place=code,
            due=date(year, 12, 31) + grace,
        )


def _unmeasured(goal: GoalRow, year: int) -> Iterable[IndicatorRow]:
    for indicator in goal.indicators:
        value = next((v for v in indicator.values if v.year == year), None)
        if value and value.target is not None and value.measured is None:
            yield indicator


def _named(indicators: list[IndicatorRow]) -> str:
    named = ", ".join(indicator.code for indicator in indicators[:NAMED])
    more = len(indicators) - NAMED
    return f"{named} och {more} till" if more > 0 else named


def _assignments(codes: list[str], today: date) -> Iterable[Duty]:
    """The assignments that the own bodies have not finished, one line a body."""
    for row in assignments(today, body_codes=codes):
        for told in row.told:
            if told.body_code in codes and told.outcome not in FINISHED:
                yield Duty(
                    kind="Uppdrag",
                    what=f"{row.code} {row.title}",
                    why=_said(row, told.day, told.status.word),
                    button="Öppna uppdraget",
                    page=("goals:assignment", (row.id,), {}),
                    place=told.body_code,
                    due=row.due,
                )


def _said(row: AssignmentRow, day: date, status: str) -> str:
    given = f"{row.decision}. " if row.decision else ""
    return f"{given}Läge {long_date(day)}: {status.lower()}."
