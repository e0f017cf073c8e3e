"""Pages of the core missions: the list body by body, and the forms that add, change and end."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from huset.goals import actions
from huset.goals.forms.missions import EndMissionForm, MissionForm, filled
from huset.goals.models import CoreMission
from huset.goals.queries.choosing import mission_choices
from huset.goals.queries.missions import (
    MissionRow,
    mission_mark,
    mission_row,
    mission_to_act_on,
    missions_by_body,
)
from huset.kernel.actions import Clash, Refused
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
    found = missions_by_body(context.per, codes)
    area = actor(request).area(Right.WRITE_GOALS)
    return TemplateResponse(
        request,
        f"goals/missions.html{part_of(request)}",
        {
            "bodies": [(body, body.code in area) for body in found],
            "lacking": [body for body in found if not body.missions],
            "trail": trail(context, "Grunduppdrag"),
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
    form = MissionForm(_typed(request), choices=mission_choices(body, per, None))

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
    form = MissionForm(_typed(request), choices=choices, initial=filled(found, mission_mark(found)))

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
    form = EndMissionForm(_typed(request), initial={"seen": mission_mark(found)})

    def save() -> None:
        said = form.cleaned_data
        actions.end_mission(number=number, last=said["last"], seen=said["seen"], by=request.user)

    said = ("Avsluta grunduppdraget", found.body.code, found.title)
    return _form(request, form, save, said, mission=number)


def _typed(request: Request) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _mission(request: Request, number: int) -> CoreMission:
    found = mission_to_act_on(number)
    if found is None:
        raise Http404("Grunduppdraget finns inte.")
    require(request, Right.WRITE_GOALS, found.body.code)
    return found


def _form(
    request: Request,
    form: MissionForm | EndMissionForm,
    save: Callable[[], None],
    said: tuple[str, str, str],
    *,
    mission: int | None = None,
) -> HttpResponse:
    """Show a form, save what was typed, or show it again with what was refused."""
    heading, code, about = said
    back = link(request.context, "goals:missions", organ=code)
    clash: MissionRow | None = None
    refused = False
    if form.is_bound and form.is_valid():
        try:
            save()
        except Refused as refusal:
            form.add_error(None, str(refusal))
            refused = True
            if isinstance(refusal, Clash) and mission is not None:
                clash = mission_row(mission, request.context.per)
                _show_seen(form, mission)
        else:
            messages.success(request, "Grunduppdraget är sparat.")
            return HttpResponseRedirect(back)
    return TemplateResponse(
        request,
        "goals/mission_form.html",
        {
            "form": form,
            "heading": heading,
            "about": about,
            "back": back,
            "clash": clash,
            "trail": trail(request.context, MISSIONS, heading),
        },
        status=409 if refused else 200,
    )


def _show_seen(form: MissionForm | EndMissionForm, number: int) -> None:
    """Let the form say that the writer has now seen what is saved."""
    found = mission_to_act_on(number)
    seen = mission_mark(found) if found else ""
    said = form.data.urlencode() if isinstance(form.data, QueryDict) else ""
    typed = QueryDict(said, mutable=True)
    typed["seen"] = seen
    form.data = typed
