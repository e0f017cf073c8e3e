"""Loads goals.yaml and assignments.yaml: goals, what has been measured, and assignments.

What they rest on is tied by its words: a part of the vision and a document by title, an article by
the codes of the law and of itself.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from huset.direction.models import Provision, StrategicArea, VisionStatement
from huset.documents.models import GoverningDocument
from huset.examples.loading import Loading, bodies
from huset.examples.reading import Entry, million, origin
from huset.examples.versions import load_change
from huset.goals.actions import (
    add_indicator,
    add_measure,
    adopt_goal,
    assess_goal,
    decide_change,
    give_assignment,
    link_assignment,
    link_goal,
    propose_change,
    report_assignment,
    report_measurement,
    write_goal,
)
from huset.goals.actions.assessing import Judgement
from huset.goals.actions.changing import Proposal
from huset.goals.actions.giving import write_assignment
from huset.goals.models import Assignment, Goal, Indicator
from huset.goals.queries.content import Content, Measure
from huset.goals.queries.giving import AssignmentContent
from huset.goals.queries.links import Links
from huset.goals.rules import (
    YEAR,
    Aggregation,
    AssignmentState,
    ChangeKind,
    Direction,
    Frequency,
    Period,
    Target,
)
from huset.kernel import validity
from huset.model.terms import MonthDay, Outcome
from huset.organisation.models import Person

TEXTS = (
    "title",
    "perspective",
    "importance",
    "motive",
    "present",
    "wanted",
    "surroundings",
    "control",
    "control_reason",
)
WORDS = {"statements", "documents"}  # what something rests on, besides the laws by their codes
AFTER_THE_YEAR = (1, "03-01")  # when a year's value is known, unless the file says otherwise
SOON = timedelta(days=20)  # after a part of a year


def load_goals(loading: Loading) -> None:
    """Load the goals of the council and the committees, with indicators and values."""
    content = loading.files.read("goals")
    goals: dict[str, Goal] = {}
    for entry in filter(loading.is_made, content["goals"]):
        goals[entry["code"]] = goal = _goal(loading, entry, tuple(content["years"]), goals)
        for indicator in entry["indicators"]:
            _indicator(loading, goal, indicator, content["owners"])
        if "rests" in entry:
            links = _links(loading, entry["rests"])
            link_goal(goal=goal, links=links, seen=Links().mark, by=loading.by)
    for said in content["judgements"]:
        if said["day"] <= loading.today:
            _judgement(loading, said, goals[said["goal"]])
    for entry in content["changes"]:
        load_change(loading, entry, goals)
    for entry in content["drafts"]:
        _draft(loading, entry, goals)


def load_assignments(loading: Loading) -> None:
    """Load the council's assignments, and what the bodies have reported."""
    content = loading.files.read("assignments")
    for entry in filter(loading.is_made, content["assignments"]):
        assignment = _assignment(loading, entry)
        if "rests" in entry:
            links = _links(loading, entry["rests"])
            link_assignment(assignment=assignment, links=links, seen=Links().mark, by=loading.by)
        for report in entry["reports"]:
            if report["day"] <= loading.today:
                _report(loading, assignment, report)
    for entry in content["changes"]:
        if entry["day"] <= loading.today:
            _change(loading, entry)
    for entry in content["drafts"]:
        _assignment_draft(loading, entry)


def _change(loading: Loading, entry: Entry) -> None:
    said = Proposal(ChangeKind(entry["kind"]), entry["why"], entry.get("due"))
    change = propose_change(
        assignment=Assignment.objects.get(code=entry["assignment"]),
        body=bodies()[entry["body"]],
        proposal=said,
        day=entry["day"],
        by=loading.by,
        **origin(entry),
    )
    if "decision" in entry and loading.is_made(entry):
        decide_change(change=change, decision=loading.decision(entry), by=loading.by)


def _goal(loading: Loading, entry: Entry, years: tuple[int, int], goals: dict[str, Goal]) -> Goal:
    areas = StrategicArea.objects.filter(validity.on(loading.today, through="plan__"))
    return adopt_goal(
        code=entry["code"],
        title=entry["title"],
        motive=entry.get("motive", ""),
        level=entry["level"],
        perspective=entry["perspective"],
        body=bodies()[entry["body"]],
        area=areas.get(number=entry["area"]) if "area" in entry else None,
        parents=[goals[code] for code in entry.get("parents", ())],
        years=years,
        decision=loading.decision(entry),
        by=loading.by,
        **origin(entry),
    )


def _judgement(loading: Loading, entry: Entry, goal: Goal) -> None:
    outcome = Outcome(entry.get("outcome") or entry["forecast"])
    said = Judgement(entry["year"], outcome, entry["why"], forecast="forecast" in entry)
    day, by = entry["day"], loading.by
    assess_goal(goal=goal, said=said, day=day, seen=0, by=by, **origin(entry))


def _draft(loading: Loading, entry: Entry, goals: dict[str, Goal]) -> None:
    first, last = entry["years"]
    said = {name: entry[name] for name in TEXTS if name in entry}
    above = [goals[code].pk for code in entry.get("parents", ())]
    goal = write_goal(
        code=entry["code"],
        level=entry["level"],
        body=bodies()[entry["body"]],
        content=Content(first_year=first, last_year=last, parents=frozenset(above), **said),
        by=loading.by,
        **origin(entry),
    )
    for one in entry["indicators"]:
        measure = Measure(
            code=one["code"],
            name=one["name"],
            unit=one["unit"],
            better=one["better"],
            frequency="yearly",
            baseline=Decimal(one["baseline"]) if "baseline" in one else None,
            origin=one.get("origin", ""),
            owner=_owner(one.get("owner")),
            targets={year: Target(Decimal(value)) for year, value in one["targets"].items()},
        )
        add_measure(goal=goal.pk, measure=measure, by=loading.by, **origin(entry))


def _owner(name: str | None) -> int | None:
    return Person.objects.get(name=name).pk if name else None


def _links(loading: Loading, rests: Entry) -> Links:
    """What something rests on, by words. An article that the register does not have is left out."""
    applying = validity.on(loading.today, through="vision__")
    statements = VisionStatement.objects.filter(applying, vision__decision__isnull=False)
    known = {
        (steering, code): number
        for number, steering, code in Provision.objects.values_list("pk", "steering__code", "code")
    }
    wanted = [(law, code) for law, codes in rests.items() for code in codes if law not in WORDS]
    documents = GoverningDocument.objects.filter(title__in=rests.get("documents", ()))
    titled = statements.filter(title__in=rests.get("statements", ()))
    return Links(
        statements=frozenset(titled.values_list("pk", flat=True)),
        provisions=frozenset(known[one] for one in wanted if one in known),
        documents=frozenset(documents.values_list("pk", flat=True)),
    )


def _indicator(loading: Loading, goal: Goal, entry: Entry, owners: dict[str, str]) -> None:
    series = entry.get("measured", ())
    known = {
        year: value
        for one in series
        for year, value in one["values"].items()
        if not {"gender", "unit"} & one.keys() and not isinstance(value, dict)
    }
    before = max((year for year in known if year < goal.first_year), default=None)
    indicator = add_indicator(
        goal=goal,
        code=entry["code"],
        name=entry["name"],
        kolada_id=entry.get("kolada_id", ""),
        unit=entry["unit"],
        decimals=entry.get("decimals", 0),
        better=Direction(entry["better"]),
        frequency=Frequency(entry.get("frequency", "yearly")),
        aggregation=Aggregation(entry.get("aggregation", "none")),
        targets={year: _aim(wanted) for year, wanted in entry["targets"].items()},
        baseline=None if before is None else Decimal(str(known[before])),
        baseline_year=before,
        origin=entry.get("origin", "Kolada" if "kolada_id" in entry else ""),
        owner_id=_owner(owners.get(goal.body.code)),
        by=loading.by,
        **origin(entry),
    )
    for one in series:
        load_values(loading, indicator, one)


def _aim(wanted: float | list[float]) -> Decimal | tuple[Decimal, Decimal]:
    """A target as a file writes it: a value, or the two ends of an interval."""
    if isinstance(wanted, list):
        low, high = (Decimal(str(end)) for end in wanted)
        return low, high
    return Decimal(str(wanted))


def load_values(loading: Loading, indicator: Indicator, series: Entry) -> None:
    """Load a series of an indicator's values: those that are known by now.

    It is of all, or of a gender or a unit. A year's value is one, or several by the month.
    """
    more = {name: series[name] for name in ("gender", "preliminary") if name in series}
    if "unit" in series:
        more |= {"unit": str(series["unit"]), "weight": Decimal(str(series["weight"]))}
    for period, value in _periods(series):
        known = _known(series, period)
        if known <= loading.today:
            report_measurement(
                indicator=indicator,
                year=period.year,
                month=period.month,
                value=Decimal(str(value)),
                known_from=known,
                by=loading.by,
                **more | origin(series),
            )


def _periods(series: Entry) -> Iterable[tuple[Period, float]]:
    for year, value in series["values"].items():
        by_month = value if isinstance(value, dict) else {YEAR: value}
        yield from ((Period(year, month), one) for month, one in by_month.items())


def _known(series: Entry, period: Period) -> date:
    """When a period's value is known: soon after it, where the year has several."""
    if isinstance(series["values"][period.year], dict):
        return period.last_day + SOON
    years_after, day = series.get("known", AFTER_THE_YEAR)
    return MonthDay(*(int(part) for part in day.split("-"))).in_year(period.year + years_after)


def _assignment(loading: Loading, entry: Entry) -> Assignment:
    by_code = bodies()
    start, due = entry["period"]
    return give_assignment(
        code=entry["code"],
        title=entry["title"],
        text=entry["text"],
        bodies=[by_code[code] for code in entry["bodies"]],
        goals=list(Goal.objects.filter(code__in=entry["goals"])),
        period=(start, due),
        report_back=entry.get("report_back"),
        resource=million(entry["resource"]) if "resource" in entry else None,
        resource_year=entry.get("resource_year"),
        coordinator=by_code[entry["coordinator"]] if "coordinator" in entry else None,
        decision=loading.decision(entry),
        by=loading.by,
        **origin(entry) | {"is_example": True},
    )


def _assignment_draft(loading: Loading, entry: Entry) -> None:
    start, due = entry["period"]
    goals = Goal.objects.filter(code__in=entry.get("goals", ()))
    write_assignment(
        code=entry["code"],
        content=AssignmentContent(
            title=entry["title"],
            text=entry["text"],
            start=start,
            due=due,
            report_back=entry.get("report_back"),
            resource=million(entry["resource"]) if "resource" in entry else None,
            resource_year=entry.get("resource_year"),
            bodies=frozenset(entry["bodies"]),
            coordinator=entry.get("coordinator", ""),
            goals=frozenset(goals.values_list("pk", flat=True)),
        ),
        by=loading.by,
        **origin(entry) | {"is_example": True},
    )


def _report(loading: Loading, assignment: Assignment, entry: Entry) -> None:
    report_assignment(
        assignment=assignment,
        body=bodies()[entry["body"]],
        day=entry["day"],
        state=AssignmentState(entry["state"]),
        comment=entry["comment"],
        by=loading.by,
        is_example=True,
    )
