"""Pages about goals, indicators and assignments."""

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from huset.comments.showing import conversation
from huset.goals import queries
from huset.goals.charts import VIEWS, units_caption
from huset.goals.permissions import REPORTS, prepares_assignments, proposers
from huset.goals.queries.gating import lacks
from huset.goals.queries.showing import gap_unit, kolada_page, shown
from huset.goals.queries.versions import proposing_bodies
from huset.goals.thread import thread_of, thread_of_assignment
from huset.goals.words import AGGREGATIONS
from huset.kernel.charts.response import chart_response
from huset.kernel.http import Request, part_of
from huset.kernel.links import link, trail
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import NavItem
from huset.model.terms import Outcome
from huset.organisation.permissions import actor
from huset.organisation.queries import bodies_in_scope
from huset.organisation.rules import Right

GOALS = ("Mål", "goals:goals", ())
ASSIGNMENTS = ("Uppdrag", "goals:assignments", ())
VALUES = ("Värden", "goals:values", ())
ALL = "alla"


@require_safe
@may(ANYONE)
def goal_list(request: Request) -> TemplateResponse:
    """Show the year's goals, level by level."""
    context = request.context
    codes = bodies_in_scope(context.scope, context.per)
    goals = queries.goals(context.per, context.year, body_codes=codes)
    return TemplateResponse(
        request,
        f"goals/goals.html{part_of(request)}",
        {
            "goals": goals,
            "year": context.year,
            "reads_drafts": actor(request).has(Right.READ_INTERNAL),
            "reports_values": REPORTS(request),
            "trail": trail(context, "Mål"),
        },
    )


@require_safe
@may(ANYONE)
def goal(request: Request, number: int) -> TemplateResponse:
    """Show one goal: what it hangs from, what measures it, and what it leads to."""
    context = request.context
    found = queries.goal(number, context.per, context.year)
    if found is None:
        raise Http404("Målet finns inte, eller var inte beslutat det datum du valt.")
    within = actor(request).may(Right.READ_INTERNAL, found.row.body_code)
    parties = proposing_bodies(found.row.body_code, context.today)
    return TemplateResponse(
        request,
        "goals/goal.html",
        {
            "goal": found,
            "comments": conversation(request, "goals.goal", number, [found.row.body_code]),
            "thread": thread_of(found, context),
            "whole_thread": link(context, "thread:thread", fran=f"goal-{number}"),
            "grounds": queries.goal_grounds(number, context.per),
            "links": actor(request).may(Right.WRITE_GOALS, found.row.body_code),
            "assignments": queries.assignments(context.per, goal_id=number),
            "lacks": lacks(number, context.per) if within else (),
            "within": within,
            "proposes_for": [code for code, _ in proposers(actor(request), parties)],
            "trail": trail(context, GOALS, found.row.code),
        },
    )


@require_safe
@may(ANYONE)
def indicator(request: Request, number: int) -> TemplateResponse:
    """Show one indicator: chart with target line, table beneath, and what its status rests on."""
    context = request.context
    found = _indicator(request, number)
    values = shown(found, context.per)
    return TemplateResponse(
        request,
        "goals/indicator.html",
        {
            "indicator": found,
            "ended": found.until is not None and found.until <= context.per,
            "latest": _latest(found),
            "shown": values,
            "gap_unit": gap_unit(found.unit),
            "units_caption": units_caption(found, values),
            "together": AGGREGATIONS[found.aggregation],
            "kolada": kolada_page(found),
            "comments": conversation(request, "goals.indicator", number, [found.body_code]),
            "names_owner": actor(request).may(Right.READ_INTERNAL, found.body_code),
            "writes": actor(request).may(Right.WRITE_GOALS, found.body_code),
            "charts": {
                name or "tid": [
                    link(context, "goals:chart", number, form, visa=name)
                    for form in ("svg", "json")
                ]
                for name in VIEWS
            },
            "trail": trail(context, *_above(found), found.code),
        },
    )


@require_safe
@may(ANYONE)
def chart(request: Request, number: int, form: str) -> HttpResponse:
    """Give a chart of an indicator, over time, by unit or by gender: as a picture, or to draw."""
    found, draw = _indicator(request, number), VIEWS.get(request.GET.get("visa", ""))
    spec = draw(found, shown(found, request.context.per)) if draw else None
    if spec is None:
        raise Http404("Indikatorn har inget sådant diagram.")
    return chart_response(spec, form)


@require_safe
@may(ANYONE)
def assignment_list(request: Request) -> TemplateResponse:
    """Show the assignments that are open, or all: those that are overdue first."""
    context = request.context
    every, shown = assignments_shown(request)
    left = sum(not row.finished for row in every)
    asked = ALL if shown is every else ""
    return TemplateResponse(
        request,
        f"goals/assignments.html{part_of(request)}",
        {
            "assignments": shown,
            "finished": len(every) - left,
            "choices": [
                NavItem(f"Öppna ({left})", link(context, "goals:assignments"), not asked),
                NavItem(
                    f"Alla ({len(every)})",
                    link(context, "goals:assignments", visa=ALL),
                    bool(asked),
                ),
            ],
            "file_url": link(context, "goals:assignments-file", "xlsx", visa=asked),
            "reads_drafts": prepares_assignments(actor(request), Right.READ_INTERNAL),
            "writes_drafts": prepares_assignments(actor(request), Right.WRITE_GOALS),
            "trail": trail(context, "Uppdrag"),
        },
    )


def assignments_shown(
    request: Request,
) -> tuple[list[queries.AssignmentRow], list[queries.AssignmentRow]]:
    """The assignments of the bodies that the reader looks at: all, and those asked for."""
    context = request.context
    codes = bodies_in_scope(context.scope, context.per)
    every = queries.assignments(context.per, body_codes=codes)
    if request.GET.get("visa") == ALL:
        return every, every
    return every, [row for row in every if not row.finished]


@require_safe
@may(ANYONE)
def assignment(request: Request, number: int) -> TemplateResponse:
    """Show one assignment with its decision and what each body says of it."""
    context = request.context
    found = queries.assignment(number, context.per)
    if found is None:
        raise Http404("Uppdraget finns inte, eller var inte beslutat det datum du valt.")
    return TemplateResponse(
        request,
        "goals/assignment.html",
        {
            "assignment": found,
            "comments": conversation(request, "goals.assignment", number, found.parties),
            "thread": thread_of_assignment(found, context),
            "whole_thread": link(context, "thread:thread", fran=f"assignment-{number}")
            if found.applies_in(context.year)
            else "",
            "grounds": queries.assignment_grounds(number, context.per),
            "links": found.decision is not None
            and actor(request).may(Right.WRITE_GOALS, found.decision.body_code),
            "within": actor(request).has(Right.READ_INTERNAL),
            "proposes_for": [code for code, _ in proposers(actor(request), found.parties)],
            "reports_for": {
                told.body_code
                for told in found.told
                if told.outcome is not Outcome.ENDED
                and actor(request).may(Right.REPORT_EXECUTION, told.body_code)
            },
            "trail": trail(context, ASSIGNMENTS, found.code),
        },
    )


def _shown(found: queries.IndicatorRow) -> str:
    """What an indicator's chart tells, in words."""
    if found.is_judged:
        return found.why
    return f"Senaste värdet är {found.measured} ({found.latest.told})." if found.latest else ""


def _latest(found: queries.IndicatorRow) -> str:
    """The latest value in a sentence, also where nothing is judged."""
    if found.latest is None:
        return "Det finns inget värde."
    return f"Senaste värdet är {found.measured} ({found.latest.told})."


def _above(found: queries.IndicatorRow) -> tuple[tuple[str, str, tuple[int, ...]], ...]:
    """The pages above an indicator: those of its goal, or of its core mission."""
    if found.goal_id:
        return GOALS, (found.measures, "goals:goal", (found.goal_id,))
    missions = ("Grunduppdrag", "goals:missions", ())
    return missions, (found.measures, "goals:mission", (found.mission_id or 0,))


def _indicator(request: Request, number: int) -> queries.IndicatorRow:
    context = request.context
    found = queries.indicator(number, context.per, context.year)
    if found is None:
        raise Http404("Indikatorn finns inte, eller dess mål var inte beslutat det datum du valt.")
    return found
