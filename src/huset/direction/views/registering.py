"""Pages where the register of external steering is kept: laws and their provisions."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from huset.direction import actions, queries
from huset.direction.forms.steering import (
    EndSteeringForm,
    NewProvisionForm,
    NewSteeringForm,
    ProvisionForm,
    SeenForm,
    SteeringForm,
)
from huset.direction.models import ExternalSteering, Provision
from huset.direction.views.steering import DIRECTION, GROUP, STEERING, Removal
from huset.kernel.actions import Clash, Refused
from huset.kernel.http import Request, registered_here
from huset.kernel.links import link, trail
from huset.kernel.rights import may
from huset.kernel.shell import Fact
from huset.organisation.permissions import needs, require
from huset.organisation.queries import body_choices
from huset.organisation.rules import Right

WRITES = needs(Right.WRITE_DIRECTION)
FORM = ["GET", "HEAD", "POST"]
LAW = "direction:steering-law"


@require_http_methods(FORM)
@may(WRITES)
def new(request: Request) -> HttpResponse:
    """List a law that steers from outside."""
    require(request, Right.WRITE_DIRECTION, GROUP)
    form = NewSteeringForm(request.POST or None, bodies=body_choices(request.context.per))
    if form.is_bound and form.is_valid():
        said, more = form.said(), form.cleaned_data
        try:
            made = actions.list_external_steering(
                code=more["code"],
                kind=said.kind,
                title=said.title,
                since=more["since"],
                by=request.user,
                bodies=said.bodies,
                reference=said.reference,
                url=said.url,
                extra_weight=said.extra_weight,
                note=said.note,
                catalogue=more["catalogue"],
                **registered_here(request),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made.title} finns nu i registret.")
            return HttpResponseRedirect(link(request.context, LAW, made.code))
    return _page(request, form, "Ny i registret")


@require_http_methods(FORM)
@may(WRITES)
def change(request: Request, code: str) -> HttpResponse:
    """Change what is said of a law. Who comes second sees what has been saved meanwhile."""
    law = _law(request, code)
    choices = body_choices(request.context.per)
    chosen = [body for body in law.bodies.all() if body.code not in dict(choices)]
    choices = [*choices, *((body.code, body.name) for body in chosen)]
    if request.method == "POST":
        form = SteeringForm(request.POST, bodies=choices)
    else:
        form = SteeringForm(initial=_initial(law), bodies=choices)

    def do() -> str:
        said, seen = form.said(), form.cleaned_data["seen"]
        actions.describe_external_steering(steering=law, said=said, seen=seen, by=request.user)
        return f"{said.title} är sparad."

    return _change(request, form, "Ändra", law, do, now=lambda: _now(law))


@require_http_methods(FORM)
@may(WRITES)
def end(request: Request, code: str) -> HttpResponse:
    """End a law after its last day."""
    law = _law(request, code)
    form = EndSteeringForm(request.POST or None)

    def do() -> str:
        last_day = form.cleaned_data["last_day"]
        actions.end_external_steering(steering=law, last_day=last_day, by=request.user)
        return f"{law.title} slutar gälla. Sidor per tidigare dagar är som de var."

    removal = Removal(
        link(request.context, "direction:remove-steering", code),
        "Ta bort ur registret",
        "När den är upptagen av misstag. Går bara när inget vilar på den.",
    )
    return _change(request, form, "Avsluta", law, do, removal=removal)


@require_POST
@may(WRITES)
def remove(request: Request, code: str) -> HttpResponse:
    """Remove a law that was listed by mistake."""
    law = _law(request, code)
    try:
        actions.remove_external_steering(steering=law, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(link(request.context, LAW, code))
    messages.success(request, f"{law.title} är borttagen ur registret.")
    return HttpResponseRedirect(link(request.context, "direction:steering"))


@require_POST
@may(WRITES)
def catalogue(request: Request, code: str) -> HttpResponse:
    """Take in what the product's list has otherwise than what is stored."""
    law = _law(request, code)
    try:
        number = actions.adopt_catalogue(steering=law, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{number} bestämmelser är uppdaterade. Kopplingarna står kvar.")
    return HttpResponseRedirect(link(request.context, LAW, code))


@require_http_methods(FORM)
@may(WRITES)
def add_provision(request: Request, code: str) -> HttpResponse:
    """Add a provision to a law by hand."""
    law = _law(request, code)
    parents = queries.provision_choices(law)
    form = NewProvisionForm(request.POST or None, parents=parents)

    def do() -> str:
        said = form.cleaned_data
        made = actions.add_provision(
            steering=law,
            code=said["code"],
            label=said["label"],
            title=said["title"],
            url=said["url"],
            parent=queries.provision_of(law, said["parent"]) if said["parent"] else None,
            by=request.user,
        )
        return f"{made.label} är tillagd."

    return _change(request, form, "Lägg till bestämmelse", law, do)


@require_http_methods(FORM)
@may(WRITES)
def correct_provision(request: Request, number: int) -> HttpResponse:
    """Correct a provision's label and title."""
    provision = _provision(request, number)
    mark = queries.provision_mark(provision)
    initial = {
        "label": provision.label,
        "title": provision.title,
        "url": provision.url,
        "seen": mark,
    }
    form = (
        ProvisionForm(request.POST) if request.method == "POST" else ProvisionForm(initial=initial)
    )

    def do() -> str:
        said = form.cleaned_data
        words = (said["label"], said["title"])
        made = actions.correct_provision(
            provision=provision, words=words, url=said["url"], seen=said["seen"], by=request.user
        )
        return f"{made.label} är rättad."

    def now() -> tuple[str, list[Fact]]:
        facts = [("Beteckning", provision.label), ("Kort rubrik", provision.title)]
        return mark, [Fact(*fact) for fact in (*facts, ("Adress", provision.url or "–"))]

    removal = Removal(
        link(request.context, "direction:remove-provision", number),
        "Ta bort bestämmelsen",
        "Går bara när inget vilar på den.",
    )
    heading = f"Rätta {provision.label}"
    return _change(request, form, heading, provision.steering, do, now=now, removal=removal)


@require_POST
@may(WRITES)
def remove_provision(request: Request, number: int) -> HttpResponse:
    """Remove a provision that was added by mistake."""
    provision = _provision(request, number)
    code, label = provision.steering.code, provision.label
    try:
        actions.remove_provision(provision=provision, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{label} är borttagen.")
    return HttpResponseRedirect(link(request.context, LAW, code))


def _law(request: Request, code: str) -> ExternalSteering:
    require(request, Right.WRITE_DIRECTION, GROUP)
    found = queries.external_to_act_on(code)
    if found is None:
        raise Http404("Den finns inte i registret.")
    return found


def _provision(request: Request, number: int) -> Provision:
    require(request, Right.WRITE_DIRECTION, GROUP)
    found = queries.provision_to_act_on(number)
    if found is None:
        raise Http404("Bestämmelsen finns inte.")
    return found


def _initial(law: ExternalSteering) -> dict[str, object]:
    return {
        "kind": law.kind,
        "title": law.title,
        "reference": law.reference,
        "url": law.url,
        "extra_weight": law.extra_weight,
        "note": law.note,
        "bodies": [body.code for body in law.bodies.all()],
        "seen": queries.steering_mark(law),
    }


def _now(law: ExternalSteering) -> tuple[str, list[Fact]]:
    """What is saved now, and its mark."""
    saved = queries.external_to_act_on(law.code) or law
    return queries.steering_mark(saved), [
        Fact("Titel", saved.title),
        Fact("Beteckning", saved.reference or "–"),
        Fact("Adress", saved.url or "–"),
        Fact("Särskild vikt", "Ja" if saved.extra_weight else "Nej"),
        Fact("Vad den betyder här", saved.note or "–"),
        Fact("Organ", ", ".join(body.name for body in saved.bodies.all()) or queries.EVERY_BODY),
    ]


def _change(  # noqa: PLR0913 -- a change is known by all of these
    request: Request,
    form: SteeringForm | EndSteeringForm | ProvisionForm,
    heading: str,
    law: ExternalSteering,
    do: Callable[[], str],
    *,
    now: Callable[[], tuple[str, list[Fact]]] | None = None,
    removal: Removal | None = None,
) -> HttpResponse:
    """Show a form; do what it says; and to one who comes second show what is saved now."""
    saved: list[Fact] = []
    if form.is_bound and form.is_valid():
        try:
            said = do()
        except Clash as refusal:
            form.add_error(None, str(refusal))
            mark, saved = now() if now else ("", [])
            if isinstance(form, SeenForm):
                form.seen_now(mark)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return HttpResponseRedirect(link(request.context, LAW, law.code))
    return _page(request, form, heading, law=law, saved=saved, removal=removal)


def _page(
    request: Request,
    form: SteeringForm | EndSteeringForm | ProvisionForm,
    heading: str,
    *,
    law: ExternalSteering | None = None,
    saved: list[Fact] | None = None,
    removal: Removal | None = None,
) -> TemplateResponse:
    context = request.context
    steps = ((law.title, LAW, (law.code,)),) if law else ()
    back = link(context, LAW, law.code) if law else link(context, "direction:steering")
    return TemplateResponse(
        request,
        "direction/steering_form.html",
        {
            "form": form,
            "heading": heading,
            "lead": law.title if law else "",
            "saved": saved or [],
            "back": back,
            "removal": removal,
            "trail": trail(context, DIRECTION, STEERING, *steps, heading),
        },
        status=409 if saved else 200,
    )
