"""Pages of the core missions: the list body by body, each by itself, and their forms."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from huset.goals import actions
from huset.goals.forms.missions import EndMissionForm, MissionForm, filled
from huset.goals.models import CoreMission
from huset.goals.queries.choosing import mission_choices
from huset.goals.queries.missions import (
    has_begun,
    mission_mark,
    mission_row,
    mission_to_act_on,
    missions_by_body,
    with_following,
)
from huset.goals.queries.missions import mission as mission_view
from huset.goals.views.saving import save_or_show, typed_in
from huset.kernel.http import Request, part_of, registered_here
from huset.kernel.links import link, trail
from huset.kernel.rights import ANYONE, may
from huset.organisation.permissions import actor, needs, require
from huset.organisation.queries import bodies_in_scope, body_to_act_on, organisation
from huset.organisation.rules import Right

MISSIONS = ("Grunduppdrag", "goals:missions", ())
WRITES = needs(Right.WRITE_GOALS)
FORM = ["GET", "HEAD", "POST"]


@require_safe
@may(ANYONE)
def mission_list(request: Request) -> TemplateResponse:
    """Show what each body is there for, by law or by decision, and the bodies that lack it."""
    context = request.context
    codes = bodies_in_scope(context.scope, context.per)
    bodies = missions_by_body(context.per, codes)
    found = with_following(bodies, context.per, context.year)
    area = actor(request).area(Right.WRITE_GOALS)
    return TemplateResponse(
        request,
        f"goals/missions.html{part_of(request)}",
        {
            "bodies": [(body, body.code in area) for body in found],
            "lacking": [body for body in found if not body.missions],
            "not_followed": [
                mission
                for body in found
                if body.code in area
                for mission in body.missions
                if not mission.following.now
            ],
            "trail": trail(context, "Grunduppdrag"),
        },
    )


@require_safe
@may(ANYONE)
def mission(request: Request, number: int) -> TemplateResponse:
    """Show one core mission: what it rests on, what it is followed up by, and its goals."""
    context = request.context
    found = mission_view(number, context.per, context.year)
    if found is None:
        raise Http404("Grunduppdraget finns inte, eller gällde inte det datum du valt.")
    return TemplateResponse(
        request,
        "goals/mission.html",
        {
            "mission": found.row,
            "ended": found.ended,
            "goals": found.goals,
            "year": context.year,
            "writes": actor(request).may(Right.WRITE_GOALS, found.row.body_code),
            "trail": trail(context, MISSIONS, found.row.title),
        },
    )


@require_http_methods(FORM)
@may(WRITES)
def add(request: Request, code: str) -> HttpResponse:
    """Add a core mission to a body."""
    per = request.context.per
    if organisation(per).body(code) is None:
        raise Http404("Organet finns inte det datum du valt.")
    require(request, Right.WRITE_GOALS, code)
    body = body_to_act_on(code)
    form = MissionForm(typed_in(request), choices=mission_choices(body, per, None))

    def save() -> None:
        actions.add_mission(
            body=body, mission=form.mission(), by=request.user, **registered_here(request)
        )

    return _form(request, form, save, ("Lägg till grunduppdrag", code, body.name))


@require_http_methods(FORM)
@may(WRITES)
def change(request: Request, number: int) -> HttpResponse:
    """Correct what a core mission says."""
    found = _mission(request, number)
    choices = mission_choices(found.body, request.context.per, found)
    form = MissionForm(
        typed_in(request), choices=choices, initial=filled(found, mission_mark(found))
    )

    def save() -> None:
        actions.change_mission(
            number=number,
            mission=form.mission(provisions=found.provisions.all()),
            seen=form.cleaned_data["seen"],
            by=request.user,
        )

    said = ("Ändra grunduppdraget", found.body.code, found.title)
    return _form(request, form, save, said, mission=number)


@require_http_methods(FORM)
@may(WRITES)
def end(request: Request, number: int) -> HttpResponse:
    """End a core mission after its last day."""
    found = _mission(request, number)
    form = EndMissionForm(typed_in(request), initial={"seen": mission_mark(found)})

    def save() -> None:
        said = form.cleaned_data
        actions.end_mission(number=number, last=said["last"], seen=said["seen"], by=request.user)

    said = ("Avsluta grunduppdraget", found.body.code, found.title)
    return _form(request, form, save, said, mission=number)


def _back(request: Request, code: str, mission: int | None) -> str:
    """The core mission's page where it has begun, else the body's list."""
    if mission is not None and has_begun(mission, request.context.per):
        return link(request.context, "goals:mission", mission)
    return link(request.context, "goals:missions", organ=code)


def _mission(request: Request, number: int) -> CoreMission:
    found = mission_to_act_on(number)
    if found is None:
        raise Http404("Grunduppdraget finns inte.")
    require(request, Right.WRITE_GOALS, found.body.code)
    return found


def _form(
    request: Request,
    form: MissionForm | EndMissionForm,
    save: Callable[[], object],
    said: tuple[str, str, str],
    *,
    mission: int | None = None,
) -> HttpResponse:
    """Show a form, save what was typed, or show it again with what was refused."""
    heading, code, about = said

    def saved() -> str:
        save()
        return _back(request, code, mission)

    def show(clash: bool, status: int) -> HttpResponse:
        shown = {
            "form": form,
            "heading": heading,
            "about": about,
            "back": _back(request, code, mission),
            "clash": mission_row(mission, request.context.per) if clash and mission else None,
            "trail": trail(request.context, MISSIONS, heading),
        }
        return TemplateResponse(request, "goals/mission_form.html", shown, status=status)

    def latest() -> str:
        found = mission_to_act_on(mission) if mission else None
        return mission_mark(found) if found else ""

    done = "Grunduppdraget är sparat."
    return save_or_show(request, form, save=saved, show=show, done=done, latest=latest)
