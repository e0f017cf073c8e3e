"""Pages about goals, indicators and assignments."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from huset.goals import actions, queries
from huset.goals.charts import indicator_chart
from huset.goals.forms.values import ValuesForm, WaitingValuesForm
from huset.goals.permissions import proposers, reportable_bodies
from huset.goals.thread import thread_of
from huset.kernel.actions import Refused
from huset.kernel.charts.response import chart_response
from huset.kernel.http import Request, part_of
from huset.kernel.importing import BadFile, Preview, uploads
from huset.kernel.importing.forms import ConfirmForm
from huset.kernel.importing.response import table_response
from huset.kernel.links import link, trail
from huset.kernel.rights import ANYONE, may
from huset.model.terms import Outcome
from huset.organisation.permissions import actor, needs
from huset.organisation.queries import bodies_in_scope, organisation
from huset.organisation.rules import Right

GOALS = ("Mål", "goals:goals", ())
ASSIGNMENTS = ("Uppdrag", "goals:assignments", ())
VALUES = ("Värden", "goals:values", ())


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
            "reports_values": actor(request).has(Right.REPORT_VALUES),
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
    return TemplateResponse(
        request,
        "goals/goal.html",
        {
            "goal": found,
            "thread": thread_of(found, context),
            "whole_thread": link(context, "thread:thread", fran=f"goal-{number}"),
            "grounds": queries.goal_grounds(number, context.per),
            "links": actor(request).may(Right.WRITE_GOALS, found.row.body_code),
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
            "names_owner": actor(request).may(Right.READ_INTERNAL, found.body_code),
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
        f"goals/assignments.html{part_of(request)}",
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
        {
            "assignment": found,
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


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.REPORT_VALUES))
def values(request: Request) -> HttpResponse:
    """Show the indicators that the reader reports, and take in a file of their values."""
    context = request.context
    form = ValuesForm(request.POST, request.FILES) if request.method == "POST" else ValuesForm()
    if form.is_bound and form.is_valid():
        file, known_from = form.cleaned_data["file"], form.cleaned_data["known_from"]
        sha256 = uploads.receive(file.chunks())
        said = {"namn": file.name, "kand": known_from.isoformat()}
        return HttpResponseRedirect(link(context, "goals:values-preview", sha256, **said))
    return TemplateResponse(
        request,
        "goals/values.html",
        {
            "form": form,
            "indicators": _reported(request),
            "trail": trail(context, GOALS, "Värden"),
        },
    )


@require_safe
@may(needs(Right.REPORT_VALUES))
def values_file(request: Request, form: str) -> HttpResponse:
    """Give the values as a file that can be filled in and sent back: Excel or CSV."""
    rows = queries.value_rows(_reported(request), request.context.year)
    name = f"värden-{request.context.year}"
    return table_response(form, "Indikatorernas värden", queries.VALUE_COLUMNS, rows, name)


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.REPORT_VALUES))
def values_preview(request: Request, sha256: str) -> HttpResponse:
    """Show what a file of values would do, and do it when the reader has seen it and says so."""
    asked = WaitingValuesForm(request.GET)
    if not asked.is_valid():
        raise BadRequest("Filens namn eller dag saknas. Skicka in filen på nytt.")
    name, known_from = asked.cleaned_data["namn"], asked.cleaned_data["kand"]
    found = _preview(request, sha256, name=name, known_from=known_from)
    confirmed = ConfirmForm(request.POST or None)
    if confirmed.is_valid() and found.can_import:
        try:
            found.check(confirmed.cleaned_data["mark"])
            actions.report_measurements(values=found.items, known_from=known_from, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            uploads.discard(sha256)
            messages.success(request, f"Värdena ur {name} är sparade.")
            return HttpResponseRedirect(link(request.context, "goals:values"))
    return TemplateResponse(
        request,
        "goals/values_preview.html",
        {
            "preview": found,
            "name": name,
            "back": link(request.context, "goals:values"),
            "known_from": known_from,
            "form": ConfirmForm(initial={"mark": found.mark}),
            "trail": trail(request.context, GOALS, VALUES, name),
        },
        status=409 if confirmed.is_bound else 200,
    )


def _body_codes(request: Request) -> frozenset[str]:
    return reportable_bodies(actor(request), organisation(request.context.today))


def _reported(request: Request) -> list[queries.IndicatorRow]:
    """The indicators that the reader reports, of the body that they have chosen or of all."""
    context, codes = request.context, _body_codes(request)
    chosen = frozenset(bodies_in_scope(context.scope, context.per)) or codes
    return queries.indicators(context.per, context.year, body_codes=codes & chosen)


def _preview(
    request: Request, sha256: str, *, name: str, known_from: date
) -> Preview[queries.Reported]:
    if not uploads.waits(sha256):
        raise Http404("Filen väntar inte längre. Skicka in den på nytt.")
    content = uploads.place(sha256).read_bytes()
    codes = _body_codes(request)
    try:
        return queries.preview_values(content, name, known_from=known_from, body_codes=codes)
    except BadFile as fault:
        raise BadRequest(str(fault)) from fault


def _indicator(request: Request, number: int) -> queries.IndicatorRow:
    context = request.context
    found = queries.indicator(number, context.per, context.year)
    if found is None:
        raise Http404("Indikatorn finns inte, eller dess mål var inte beslutat det datum du valt.")
    return found
