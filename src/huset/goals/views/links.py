"""Pages where one ticks what a goal or an assignment rests on."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from huset.goals import actions, queries
from huset.goals.forms.links import LinksForm
from huset.goals.models import Assignment, Goal
from huset.goals.queries.drafting import draft
from huset.goals.queries.links import (
    Grounds,
    Links,
    assignment_grounds,
    assignment_to_act_on,
    goal_grounds,
    goal_to_act_on,
    grounds_to_choose,
    links_of,
)
from huset.goals.views.pages import ASSIGNMENTS, GOALS
from huset.kernel.actions import Refused
from huset.kernel.http import Request
from huset.kernel.links import link, trail
from huset.kernel.rights import may
from huset.organisation.permissions import needs, require
from huset.organisation.rules import Right

WRITES = needs(Right.WRITE_GOALS)
FORM = ["GET", "HEAD", "POST"]
HEADING = "Vad det vilar på"


@dataclass(frozen=True)
class Linked:
    """What is linked: the record, its page, and how the links are kept."""

    thing: Goal | Assignment
    code: str
    title: str
    pages: tuple[str, str, tuple[object, ...]]  # the list that it stands in
    page: str
    keep: Callable[[Links, str], None]


@require_http_methods(FORM)
@may(WRITES)
def goal(request: Request, number: int) -> HttpResponse:
    """Tick what a goal rests on: parts of the vision, articles and targets, documents."""
    context = request.context
    found, record = queries.goal(number, context.per, context.year), goal_to_act_on(number)
    proposed = draft(number, context.per) if record and record.decision_id is None else None
    if record is None or (found is None and proposed is None):
        raise Http404("Målet finns inte, eller var inte beslutat det datum du valt.")
    require(request, Right.WRITE_GOALS, found.row.body_code if found else record.body.code)
    linked = Linked(
        thing=record,
        code=record.code,
        title=record.title,
        pages=GOALS,
        page="goals:goal" if found else "goals:draft",
        keep=lambda links, seen: actions.link_goal(
            goal=record, links=links, seen=seen, by=request.user
        ),
    )
    return _page(request, linked)


@require_http_methods(FORM)
@may(WRITES)
def assignment(request: Request, number: int) -> HttpResponse:
    """Tick what an assignment rests on; the body that gave it answers for that."""
    found = queries.assignment(number, request.context.per)
    record = assignment_to_act_on(number)
    if found is None or found.decision is None or record is None:
        raise Http404("Uppdraget finns inte, eller var inte beslutat det datum du valt.")
    require(request, Right.WRITE_GOALS, found.decision.body_code)
    linked = Linked(
        thing=record,
        code=found.code,
        title=found.title,
        pages=ASSIGNMENTS,
        page="goals:assignment",
        keep=lambda links, seen: actions.link_assignment(
            assignment=record, links=links, seen=seen, by=request.user
        ),
    )
    return _page(request, linked)


def _saved(request: Request, linked: Linked) -> Grounds:
    tell = goal_grounds if isinstance(linked.thing, Goal) else assignment_grounds
    return tell(linked.thing.pk, request.context.per)


def _page(request: Request, linked: Linked) -> HttpResponse:
    context, is_goal = request.context, isinstance(linked.thing, Goal)
    chosen = links_of(linked.thing)
    offered = grounds_to_choose(context.per, chosen, visions=is_goal)
    form = LinksForm(request.POST if request.method == "POST" else None, offered=offered)
    back = link(context, linked.page, linked.thing.pk)
    refused, status = "", 200
    if form.is_bound:
        try:
            if form.is_valid():
                linked.keep(form.links(), form.cleaned_data["seen"])
                messages.success(request, "Kopplingarna är sparade.")
                return HttpResponseRedirect(back)
            refused = "Något du valde går inte längre att välja. Välj bland det som visas."
        except Refused as refusal:
            refused = str(refusal)
            offered = grounds_to_choose(context.per, form.links(), visions=is_goal)
        status = 409
    step = (linked.code, linked.page, (linked.thing.pk,))
    return TemplateResponse(
        request,
        "goals/links.html",
        {
            "linked": linked,
            "is_goal": is_goal,
            "offered": offered,
            "seen": links_of(linked.thing).mark,
            "refused": refused,
            "saved": _saved(request, linked) if refused else None,
            "back": back,
            "trail": trail(context, linked.pages, step, HEADING),
        },
        status=status,
    )
