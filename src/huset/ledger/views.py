"""The ledger's pages: the imported files, the way in for a new one, and the voucher rows."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huset.kernel.actions import Refused
from huset.kernel.http import Request
from huset.kernel.importing import uploads
from huset.kernel.links import link, trail
from huset.kernel.rights import may
from huset.kernel.shell import NavItem, Pagination
from huset.ledger import queries, tasks
from huset.ledger.forms import ImportForm, RowsForm, UploadForm
from huset.ledger.permissions import readable_units
from huset.ledger.preview import preview as preview_of
from huset.organisation.permissions import actor, needs
from huset.organisation.queries import organisation
from huset.organisation.rules import Right

IMPORTS = ("Räkenskaper", "ledger:imports", ())
PAGES_NEAR = 3


@require_safe
@may(needs(Right.READ_INTERNAL))
def imports(request: Request) -> HttpResponse:
    """Show every imported file, by company and year."""
    return _page(request, "imports", "Räkenskaper", books=queries.books())


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.IMPORT_LEDGER))
def upload(request: Request) -> HttpResponse:
    """Take in a file, and go on to its preview."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        sha256 = uploads.receive(file.chunks())
        return redirect(link(request.context, "ledger:preview", sha256, namn=file.name))
    return _page(request, "upload", IMPORTS, "Läs in en fil", form=form)


@require_safe
@may(needs(Right.IMPORT_LEDGER))
def preview(request: Request, sha256: str) -> HttpResponse:
    """Show what a waiting file says, and what importing it would do."""
    if not uploads.waits(sha256):
        raise Http404("Filen väntar inte längre. Skicka in den på nytt.")
    found = preview_of(uploads.place(sha256), name=request.GET.get("namn", "fil.se"))
    form = ImportForm(initial={"name": found.file_name})
    values = {"preview": found, "form": form, "sha256": sha256}
    return _page(request, "preview", IMPORTS, found.file_name, **values)


@require_POST
@may(needs(Right.IMPORT_LEDGER))
def start(request: Request, sha256: str) -> HttpResponse:
    """Import a waiting file, or queue it when it is large."""
    form = ImportForm(request.POST)
    if not form.is_valid():
        raise BadRequest("Filens namn saknas. Förhandsgranska filen igen.")
    asked = form.cleaned_data
    try:
        begun = tasks.begin(sha256=sha256, by=request.user, **asked)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(link(request.context, "ledger:preview", sha256, namn=asked["name"]))
    if begun.import_id is None:
        return redirect(link(request.context, "ledger:progress", begun.task_id))
    messages.success(request, begun.text)
    return redirect(link(request.context, "ledger:import", begun.import_id))


@require_safe
@may(needs(Right.IMPORT_LEDGER))
def progress(request: Request, task_id: UUID) -> HttpResponse:
    """Show how far a queued import has come; go to the import when it is done."""
    found = tasks.progress(task_id)
    if found is None:
        raise Http404("Det finns ingen sådan inläsning.")
    if found.import_id is not None:
        done = link(request.context, "ledger:import", found.import_id)
        return HttpResponse(headers={"HX-Redirect": done}) if request.htmx else redirect(done)
    part = "progress.html#progress" if request.htmx else "progress.html"
    return _page(request, part, IMPORTS, "Inläsning", progress=found)


@require_safe
@may(needs(Right.READ_INTERNAL))
def import_(request: Request, number: int) -> HttpResponse:
    """Show one imported file: what it said, and what is stored of it."""
    found = queries.import_page(number)
    if found is None:
        raise Http404("Det finns ingen sådan inläsning.")
    return _page(request, "import", IMPORTS, found.file.file_name, page=found)


@require_safe
@may(needs(Right.READ_VOUCHERS))
def rows(request: Request) -> HttpResponse:
    """Show voucher rows: their sum, the sum by account, and the rows themselves."""
    context, form = request.context, RowsForm(request.GET)
    if not form.is_valid():
        return _page(request, "rows", IMPORTS, "Verifikationsrader", form=form)
    asked = form.cleaned_data
    organised = organisation(form.through(context.year).last_day)
    units = readable_units(actor(request), organised, scope=context.scope, codes=form.codes)
    found = queries.voucher_rows(
        context.year,
        form.which(context.year, units),
        file=asked["fil"],
        every_company=actor(request).area(Right.READ_VOUCHERS).everything,
        page=asked["sida"] or 1,
        per=context.per,
    )
    values = {"form": form, "found": found, "pagination": _pagination(request, found)}
    return _page(request, "rows", IMPORTS, "Verifikationsrader", **values)


@require_safe
@may(needs(Right.READ_VOUCHERS))
def voucher(request: Request, number: int, ordinal: int) -> HttpResponse:
    """Show a voucher, as far as its rows belong to the reader's units."""
    units = readable_units(actor(request), organisation(request.context.per))
    found = queries.voucher(number, ordinal, unit_codes=units)
    if found is None:
        raise Http404("Det finns ingen sådan verifikation bland dina enheters.")
    return _page(request, "voucher", IMPORTS, f"Verifikation {found.head.name}", page=found)


def _page(
    request: Request, name: str, *way: tuple[str, str, tuple[()]] | str, **values: object
) -> TemplateResponse:
    template = f"ledger/{name}" if ".html" in name else f"ledger/{name}.html"
    has = actor(request).has
    common = {
        "trail": trail(request.context, *way),
        "reads_vouchers": has(Right.READ_VOUCHERS),
        "imports_files": has(Right.IMPORT_LEDGER),
        "sees_all": actor(request).area(Right.READ_VOUCHERS).everything,
    }
    return TemplateResponse(request, template, common | values)


def _pagination(request: Request, found: queries.RowsPage) -> Pagination:
    def url(page: int) -> str:
        asked = request.GET.copy()
        asked["sida"] = str(page)
        return f"?{asked.urlencode()}#rader"

    first, last = max(1, found.page - PAGES_NEAR), min(found.pages, found.page + PAGES_NEAR)
    return Pagination(
        text=f"Sida {found.page} av {found.pages}",
        pages=tuple(NavItem(str(n), url(n), n == found.page) for n in range(first, last + 1)),
        previous_url=url(found.page - 1) if found.page > 1 else "",
        next_url=url(found.page + 1) if found.page < found.pages else "",
    )
