"""The house: the picture of how the municipality is governed."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from huset.house.picture import Look, picture
from huset.house.queries import scope_name
from huset.house.rules import Detail
from huset.house.tour import guide
from huset.kernel.http import Request
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import NavItem
from huset.model.queries import model_in_force

DETAILS = {Detail.OVERVIEW: "Översikt", Detail.CONTENT: "Innehåll", Detail.ALL: "Allt"}
WALL = "vagg"


@require_safe
@may(ANYONE)
def house(request: Request) -> TemplateResponse:
    """Show the house: the picture of how the municipality is governed, and how it fares."""
    context, look = request.context, _look(request)
    return TemplateResponse(
        request,
        "house/house.html",
        {
            "drawn": picture(context, look),
            "look": look,
            "tour": guide(request),
            "title": f"Så styrs {model_in_force(context.per).municipality}",
            "scope": scope_name(context),
            "details": [
                NavItem(name, look.address(context, detalj=choice), current=choice is look.detail)
                for choice, name in DETAILS.items()
            ],
            "other_view": look.address(context, vy="" if look.wall else WALL),
        },
    )


def _look(request: Request) -> Look:
    """Read the address; a level or view that does not exist is the ordinary one."""
    asked = request.GET.get("detalj", "")
    detail = Detail(asked) if asked in set(Detail) else Detail.CONTENT
    return Look(detail, request.GET.get("del", "")[:40], request.GET.get("vy") == WALL)
