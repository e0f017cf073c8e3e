"""Versions of decided goals: what a goal said on a day, what is proposed, and what differs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet

from huset.direction.models import ExternalSteering, StrategicArea
from huset.goals.models import CoreMission, Goal, GoalChange, Indicator
from huset.goals.queries.content import (
    MEASURED,
    PLAIN,
    Content,
    Measure,
    Version,
    version_from,
)
from huset.goals.queries.gating import Gate, whole
from huset.goals.queries.holders import body_answering
from huset.goals.queries.judged import TARGETS
from huset.goals.queries.known import plain
from huset.goals.rules import ChangeKind, Target, Verdict, blocks
from huset.goals.words import AGGREGATIONS, BETTER, CHANGES, CONTROL, FREQUENCIES, IMPORTANCE
from huset.kernel.actions import sha256_of
from huset.kernel.memory import remembers
from huset.model.queries import model_in_force
from huset.model.terms import Power, Quality
from huset.organisation.queries import DecisionRow, decision_row, organisation


@dataclass(frozen=True)
class Difference:
    """What a version changes: of the goal, or of one of its measures; empty is nothing there."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeRow:
    """That a goal was changed or ended, or that someone proposes it: without ``decision``."""

    id: int
    kind: ChangeKind
    why: str
    proposed: date
    proposed_by: str
    body_code: str
    proposal: DecisionRow | None
    decision: DecisionRow | None
    differences: tuple[Difference, ...]

    @property
    def what(self) -> str:
        """What happens to the goal, in a word."""
        return CHANGES[self.kind]


@dataclass(frozen=True)
class Proposed:
    """A new version that nobody has decided, with what it still lacks."""

    row: ChangeRow
    goal_id: int
    code: str
    title: str
    level: str
    body_code: str
    version: Version
    verdict: Verdict
    mark: str


@remembers
def formerly(per: date) -> Mapping[int, Version]:
    """What goals said on a day, by number, of those that a later decision has changed."""
    later = GoalChange.objects.filter(kind=ChangeKind.CHANGE, decision__meeting__day__gt=per)
    later = later.order_by("-decision__meeting__day", "-pk")
    return {number: version_from(former) for number, former in later.values_list("goal", "former")}


def as_then(goal: Goal, then: Mapping[int, Version]) -> Goal:
    """The goal as it read on the day of ``then``. Its record is not to be saved."""
    if former := then.get(goal.pk):
        _become(goal, PLAIN, former.content)
        goal.area_id = former.content.area
    return goal


def measure_then(indicator: Indicator, then: Mapping[int, Version]) -> Indicator:
    """The indicator as it read on the day of ``then``, as `as_then`."""
    version = then.get(indicator.goal_id) if indicator.goal_id else None
    if version and (former := version.measure(indicator.code)):
        _become(indicator, MEASURED, former)
        vars(indicator)[TARGETS] = former.targets
    return indicator


def changes_of(number: int, per: date) -> list[ChangeRow]:
    """What has been decided of a goal by a day, and what was then proposed; the latest first."""
    found = list(_changes(GoalChange.objects.filter(goal=number, proposed__lte=per)))
    names = _Names.of(found, per)
    return [_row(change, names, per) for change in reversed(found)]


def proposed(number: int, per: date) -> Proposed | None:
    """A proposal of a new version that waits for its decision."""
    waiting = GoalChange.objects.filter(pk=number, decision=None, kind=ChangeKind.CHANGE)
    change = _changes(waiting).first()
    if change is None:
        return None
    goal = whole(Goal.objects.filter(pk=change.goal_id), per).get()
    version = version_from(change.said)
    return Proposed(
        row=_row(change, _Names.of([change], per), per),
        goal_id=goal.pk,
        code=goal.code,
        title=version.content.title,
        level=goal.level,
        body_code=body_answering(goal, per).code,
        version=version,
        verdict=verdict_of_change(change, goal, version, per),
        mark=change_mark(change),
    )


def verdict_of_change(change: GoalChange, goal: Goal, version: Version, per: date) -> Verdict:
    """What a goal that was read `whole` would have and lack in a version.

    What the goal lacks already does not keep it from change. That it is prepared is asked anew of
    each version.
    """
    above = Goal.objects.filter(pk__in=version.content.parents).select_related("decision__meeting")
    tried = Gate.of(per)
    points = tried.tried(goal, version, above, prepared=change.proposal_id is not None)
    had = {point.quality for point in tried.verdict(goal).blocking} - {Quality.PREPARED}
    return Verdict(points, tuple(one for one in blocks(points) if one.quality not in had))


def change_mark(change: GoalChange) -> str:
    """What tells this content of a proposal from any other."""
    return sha256_of([change.said, change.why])


def proposing_bodies(holder: str, per: date) -> dict[str, str]:
    """The bodies, by code, that propose changes of a body's goals: itself, or who prepares them."""
    powered = {kind.code for kind in model_in_force(per).with_power(Power.PROPOSE_GOALS)}
    council = {kind.code for kind in model_in_force(per).with_power(Power.DECIDE_OVERALL_GOALS)}
    bodies = organisation(per).bodies
    own = {body.code: body for body in bodies if body.code == holder}
    prepares = any(body.kind in council for body in own.values())
    return {
        body.code: body.name
        for body in bodies
        if body.code in own or (prepares and body.kind in powered)
    }


def owner_mark(indicator: Indicator) -> str:
    """What tells who answers for an indicator, and where its values are found, from any other."""
    return sha256_of([indicator.owner_id, indicator.origin])


def _changes(found: QuerySet[GoalChange]) -> QuerySet[GoalChange]:
    return found.select_related(
        "goal", "proposed_by", "proposal__meeting__body", "decision__meeting__body"
    ).order_by("proposed", "pk")


def _become(record: Goal | Indicator, names: Iterable[str], said: Content | Measure) -> None:
    for name in names:
        setattr(record, name, getattr(said, name))


def _row(change: GoalChange, names: "_Names", per: date) -> ChangeRow:
    decided = change.decision
    if decided is not None and decided.meeting.day > per:
        decided = None  # it was a proposal then
    return ChangeRow(
        id=change.pk,
        kind=ChangeKind(change.kind),
        why=change.why,
        proposed=change.proposed,
        proposed_by=change.proposed_by.name,
        body_code=change.proposed_by.code,
        proposal=decision_row(change.proposal),
        decision=decision_row(decided),
        differences=tuple(names.differences(change)) if change.said else (),
    )


@dataclass(frozen=True)
class _Names:
    """The words of what versions point at, asked for once."""

    goals: Mapping[int, str]
    areas: Mapping[int, str]
    missions: Mapping[int, str]
    laws: Mapping[int, str]
    perspectives: Mapping[str, str]

    @classmethod
    def of(cls, changes: Iterable[GoalChange], per: date) -> "_Names":
        pairs = [_before_and_after(change) for change in changes if change.said]
        contents = [version.content for pair in pairs for version in pair]
        goals = Goal.objects.filter(pk__in={pk for one in contents for pk in one.parents})
        areas = StrategicArea.objects.filter(pk__in={one.area for one in contents})
        missions = CoreMission.objects.filter(pk__in={pk for c in contents for pk in c.missions})
        laws = ExternalSteering.objects.filter(pk__in={pk for c in contents for pk in c.unaffected})
        return cls(
            {goal.pk: f"{goal.code} {goal.title}" for goal in goals},
            {area.pk: f"{area.number}. {area.title}" for area in areas},
            {mission.pk: mission.title for mission in missions},
            {law.pk: law.title for law in laws},
            {p.code: p.name for p in model_in_force(per).perspectives},
        )

    def differences(self, change: GoalChange) -> Iterable[Difference]:
        """What a version changes, the goal's own first."""
        before, after = _before_and_after(change)
        yield from _differing(Goal, "", self._content(before.content), self._content(after.content))
        codes = [one.code for one in (*before.measures, *after.measures)]
        for code in dict.fromkeys(codes):
            old, new = before.measure(code), after.measure(code)
            if old is None or new is None:
                told = new or old
                name = f"{code} {told.name}" if told else code
                yield Difference("Indikator", name if old else "", name if new else "")
            else:
                yield from _differing(Indicator, f"{code}: ", _measure(old), _measure(new))

    def _content(self, said: Content) -> dict[str, str]:
        plain = {name: str(getattr(said, name)) for name in PLAIN}
        return plain | {
            "perspective": self.perspectives.get(said.perspective, said.perspective),
            "importance": IMPORTANCE.get(said.importance, ""),
            "control": CONTROL.get(said.control, ""),
            "area": self.areas.get(said.area or 0, ""),
            "parents": ", ".join(sorted(self.goals[pk] for pk in said.parents)),
            "missions": ", ".join(sorted(self.missions[pk] for pk in said.missions)),
            "unaffected": "; ".join(f"{self.laws[k]}: {v}" for k, v in said.unaffected.items()),
        }


def _before_and_after(change: GoalChange) -> tuple[Version, Version]:
    return version_from(change.former), version_from(change.said)


def _measure(said: Measure) -> dict[str, str]:
    plain = {name: _plain(getattr(said, name)) for name in MEASURED if name != "code"}
    targets = {f"målvärde {year}": _aim(target) for year, target in sorted(said.targets.items())}
    worded = {
        "better": BETTER.get(said.better, ""),
        "frequency": FREQUENCIES.get(said.frequency, ""),
        "aggregation": AGGREGATIONS.get(said.aggregation, ""),
    }
    return plain | worded | targets


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return "" if value is None else str(value)


def _aim(target: Target) -> str:
    return plain(target.value) + ("" if target.upper is None else f" till {plain(target.upper)}")


def _differing(
    model: type[Goal | Indicator], where: str, before: Mapping[str, str], after: Mapping[str, str]
) -> Iterable[Difference]:
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            yield Difference(where + _label(model, name), old, new)


def _label(model: type[Goal | Indicator], name: str) -> str:
    """The field's own words; a target says itself which year it is of."""
    try:
        return str(getattr(model._meta.get_field(name), "verbose_name", "berörs inte"))  # noqa: SLF001 -- Django's public name for it
    except FieldDoesNotExist:
        return name
