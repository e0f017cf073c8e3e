"""Pages where drafts of vision, core values and strategic plan are written, changed and dropped."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from huset.direction import actions
from huset.direction.forms.compare import SeenForm
from huset.direction.forms.drafts import Drafting
from huset.direction.queries.versions import (
    Content,
    Version,
    statement_choices,
    version,
    versions,
)
from huset.direction.rules import PART_NAMES, Part
from huset.direction.views.versions import DIRECTION, GROUP, part_step, the_version
from huset.kernel.actions import Clash, Refused
from huset.kernel.differences import differences, laid_out
from huset.kernel.http import Request, registered_here
from huset.kernel.links import link, trail
from huset.kernel.rights import may
from huset.organisation.permissions import needs, require
from huset.organisation.rules import Right

WRITES = needs(Right.WRITE_DIRECTION)
FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@may(WRITES)
def new(request: Request, part: str) -> HttpResponse:
    """Write a new draft, beginning from what applies."""
    require(request, Right.WRITE_DIRECTION, GROUP)
    of = Part(part)
    drafting = _drafting(request, of, _to_succeed(request, of))
    if drafting.head.is_bound and drafting.is_valid():
        try:
            made = actions.write_draft(
                part=of, content=drafting.content(), by=request.user, **registered_here(request)
            )
        except Refused as refusal:
            drafting.head.add_error(None, str(refusal))
            return _form(request, drafting, None, status=409)
        messages.success(request, "Utkastet är sparat. Det gäller först när det är beslutat.")
        return HttpResponseRedirect(link(request.context, "direction:version", part, made.pk))
    return _form(request, drafting, None)


@require_http_methods(FORM)
@may(WRITES)
def edit(request: Request, part: str, number: str) -> HttpResponse:
    """Change a draft. A clash with another writer shows both texts."""
    require(request, Right.WRITE_DIRECTION, GROUP)
    of = Part(part)
    found = the_version(request, of, int(number))
    where = link(request.context, "direction:version", part, found.id)
    if not found.is_draft:
        messages.error(request, "Det som är beslutat ändras inte. Skriv ett nytt utkast.")
        return HttpResponseRedirect(where)
    drafting = _drafting(request, of, found.content)
    if drafting.head.is_bound and drafting.is_valid():
        try:
            actions.change_draft(
                part=of,
                number=int(number),
                content=drafting.content(),
                seen=drafting.head.cleaned_data["seen"],
                by=request.user,
            )
        except Refused as refusal:
            return _refused(request, drafting, found, refusal)
        messages.success(request, "Utkastet är sparat.")
        return HttpResponseRedirect(where)
    return _form(request, drafting, found)


@require_POST
@may(WRITES)
def drop(request: Request, part: str, number: str) -> HttpResponse:
    """Throw a draft away."""
    require(request, Right.WRITE_DIRECTION, GROUP)
    of, form = Part(part), SeenForm(request.POST)
    found = the_version(request, of, int(number))
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    try:
        actions.drop_draft(part=of, number=int(number), seen=seen, by=request.user)
    except Clash:
        messages.error(
            request, "Någon har ändrat utkastet sedan du öppnade sidan. Läs det igen först."
        )
        return HttpResponseRedirect(link(request.context, "direction:version", part, found.id))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(link(request.context, "direction:version", part, found.id))
    messages.success(request, "Utkastet är kastat.")
    return HttpResponseRedirect(link(request.context, "direction:versions", part))


def _drafting(request: Request, part: Part, content: Content | None) -> Drafting:
    typed = request.POST if request.method == "POST" else None
    offered = statement_choices(request.context.per) if part is Part.PLAN else ()
    return Drafting(part, content, typed, statements=offered)


def _to_succeed(request: Request, part: Part) -> Content | None:
    """What applies, as the beginning of what is to come: the same lines, without their records."""
    decided = versions(part, request.context.per, drafts=False)
    return decided[0].content.as_new(request.context.today) if decided else None


def _refused(
    request: Request, drafting: Drafting, found: Version, refusal: Refused
) -> HttpResponse:
    drafting.head.add_error(None, str(refusal))
    if not isinstance(refusal, Clash):
        return _form(request, drafting, found, status=409)
    saved = version(found.part, found.id, request.context.per, drafts=True) or found
    drafting.has_seen(saved.content.mark)
    pieces = differences(saved.content.as_text(), drafting.content().as_text())
    given = {"clash": saved, "stretches": laid_out(pieces)}
    return _form(request, drafting, found, status=409, **given)


def _form(
    request: Request,
    drafting: Drafting,
    found: Version | None,
    *,
    status: int = 200,
    **given: object,
) -> TemplateResponse:
    part = drafting.part
    heading = "Ändra utkastet" if found else f"Nytt utkast: {PART_NAMES[part].lower()}"
    step = () if found is None else (("Utkast", "direction:version", (part.value, found.id)),)
    context = request.context
    back = (
        link(context, "direction:version", part.value, found.id)
        if found
        else link(context, "direction:versions", part.value)
    )
    return TemplateResponse(
        request,
        "direction/draft.html",
        {
            "drafting": drafting,
            "version": found,
            "heading": heading,
            "back": back,
            "trail": trail(context, DIRECTION, part_step(part), *step, heading),
            **given,
        },
        status=status,
    )
