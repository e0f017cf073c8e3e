"""Pages about bodies and units, as of a day."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from huset.kernel.http import Request
from huset.kernel.links import trail
from huset.kernel.rights import ANYONE, may
from huset.organisation import queries
from huset.organisation.permissions import actor
from huset.organisation.rules import Right
from huset.organisation.views.places import BODIES


@require_safe
@may(ANYONE)
def body_list(request: Request) -> TemplateResponse:
    """Show the municipal group as a tree, what is planned, and what is missing."""
    context = request.context
    found, held = queries.bodies(context.per), queries.shares(context.per)
    return TemplateResponse(
        request,
        "organisation/bodies.html",
        {
            "bodies": found,
            "branches": queries.group(context.per, found, held),
            "planned": queries.planned(context.per),
            "gaps": queries.gaps(context.per, queries.remits(context.per)),
            "writes": actor(request).has(Right.WRITE_ORGANISATION),
            "trail": trail(context, "Organisation"),
        },
    )


@require_safe
@may(ANYONE)
def body(request: Request, code: str) -> TemplateResponse:
    """Show one body: what it is, its task and owners, its units and who holds a role."""
    context = request.context
    found = queries.body_page(
        code, context.per, drafts=actor(request).may(Right.READ_INTERNAL, code)
    )
    if found is None:
        raise Http404("Organet finns inte det datum du valt.")
    return TemplateResponse(
        request,
        "organisation/body.html",
        {
            "page": found,
            "inside": bool(actor(request).held),
            "body": found.body,
            "units_caption": f"Enheter: {found.unled} av {len(found.units)} saknar chef",
            "mandates": [
                held
                for held in queries.mandates(
                    context.per, body_code=code, officials=bool(actor(request).held)
                )
                if not held.leads_unit  # the units' table names them
            ],
            "writes": actor(request).may(Right.WRITE_ORGANISATION, code),
            "trail": trail(context, BODIES, found.body.name),
        },
    )


@require_safe
@may(ANYONE)
def unit(request: Request, code: str) -> TemplateResponse:
    """Show one unit: its place in the tree, who leads it, and every place it has had."""
    context = request.context
    found = queries.unit(code, context.per)
    if found is None:
        raise Http404("Enheten finns inte det datum du valt. Välj ett annat per datum.")
    above = ((one.name, "organisation:unit", (one.code,)) for one in found.above)
    home = (found.body, "organisation:body", (found.body_code,))
    return TemplateResponse(
        request,
        "organisation/unit.html",
        {
            "unit": found,
            "inside": bool(actor(request).held),
            "writes": actor(request).may(Right.WRITE_ORGANISATION, code),
            "trail": trail(context, BODIES, home, *above, found.name),
        },
    )
