"""What people do with a goal that is decided: propose a new version or its end, and decide it.

Source: the governance model (S063, S078, S181): the one who decided a goal changes it; the
executive board proposes the council's goals before they are decided.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from huset.goals.actions.filling import fill, fill_measure, refuse_measure, said
from huset.goals.deciders import refuse_decider
from huset.goals.models import Goal, GoalChange, Indicator
from huset.goals.queries.content import Content, Measure, Version, version_from, version_of
from huset.goals.queries.gating import whole
from huset.goals.queries.holders import body_answering
from huset.goals.queries.versions import change_mark, owner_mark, verdict_of_change
from huset.goals.rules import ChangeKind
from huset.kernel.actions import Clash, Refused, action, in_turn, record, snapshot
from huset.kernel.models import User
from huset.model.terms import Power
from huset.organisation.deciding import refuse_decided, refuse_wrong_body
from huset.organisation.models import Body, Decision

LEAST = 10  # signs of a reason
OVERTAKEN = "Någon annan har ändrat förslaget medan du skrev. Läs igenom det och spara igen."


@dataclass(frozen=True)
class Up:
    """What a goal is to hang from: goals above, an area of the plan, core missions."""

    parents: frozenset[int]
    area: int | None
    missions: frozenset[int]


@action
def propose_version(
    *,
    goal: Goal,
    body: Body,
    why: str,
    day: date,
    by: User,
    up: Up | None = None,
    **origin: Any,
) -> GoalChange:
    """Propose a new version of a goal: as it now reads, or hung from something else."""
    now = version_of(goal)
    content = replace(now.content, **vars(up)) if up else now.content
    if up and content == now.content:
        raise Refused("Målet hänger redan så. Välj något annat att hänga det i.")
    versions = {"former": now.as_json(), "said": replace(now, content=content).as_json()}
    made = GoalChange(goal=goal, kind=ChangeKind.CHANGE, why=why.strip(), **versions, **origin)
    return _propose(made, body, day, by)


@action
def propose_end(
    *, goal: Goal, body: Body, why: str, day: date, by: User, **origin: Any
) -> GoalChange:
    """Propose that a goal ends before its last year."""
    made = GoalChange(goal=goal, kind=ChangeKind.END, why=why.strip(), **origin)
    return _propose(made, body, day, by)


@action
def change_version(*, number: int, content: Content, seen: str, by: User) -> GoalChange:
    """Change what a proposed version says. ``seen`` is the mark of what the writer had before."""
    change = _waiting(number, seen)
    if content.last_year < content.first_year:
        raise Refused(
            f"Målet slutar {content.last_year} men börjar {content.first_year}. Byt plats på åren."
        )
    return _rewrite(change, replace(version_from(change.said), content=content), by)


@action
def write_measure(
    *, number: int, measure: Measure, seen: str, by: User, of: str = ""
) -> GoalChange:
    """Add a measure to a proposed version, or change the one whose code is ``of``."""
    change = _waiting(number, seen)
    version = version_from(change.said)
    own = change.goal.indicators.filter(code=measure.code).first()
    if measure.code != of and (own or version.measure(measure.code)):
        raise Refused(f"Målet har redan en indikator {measure.code}. Välj en annan kod.")
    if of and measure.code != of:
        raise Refused(f"Indikatorn {of} behåller sin kod. Ta bort den och lägg till en ny.")
    refuse_measure(measure, own)
    kept = [measure if one.code == of else one for one in version.measures]
    return _rewrite(change, replace(version, measures=(*kept, *([] if of else [measure]))), by)


@action
def leave_measure(*, number: int, code: str, seen: str, by: User) -> GoalChange:
    """Leave a measure out of a proposed version. What has been measured stays known."""
    change = _waiting(number, seen)
    version = version_from(change.said)
    kept = tuple(one for one in version.measures if one.code != code)
    if kept == version.measures:
        raise Refused("Indikatorn finns inte i förslaget.")
    return _rewrite(change, replace(version, measures=kept), by)


@action
def withdraw_goal_change(*, number: int, by: User) -> None:
    """Take a proposal back before it is decided."""
    change = _waiting(number, None)
    record("goals.goal.change_withdrawn", by=by, on=change, before=snapshot(change), after={})
    change.delete()


@action
def put_forward(*, proposal: Goal | GoalChange, decision: Decision, by: User) -> None:
    """Let the body that prepares for the council propose a goal, or a change of one (S181)."""
    goal = proposal if isinstance(proposal, Goal) else proposal.goal
    what = f"Målet {goal.code}"
    refuse_decided(proposal, what)
    refuse_wrong_body(decision, Power.PROPOSE_GOALS, f"Förslag till målet {goal.code}")
    before = snapshot(proposal)
    proposal.proposal = decision
    proposal.save()
    record("goals.goal.put_forward", by=by, on=proposal, before=before)


@action
def decide_goal_change(*, change: GoalChange, decision: Decision, by: User) -> GoalChange:
    """Let a new version or the end of a goal apply from the decision; what was stays known."""
    found = Goal.objects.select_for_update(of=("self",)).filter(pk=change.goal_id)
    goal, day = whole(found, decision.meeting.day).get(), decision.meeting.day
    what = f"Ändringen av målet {goal.code}"
    refuse_decided(change, what)
    refuse_decider(decision, level=goal.level, body=body_answering(goal, day), what=what)
    if goal.decision and day < goal.decision.meeting.day:
        raise Refused(
            f"{what} kan inte beslutas före målet, som antogs {goal.decision.meeting.day}."
        )
    before, now = said(goal), version_of(goal)
    change.former, change.decision = now.as_json(), decision
    if change.kind == ChangeKind.END:
        goal.ended = day
        goal.save()
    else:
        version = version_from(change.said)
        _refuse_gaps(change, goal, version, day, what)
        fill(goal, version.content)
        _measure_anew(goal, now, version, change)
    change.save()
    record("goals.goal.change_decided", by=by, on=goal, before=before, after=said(goal))
    return change


@action
def entrust_measure(
    *, number: int, owner: int | None, origin: str, seen: str, by: User
) -> Indicator:
    """Say who answers for an indicator and where its values are found: no decision is needed."""
    indicator = Indicator.objects.select_for_update(of=("self",)).get(pk=number)
    if owner_mark(indicator) != seen:
        raise Clash("Någon annan har ändrat det medan du skrev. Läs igenom det och spara igen.")
    before = snapshot(indicator)
    indicator.owner_id, indicator.origin = owner, origin
    indicator.save()
    record("goals.indicator.entrusted", by=by, on=indicator, before=before)
    return indicator


def _propose(made: GoalChange, body: Body, day: date, by: User) -> GoalChange:
    in_turn()
    goal = made.goal
    if goal.decision_id is None:
        raise Refused(f"Målet {goal.code} är inte beslutat. Ändra utkastet i stället.")
    if goal.ended:
        raise Refused(f"Målet {goal.code} upphörde {goal.ended} och kan inte ändras.")
    if len(made.why) < LEAST:
        raise Refused("Skriv varför, så att den som beslutar förstår.")
    if goal.changes.filter(decision=None).exists():
        raise Refused(
            "Det finns redan ett förslag om målet som väntar på beslut. Ändra det, eller ta "
            "tillbaka det först."
        )
    made.proposed, made.proposed_by = day, body
    made.save()
    record("goals.goal.change_proposed", by=by, on=made)
    return made


def _waiting(number: int, seen: str | None) -> GoalChange:
    locked = GoalChange.objects.select_for_update(of=("self",)).select_related("goal__body")
    change = locked.filter(pk=number, decision=None).first()
    if change is None:
        raise Refused("Förslaget väntar inte längre på beslut.")
    if seen is not None and change_mark(change) != seen:
        raise Clash(OVERTAKEN)
    return change


def _rewrite(change: GoalChange, version: Version, by: User) -> GoalChange:
    before = snapshot(change)
    change.said = version.as_json()
    change.proposal = None  # another text than the one that was put forward
    change.save()
    record("goals.goal.change_written", by=by, on=change, before=before)
    return change


def _refuse_gaps(change: GoalChange, goal: Goal, version: Version, day: date, what: str) -> None:
    """Refuse a version that is no better than before, or that changes nothing at all."""
    if version == version_of(goal):
        raise Refused(f"{what} ändrar ingenting. Skriv vad som ska bli annorlunda.")
    if lacking := verdict_of_change(change, goal, version, day).blocking:
        raise Refused(f"{what} kan inte beslutas än. " + " ".join(p.text for p in lacking))


def _measure_anew(goal: Goal, now: Version, version: Version, change: GoalChange) -> None:
    """Let the measures be those of the version. Who answers for one is not the council's matter."""
    day = change.decision.meeting.day if change.decision else None
    held = {one.code: one for one in goal.indicators.all()}
    for measure in version.measures:
        if own := held.get(measure.code):
            fill_measure(own, replace(measure, owner=own.owner_id))
        else:
            refuse_measure(measure)
            fill_measure(Indicator(goal=goal, since=day, is_example=change.is_example), measure)
    left = {one.code for one in now.measures} - {one.code for one in version.measures}
    for code in left:
        held[code].until = day
        held[code].save()
