"""Pages about meetings: the calendar, one meeting, and planning, moving and cancelling."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from huset.kernel.actions import Refused
from huset.kernel.http import Request
from huset.kernel.links import link, trail
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import NavItem
from huset.organisation import actions, queries
from huset.organisation.deciding import decidables
from huset.organisation.forms.decisions import Offer
from huset.organisation.forms.meetings import MoveForm, PlanForm, ReasonForm
from huset.organisation.models import Body
from huset.organisation.permissions import actor, needs, require
from huset.organisation.rules import Right
from huset.organisation.views.places import BODIES, MEETINGS
from huset.organisation.words import who_may


@require_safe
@may(ANYONE)
def calendar(request: Request) -> TemplateResponse:
    """Show a year's meetings, of the chosen body or of all."""
    context = request.context
    codes = queries.bodies_in_scope(context.scope, context.per)
    years = [context.year + step for step in (-1, 0, 1)]
    return TemplateResponse(
        request,
        "organisation/meetings.html",
        {
            "months": queries.calendar(context.year, context.per, body_codes=codes),
            "years": [
                NavItem(str(y), link(context, "organisation:meetings", ar=y), y == context.year)
                for y in years
            ],
            "chosen": next((b.name for b in _to_plan(request) if b.code in codes), ""),
            "calendar_code": next((b.code for b in _to_plan(request) if b.code in codes), ""),
            "may_plan": actor(request).has(Right.PLAN_MEETINGS),
            "trail": trail(context, BODIES, "Sammanträden"),
        },
    )


@require_safe
@may(ANYONE)
def meeting(request: Request, number: int) -> TemplateResponse:
    """Show one meeting: its decisions, and to those within what waits for the body."""
    found, reader = _found(request, number), actor(request)
    row = found.row
    within = reader.may(Right.READ_INTERNAL, row.body_code)
    return TemplateResponse(
        request,
        "organisation/meeting.html",
        {
            "meeting": found,
            "offers": offers(queries.body_to_act_on(row.body_code)) if within else (),
            "within": within,
            "may_plan": found.can_change and reader.may(Right.PLAN_MEETINGS, row.body_code),
            "may_register": found.held and reader.may(Right.REGISTER_DECISION, row.body_code),
            "trail": trail(request.context, BODIES, MEETINGS, f"{row.body} {row.day}"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.PLAN_MEETINGS))
def plan(request: Request) -> HttpResponse:
    """Plan one meeting or many of a body."""
    own = [b for b in _to_plan(request) if actor(request).may(Right.PLAN_MEETINGS, b.code)]
    if not own:
        raise PermissionDenied(who_may(Right.PLAN_MEETINGS))
    typed = request.POST if request.method == "POST" else None
    form = PlanForm(typed, bodies=own, initial={"body": request.context.scope})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.plan_meetings(
                body=queries.body_to_act_on(said["body"]),
                days=said["days"],
                begins=said["begins"],
                where=said["where"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("days", str(refusal))
        else:
            messages.success(request, f"{len(made)} sammanträden är planerade.")
            to = link(request.context, "organisation:meetings", ar=made[0].day.year)
            return HttpResponseRedirect(to)
    return _form_page(request, form, "Planera sammanträden", "Planera", (BODIES, MEETINGS))


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.PLAN_MEETINGS))
def move(request: Request, number: int) -> HttpResponse:
    """Move a meeting to another day, with the reason."""
    form = MoveForm(request.POST if request.method == "POST" else None)
    return _change(
        request,
        number,
        form,
        "Flytta sammanträdet",
        lambda: actions.move_meeting(
            meeting=queries.meeting_to_act_on(number), **form.cleaned_data, by=request.user
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.PLAN_MEETINGS))
def cancel(request: Request, number: int) -> HttpResponse:
    """Cancel a meeting, with the reason."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return _change(
        request,
        number,
        form,
        "Ställ in sammanträdet",
        lambda: actions.cancel_meeting(
            meeting=queries.meeting_to_act_on(number), **form.cleaned_data, by=request.user
        ),
    )


def offers(body: Body) -> list[Offer]:
    """What waits for a body's decision, kind by kind."""
    found = (Offer(kind.code, kind.name, kind.waiting(body)) for kind in decidables())
    return [offer for offer in found if offer.waiting]


def _change(
    request: Request, number: int, form: Form, heading: str, do: Callable[[], object]
) -> HttpResponse:
    found = _found(request, number)
    require(request, Right.PLAN_MEETINGS, found.row.body_code)
    if form.is_bound and form.is_valid():
        try:
            do()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Kalendern är ändrad.")
            return HttpResponseRedirect(link(request.context, "organisation:meeting", number))
    name = f"{found.row.body} {found.row.day}"
    steps = (BODIES, MEETINGS, (name, "organisation:meeting", (number,)))
    return _form_page(request, form, f"{heading}: {name}", "Spara", steps)


def _form_page(
    request: Request,
    form: Form,
    heading: str,
    button: str,
    steps: tuple[tuple[str, str, tuple[object, ...]], ...],
) -> TemplateResponse:
    _, back, args = steps[-1]
    return TemplateResponse(
        request,
        "organisation/meeting_form.html",
        {
            "form": form,
            "heading": heading,
            "button": button,
            "back": link(request.context, back, *args),
            "trail": trail(request.context, *steps, heading.partition(":")[0]),
        },
    )


def _to_plan(request: Request) -> list[queries.BodyRow]:
    """The bodies of the reader's day and those of a year later: a new one plans ahead."""
    day = request.context.per
    ahead = day + timedelta(days=365)
    found = (b for d in (day, ahead) for b in queries.organisation(d).bodies)
    return list({body.code: body for body in found}.values())


def _found(request: Request, number: int) -> queries.MeetingView:
    found = queries.meeting(number, request.context.per)
    if found is None:
        raise Http404("Sammanträdet finns inte.")
    return found
