"""Pages about meetings and decisions."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from huset.kernel.http import Request
from huset.kernel.links import trail
from huset.kernel.rights import ANYONE, may
from huset.organisation import queries
from huset.organisation.views.places import BODIES, DECISIONS


@require_safe
@may(ANYONE)
def decision_list(request: Request) -> TemplateResponse:
    """Show every decision, the latest first."""
    context = request.context
    return TemplateResponse(
        request,
        "organisation/decisions.html",
        {
            "decisions": queries.decisions(context.per),
            "trail": trail(context, BODIES, "Beslut"),
        },
    )


@require_safe
@may(ANYONE)
def decision(request: Request, number: int) -> TemplateResponse:
    """Show one decision."""
    found = queries.decision(number, request.context.per)
    if found is None:
        raise Http404("Beslutet finns inte, eller var inte fattat det datum du valt.")
    return TemplateResponse(
        request,
        "organisation/decision.html",
        {"decision": found, "trail": trail(request.context, BODIES, DECISIONS, str(found))},
    )
