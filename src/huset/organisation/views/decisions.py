"""Pages about decisions: the list, one decision, registering it, and how it is carried out."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from huset.kernel.actions import Refused
from huset.kernel.http import Request, part_of, registered_here
from huset.kernel.importing.response import table_response
from huset.kernel.links import link, trail
from huset.kernel.rights import ANYONE, may
from huset.organisation import actions, queries
from huset.organisation.attachments import kept_content
from huset.organisation.forms.decisions import DecisionForm, ExecutionFilter, ExecutionForm
from huset.organisation.permissions import actor, needs, require
from huset.organisation.rules import Right
from huset.organisation.views.meetings import offers
from huset.organisation.views.places import BODIES, DECISIONS, EXECUTION, MEETINGS


@require_safe
@may(ANYONE)
def decision_list(request: Request) -> TemplateResponse:
    """Show every decision, the latest first."""
    context = request.context
    return TemplateResponse(
        request,
        "organisation/decisions.html",
        {
            "registers": actor(request).has(Right.REGISTER_DECISION),
            "decisions": queries.decisions(context.per),
            "share": queries.weighed_share(context.per),
            "trail": trail(context, BODIES, "Beslut"),
        },
    )


@require_safe
@may(ANYONE)
def decision(request: Request, number: int) -> TemplateResponse:
    """Show one decision: what it made valid, its files and assessments, how it is carried out."""
    context, found = request.context, _decision(request, number)
    executing = found.execution.executed_by_code if found.execution else ""
    return TemplateResponse(
        request,
        "organisation/decision.html",
        {
            "found": found,
            "decision": found.row,
            "made_valid": [
                (made.kind, made.title, _address(request, made)) for made in found.made_valid
            ],
            "may_report": executing and actor(request).may(Right.REPORT_EXECUTION, executing),
            "trail": trail(context, BODIES, DECISIONS, str(found.row)),
        },
    )


@require_safe
@may(ANYONE)
def attachment(request: Request, number: int, file: int) -> HttpResponse:
    """Give a decision's file to whoever may see the decision; a browser saves it, never runs it."""
    found = queries.attachment(number, file, request.context.per)
    content = kept_content(found.sha256) if found else None
    if found is None or content is None:
        raise Http404("Bilagan finns inte, eller beslutet var inte fattat det datum du valt.")
    return HttpResponse(
        content,
        content_type=found.media_type,
        headers={
            "Content-Disposition": str(content_disposition_header(True, found.name)),
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.REGISTER_DECISION))
def register(request: Request, number: int) -> HttpResponse:
    """Register a decision once, with all that it makes valid."""
    context, meeting = request.context, queries.meeting(number, request.context.per)
    if meeting is None:
        raise Http404("Sammanträdet finns inte.")
    require(request, Right.REGISTER_DECISION, meeting.row.body_code)
    form = _register_form(request, meeting.row.body_code, meeting.row.day)
    if form.is_bound and form.is_valid():
        executing = form.executing()
        try:
            made = actions.register_minuted(
                meeting=queries.meeting_to_act_on(number),
                minuted=form.minuted(queries.body_to_act_on(executing) if executing else None),
                ticked=form.ticked(),
                files=form.cleaned_data["attachments"],
                by=request.user,
                **registered_here(request),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Beslutet är registrerat.")
            return HttpResponseRedirect(link(context, "organisation:decision", made.pk))
    name = f"{meeting.row.body} {meeting.row.day}"
    return TemplateResponse(
        request,
        "organisation/decision_form.html",
        {
            "form": form,
            "meeting": meeting.row,
            "trail": trail(
                context,
                BODIES,
                MEETINGS,
                (name, "organisation:meeting", (number,)),
                "Registrera beslut",
            ),
        },
    )


@require_safe
@may(ANYONE)
def execution(request: Request) -> TemplateResponse:
    """Show the council's decisions and adopted motions that are to be carried out."""
    context = request.context
    asked = ExecutionFilter(request.GET)
    return TemplateResponse(
        request,
        f"organisation/execution.html{part_of(request)}",
        {
            "rows": queries.executions(context.per, _wanted(request, asked)),
            "form": asked,
            "file_url": _file_url(request, asked),
            "trail": trail(context, BODIES, DECISIONS, "Verkställande"),
        },
    )


@require_safe
@may(ANYONE)
def execution_file(request: Request) -> HttpResponse:
    """Give the same list as a file."""
    per = request.context.per
    rows = queries.executions(per, _wanted(request, ExecutionFilter(request.GET)))
    title, name = f"Beslut att verkställa {per}", f"beslut-att-verkstalla-{per}"
    cells = [row.cells for row in rows]
    return table_response("xlsx", title, queries.EXECUTION_COLUMNS, cells, name)


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.REPORT_EXECUTION))
def report_execution(request: Request, number: int) -> HttpResponse:
    """Say how far a decision has been carried out."""
    context, found = request.context, _decision(request, number)
    if found.execution is None:
        raise Http404("Beslutet har inget att verkställa.")
    require(request, Right.REPORT_EXECUTION, found.execution.executed_by_code)
    typed = request.POST if request.method == "POST" else None
    form = ExecutionForm(typed, initial={"state": found.execution.state})
    if form.is_bound and form.is_valid():
        try:
            actions.report_execution(
                decision=queries.decision_to_act_on(number),
                day=form.cleaned_data["day"],
                state=form.told(),
                comment=form.cleaned_data["comment"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Läget är rapporterat.")
            return HttpResponseRedirect(link(context, "organisation:decision", number))
    return TemplateResponse(
        request,
        "organisation/execution_form.html",
        {
            "form": form,
            "decision": found.row,
            "trail": trail(
                context,
                BODIES,
                DECISIONS,
                EXECUTION,
                (found.row.title, "organisation:decision", (number,)),
                "Rapportera",
            ),
        },
    )


def _decision(request: Request, number: int) -> queries.DecisionView:
    found = queries.decision_view(number, request.context.per)
    if found is None:
        raise Http404("Beslutet finns inte, eller var inte fattat det datum du valt.")
    return found


def _register_form(request: HttpRequest, body_code: str, day: date) -> DecisionForm:
    bodies = queries.organisation(day).bodies
    waiting = offers(queries.body_to_act_on(body_code))
    if request.method == "POST":
        return DecisionForm(request.POST, request.FILES, bodies=bodies, offers=waiting)
    return DecisionForm(bodies=bodies, offers=waiting)


def _address(request: Request, made: queries.MadeValid) -> str:
    """Where it is shown; what belongs to a body that begins later is shown as it is that day."""
    if not made.page:
        return ""
    choices = dict(made.choices)
    if made.since and made.since > request.context.per:
        choices["per"] = made.since
    return link(request.context, made.page, *made.args, **choices)


def _wanted(request: Request, asked: ExecutionFilter) -> queries.Wanted:
    said = asked.cleaned_data if asked.is_valid() else {}
    return queries.Wanted(
        body_codes=queries.bodies_in_scope(request.context.scope, request.context.per),
        state=said.get("lage", ""),
        motions=said.get("motioner", False),
        every_body=said.get("alla", False),
    )


def _file_url(request: Request, asked: ExecutionFilter) -> str:
    said = asked.cleaned_data if asked.is_valid() else {}
    chosen = {name: "on" if value is True else value for name, value in said.items() if value}
    return link(request.context, "organisation:execution-file", **chosen)
