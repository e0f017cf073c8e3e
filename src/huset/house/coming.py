"""What is due in a part of the house: the days that are set, and the events of the annual wheel."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from huset.goals.queries import assignments
from huset.kernel.context import Context
from huset.kernel.links import link
from huset.kernel.periods import Month, long_date
from huset.kernel.shell import Due
from huset.model.queries import model_in_force
from huset.model.rules import CycleEvent, Part
from huset.model.terms import Holds, Outcome, Years, is_election_year
from huset.organisation.queries import MeetingRow, bodies_in_scope, calendar, organisation
from huset.organisation.queries.meetings import CANCELLED

NEAREST = 5
ROUNDS = {Holds.FOLLOW_UP, Holds.GOALS, Holds.ASSIGNMENTS, Holds.BUDGET}
TIMELESS = {Holds.PRINCIPLE, Holds.CORE_VALUES, Holds.NOTHING}  # no meeting is about them
ENDED = {Outcome.DONE, Outcome.ENDED}


@dataclass(frozen=True)
class OnTheWheel:
    """A month of the annual wheel, and what happens in the part then."""

    month: Month
    what: tuple[str, ...]


@dataclass(frozen=True)
class Coming:
    """What is due in a part: the nearest days, and the coming twelve months of the wheel."""

    days: tuple[Due, ...]
    wheel: tuple[OnTheWheel, ...]


def coming(part: Part, context: Context) -> Coming:
    """What is due in a part after a day, for those bodies that the reader has chosen."""
    events = list(_events(part.code, context.per))
    days = [*_meetings(part, events, context), *_rounds(part, context), *_ends(part, context)]
    return Coming(tuple(sorted(days, key=lambda due: due.day)[:NEAREST]), tuple(_wheel(events)))


def _events(part: str, per: date) -> Iterator[tuple[Month, CycleEvent]]:
    """The wheel's events of a part in the coming twelve months, the nearest first."""
    cycle = [event for event in model_in_force(per).cycle if event.part == part]
    for month in (Month.of(per).plus(number) for number in range(12)):
        for event in cycle:
            if month.number in event.months and (
                event.years is Years.EVERY or is_election_year(month.year)
            ):
                yield month, event


def _wheel(events: Iterable[tuple[Month, CycleEvent]]) -> Iterator[OnTheWheel]:
    months: dict[Month, list[str]] = {}
    for month, event in events:
        months.setdefault(month, []).append(event.what)
    return (OnTheWheel(month, tuple(what)) for month, what in months.items())


def _meetings(
    part: Part, events: list[tuple[Month, CycleEvent]], context: Context
) -> Iterator[Due]:
    """The first meeting of each kind of body that does what the wheel says, in its month.

    Where the wheel says nothing, the next meetings of those who answer for what can be decided.
    """
    planned = _planned(context)
    if not events and part.holds not in TIMELESS:
        for kind in part.responsible:
            if meetings := planned.get(kind):
                yield _met(meetings[0], "Nästa sammanträde.", context)
    for month, event in events:
        for kind in event.by:
            those = [m for m in planned.get(kind, ()) if Month.of(m.day) == month]
            if those:
                more = len({m.body_code for m in those}) - 1
                others = f" {more} organ till har sammanträde samma månad." if more else ""
                yield _met(those[0], f"{event.what}.{others}", context)


def _met(meeting: MeetingRow, note: str, context: Context) -> Due:
    page = link(context, "organisation:meeting", meeting.id)
    return Due(meeting.day, f"{meeting.body} sammanträder", page, note)


def _planned(context: Context) -> dict[str, list[MeetingRow]]:
    """The meetings to come this year and the next, by kind of body, the nearest first."""
    per, organised = context.per, organisation(context.per)
    chosen = set(bodies_in_scope(context.scope, per))
    kinds = {body.code: body.kind for body in organised.bodies}
    near = {kinds[code] for code in chosen if code in kinds}
    found: dict[str, list[MeetingRow]] = {}
    for year in (per.year, per.year + 1):
        for month in calendar(year, per):
            for meeting in month.meetings:
                kind = kinds.get(meeting.body_code, "")
                hidden = kind in near and meeting.body_code not in chosen
                if meeting.day > per and meeting.status != CANCELLED and not hidden:
                    found.setdefault(kind, []).append(meeting)
    return found


def _rounds(part: Part, context: Context) -> Iterator[Due]:
    """The stops of the follow-up under way or to come: who shall have the report, by when."""
    if part.holds not in ROUNDS:
        return
    model, per = model_in_force(context.per), context.per
    kinds: dict[str, str] = {kind.code: kind.name for kind in model.body_kinds}
    for year in (per.year - 1, per.year, per.year + 1):
        for point in model.rhythm:
            until = long_date(point.cutoff.in_year(year))
            for stop in point.way:
                day = stop.due.for_year(year)
                if day > per:
                    to = kinds.get(stop.body_kind, stop.body_kind)
                    page = link(context, "followup:rounds")
                    yield Due(
                        day,
                        f"{point.name}: senast till {to.lower()}",
                        page,
                        f"Till och med {until}.",
                    )


def _ends(part: Part, context: Context) -> Iterator[Due]:
    """When assignments that are not done shall be."""
    if part.holds is not Holds.ASSIGNMENTS:
        return
    codes = bodies_in_scope(context.scope, context.per)
    for row in assignments(context.per, body_codes=codes):
        if row.due > context.per and not all(told.outcome in ENDED for told in row.told):
            page = link(context, "goals:assignment", row.id)
            yield Due(row.due, f"{row.code} {row.title}", page, f"Ska vara klart: {row.bodies}.")
