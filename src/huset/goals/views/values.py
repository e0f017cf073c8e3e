"""Pages where values come by file: fetched, filled in, sent back, previewed and stored."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from huset.goals import actions, queries
from huset.goals.forms.values import ValuesForm, WaitingValuesForm
from huset.goals.permissions import REPORTS, reporter
from huset.goals.queries.known import Entered
from huset.goals.views.pages import GOALS
from huset.kernel.actions import Refused
from huset.kernel.http import Request
from huset.kernel.importing import BadFile, Preview, uploads
from huset.kernel.importing.forms import ConfirmForm
from huset.kernel.importing.response import table_response
from huset.kernel.links import link, trail
from huset.kernel.rights import may
from huset.organisation.queries import bodies_in_scope

VALUES = ("Värden", "goals:values", ())


@require_http_methods(["GET", "HEAD", "POST"])
@may(REPORTS)
def values(request: Request) -> HttpResponse:
    """Show the indicators that the reader reports, and take in a file of their values."""
    context = request.context
    form = ValuesForm(request.POST, request.FILES) if request.method == "POST" else ValuesForm()
    if form.is_bound and form.is_valid():
        file, known_from = form.cleaned_data["file"], form.cleaned_data["known_from"]
        sha256 = uploads.receive(file.chunks())
        said = {"namn": file.name, "kand": known_from.isoformat()}
        return HttpResponseRedirect(link(context, "goals:values-preview", sha256, **said))
    within = bodies_in_scope(context.scope, context.per)
    return TemplateResponse(
        request,
        "goals/values.html",
        {
            "form": form,
            "indicators": queries.indicators(
                context.per, context.year, reporter=reporter(request), within=within
            ),
            "trail": trail(context, GOALS, "Värden"),
        },
    )


@require_safe
@may(REPORTS)
def file(request: Request, form: str) -> HttpResponse:
    """Give the values as a file that can be filled in and sent back: Excel or CSV."""
    context = request.context
    within = bodies_in_scope(context.scope, context.per)
    rows = queries.value_rows(context.per, context.year, reporter=reporter(request), within=within)
    name = f"värden-{context.year}"
    return table_response(form, "Indikatorernas värden", queries.VALUE_COLUMNS, rows, name)


@require_http_methods(["GET", "HEAD", "POST"])
@may(REPORTS)
def preview(request: Request, sha256: str) -> HttpResponse:
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
            actions.report_values(values=found.items, known_from=known_from, by=request.user)
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


def _preview(request: Request, sha256: str, *, name: str, known_from: date) -> Preview[Entered]:
    if not uploads.waits(sha256):
        raise Http404("Filen väntar inte längre. Skicka in den på nytt.")
    content = uploads.place(sha256).read_bytes()
    who = reporter(request)
    try:
        return queries.preview_values(content, name, known_from=known_from, reporter=who)
    except BadFile as fault:
        raise BadRequest(str(fault)) from fault
