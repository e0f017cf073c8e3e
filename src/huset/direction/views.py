"""The page of the direction: vision, core values, strategic plan and external steering."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from huset.direction import queries
from huset.kernel.http import Request
from huset.kernel.links import trail
from huset.kernel.rights import ANYONE, may
from huset.organisation.permissions import actor
from huset.organisation.rules import Right


@require_safe
@may(ANYONE)
def direction(request: Request) -> TemplateResponse:
    """Show where the municipality is going, as it applied on the chosen day."""
    context = request.context
    return TemplateResponse(
        request,
        "direction/direction.html",
        {
            "vision": queries.vision(context.per),
            "plan": queries.strategic_plan(context.per),
            "values": queries.core_values(context.per),
            "external": queries.external_steering(),
            "drafts": queries.drafts() if actor(request).has(Right.READ_INTERNAL) else (),
            "trail": trail(context, "Riktning"),
        },
    )
