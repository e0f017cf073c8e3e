"""Pages of the follow-up: rounds, and each round's report on screen, as PDF and in Word."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huset.budget.queries import economy
from huset.followup import actions, queries
from huset.followup.forms import ReportForm, RoundForm, SendBackForm, forecast_forms
from huset.followup.permissions import (
    WRITES,
    may_open,
    may_read,
    may_send_back,
    may_write,
    require_opening,
)
from huset.kernel.actions import Refused
from huset.kernel.charts.response import chart_response
from huset.kernel.documents.html import ChartUrl, render_html
from huset.kernel.documents.pdf import render_pdf
from huset.kernel.documents.tree import Document
from huset.kernel.documents.word import render_word
from huset.kernel.http import Request
from huset.kernel.links import link, trail
from huset.kernel.rights import ANYONE, may
from huset.organisation.permissions import actor, needs, require
from huset.organisation.queries import body_to_act_on, organisation
from huset.organisation.rules import Right
from huset.organisation.turn import Stage, turn_at
from huset.organisation.words import who_may

ROUNDS = ("Uppföljning", "followup:rounds", ())
FILES = {
    "pdf": ("application/pdf", render_pdf),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        render_word,
    ),
}


@require_safe
@may(ANYONE)
def round_list(request: Request) -> TemplateResponse:
    """Show the year's follow-ups and how far each body's report has come."""
    context = request.context
    return TemplateResponse(
        request,
        "followup/rounds.html",
        {
            "rounds": queries.rounds(context.per),
            "may_open": may_open(actor(request)),
            "trail": trail(context, "Uppföljning"),
        },
    )


@require_safe
@may(ANYONE)
def report(request: Request, point: str, year: int) -> TemplateResponse:
    """Show a round's report for the chosen body, or for the whole municipality."""
    context = request.context
    round_ = _round(request, point, year)
    document = _document(request, round_)
    body_code = queries.reporting_body(context.scope, context.per)
    said = queries.said(round_.id, context.today).get(body_code, queries.Said())
    return TemplateResponse(
        request,
        "followup/report.html",
        {
            "round": round_,
            "document": document,
            "html": render_html(document, _chart_url(request, round_)),
            "said": said,
            "body_code": body_code,
            "frozen": queries.frozen(said.id, context.per),
            "within": may_read(actor(request), body_code, decided=False),
            "turn": turn_at(said.state),
            "sent_back": queries.sent_back(round_.id, body_code),
            "may_write": may_write(actor(request), body_code) and said.state is Stage.DRAFT,
            "may_send_back": may_send_back(actor(request), body_code) and said.state is Stage.READY,
            "trail": trail(context, ROUNDS, round_.name),
        },
    )


@require_safe
@may(ANYONE)
def report_file(request: Request, point: str, year: int, form: str) -> HttpResponse:
    """Give a round's report as a file: tagged PDF or Word."""
    round_ = _round(request, point, year)
    document = _document(request, round_)
    name = f"{round_.name} {document.subtitle}.{form}".replace(" ", "-").lower()
    if form not in FILES:
        raise Http404("Rapporten finns som pdf och som docx.")
    kind, write_as = FILES[form]
    return HttpResponse(
        write_as(document),
        content_type=kind,
        headers={"Content-Disposition": str(content_disposition_header(False, name))},
    )


@require_safe
@may(ANYONE)
def report_chart(request: Request, point: str, year: int, number: int, form: str) -> HttpResponse:
    """Give one of a report's charts, as a picture or as the specification a browser draws."""
    figures = _document(request, _round(request, point, year)).figures
    if number > len(figures) or number < 1:
        raise Http404("Diagrammet finns inte i rapporten.")
    return chart_response(figures[number - 1].chart, form)


@require_http_methods(["GET", "HEAD", "POST"])
@may(WRITES)
def write(request: Request, point: str, year: int) -> HttpResponse:
    """Write a body's words. A clash with another writer shows both texts."""
    round_, body_code = _own_round(request, point, year)
    said = queries.said(round_.id, request.context.today).get(body_code, queries.Said())
    form = ReportForm(request.POST) if request.method == "POST" else ReportForm.of(said)
    clash = None
    if request.method == "POST" and form.is_valid():
        words = {k: form.cleaned_data[k] for k in ("summary", "economy", "action_needed")}
        try:
            actions.write_report(
                round=queries.round_to_act_on(round_.id),
                body=body_to_act_on(body_code),
                words=words,
                edition=form.cleaned_data["edition"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            clash = said
        else:
            messages.success(request, "Texten är sparad.")
            now = link(request.context, "followup:report", point, year, per="")
            return HttpResponseRedirect(now)
    return TemplateResponse(
        request,
        "followup/write.html",
        {
            "form": form,
            "round": round_,
            "clash": clash,
            "turn": turn_at(said.state),
            "sent_back": queries.sent_back(round_.id, body_code),
            "open": request.method == "POST" or said.state is Stage.DRAFT,
            "trail": trail(
                request.context, ROUNDS, (round_.name, "followup:report", (point, year)), "Skriv"
            ),
        },
        status=409 if clash else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may(WRITES)
def write_forecasts(request: Request, point: str, year: int) -> HttpResponse:
    """Say how far each unit is expected to end from its budget, and why."""
    round_ = _round(request, point, year)
    context = request.context
    spent = economy(context.per, year, scope=context.scope, month=round_.month.number)
    typed = request.POST if request.method == "POST" else None
    own = [row for row in spent.rows if may_write(actor(request), row.code)]
    if not own:
        raise PermissionDenied(who_may(Right.WRITE_FOLLOW_UP))
    forms = forecast_forms(own, spent.budgeted, queries.forecasts(round_.id, context.today), typed)
    if typed is not None and all(form.is_valid() for _, form in forms):
        try:
            actions.forecast_units(
                round=queries.round_to_act_on(round_.id),
                said={row.code: form.said(row.budget) for row, form in forms},
                by=request.user,
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Prognosen är sparad.")
        return HttpResponseRedirect(link(context, "followup:report", point, year, per=""))
    return TemplateResponse(
        request,
        "followup/forecasts.html",
        {
            "forms": forms,
            "round": round_,
            "trail": trail(
                context, ROUNDS, (round_.name, "followup:report", (point, year)), "Prognos"
            ),
        },
    )


@require_POST
@may(WRITES)
def mark_ready(request: Request, point: str, year: int) -> HttpResponse:
    """Mark a body's report as ready to be decided."""
    round_, body_code = _own_round(request, point, year)
    try:
        actions.mark_ready(
            round=queries.round_to_act_on(round_.id),
            body=body_to_act_on(body_code),
            by=request.user,
        )
        messages.success(request, "Rapporten är klarmarkerad.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(link(request.context, "followup:report", point, year, per=""))


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.SEND_BACK))
def send_back(request: Request, point: str, year: int) -> HttpResponse:
    """Send a body's report back to those who write it, with the reason."""
    context, round_ = request.context, _round(request, point, year)
    body_code = queries.reporting_body(context.scope, context.per)
    require(request, Right.SEND_BACK, body_code)
    form = SendBackForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.send_back(
                round=queries.round_to_act_on(round_.id),
                body=body_to_act_on(body_code),
                why=form.cleaned_data["why"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Rapporten är återremitterad.")
            return HttpResponseRedirect(link(context, "followup:report", point, year, per=""))
    return TemplateResponse(
        request,
        "followup/change.html",
        {
            "form": form,
            "heading": f"Återremittera: {round_.name}",
            "lead": "Rapporten blir ett utkast igen. De som skriver ser skälet.",
            "button": "Återremittera",
            "back": link(context, "followup:report", point, year),
            "trail": trail(
                context, ROUNDS, (round_.name, "followup:report", (point, year)), "Återremittera"
            ),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may(WRITES)
def open_round(request: Request) -> HttpResponse:
    """Open a follow-up whose last day has come."""
    require_opening(request)
    context, points = request.context, queries.points_to_open(request.context.today)
    form = RoundForm(request.POST if request.method == "POST" else None, points=points)
    if form.is_bound and form.is_valid():
        chosen = form.point()
        try:
            actions.open_round(
                point=chosen.code, year=chosen.year, cutoff=chosen.cutoff, by=request.user
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{chosen.name} är öppnad.")
            return HttpResponseRedirect(link(context, "followup:rounds"))
    return TemplateResponse(
        request,
        "followup/change.html",
        {
            "form": form if points else None,
            "heading": "Öppna en uppföljning",
            "lead": "Tillfällena är styrmodellens. Det öppnas som har haft sin sista dag.",
            "button": "Öppna",
            "back": link(context, "followup:rounds"),
            "trail": trail(context, ROUNDS, "Öppna"),
        },
    )


def _round(request: Request, point: str, year: int) -> queries.RoundRow:
    found = queries.round_of(point, year, request.context.per)
    if found is None:
        raise Http404("Uppföljningen finns inte, eller var inte gjord det datum du valt.")
    return found


def _own_round(request: Request, point: str, year: int) -> tuple[queries.RoundRow, str]:
    """The round, and the body that the writer may write for."""
    context = request.context
    body_code = queries.reporting_body(context.scope, context.per)
    require(request, Right.WRITE_FOLLOW_UP, body_code)
    return _round(request, point, year), body_code


def _document(request: Request, round_: queries.RoundRow) -> Document:
    """The report as it was decided, or else as it stands today for those who may see drafts."""
    context = request.context
    if context.scope and organisation(context.per).body(context.scope) is None:
        raise Http404("Rapporter lämnas av organ. Välj ett organ, eller hela kommunen.")
    body_code = queries.reporting_body(context.scope, context.per)
    kept = queries.kept_document(round_.id, body_code, context.per)
    if not may_read(actor(request), body_code, decided=kept is not None):
        raise PermissionDenied("Rapporten är inte beslutad än, så den är inte offentlig.")
    return kept or queries.report_document(round_, context)


def _chart_url(request: Request, round_: queries.RoundRow) -> ChartUrl:
    return lambda number, form: link(
        request.context, "followup:chart", round_.point, round_.year, number, form
    )
