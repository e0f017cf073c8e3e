"""Where the thread is broken: what is wrong, since when, and the page where it is mended."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone

from huset.direction.models import StrategicArea, VisionStatement
from huset.goals.models import CoreMission, Goal
from huset.kernel.models import Event
from huset.organisation.queries import organisation
from huset.thread.queries.matrix import broken_down_by, council_goals, goals_below, own_goal_bodies
from huset.thread.queries.strands import Asked
from huset.thread.rules import Node, Page, Share, Thread
from huset.thread.words import Broken

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Break:
    """A broken place: where it is seen, where it is mended, and where one needs the right to.

    Without ``at`` the right is needed somewhere. ``lost`` is what it once hung from, which no
    longer applies. ``below`` is how much that hangs loose with it.
    """

    what: Broken
    code: str
    title: str
    bodies: tuple[str, ...]
    page: Page
    mend: Page
    at: str = ""
    since: date | None = None
    lost: tuple[str, ...] = ()
    below: int = 0


@dataclass(frozen=True)
class BodyShare:
    """A body's share of whole threads."""

    code: str
    name: str
    share: Share


def breaks(found: Thread, asked: Asked, body_codes: Collection[str] = ()) -> list[Break]:
    """Every broken place of what is decided, of some bodies or of all."""
    every = [
        *_loose_goals(found, asked),
        *_empty_areas(found, asked),
        *_council_goals(found, asked),
        *_loose_assignments(found, asked),
        *_missions(found, asked),
    ]
    return [one for one in every if not body_codes or set(body_codes).intersection(one.bodies)]


def draft_breaks(per: date, body_codes: Collection[str]) -> list[Break]:
    """The drafts of some bodies that hang from nothing: for those who may read them."""
    loose = Goal.objects.filter(
        decision=None, area=None, parents=None, missions=None, statements=None
    )
    found = list(loose.filter(body__code__in=body_codes).select_related("body").order_by("code"))
    subject = Goal._meta.label  # noqa: SLF001 -- Django's public name for it
    told = Event.objects.filter(subject=subject, subject_id__in=[goal.pk for goal in found])
    begun = dict(told.values_list("subject_id").annotate(Min("at")).order_by())
    return [
        Break(
            Broken.DRAFT,
            goal.code,
            goal.title,
            (goal.body.code,),
            ("goals:draft", (goal.pk,), {}),
            ("goals:change-goal", (goal.pk,), {}),
            at=goal.body.code,
            since=timezone.localdate(begun[goal.pk]) if goal.pk in begun else None,
        )
        for goal in found
        if goal.pk not in begun or timezone.localdate(begun[goal.pk]) <= per
    ]


def shares(found: Thread, asked: Asked, body_codes: Collection[str] = ()) -> list[BodyShare]:
    """How much of what each body answers for that has a whole way up; bodies without it not."""
    counted: dict[str, list[bool]] = defaultdict(list)
    for key, node in found.nodes.items():
        for code in node.bodies if node.counted else ():
            counted[code].append(key in found.whole)
    return [
        BodyShare(b.code, b.name, Share(sum(counted[b.code]), len(counted[b.code])))
        for b in organisation(asked.per).bodies
        if b.code in counted and (not body_codes or b.code in body_codes)
    ]


def _loose_goals(found: Thread, asked: Asked) -> Iterator[Break]:
    loose = [found.nodes[key] for key in found.loose if found.nodes[key].level]
    ended = _ended({up for node in loose for up in node.above})
    for node in loose:
        lost = [ended[up] for up in node.above if up in ended]
        days = [day for _, day in lost if day and day <= asked.per]
        yield _of(
            node,
            Broken.GOAL,
            ("goals:relink", node.page[1], {}),
            at=node.bodies[0],
            since=max(days, default=node.since),
            lost=tuple(title for title, _ in lost),
            below=len(found.under([node.key])) - 1,
        )


def _empty_areas(found: Thread, asked: Asked) -> Iterator[Break]:
    empty = [
        node
        for key, node in found.nodes.items()
        if key.startswith("area-") and not found.below[key]
    ]
    numbers = [int(node.key.removeprefix("area-")) for node in empty]
    last = Goal.objects.filter(area__in=numbers, decision__meeting__day__lte=asked.per)
    last = last.filter(last_year__lt=asked.year)
    ended = dict(last.values_list("area_id").annotate(Max("last_year")).order_by())
    for number, node in zip(numbers, empty, strict=True):
        since = date(ended[number] + 1, 1, 1) if number in ended else node.since
        yield _of(node, Broken.AREA, _new_goal(), since=since)


def _council_goals(found: Thread, asked: Asked) -> Iterator[Break]:
    under = broken_down_by(asked)
    for node in council_goals(found, asked):
        if node.level in under and all(
            below.bodies == node.bodies for below in goals_below(found, node.key)
        ):
            yield _of(
                node, Broken.COUNCIL_GOAL, _new_goal(level=under[node.level]), since=node.since
            )


def _loose_assignments(found: Thread, asked: Asked) -> Iterator[Break]:
    for key in found.loose:
        if key.startswith("assignment-"):
            node = found.nodes[key]
            yield _of(node, Broken.ASSIGNMENT, node.page, since=node.since)


def _missions(found: Thread, asked: Asked) -> Iterator[Break]:
    """Bodies with goals of their own and no core mission."""
    nodes = found.nodes.values()
    having = {code for n in nodes if n.key.startswith("mission-") for code in n.bodies}
    begun: dict[str, date] = {}
    for node in nodes:
        if node.level and node.since:
            for code in node.bodies:
                begun[code] = min(begun.get(code, node.since), node.since)
    lacking = {c: n for c, n in own_goal_bodies(asked).items() if c in begun and c not in having}
    last = CoreMission.objects.filter(body__code__in=lacking, valid_to__lt=asked.per)
    ended = dict(last.values_list("body__code").annotate(Max("valid_to")).order_by())
    for code, name in lacking.items():
        yield Break(
            Broken.MISSION,
            "",
            name,
            (code,),
            ("goals:missions", (), {"organ": code}),
            ("goals:add-mission", (code,), {}),
            at=code,
            since=ended[code] + A_DAY if code in ended else begun[code],
        )


def _of(node: Node, what: Broken, mend: Page, **more: Any) -> Break:
    return Break(what, node.code, node.title, node.bodies, node.page, mend, **more)


def _ended(keys: Iterable[str]) -> Mapping[str, tuple[str, date | None]]:
    """Name and first day without it, of what goals hung from. Asks four questions."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for key in keys:
        word, number = key.split("-")
        numbers[word].add(int(number))
    found: dict[str, tuple[str, date | None]] = {}
    goals = Goal.objects.filter(pk__in=numbers["goal"]).values_list("pk", "title", "last_year")
    for goal, title, year in goals:
        found[f"goal-{goal}"] = (title, date(year + 1, 1, 1))
    for word, model, until in (
        ("area", StrategicArea, "plan__valid_to"),
        ("statement", VisionStatement, "vision__valid_to"),
        ("mission", CoreMission, "valid_to"),
    ):
        asked = model._default_manager.filter(pk__in=numbers[word])  # noqa: SLF001 -- Django's public name for it
        for one, title, day in asked.values_list("pk", "title", until):
            found[f"{word}-{one}"] = (title, day + A_DAY if day else None)
    return found


def _new_goal(**choices: object) -> Page:
    return "goals:new-goal", (), choices
