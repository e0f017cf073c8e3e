"""Loads reorganisation.yaml: the reorganisation that is decided, and a draft to try."""

from datetime import time

from huset.examples.loading import Loading, bodies
from huset.examples.organisation import register
from huset.examples.reading import Entry, million, origin
from huset.organisation.actions import give_remit, plan_meeting
from huset.organisation.rules import RemitKind
from huset.reorganisation.actions import (
    add_changes,
    decide_reorganisation,
    plan_reorganisation,
)
from huset.reorganisation.rules import Change, ChangeKind


def load_reorganisations(loading: Loading) -> None:
    """Plan each of them, and carry out what the council has decided."""
    content = loading.files.read("reorganisation")
    for entry in content["plans"]:
        _plan(loading, entry)
    _begin(loading, content["begins"])


def _plan(loading: Loading, entry: Entry) -> None:
    planned = plan_reorganisation(
        title=entry["title"],
        motive=entry["motive"],
        takes_effect=entry["day"],
        by=loading.by,
        **origin(entry),
    )
    changes = [_change(row) for row in entry["rows"]]
    planned = add_changes(
        reorganisation=planned, changes=changes, edition=planned.edition, by=loading.by
    )
    if "decision" in entry:
        decision = loading.decision(entry)
        decide_reorganisation(reorganisation=planned, decision=decision, by=loading.by)


def _change(row: Entry) -> Change:
    return Change(
        kind=ChangeKind(row["kind"]),
        code=str(row["code"]),
        to=str(row.get("to", "")),
        name=row.get("name", ""),
        of_kind=row.get("of_kind", ""),
        year=row.get("year"),
        amount=million(row["amount"]) if "amount" in row else None,
    )


def _begin(loading: Loading, entry: Entry) -> None:
    """Give the new body its task, people and meetings."""
    body, day, meetings = bodies()[entry["body"]], entry["day"], entry["meetings"]
    give_remit(
        body=body,
        kind=RemitKind.TERMS_OF_REFERENCE,
        title=entry["remit"],
        since=day,
        decision=None,
        by=loading.by,
        is_example=True,
    )
    for person in entry["people"]:
        register(loading, person, day)
    for meeting in meetings["days"]:
        plan_meeting(
            body=body,
            day=meeting,
            begins=time.fromisoformat(meetings["begins"]),
            where=meetings["where"],
            by=loading.by,
        )
