"""The page where two editions of a document are compared."""

from django.core.exceptions import BadRequest
from django.http import Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from huset.documents.forms.communication import CompareForm
from huset.documents.permissions import drafts_seen
from huset.documents.queries.comparison import comparison
from huset.documents.views.places import DOCUMENTS
from huset.kernel.http import Request
from huset.kernel.links import trail
from huset.kernel.rights import ANYONE, may
from huset.organisation.permissions import actor


@require_safe
@may(ANYONE)
def compare(request: Request, number: int) -> TemplateResponse:
    """Show what differs between two editions, in their texts and in their facts."""
    context, asked = request.context, CompareForm(request.GET)
    if not asked.is_valid():
        raise BadRequest("Utgåvan finns inte. Välj två utgåvor i listorna.")
    found = comparison(
        number,
        asked.cleaned_data["fran"],
        asked.cleaned_data["till"],
        context.per,
        drafts=drafts_seen(actor(request)),
    )
    if found is None:
        raise Http404("Dokumentet eller utgåvan finns inte, eller var inte beslutad den dagen.")
    title = found.document.row.title
    return TemplateResponse(
        request,
        "documents/comparison.html",
        {
            "comparison": found,
            "title": title,
            "trail": trail(
                context, DOCUMENTS, (title, "documents:document", (number,)), "Jämför utgåvor"
            ),
        },
    )
