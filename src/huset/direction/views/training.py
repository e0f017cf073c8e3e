"""Pages of the training register: who has been trained in what has extra weight."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huset.direction import actions, queries
from huset.direction.forms.steering import CountForm, TrainingForm
from huset.direction.models import ExternalSteering, Training
from huset.direction.views.steering import DIRECTION, Removal
from huset.kernel.actions import Clash, Refused
from huset.kernel.http import Request, registered_here
from huset.kernel.importing.response import table_response
from huset.kernel.links import link, trail
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import Fact
from huset.organisation.permissions import actor, needs, require
from huset.organisation.queries import bodies_in_scope, body_to_act_on
from huset.organisation.rules import Right

CONFIRMS = needs(Right.CONFIRM_STEERING)
FORM = ["GET", "HEAD", "POST"]
TRAINING = ("Utbildning", "direction:training", ())


@require_safe
@may(ANYONE)
def register(request: Request) -> TemplateResponse:
    """Show the share of managers and staff who have been trained, body by body."""
    context = request.context
    return TemplateResponse(
        request,
        "direction/training.html",
        {
            "laws": _found(request),
            "writes": actor(request).area(Right.CONFIRM_STEERING),
            "file_url": link(context, "direction:training-file"),
            "trail": trail(context, DIRECTION, "Utbildning"),
        },
    )


@require_safe
@may(ANYONE)
def file(request: Request) -> HttpResponse:
    """Give the register as a file."""
    per = request.context.per
    cells = queries.training_cells(_found(request))
    title, name = f"Utbildning {per}", f"utbildning-{per}"
    return table_response("xlsx", title, queries.TRAINING_COLUMNS, cells, name)


@require_http_methods(FORM)
@may(CONFIRMS)
def new(request: Request, code: str) -> HttpResponse:
    """Register how many of a body's managers or staff that have been trained."""
    today = request.context.today
    body = next((b for b in queries.steered_bodies(today) if b.code == code), None)
    if body is None:
        raise Http404("Organet finns inte, eller har ingen utbildning att redovisa.")
    require(request, Right.CONFIRM_STEERING, code)
    laws = queries.trained_choices(today)
    form = TrainingForm(request.POST or None, laws=laws, initial={"day": today})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.register_training(
                steering=_law(said["steering"]),
                body=body_to_act_on(code),
                group=form.trained_group,
                day=said["day"],
                count=form.count,
                by=request.user,
                **registered_here(request),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Uppgiften är sparad.")
            return HttpResponseRedirect(link(request.context, "direction:training"))
    return _page(request, form, "Redovisa utbildning", body.name)


@require_http_methods(FORM)
@may(CONFIRMS)
def correct(request: Request, number: int) -> HttpResponse:
    """Correct a count that was wrong."""
    found = _count(request, number)
    mark = queries.training_mark(found)
    initial = {"trained": found.trained, "of": found.of, "seen": mark}
    form = CountForm(request.POST or None, initial=initial)
    saved: list[Fact] = []
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            actions.correct_training(training=found, count=form.count, seen=seen, by=request.user)
        except Clash as refusal:
            form.add_error(None, str(refusal))
            form.seen_now(mark)
            saved = [Fact("Antal utbildade", str(found.trained)), Fact("Av", str(found.of))]
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Uppgiften är rättad.")
            return HttpResponseRedirect(link(request.context, "direction:training"))
    about = f"{found.body}, {found.steering}, {queries.group_name(found)}, {found.day}"
    removal = Removal(
        link(request.context, "direction:withdraw-training", number),
        "Ta tillbaka uppgiften",
        "När den gäller fel organ, grupp eller dag. Då visas den som fanns innan.",
    )
    return _page(request, form, "Rätta uppgiften", about, saved, removal)


@require_POST
@may(CONFIRMS)
def withdraw(request: Request, number: int) -> HttpResponse:
    """Take back a count that was registered by mistake."""
    actions.withdraw_training(training=_count(request, number), by=request.user)
    messages.success(request, "Uppgiften är tillbakatagen.")
    return HttpResponseRedirect(link(request.context, "direction:training"))


def _count(request: Request, number: int) -> Training:
    found = queries.training_to_act_on(number)
    if found is None:
        raise Http404("Uppgiften finns inte.")
    require(request, Right.CONFIRM_STEERING, found.body.code)
    return found


def _found(request: Request) -> list[queries.SteeringTraining]:
    context = request.context
    codes = bodies_in_scope(context.scope, context.per)
    return queries.training(context.per, body_codes=codes)


def _law(code: str) -> ExternalSteering:
    found = queries.external_to_act_on(code)
    if found is None:
        raise Refused("Den finns inte längre i registret. Välj en annan.")
    return found


def _page(
    request: Request,
    form: CountForm,
    heading: str,
    lead: str,
    saved: list[Fact] | None = None,
    removal: Removal | None = None,
) -> TemplateResponse:
    context = request.context
    return TemplateResponse(
        request,
        "direction/steering_form.html",
        {
            "form": form,
            "heading": heading,
            "lead": lead,
            "saved": saved or [],
            "back": link(context, "direction:training"),
            "removal": removal,
            "trail": trail(context, DIRECTION, TRAINING, heading),
        },
        status=409 if saved else 200,
    )
