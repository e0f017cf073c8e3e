"""Pages of the versions of vision, core values and strategic plan: all, one, and how two differ."""

from collections.abc import Sequence

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from huset.direction.forms.compare import CompareForm
from huset.direction.queries.versions import Version, earlier, version, versions
from huset.direction.rules import PART_NAMES, Part
from huset.kernel.differences import differences, extent, laid_out
from huset.kernel.http import Request
from huset.kernel.links import trail
from huset.kernel.rights import ANYONE, may
from huset.organisation.permissions import actor
from huset.organisation.rules import Right

DIRECTION = ("Riktning", "direction:direction", ())
GROUP = ""  # the place that only a right over the whole group covers


def sees_drafts(request: Request) -> bool:
    """Tell whether the reader sees what nobody has decided."""
    return actor(request).has(Right.READ_INTERNAL)


def writes(request: Request) -> bool:
    """Tell whether the reader writes drafts."""
    return actor(request).may(Right.WRITE_DIRECTION, GROUP)


def part_step(part: Part) -> tuple[str, str, tuple[str, ...]]:
    """The page of a part's versions, as a step of the way to a page below it."""
    return (PART_NAMES[part], "direction:versions", (part.value,))


def the_version(request: Request, part: Part, number: int) -> Version:
    """A version that the reader may see on the as-of day."""
    found = version(part, number, request.context.per, drafts=True)
    if found is None:
        raise Http404("Versionen finns inte, eller var inte beslutad det datum du valt.")
    if found.is_draft and not sees_drafts(request):
        raise PermissionDenied("Utkastet är inte beslutat, så det är inte offentligt.")
    return found


@require_safe
@may(ANYONE)
def version_list(request: Request, part: str) -> TemplateResponse:
    """Show every version with its decision and its days; drafts to those within."""
    context, of = request.context, Part(part)
    found = versions(of, context.per, drafts=sees_drafts(request))
    return TemplateResponse(
        request,
        "direction/versions.html",
        {
            "part": of,
            "name": PART_NAMES[of],
            "versions": found,
            "comparable": len(found) > 1,
            "writes": writes(request),
            "trail": trail(context, DIRECTION, PART_NAMES[of]),
        },
    )


@require_safe
@may(ANYONE)
def one_version(request: Request, part: str, number: str) -> TemplateResponse:
    """Show a version as it was decided, or a draft as it stands."""
    context, of = request.context, Part(part)
    found = the_version(request, of, int(number))
    among = versions(of, context.per, drafts=sees_drafts(request))
    return TemplateResponse(
        request,
        "direction/version.html",
        {
            "version": found,
            "name": PART_NAMES[of],
            "before": earlier(found, among),
            "writes": writes(request),
            "subject": SUBJECTS[of],
            "trail": trail(context, DIRECTION, part_step(of), _called(found)),
        },
    )


@require_safe
@may(ANYONE)
def difference(request: Request, part: str) -> TemplateResponse:
    """Show what differs between two versions; without a choice, between the last two."""
    context, of = request.context, Part(part)
    found = versions(of, context.per, drafts=sees_drafts(request))
    old, new = _chosen(request, found)
    pieces = differences(old.content.as_text(), new.content.as_text())
    return TemplateResponse(
        request,
        "direction/difference.html",
        {
            "part": of,
            "name": PART_NAMES[of],
            "old": old,
            "new": new,
            "versions": found,
            "stretches": laid_out(pieces),
            "extent": extent(pieces),
            "trail": trail(context, DIRECTION, part_step(of), "Jämförelse"),
        },
    )


def _chosen(request: Request, found: Sequence[Version]) -> tuple[Version, Version]:
    asked = CompareForm(request.GET)
    if not asked.is_valid():
        raise BadRequest("Adressen pekar inte på två versioner. Välj dem i listorna.")
    if not found:
        raise Http404("Det finns ingen version att jämföra det datum du valt.")
    new = _numbered(found, asked.cleaned_data["ny"]) or found[0]
    old = _numbered(found, asked.cleaned_data["gammal"]) or earlier(new, found) or found[-1]
    return old, new


def _numbered(found: Sequence[Version], number: int | None) -> Version | None:
    if number is None:
        return None
    for row in found:
        if row.id == number:
            return row
    raise Http404("Versionen finns inte, eller var inte beslutad det datum du valt.")


def _called(found: Version) -> str:
    return "Utkast" if found.is_draft else f"Version {found.number}"


SUBJECTS = {
    Part.VISION: "direction.vision",
    Part.VALUES: "direction.corevalue",
    Part.PLAN: "direction.strategicplan",
}
