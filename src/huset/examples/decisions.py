"""Loads decisions.yaml and meetings.yaml: calendars, decisions, and how they are carried out."""

from datetime import date, time

from huset.examples.loading import Loading, bodies
from huset.examples.reading import Entry, origin
from huset.model.terms import is_election_year
from huset.organisation.actions import (
    cancel_meeting,
    plan_meeting,
    register_decision,
    report_execution,
)
from huset.organisation.models import Body, Decision, Meeting
from huset.organisation.rules import Considered, ExecutionState, Weighed


def load_meetings(loading: Loading) -> None:
    """Plan the bodies' meetings of last year, this year and the next, and cancel some of them."""
    content = loading.files.read("meetings")
    by_code = bodies()
    for code, calendar in content["calendars"].items():
        for day in calendar["days"]:
            plan_meeting(
                body=by_code[code],
                day=day,
                begins=time.fromisoformat(calendar["begins"]),
                where=calendar["where"],
                by=loading.by,
            )
    for entry in content["cancelled"]:
        meeting = Meeting.objects.get(body=by_code[entry["body"]], day=entry["day"])
        cancel_meeting(meeting=meeting, why=entry["why"], by=loading.by)


def load_decisions(loading: Loading) -> None:
    """Register the decisions that have been made by today; the files know them by their names."""
    by_code = bodies()
    for name, entry in loading.files.read("decisions").items():
        day = entry["day"]
        if day > loading.today or ("election_year" in entry and not is_election_year(day.year)):
            continue
        loading.decisions[name] = made = _decision(loading, entry, by_code)
        for told in entry.get("executions", ()):
            if told["day"] <= loading.today:
                _execution(loading, made, told)


def _decision(loading: Loading, entry: Entry, by_code: dict[str, Body]) -> Decision:
    children, sustainability = _weighed(entry, "children"), _weighed(entry, "sustainability")
    return register_decision(
        meeting=_meeting(loading, by_code[entry["body"]], entry["day"]),
        paragraph=entry["paragraph"],
        title=entry["title"],
        text=entry.get("text", ""),
        registry_number=entry.get("registry_number", ""),
        child_rights=children,
        sustainability=sustainability,
        older=children is None or sustainability is None,
        is_motion=entry.get("motion", False),
        executed_by=by_code[entry["executed_by"]] if "executed_by" in entry else None,
        due=entry.get("due"),
        registered_on=loading.today,
        by=loading.by,
        **origin(entry),
    )


def _weighed(entry: Entry, what: str) -> Weighed | None:
    """What the file says of one of the two: ``[assessed, what it showed]``."""
    if what not in entry:
        return None
    how, why = entry[what]
    return Weighed(Considered(how), why)


def _execution(loading: Loading, decision: Decision, entry: Entry) -> None:
    report_execution(
        decision=decision,
        day=entry["day"],
        state=ExecutionState(entry["state"]),
        comment=entry["comment"],
        reported_on=loading.today,
        by=loading.by,
        is_example=True,
    )


def _meeting(loading: Loading, body: Body, day: date) -> Meeting:
    found = Meeting.objects.filter(body=body, day=day).first()
    return found or plan_meeting(body=body, day=day, by=loading.by)
