"""The page of the direction: vision, core values, strategic plan and external steering."""

from dataclasses import replace
from typing import Any

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from huset.direction import queries
from huset.direction.models import StrategicArea, VisionStatement
from huset.direction.queries.rests import rests
from huset.direction.queries.versions import Version, versions
from huset.direction.rules import PART_NAMES, Part
from huset.direction.views.versions import sees_drafts, writes
from huset.kernel.context import Context
from huset.kernel.http import Request
from huset.kernel.links import link, trail
from huset.kernel.periods import long_date
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import ThreadStep


@require_safe
@may(ANYONE)
def direction(request: Request) -> TemplateResponse:
    """Show where the municipality is going, as it applied on the chosen day."""
    context, within = request.context, sees_drafts(request)
    found = [v for part in Part for v in _versions(part, context, within=within)]
    plans = [v for v in found if v.part is Part.PLAN and not v.is_draft]
    weighty, steering = queries.weightiest(context.per)
    return TemplateResponse(
        request,
        "direction/direction.html",
        {
            **in_force(context),
            "values": queries.core_values(context.per),
            "succession": [_step(context, plan) for plan in reversed(plans)],
            "weighty": weighty,
            "steering": steering,
            "drafts": queries.drafts(found),
            "writes": writes(request),
            "parts": list(PART_NAMES.items()),
            "trail": trail(context, "Riktning"),
        },
    )


def _versions(part: Part, context: Context, *, within: bool) -> list[Version]:
    """A part's versions, as far as the page tells of them: plans to all, drafts to those within."""
    return versions(part, context.per, drafts=within) if within or part is Part.PLAN else []


def in_force(context: Context) -> dict[str, Any]:
    """The vision and the plan of the as-of day, each part with what rests on it."""
    vision, plan = queries.vision(context.per), queries.strategic_plan(context.per)
    if vision:
        on = rests(VisionStatement, [s.id for s in vision.statements], context)
        statements = tuple(replace(s, rests=on.get(s.id, ())) for s in vision.statements)
        vision = replace(vision, statements=statements)
    if plan:
        on = rests(StrategicArea, [a.id for a in plan.areas], context)
        areas = tuple(replace(a, rests=on.get(a.id, ())) for a in plan.areas)
        plan = replace(plan, areas=areas)
    return {"vision": vision, "plan": plan}


def _step(context: Context, plan: Version) -> ThreadStep:
    """A plan in the row of plans: whose it was, and when it applied."""
    until = f"till {long_date(plan.valid_to)}" if plan.valid_to else "tills vidare"
    return ThreadStep(
        kind=plan.content.majority or "Majoriteten är inte angiven",
        title=plan.title,
        url=link(context, "direction:version", Part.PLAN.value, plan.id),
        note=f"{long_date(plan.valid_from)} {until}",
        status=plan.status,
        current=plan.status.word == "Gäller",
    )
