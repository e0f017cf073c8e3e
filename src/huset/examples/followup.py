"""Loads followup.yaml: rounds with forecasts, comments on goals, and what the bodies report."""

from collections.abc import Iterator

from django.db.models import Sum

from huset.budget.models import DetailBudget
from huset.examples.loading import Loading, bodies
from huset.examples.reading import Entry, million
from huset.followup.actions import (
    comment_goal,
    decide_report,
    forecast,
    mark_ready,
    open_round,
    write_report,
)
from huset.followup.models import BodyReport, Round
from huset.goals.models import Goal
from huset.model.queries import model_in_force
from huset.organisation.models import Unit


def load_followup(loading: Loading) -> None:
    """Load the rounds whose last day has passed."""
    content = loading.files.read("followup")
    points = {point.code: point for point in model_in_force(loading.today).rhythm}
    for entry in content["rounds"]:
        cutoff = points[entry["point"]].cutoff.in_year(entry["year"])
        if cutoff < loading.today:
            opened = open_round(
                point=entry["point"],
                year=entry["year"],
                cutoff=cutoff,
                by=loading.by,
                is_example=True,
            )
            _round(loading, opened, entry, content["as_budget"])


def decide_reports(loading: Loading) -> None:
    """Decide the reports that have been decided by today, which freezes their figures."""
    for entry in loading.files.read("followup")["rounds"]:
        reports = BodyReport.objects.filter(round__point=entry["point"], round__year=entry["year"])
        for code, words in entry["reports"].items():
            if words.get("decision") in loading.decisions:
                decide_report(
                    report=reports.get(body__code=code),
                    decision=loading.decision(words),
                    by=loading.by,
                )


def _round(loading: Loading, opened: Round, entry: Entry, as_budget: str) -> None:
    for unit, budget in _budgets(opened.year):
        deviation, why = entry["forecasts"].get(int(unit.code), (0, as_budget))
        forecast(
            round=opened,
            unit=unit,
            net_cost=budget - million(deviation),
            comment=why,
            by=loading.by,
            said_on=opened.cutoff,
            is_example=True,
        )
    for code, text in entry["goals"].items():
        goal = Goal.objects.get(code=code)
        comment_goal(
            round=opened,
            goal=goal,
            text=text,
            by=loading.by,
            said_on=opened.cutoff,
            is_example=True,
        )
    for code, words in entry["reports"].items():
        _report(loading, opened, code, words)


def _budgets(year: int) -> Iterator[tuple[Unit, int]]:
    """Each unit that has a detail budget, with its amount for the year."""
    amounts = dict(
        DetailBudget.objects.filter(frame__year=year)
        .values_list("unit")
        .annotate(amount=Sum("net_cost"))
    )
    for unit in Unit.objects.filter(pk__in=amounts).select_related("body"):
        yield unit, amounts[unit.pk]


def _report(loading: Loading, opened: Round, code: str, words: Entry) -> None:
    body = bodies()[code]
    write_report(
        round=opened,
        body=body,
        words=words,
        edition=0,
        by=loading.by,
        said_on=opened.cutoff,
        is_example=True,
    )
    if words.get("ready") or "decision" in words:
        mark_ready(round=opened, body=body, by=loading.by, day=opened.cutoff)
