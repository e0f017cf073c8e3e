"""Pages where the organisation's lists are fetched as files, and sent back."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from huset.kernel.actions import Refused
from huset.kernel.http import Request
from huset.kernel.importing import BadFile, uploads
from huset.kernel.importing.forms import ConfirmForm, WaitingForm
from huset.kernel.importing.response import table_response
from huset.kernel.links import link, trail
from huset.kernel.rights import ANYONE, may
from huset.organisation import actions, queries
from huset.organisation.files import LISTS, columns_of
from huset.organisation.forms.files import ListForm
from huset.organisation.permissions import actor, needs
from huset.organisation.rules import Right
from huset.organisation.views.places import BODIES
from huset.organisation.words import who_may

FILES = ("Excel och CSV", "organisation:files", ())


@require_safe
@may(ANYONE)
def files(request: Request) -> TemplateResponse:
    """Show the lists that can be fetched, and for those who may, where to send them in."""
    return _files(request, ListForm(per=request.context.per))


@require_http_methods(["POST"])
@may(needs(Right.WRITE_ORGANISATION))
def send_in(request: Request) -> HttpResponse:
    """Take in a file to be previewed; nothing of it is stored yet."""
    form = ListForm(request.POST, request.FILES, per=request.context.per)
    if not form.is_valid():
        return _files(request, form)
    file, name = form.cleaned_data["file"], form.cleaned_data["name"]
    sha256 = uploads.receive(file.chunks())
    where = link(request.context, "organisation:file-preview", name, sha256, namn=file.name)
    return HttpResponseRedirect(where)


@require_safe
@may(ANYONE)
def file(request: Request, name: str, form: str) -> HttpResponse:
    """Give a list over all time as a file that can be changed and sent back."""
    if name not in LISTS:
        raise Http404("Listan finns inte.")
    per = request.context.per
    rows = queries.list_rows(name, per, drafts_of=actor(request).area(Right.READ_INTERNAL))
    columns = tuple(columns_of(name, queries.body_kinds(per)).values())
    title = LISTS[name].title
    return table_response(form, title, columns, rows, title.lower())


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.WRITE_ORGANISATION))
def preview(request: Request, name: str, sha256: str) -> HttpResponse:
    """Show what a file would do, and do it when the reader has seen it and says so."""
    asked = WaitingForm(request.GET)
    if name not in LISTS or not asked.is_valid():
        raise BadRequest("Filens namn saknas. Skicka in filen på nytt.")
    file_name = asked.cleaned_data["namn"]
    reading = _reading(request, name, sha256, file_name)
    confirmed = ConfirmForm(request.POST or None)
    if confirmed.is_valid() and reading.preview.can_import:
        try:
            _refuse_deciding(request, reading)
            reading.preview.check(confirmed.cleaned_data["mark"])
            why = f"Inläst ur {file_name}"
            actions.import_list(name=name, said=reading.said, why=why, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            uploads.discard(sha256)
            messages.success(request, f"{LISTS[name].title} ur {file_name} är sparade.")
            return HttpResponseRedirect(link(request.context, "organisation:files"))
    return TemplateResponse(
        request,
        "kernel/import_page.html",
        {
            "preview": reading.preview,
            "name": file_name,
            "title": LISTS[name].title,
            "back": link(request.context, "organisation:files"),
            "form": ConfirmForm(initial={"mark": reading.preview.mark}),
            "trail": trail(request.context, BODIES, FILES, file_name),
        },
        status=409 if confirmed.is_bound else 200,
    )


def _files(request: Request, form: ListForm) -> TemplateResponse:
    return TemplateResponse(
        request,
        "organisation/files.html",
        {
            "form": form,
            "lists": list(LISTS.values()),
            "writes": actor(request).has(Right.WRITE_ORGANISATION),
            "send_url": link(request.context, "organisation:send-file"),
            "trail": trail(request.context, BODIES, "Excel och CSV"),
        },
    )


def _refuse_deciding(request: Request, reading: queries.Reading) -> None:
    """Refuse one who would make something binding by a file without registering decisions."""
    if reading.decides and not actor(request).has(Right.REGISTER_DECISION):
        raise Refused(f"Filen anger beslut. {who_may(Right.REGISTER_DECISION)}")


def _reading(request: Request, name: str, sha256: str, file_name: str) -> queries.Reading:
    if not uploads.waits(sha256):
        raise Http404("Filen väntar inte längre. Skicka in den på nytt.")
    content = uploads.place(sha256).read_bytes()
    try:
        return queries.read_list(name, content, file_name, request.context.per)
    except BadFile as fault:
        raise BadRequest(str(fault)) from fault
