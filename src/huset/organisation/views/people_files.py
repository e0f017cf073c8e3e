"""Pages where people and their mandates are fetched as a file, and sent back."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from huset.kernel.actions import Refused
from huset.kernel.http import Request
from huset.kernel.importing import BadFile, Preview, uploads
from huset.kernel.importing.forms import ConfirmForm, WaitingForm
from huset.kernel.importing.response import table_response
from huset.kernel.links import link, trail
from huset.kernel.rights import may
from huset.organisation.actions.people_import import import_people
from huset.organisation.forms.people import PeopleFileForm
from huset.organisation.people_files import PEOPLE_COLUMNS, PersonRow, people_rows, preview_people
from huset.organisation.permissions import actor, needs
from huset.organisation.rules import Right
from huset.organisation.views.places import BODIES, PEOPLE

FILE = ("Fil", "organisation:people-import", ())


@require_safe
@may(needs(Right.WRITE_PEOPLE))
def fetch(request: Request, form: str) -> HttpResponse:
    """Give people and mandates as a file that can be changed and sent back: Excel or CSV."""
    title, name = "Personer och uppdrag", "personer-och-uppdrag"
    return table_response(form, title, PEOPLE_COLUMNS, people_rows(), name)


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.WRITE_PEOPLE))
def send(request: Request) -> HttpResponse:
    """Take in a file of people and mandates, and go on to its preview."""
    posted = request.method == "POST"
    form = PeopleFileForm(request.POST, request.FILES) if posted else PeopleFileForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        sha256 = uploads.receive(file.chunks())
        where = link(request.context, "organisation:people-preview", sha256, namn=file.name)
        return HttpResponseRedirect(where)
    return TemplateResponse(
        request,
        "organisation/people_import.html",
        {"form": form, "trail": trail(request.context, BODIES, PEOPLE, "Fil")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.WRITE_PEOPLE))
def preview(request: Request, sha256: str) -> HttpResponse:
    """Show what a file would do, and do it when the reader has seen it and says so."""
    asked = WaitingForm(request.GET)
    if not asked.is_valid():
        raise BadRequest("Filens namn saknas. Skicka in filen på nytt.")
    name = asked.cleaned_data["namn"]
    found = _preview(request, sha256, name)
    confirmed = ConfirmForm(request.POST or None)
    if confirmed.is_valid() and found.can_import:
        try:
            found.check(confirmed.cleaned_data["mark"])
            import_people(rows=found.items, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            uploads.discard(sha256)
            messages.success(request, f"Personer och uppdrag ur {name} är sparade.")
            return HttpResponseRedirect(link(request.context, "organisation:people"))
    return TemplateResponse(
        request,
        "kernel/import_page.html",
        {
            "preview": found,
            "name": name,
            "back": link(request.context, "organisation:people-import"),
            "form": ConfirmForm(initial={"mark": found.mark}),
            "trail": trail(request.context, BODIES, PEOPLE, FILE, name),
        },
        status=409 if confirmed.is_bound else 200,
    )


def _preview(request: Request, sha256: str, name: str) -> Preview[PersonRow]:
    if not uploads.waits(sha256):
        raise Http404("Filen väntar inte längre. Skicka in den på nytt.")
    content = uploads.place(sha256).read_bytes()
    try:
        return preview_people(content, name, by_user=request.user.pk, acting=actor(request))
    except BadFile as fault:
        raise BadRequest(str(fault)) from fault
