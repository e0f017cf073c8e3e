"""The house, and a page for each of its parts."""

from django.http import Http404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from huset.house.contents import content_of
from huset.house.drawing import draw
from huset.house.queries import rooms
from huset.house.rules import Detail, in_reading_order, relations_of, storeys
from huset.house.standing import events
from huset.kernel.http import Request
from huset.kernel.links import link, trail
from huset.kernel.memory import remembered
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import NavItem
from huset.model.queries import model_in_force

DETAILS = {Detail.OVERVIEW: "Översikt", Detail.CONTENT: "Innehåll", Detail.ALL: "Allt"}


@require_safe
@may(ANYONE)
def house(request: Request) -> TemplateResponse:
    """Show the house: the picture of how the municipality is governed, and how it fares."""
    context = request.context
    detail = _detail(request.GET.get("detalj", ""))
    drawn = remembered(("house", context, detail), lambda: _drawn(request, detail))
    model = model_in_force(context.per)
    return TemplateResponse(
        request,
        "house/house.html",
        {
            "drawn": drawn,
            "title": f"Så styrs {model.municipality}",
            "details": [
                NavItem(name, link(context, "house:house", detalj=choice), current=choice is detail)
                for choice, name in DETAILS.items()
            ],
        },
    )


@require_safe
@may(ANYONE)
def part(request: Request, code: str) -> TemplateResponse:
    """Show one part of the house: what it is, what it holds, and what it leads to."""
    context = request.context
    model = model_in_force(context.per)
    every = in_reading_order(rooms(context))
    found = next((room for room in every if room.code == code), None)
    if found is None:
        raise Http404("Den delen finns inte i styrmodellen.")
    told = model.part(code)
    content = content_of(told.holds, context)
    kinds: dict[str, str] = {kind.code: kind.name for kind in model.body_kinds}
    return TemplateResponse(
        request,
        "house/part_page.html",
        {
            "room": found,
            "part": told,
            "responsible": [kinds[kind] for kind in told.responsible],
            "relations": relations_of(found, every),
            "events": events(model, code, context.per),
            "requirements": [r for r in model.requirements if r.part == code],
            "template": content.template if content else "",
            "trail": trail(context, found.name),
        }
        | (content.given if content else {}),
    )


def _detail(text: str) -> Detail:
    return Detail(text) if text in set(Detail) else Detail.CONTENT


def _drawn(request: Request, detail: Detail) -> SafeString:
    """Draw the house as HTML: picture and text version."""
    model = model_in_force(request.context.per)
    every = rooms(request.context)
    return render_to_string(
        "house/drawn.html",
        {
            "drawing": draw(every, model.house.palette, detail),
            "storeys": storeys(every),
            "detail": detail,
            "title": f"Huset: så styrs {model.municipality}",
            "caption": model.house.caption,
        },
    )
