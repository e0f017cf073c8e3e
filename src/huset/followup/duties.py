"""What the latest round of follow-up asks of managers, heads, controllers and chairs.

By when follows from the governance model, "Uppföljning": each point of the rhythm says when each
kind of body shall have the report. Whose turn it is follows from the report's stage.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from huset.budget.queries import economy
from huset.followup.models import BodyReport
from huset.followup.queries import (
    RoundRow,
    forecasts,
    points_to_open,
    reporting_body,
    rounds,
    said,
    sent_back,
)
from huset.followup.queries.words import Said
from huset.kernel.periods import long_date
from huset.model.queries import model_in_force
from huset.organisation.coming import next_of_each
from huset.organisation.duties import Duty, Owner
from huset.organisation.rules import Right, Role
from huset.organisation.turn import Stage

KIND = "Uppföljning"
HEADS = {Role.DIRECTOR, Role.MANAGING_DIRECTOR}
WORKING = HEADS | {Role.MANAGER, Role.CONTROLLER}
NAMED = 3  # bodies that are named; the others are counted


@dataclass(frozen=True)
class _Now:
    """The latest round: who reports in it, by when, and what each has said."""

    round: RoundRow
    owner: Owner
    due: Mapping[str, date]  # by the kind of body
    said: Mapping[str, Said]  # by the body's code
    whole: str  # the body whose report is the whole municipality's

    def reports(self, code: str) -> bool:
        """Whether a body reports: its kind does, and it has officials to write, or is the whole."""
        organised = self.owner.actor.organised
        body = organised.body(code)
        writes = code == self.whole or bool(organised.units_of(code))
        return body is not None and body.kind in self.due and writes

    def name(self, code: str) -> str:
        body = self.owner.actor.organised.body(code)
        return body.name if body else code

    def due_of(self, code: str) -> date | None:
        body = self.owner.actor.organised.body(code)
        return self.due.get(body.kind) if body else None

    def unfinished(self, code: str) -> bool:
        return self.reports(code) and self.said.get(code, Said()).state is Stage.DRAFT


def duties(owner: Owner, today: date) -> list[Duty]:
    """What waits for someone in the latest round, and the reports that wait for a chair's body."""
    found: list[Duty] = [*_to_decide(owner, today)]
    if not any(held.role in WORKING for held in owner.actor.held):
        return found
    now = _now(owner, today)
    if now is not None:
        found += [*_forecasts(now, today), *_own_reports(now), *_every_report(now)]
    return [*found, *_to_open(owner, now, today)]


def _now(owner: Owner, today: date) -> _Now | None:
    latest = next(iter(rounds(today)), None)
    if latest is None:
        return None
    rhythm = model_in_force(today).rhythm
    way = next((point.way for point in rhythm if point.code == latest.point), ())
    return _Now(
        round=latest,
        owner=owner,
        due={stop.body_kind: stop.due.for_year(latest.year) for stop in way},
        said=said(latest.id, today),
        whole=reporting_body("", today),
    )


def _forecasts(now: _Now, today: date) -> Iterable[Duty]:
    """The units of a manager that have a budget and no forecast, one line a mandate."""
    organised = now.owner.actor.organised
    managed = [
        (held, unit)
        for held in now.owner.actor.held
        if held.role is Role.MANAGER and now.unfinished(held.body_code)
        if (unit := organised.unit(held.place))
    ]
    if not managed:
        return
    month = now.round.month.number
    budgeted = economy(today, now.round.year, month=month).budgeted
    lacking = budgeted - forecasts(now.round.id, today).keys()
    for held, unit in managed:
        names = [u.name for u in organised.under(unit) if u.code in lacking]
        if names:
            whose = names[0] if len(names) == 1 else f"{len(names)} enheter"
            yield Duty(
                kind=KIND,
                what=f"Lämna prognos för {whose}",
                why=f"{now.round.name}: prognos och kommentar saknas.",
                button="Lämna prognos",
                page=_page(now.round, "forecasts", held.place),
                place=held.place,
                due=now.due_of(held.body_code),
            )


def _own_reports(now: _Now) -> Iterable[Duty]:
    """The report of a head's own body, until it is marked as ready."""
    for code in sorted(now.owner.bodies_as(HEADS)):
        if now.unfinished(code):
            yield _report(now, code, code)


def _every_report(now: _Now) -> Iterable[Duty]:
    """What remains of the round, and the whole municipality's report, for a controller."""
    place = next((h.place for h in now.owner.actor.held if h.role is Role.CONTROLLER), "")
    if not place:
        return
    bodies = [body.code for body in now.owner.actor.organised.bodies]
    left = [code for code in bodies if now.unfinished(code) and code != now.whole]
    if left:
        several = len(left) > 1
        yield Duty(
            kind=KIND,
            what=f"{len(left)} rapporter är inte klara" if several else "1 rapport är inte klar",
            why=f"{now.round.name}: {_named([now.name(code) for code in left])}.",
            button="Visa läget",
            page=("followup:rounds", (), {}),
            place=place,
            due=max((due for code in left if (due := now.due_of(code))), default=None),
        )
    if now.unfinished(now.whole):
        yield _report(now, now.whole, "")


def _report(now: _Now, code: str, scope: str) -> Duty:
    words = now.said.get(code, Said())
    written = bool(words.summary.strip())
    back = written and sent_back(now.round.id, code) is not None
    whose = f"rapporten för {now.name(code)}" if scope else "rapporten för hela kommunen"
    return Duty(
        kind=KIND,
        what=f"Klarmarkera {whose}" if written else f"Skriv {whose}",
        why=f"{now.round.name}: {_why(words, back=back)}.",
        button="Öppna rapporten" if written else "Skriv text",
        page=_page(now.round, "report" if written else "write", scope),
        place=code,
        due=now.due_of(code),
    )


def _why(words: Said, *, back: bool) -> str:
    if back:
        return "ordföranden har återremitterat rapporten"
    if words.summary.strip():
        return "texten finns men rapporten är inte klarmarkerad"
    return "rapporten har ingen sammanfattning än"


def _to_open(owner: Owner, now: _Now | None, today: date) -> Iterable[Duty]:
    """The points of the rhythm that have come since the latest round, for a controller."""
    place = next((h.place for h in owner.actor.held if h.role is Role.CONTROLLER), "")
    if not place:
        return
    for point in points_to_open(today):
        if point.year == today.year - 1 and now is None:
            continue  # a year that began before anything was followed up here
        if now is None or point.cutoff > now.round.cutoff:
            yield Duty(
                kind=KIND,
                what=f"Öppna {point.name}",
                why=f"Sista dagen som räknas var {long_date(point.cutoff)}.",
                button="Öppna uppföljningen",
                page=("followup:open-round", (), {}),
                place=place,
            )


def _to_decide(owner: Owner, today: date) -> Iterable[Duty]:
    """Reports that are ready, for the chairs of the bodies that decide them. Two questions."""
    chaired = owner.bodies_as({Role.CHAIR})
    codes = [code for code in sorted(chaired) if owner.actor.may(Right.SEND_BACK, code)]
    if not codes:
        return
    ready = BodyReport.objects.filter(body__code__in=codes, state=Stage.READY)
    reports = list(ready.select_related("body", "round").order_by("round__cutoff", "body__order"))
    if not reports:
        return
    names = {row.id: row.name for row in rounds(today)}
    coming, whole = next_of_each(codes, today), reporting_body("", today)
    for report in reports:
        code = report.body.code
        meeting = coming.get(code)
        yield Duty(
            kind=KIND,
            what=f"Ta ställning till rapporten för {report.body.name}",
            why=f"{names.get(report.round_id, report.round.point)} är klarmarkerad och väntar på "
            "beslut. Du kan återremittera den.",
            button="Läs rapporten",
            page=(
                "followup:report",
                (report.round.point, report.round.year),
                {"organ": "" if code == whole else code},
            ),
            place=code,
            due=meeting.day if meeting else None,
        )


def _page(
    round_: RoundRow, name: str, scope: str
) -> tuple[str, tuple[object, ...], dict[str, object]]:
    return f"followup:{name}", (round_.point, round_.year), {"organ": scope}


def _named(names: list[str]) -> str:
    more = len(names) - NAMED
    return f"{', '.join(names[:NAMED])} och {more} till" if more > 0 else ", ".join(names)
