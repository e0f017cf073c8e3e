"""Pages about goals, indicators and assignments."""

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from huset.goals import queries
from huset.goals.charts import indicator_chart
from huset.goals.thread import thread_of
from huset.kernel.charts.response import chart_response
from huset.kernel.http import Request
from huset.kernel.links import link, trail
from huset.kernel.rights import ANYONE, may
from huset.organisation.queries import bodies_in_scope

GOALS = ("Mål", "goals:goals", ())
ASSIGNMENTS = ("Uppdrag", "goals:assignments", ())


@require_safe
@may(ANYONE)
def goal_list(request: Request) -> TemplateResponse:
    """Show the year's goals, level by level."""
    context = request.context
    codes = bodies_in_scope(context.scope, context.per)
    goals = queries.goals(context.per, context.year, body_codes=codes)
    return TemplateResponse(
        request,
        "goals/goals.html",
        {"goals": goals, "year": context.year, "trail": trail(context, "Mål")},
    )


@require_safe
@may(ANYONE)
def goal(request: Request, number: int) -> TemplateResponse:
    """Show one goal: what it hangs from, what measures it, and what it leads to."""
    context = request.context
    found = queries.goal(number, context.per, context.year)
    if found is None:
        raise Http404("Målet finns inte, eller var inte beslutat det datum du valt.")
    return TemplateResponse(
        request,
        "goals/goal.html",
        {
            "goal": found,
            "thread": thread_of(found, context),
            "assignments": queries.assignments(context.per, goal_id=number),
            "trail": trail(context, GOALS, found.row.code),
        },
    )


@require_safe
@may(ANYONE)
def indicator(request: Request, number: int) -> TemplateResponse:
    """Show one indicator: chart with target line, table beneath, and what its status rests on."""
    context = request.context
    found = _indicator(request, number)
    return TemplateResponse(
        request,
        "goals/indicator.html",
        {
            "indicator": found,
            "chart_url": link(context, "goals:chart", number, "svg"),
            "spec_url": link(context, "goals:chart", number, "json"),
            "trail": trail(
                context, GOALS, (found.goal_title, "goals:goal", (found.goal_id,)), found.code
            ),
        },
    )


@require_safe
@may(ANYONE)
def chart(request: Request, number: int, form: str) -> HttpResponse:
    """Give an indicator's chart: as a picture, or as the specification that a browser draws."""
    return chart_response(indicator_chart(_indicator(request, number)), form)


@require_safe
@may(ANYONE)
def assignment_list(request: Request) -> TemplateResponse:
    """Show the assignments, those that are overdue first."""
    context = request.context
    codes = bodies_in_scope(context.scope, context.per)
    return TemplateResponse(
        request,
        "goals/assignments.html",
        {
            "assignments": queries.assignments(context.per, body_codes=codes),
            "trail": trail(context, "Uppdrag"),
        },
    )


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
        {"assignment": found, "trail": trail(context, ASSIGNMENTS, found.code)},
    )


def _indicator(request: Request, number: int) -> queries.IndicatorRow:
    context = request.context
    found = queries.indicator(number, context.per, context.year)
    if found is None:
        raise Http404("Indikatorn finns inte, eller dess mål var inte beslutat det datum du valt.")
    return found
