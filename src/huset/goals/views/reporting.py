"""Pages where people report: the values that are due, and how far an assignment has come."""

from collections.abc import Sequence
from itertools import accumulate

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from huset.goals import actions, queries
from huset.goals.forms.reporting import ProgressForm, SourceForm, ValueForm
from huset.goals.permissions import REPORTS, reporter
from huset.goals.queries import reporting
from huset.goals.queries.due import DueValue, Reporting, as_text, values_to_report
from huset.goals.queries.judged import told
from huset.goals.views.pages import ASSIGNMENTS, GOALS
from huset.kernel.actions import Refused
from huset.kernel.http import Request
from huset.kernel.links import link, trail
from huset.kernel.rights import may
from huset.organisation.permissions import actor, needs, require
from huset.organisation.queries import bodies_in_scope, body_to_act_on
from huset.organisation.rules import Right

FORM = ["GET", "HEAD", "POST"]
SEEN = "-seen"  # ends the field that every row has
MOST = 900  # fields in one form: it may send a thousand


@require_http_methods(FORM)
@may(REPORTS)
def values(request: Request) -> HttpResponse:
    """Show the values that the reader is to report, and save what is typed, all or nothing."""
    context, sent = request.context, request.POST if request.method == "POST" else None
    named = [key.removesuffix(SEEN) for key in sent or () if key.endswith(SEEN)]
    asked = request.GET.get("period", "")
    due = _due(request, period=asked, named=named)
    if asked not in {"", *map(as_text, due.periods)}:
        raise BadRequest("Perioden går inte att välja. Välj en i listan på sidan.")
    source = SourceForm(sent)
    every = source.cleaned_data["every_source"] if source.is_valid() else ""
    forms = [ValueForm(row, sent, every_source=every) for row in _fitting(due.rows)]
    if sent is None:
        return _values(request, due, source, forms)
    if not all([source.is_valid(), *(form.is_valid() for form in forms)]):
        return _values(request, due, source, _seen(forms))
    try:
        _refuse_others(named, due)
        entered = [one for form in forms for one in form.entered()]
        actions.report_values(values=entered, known_from=context.today, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _values(request, due, source, _seen(forms), status=409)
    messages.success(request, _saved(sum(bool(form.entered()) for form in forms)))
    return HttpResponseRedirect(link(context, "goals:report", period=asked))


@require_http_methods(FORM)
@may(needs(Right.REPORT_EXECUTION))
def progress(request: Request, number: int, code: str) -> HttpResponse:
    """Say how far a body has come with an assignment."""
    context = request.context
    found = queries.assignment(number, context.today)
    own = next((told for told in found.told if told.body_code == code), None) if found else None
    record = reporting.assignment_to_report(number)
    if found is None or own is None or record is None:
        raise Http404("Uppdraget finns inte, eller har inte getts till organet.")
    require(request, Right.REPORT_EXECUTION, code)
    body = body_to_act_on(code)
    last = reporting.last_said(record, body)
    mark = reporting.said_mark(last)
    form = _progress_form(request, own, mark)
    refused = False
    if form.is_bound and form.is_valid():
        try:
            actions.report_progress(
                assignment=record, body=body, day=context.today, by=request.user, **form.said()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            form.show_seen(mark)
            refused = True
        else:
            messages.success(request, "Läget är rapporterat.")
            return HttpResponseRedirect(link(context, "goals:assignment", number))
    shown = {
        "assignment": found,
        "own": own,
        "others": [told for told in found.told if told is not own],
        "form": form,
        "proposes": actor(request).may(Right.WRITE_GOALS, code),
        "ended": reporting.is_ended(record, last),
        "trail": trail(
            context, ASSIGNMENTS, (found.code, "goals:assignment", (number,)), "Rapportera"
        ),
    }
    status = 409 if refused else 200
    return TemplateResponse(request, "goals/report_progress.html", shown, status=status)


def _progress_form(request: Request, own: queries.Told, mark: str) -> ProgressForm:
    """The form: what the body has said today, if it has, is what it goes on from."""
    today = request.context.today
    return ProgressForm(
        request.POST if request.method == "POST" else None,
        states=reporting.states(today),
        initial={
            "seen": mark,
            "state": own.outcome.value,
            "comment": own.comment if own.day == today else "",
        },
    )


def _due(request: Request, *, period: str, named: Sequence[str]) -> Reporting:
    """What the reader reports, of the body that they have chosen or of all."""
    context = request.context
    return values_to_report(
        context.today,
        reporter=reporter(request),
        within=() if named else bodies_in_scope(context.scope, context.today),
        period=period,
        named=named,
    )


def _fitting(rows: Sequence[DueValue]) -> Sequence[DueValue]:
    """The first rows, so many that one form can send their fields; at least one."""
    fields = accumulate(
        len(row.shown) * (1 + row.weighed) + len(ValueForm.base_fields) for row in rows
    )
    return rows[: max(1, sum(count <= MOST for count in fields))]


def _seen(forms: Sequence[ValueForm]) -> list[ValueForm]:
    """The same forms to be shown again: an untouched row shows what is known by now."""
    for form in forms:
        form.show_known()
    return [form if form.is_touched else ValueForm(form.row) for form in forms]


def _refuse_others(named: Sequence[str], due: Reporting) -> None:
    if set(named) - {row.key for row in due.rows}:
        raise Refused(
            "Några av värdena hör inte längre till det du rapporterar. Inget har sparats. "
            "Öppna sidan på nytt."
        )


def _saved(count: int) -> str:
    if count == 1:
        return "Ett värde är sparat."
    return f"{count} värden är sparade." if count else "Det fanns inget nytt att spara."


def _values(
    request: Request,
    due: Reporting,
    source: SourceForm,
    forms: list[ValueForm],
    *,
    status: int = 200,
) -> HttpResponse:
    period = request.GET.get("period", "")
    return TemplateResponse(
        request,
        "goals/report_values.html",
        {
            "period": period,
            "periods": [(as_text(p), told(p)) for p in due.periods],
            "source": source,
            "forms": forms,
            "more": len(due.rows) - len(forms),
            "faults": [form for form in forms if form.is_bound and form.errors],
            "trail": trail(request.context, GOALS, "Rapportera värden"),
        },
        status=status,
    )
