"""The register of governing documents: the list, and the same as a file."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from huset.documents.forms.register import RegisterForm
from huset.documents.permissions import drafts_seen, kept_register
from huset.documents.queries.register import COLUMNS, DocumentRow, register
from huset.kernel.http import Request, part_of
from huset.kernel.importing.response import table_response
from huset.kernel.links import link, trail
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import NavItem, Pagination
from huset.organisation.permissions import actor
from huset.organisation.queries import bodies_in_scope

A_PAGE, PAGES_NEAR = 100, 3


@require_safe
@may(ANYONE)
def documents(request: Request) -> TemplateResponse:
    """Show the documents that concern the chosen body, a page at a time."""
    context, form = request.context, RegisterForm(request.GET, per=request.context.per)
    rows = _rows(request, form)
    asked = form.cleaned_data.get("sida") or 1
    page = min(asked, max(1, -(-len(rows) // A_PAGE)))
    return TemplateResponse(
        request,
        f"documents/register.html{part_of(request)}",
        {
            "form": form,
            "rows": rows[(page - 1) * A_PAGE : page * A_PAGE],
            "found": len(rows),
            "pagination": _pagination(request, page, len(rows)) if len(rows) > A_PAGE else None,
            "writes": bool(kept_register(actor(request))),
            "files": [
                (name, link(context, "documents:register-file", form_, **form.chosen))
                for name, form_ in (("Excel", "xlsx"), ("CSV", "csv"))
            ],
            "trail": trail(context, "Styrdokument"),
        },
    )


@require_safe
@may(ANYONE)
def register_file(request: Request, form: str) -> HttpResponse:
    """Give the same documents as a file."""
    per = request.context.per
    rows = _rows(request, RegisterForm(request.GET, per=per))
    cells = [row.cells for row in rows]
    return table_response(form, f"Styrdokument {per}", COLUMNS, cells, f"styrdokument-{per}")


def _rows(request: Request, form: RegisterForm) -> list[DocumentRow]:
    context = request.context
    asked = form.asked(bodies_in_scope(context.scope, context.per))
    return register(context.per, asked, drafts=drafts_seen(actor(request)))


def _pagination(request: Request, page: int, found: int) -> Pagination:
    pages = -(-found // A_PAGE)

    def url(number: int) -> str:
        query = request.GET.copy()
        query["sida"] = str(number)
        return f"?{query.urlencode()}"

    near = range(max(1, page - PAGES_NEAR), min(pages, page + PAGES_NEAR) + 1)
    return Pagination(
        text=f"Sida {page} av {pages}",
        pages=tuple(NavItem(str(n), url(n), n == page) for n in near),
        previous_url=url(page - 1) if page > 1 else "",
        next_url=url(page + 1) if page < pages else "",
    )
