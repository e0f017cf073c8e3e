"""A page for each part of the house, and the municipality's own words about it."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huset.house import actions, texts
from huset.house.coming import coming
from huset.house.contents import content_of
from huset.house.drawing import draw
from huset.house.forms import PartTextForm
from huset.house.queries import rooms
from huset.house.responsible import responsible
from huset.house.rules import Detail, Room, in_reading_order, relations_of
from huset.kernel.actions import Refused
from huset.kernel.context import Context
from huset.kernel.http import Request
from huset.kernel.links import link, trail
from huset.kernel.memory import remembered
from huset.kernel.rights import ANYONE, may
from huset.model.queries import model_in_force
from huset.model.rules import Part
from huset.organisation.permissions import actor, needs, require
from huset.organisation.rules import Right

WRITES = needs(Right.WRITE_DIRECTION)
EVERYWHERE = ""  # no body's code: only a right over the whole group covers it


@require_safe
@may(ANYONE)
def part(request: Request, code: str) -> TemplateResponse:
    """Show one part of the house: what it is, who answers for it, what applies and what is due."""
    context = request.context
    every = in_reading_order(rooms(context))
    told = _part(context, code)
    room = next(room for room in every if room.code == code)
    words = texts.words_of(told, context.per)
    content = content_of(told, context)
    return TemplateResponse(
        request,
        "house/part_page.html",
        content.given
        | {
            "room": room,
            "part": told,
            "words": words,
            "writes": actor(request).may(Right.WRITE_DIRECTION, EVERYWHERE),
            "where": remembered(
                ("house.where", context, code), lambda: _where(every, context, code)
            ),
            "responsible": responsible(told, context, officials=bool(actor(request).held)),
            "relations": relations_of(room, every),
            "coming": coming(told, context),
            "requirements": [r for r in model_in_force(context.per).requirements if r.part == code],
            "template": content.template,
            "registers": content.registers,
            "facts": room.facts if content.facts is None else content.facts,
            "trail": trail(context, told.name),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may(WRITES)
def write_text(request: Request, code: str) -> HttpResponse:
    """Write what the municipality says of a part, instead of the governance model's text."""
    require(request, Right.WRITE_DIRECTION, at=EVERYWHERE)
    context = request.context
    told, clash = _part(context, code), False
    form = PartTextForm(request.POST) if request.method == "POST" else _form_of(told, context)
    if form.is_bound and form.is_valid():
        try:
            actions.write_part_text(part=code, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            clash = form.cleaned_data["seen"] != texts.mark_of(code)
            form = form.showing(texts.mark_of(code))
            form.add_error("text" if clash else "since", str(refusal))
        else:
            messages.success(request, f"Texten om {told.name.lower()} är sparad.")
            return HttpResponseRedirect(link(context, "house:part", code))
    return TemplateResponse(
        request,
        "house/part_text.html",
        {
            "part": told,
            "form": form,
            "words": texts.words_of(told, context.today),
            "clash": clash,
            "former": texts.former_of(code, context.today),
            "mark": texts.mark_of(code),
            "trail": trail(context, (told.name, "house:part", (code,)), "Ändra texten"),
        },
    )


@require_POST
@may(WRITES)
def restore_text(request: Request, code: str) -> HttpResponseRedirect:
    """Let the governance model's own text apply again, from today."""
    require(request, Right.WRITE_DIRECTION, at=EVERYWHERE)
    told, today = _part(request.context, code), request.context.today
    seen = request.POST.get("seen", "")
    try:
        actions.return_to_model_text(part=code, since=today, by=request.user, seen=seen)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Styrmodellens text om {told.name.lower()} gäller igen.")
    return HttpResponseRedirect(link(request.context, "house:part", code))


def _part(context: Context, code: str) -> Part:
    found = next((p for p in model_in_force(context.per).parts if p.code == code), None)
    if found is None:
        raise Http404("Den delen finns inte i styrmodellen.")
    return found


def _form_of(told: Part, context: Context) -> PartTextForm:
    return PartTextForm(
        initial={
            "text": texts.text_to_change(told, context.today),
            "since": context.today,
            "seen": texts.mark_of(told.code),
        }
    )


def _where(every: tuple[Room, ...], context: Context, code: str) -> SafeString:
    """Draw the house small and without words, with the part lit."""
    drawing = draw(every, model_in_force(context.per).house.palette, Detail.OVERVIEW)
    return render_to_string("house/where.html", {"drawing": drawing, "code": code})
