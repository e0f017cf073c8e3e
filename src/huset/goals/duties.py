"""What leaders owe about goals: values of periods that have ended, and the council's assignments.

Source: the governance model, "Mål": indicators show whether goals are met.
"""

from collections.abc import Iterable
from datetime import date

from huset.goals.permissions import Reporter, owned
from huset.goals.queries import AssignmentRow, assignments
from huset.goals.queries.due import DueValue, values_to_report
from huset.kernel.periods import long_date
from huset.model.terms import Outcome
from huset.organisation.duties import Duty, Owner
from huset.organisation.rules import LEADING, Right, Role

HEADS = {Role.DIRECTOR, Role.MANAGING_DIRECTOR}  # who answer for what the council gives a body
FINISHED = {Outcome.DONE, Outcome.ENDED}
NAMED = 3  # indicators that are named; the others are counted


def duties(owner: Owner, today: date) -> list[Duty]:
    """What waits for those who lead in a body, for its head, and for who answers for a measure."""
    area = owner.actor.area(Right.REPORT_VALUES)
    led = frozenset(code for code in owner.bodies_as(LEADING) if code in area)
    own = owned(owner.actor, owner=owner.person_id) if owner.person_id else frozenset[int]()
    headed = sorted(owner.bodies_as(HEADS))
    return [
        *(_values(owner, Reporter(led, own), today) if led or own else ()),
        *(_assignments(headed, today) if headed else ()),
    ]


def _values(owner: Owner, reporter: Reporter, today: date) -> Iterable[Duty]:
    """The indicators whose last period has ended without a value, one line a body."""
    missing = dict[str, list[DueValue]]()
    for row in values_to_report(today, reporter=reporter).rows:
        missing.setdefault(row.body_code, []).append(row)
    for code, rows in missing.items():
        body = owner.actor.organised.body(code)
        first = rows[0]
        yield Duty(
            kind="Värden",
            what="Rapportera värde för "
            + (f"{first.name}, {first.when}" if len(rows) == 1 else f"{len(rows)} indikatorer"),
            why=f"{body.name if body else code} har inte rapporterat {_named(rows)}.",
            button="Rapportera värden",
            page=("goals:report", (), {"organ": code}),
            place=code,
            due=min(row.due for row in rows),
        )


def _named(rows: list[DueValue]) -> str:
    named = ", ".join(f"{row.code} ({row.when})" for row in rows[:NAMED])
    more = len(rows) - NAMED
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
                    button="Rapportera läget",
                    page=("goals:report-assignment", (row.id, told.body_code), {}),
                    place=told.body_code,
                    due=row.due,
                )


def _said(row: AssignmentRow, day: date, status: str) -> str:
    given = f"{row.decision}. " if row.decision else ""
    return f"{given}Läge {long_date(day)}: {status.lower()}."
