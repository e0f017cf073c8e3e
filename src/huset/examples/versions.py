"""Loads the changes of goals.yaml: new versions of goals that have been decided."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from huset.examples.loading import Loading, bodies
from huset.examples.reading import Entry
from huset.goals.actions import (
    change_version,
    decide_goal_change,
    propose_version,
    put_forward,
    write_measure,
)
from huset.goals.models import Goal
from huset.goals.queries.content import version_of
from huset.goals.queries.versions import change_mark
from huset.goals.rules import Target


def load_change(loading: Loading, entry: Entry, goals: Mapping[str, Goal]) -> None:
    """Propose a change of a goal, put it forward and decide it: what is done by today."""
    if entry["proposed"] > loading.today:
        return
    goal = goals[entry["goal"]]
    by, now = loading.by, version_of(goal)
    change = propose_version(
        goal=goal,
        body=bodies()[entry["body"]],
        why=entry["why"],
        day=entry["proposed"],
        by=by,
        is_example=True,
    )
    content = replace(now.content, wanted=entry["wanted"])
    change = change_version(number=change.pk, content=content, seen=change_mark(change), by=by)
    for measure in now.measures:
        said = entry["targets"].get(measure.code, {})
        targets = {year: Target(Decimal(str(value))) for year, value in said.items()}
        change = write_measure(
            number=change.pk,
            measure=replace(measure, targets={**measure.targets, **targets}),
            seen=change_mark(change),
            of=measure.code,
            by=by,
        )
    decisions = loading.decisions
    if proposal := decisions.get(entry.get("proposal", "")):
        put_forward(proposal=change, decision=proposal, by=by)
    if decision := decisions.get(entry.get("decision", "")):
        decide_goal_change(change=change, decision=decision, by=by)
