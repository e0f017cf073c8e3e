"""The page about who may do what, made from the rules that are enforced."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from huset.kernel.http import Request
from huset.kernel.links import trail
from huset.kernel.rights import ANYONE, may
from huset.organisation.permissions import actor
from huset.organisation.queries import organisation
from huset.organisation.queries import rights as queries
from huset.organisation.rules import Right
from huset.organisation.views.places import BODIES


@require_safe
@may(ANYONE)
def who_may(request: Request) -> TemplateResponse:
    """Show who may see, write, decide and publish; and, for those within, who that is here."""
    context, reader = request.context, actor(request)
    organised = organisation(context.today)
    place = organised.body(context.scope) or organised.unit(context.scope)
    inside = place is not None and reader.may(Right.READ_INTERNAL, place.code)
    return TemplateResponse(
        request,
        "organisation/rights.html",
        {
            "things": queries.things(context.today),
            "roles": queries.roles(),
            "place": place,
            "inside": inside,
            "holders": queries.holders_at(place.code, context.today) if place and inside else [],
            "trail": trail(context, BODIES, "Vem får vad"),
        },
    )
