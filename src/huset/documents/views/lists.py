"""The page of what the register lacks, list by list, and the same as files."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from huset.documents.forms.communication import ListsForm
from huset.documents.permissions import kept_register
from huset.documents.queries.lists import COLUMNS, SOON, Finding, Findings, lacking
from huset.documents.upkeep import MONTHS_AHEAD, NONE_LEFT, SAYS, Lacking
from huset.documents.views.places import DOCUMENTS
from huset.kernel.http import Request, part_of
from huset.kernel.importing.response import table_response
from huset.kernel.links import link, link_to, trail
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import NavItem
from huset.organisation.permissions import actor
from huset.organisation.queries import bodies_in_scope


@require_safe
@may(ANYONE)
def lists(request: Request) -> TemplateResponse:
    """Show how much of each is lacking, and one of the lists with a way to mend each."""
    context = request.context
    wanted, months = _asked(request)
    every = _lacking(request, months)
    shown = next((one for one in every if one.which == wanted), None) or next(
        (one for one in every if one.found), every[0]
    )
    return TemplateResponse(
        request,
        f"documents/lists.html{part_of(request)}",
        {
            "tabs": [_tab(request, one, months, shown) for one in every],
            "count": sum(len(one.found) for one in every),
            "shown": shown,
            "says": SAYS[shown.which],
            "empty": NONE_LEFT[shown.which],
            "rows": [_row(request, finding) for finding in shown.found],
            "months": _months(request, months) if shown.which is Lacking.REVIEW else (),
            "files": [
                (
                    form.upper(),
                    link(context, "documents:lists-file", shown.which.value, form, inom=months),
                )
                for form in ("xlsx", "csv")
            ],
            "trail": trail(context, DOCUMENTS, "Att åtgärda"),
        },
    )


@require_safe
@may(ANYONE)
def lists_file(request: Request, which: str, form: str) -> HttpResponse:
    """Give one of the lists as a file: Excel or CSV."""
    _, months = _asked(request)
    found = next((one for one in _lacking(request, months) if one.which == which), None)
    if found is None:
        raise Http404("Listan finns inte.")
    rows = [finding.cells for finding in found.found]
    return table_response(form, f"Styrdokument, {found.name.lower()}", COLUMNS, rows, which)


def _asked(request: Request) -> tuple[str, int]:
    form = ListsForm(request.GET)
    if not form.is_valid():
        raise BadRequest("Listan eller tiden finns inte. Välj bland flikarna.")
    months = form.cleaned_data["inom"]
    return form.cleaned_data["lista"], SOON if months is None else months


def _lacking(request: Request, months: int) -> tuple[Findings, ...]:
    context = request.context
    codes = bodies_in_scope(context.scope, context.per)
    return lacking(context.per, body_codes=codes, months=months)


def _tab(request: Request, one: Findings, months: int, shown: Findings) -> NavItem:
    url = _url(request, one.which, months)
    return NavItem(f"{one.name} ({len(one.found)})", url, one is shown)


def _months(request: Request, chosen: int) -> list[NavItem]:
    """How far ahead reviews can be looked for."""
    return [
        NavItem(f"{n} månader", _url(request, Lacking.REVIEW, n), n == chosen) for n in MONTHS_AHEAD
    ]


def _url(request: Request, which: Lacking, months: int) -> str:
    ahead = str(months) if months != SOON else ""
    return link(request.context, "documents:lists", lista=which.value, inom=ahead)


def _row(request: Request, finding: Finding) -> tuple[Finding, str, str]:
    """A finding with its page, and where to mend it for one who may."""
    context, mends = request.context, kept_register(actor(request))
    page = link_to(context, finding.page) if finding.page else ""
    return finding, page, link_to(context, finding.mend) if finding.mended_by in mends else ""
