"""Pages about bodies and units."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from huset.kernel.http import Request
from huset.kernel.links import trail
from huset.kernel.rights import ANYONE, may
from huset.organisation import queries
from huset.organisation.views.places import BODIES


@require_safe
@may(ANYONE)
def body_list(request: Request) -> TemplateResponse:
    """Show the bodies of the municipal group."""
    context = request.context
    return TemplateResponse(
        request,
        "organisation/bodies.html",
        {
            "bodies": queries.bodies(context.per),
            "trail": trail(context, "Organisation"),
        },
    )


@require_safe
@may(ANYONE)
def body(request: Request, code: str) -> TemplateResponse:
    """Show one body: its units and who holds a role."""
    context = request.context
    organised = queries.organisation(context.per)
    found = organised.body(code)
    if found is None:
        raise Http404("Organet finns inte det datum du valt.")
    return TemplateResponse(
        request,
        "organisation/body.html",
        {
            "body": found,
            "units": organised.units_of(code),
            "mandates": queries.mandates(context.per, body_code=code),
            "trail": trail(context, BODIES, found.name),
        },
    )
