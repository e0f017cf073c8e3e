"""Pages of the reorganisations: the list, the plan with its preview, and the forms of its rows."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huset.kernel.actions import Clash, Refused
from huset.kernel.http import Request, registered_here
from huset.kernel.links import link, trail
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import NavItem
from huset.organisation.permissions import actor, needs
from huset.organisation.queries import kind_choices
from huset.organisation.rules import Right
from huset.reorganisation import actions, queries
from huset.reorganisation.forms import FORMS, ChangeForm, EditionForm, PlanForm
from huset.reorganisation.models import Reorganisation
from huset.reorganisation.permissions import may_plan, sees_drafts
from huset.reorganisation.rules import ChangeKind
from huset.reorganisation.words import KIND_NAMES

BODIES = ("Organisation", "organisation:bodies", ())
PLANS = ("Omorganisationer", "reorganisation:plans", ())
BY_BODY = {ChangeKind.MOVE_UNIT, ChangeKind.MOVE_GOAL}  # chosen among what a body has


@require_safe
@may(ANYONE)
def plan_list(request: Request) -> TemplateResponse:
    """Show the reorganisations; drafts only to those who see the house from within."""
    context = request.context
    return TemplateResponse(
        request,
        "reorganisation/plans.html",
        {
            "plans": queries.plans(context.per, drafts=sees_drafts(actor(request))),
            "may_plan": may_plan(actor(request)),
            "trail": trail(context, BODIES, "Omorganisationer"),
        },
    )


@require_safe
@may(ANYONE)
def plan(request: Request, number: int) -> TemplateResponse:
    """Show a reorganisation: before and after, and for a draft its rows."""
    return _page(request, _view(request, number))


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.WRITE_ORGANISATION))
def new(request: Request) -> HttpResponse:
    """Begin a plan."""
    form = PlanForm(request.POST or None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        planned = actions.plan_reorganisation(
            title=said["title"],
            motive=said["motive"],
            takes_effect=said["takes_effect"],
            by=request.user,
            **registered_here(request),
        )
        messages.success(request, "Planen är påbörjad. Lägg till vad som ska ändras.")
        return HttpResponseRedirect(link(request.context, "reorganisation:plan", planned.pk))
    way = trail(request.context, BODIES, PLANS, "Ny plan")
    shown = {"form": form, "heading": "Ny omorganisation", "trail": way}
    return TemplateResponse(request, "reorganisation/form.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.WRITE_ORGANISATION))
def describe(request: Request, number: int) -> HttpResponse:
    """Change a plan's title, motive and day. A clash shows what has changed meanwhile."""
    found = _view(request, number)
    if not found.is_draft:
        return _page(request, found, status=409)
    form = PlanForm(request.POST) if request.method == "POST" else PlanForm.of(found.row)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.describe_plan(
                reorganisation=_record(number),
                words={"title": said["title"], "motive": said["motive"]},
                takes_effect=said["takes_effect"],
                edition=said["edition"] or 0,
                by=request.user,
            )
        except Refused as refusal:
            return _refused(request, found, form, "Titel, motiv och dag", refusal)
        messages.success(request, "Planen är sparad.")
        return HttpResponseRedirect(link(request.context, "reorganisation:plan", number))
    return _form(request, found, form, "Titel, motiv och dag")


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.WRITE_ORGANISATION))
def add(request: Request, number: int, kind: str) -> HttpResponse:
    """Add rows of a kind to a plan, chosen among what there is."""
    found = _view(request, number)
    if not found.is_draft:
        return _page(request, found, status=409)
    if kind not in FORMS:
        raise Http404("En plan har inga sådana rader.")
    form = _change_form(request, found, FORMS[kind])
    heading = KIND_NAMES[form.kind]
    if form.is_bound and form.is_valid():
        try:
            actions.add_changes(
                reorganisation=_record(number),
                changes=form.changes(),
                edition=form.cleaned_data["edition"],
                by=request.user,
            )
        except Refused as refusal:
            return _refused(request, found, form, heading, refusal)
        messages.success(request, "Planen är ändrad. Se före och efter nedan.")
        return HttpResponseRedirect(link(request.context, "reorganisation:plan", number))
    return _form(request, found, form, heading, givers=_givers(request, found, form))


@require_POST
@may(needs(Right.WRITE_ORGANISATION))
def remove(request: Request, number: int, row: int) -> HttpResponse:
    """Remove a row from a plan."""
    found, form = _view(request, number), EditionForm(request.POST)
    try:
        if form.is_valid():
            actions.remove_change(
                reorganisation=_record(number),
                number=row,
                edition=form.cleaned_data["edition"],
                by=request.user,
            )
            messages.success(request, "Raden är borttagen.")
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, found, status=409, since=form.cleaned_data["edition"])
    return HttpResponseRedirect(link(request.context, "reorganisation:plan", number))


@require_POST
@may(needs(Right.WRITE_ORGANISATION))
def drop(request: Request, number: int) -> HttpResponse:
    """Drop a draft."""
    found, form = _view(request, number), EditionForm(request.POST)
    try:
        if form.is_valid():
            edition = form.cleaned_data["edition"]
            actions.drop_plan(reorganisation=_record(number), edition=edition, by=request.user)
            messages.success(request, "Planen är nedlagd.")
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, found, status=409, since=form.cleaned_data["edition"])
    return HttpResponseRedirect(link(request.context, "reorganisation:plans"))


def _view(request: Request, number: int) -> queries.PlanView:
    found = queries.plan(number, request.context.per)
    if found is None:
        raise Http404("Omorganisationen finns inte.")
    if found.is_draft and not sees_drafts(actor(request)):
        raise PermissionDenied("Omorganisationen är inte beslutad, så den är inte offentlig.")
    return found


def _record(number: int) -> Reorganisation:
    found = queries.plan_to_act_on(number)
    if found is None:
        raise Http404("Omorganisationen finns inte.")
    return found


def _page(
    request: Request, found: queries.PlanView, *, status: int = 200, since: int | None = None
) -> TemplateResponse:
    edits = found.is_draft and may_plan(actor(request))
    return TemplateResponse(
        request,
        "reorganisation/plan.html",
        {
            "plan": found,
            "may_plan": edits,
            "kinds": [(slug, KIND_NAMES[form.kind]) for slug, form in FORMS.items()],
            "done": [] if since is None else queries.done_since(found.row.id, since),
            "trail": trail(request.context, BODIES, PLANS, found.row.title),
        },
        status=status,
    )


def _form(
    request: Request,
    found: queries.PlanView,
    form: ChangeForm | PlanForm,
    heading: str,
    *,
    givers: list[NavItem] | None = None,
) -> TemplateResponse:
    row = found.row
    plan_step = (row.title, "reorganisation:plan", (row.id,))
    return TemplateResponse(
        request,
        "reorganisation/form.html",
        {
            "form": form,
            "plan": found,
            "heading": heading,
            "givers": givers,
            "trail": trail(request.context, BODIES, PLANS, plan_step, heading),
        },
    )


def _refused(
    request: Request,
    found: queries.PlanView,
    form: ChangeForm | PlanForm,
    heading: str,
    refusal: Refused,
) -> TemplateResponse:
    """The same form with what was refused; after a clash with what the other one has done."""
    form.add_error(None, str(refusal))
    answer = _form(request, found, form, heading)
    answer.status_code = 409
    if isinstance(refusal, Clash) and answer.context_data is not None:
        since = form.cleaned_data["edition"] or 0
        answer.context_data["done"] = queries.done_since(found.row.id, since)
    return answer


def _change_form(request: Request, found: queries.PlanView, kind: type[ChangeForm]) -> ChangeForm:
    """A form that offers what there is after the plan's rows; proposals come by the address."""
    house = found.house
    kinds = kind_choices(request.context.per)
    initial = {"edition": found.row.edition, **request.GET.dict()}
    return kind(
        request.POST or None,
        house=house,
        giver=_giver(request, found),
        body_kinds=kinds,
        initial=initial,
    )


def _giver(request: Request, found: queries.PlanView) -> str:
    chosen = request.GET.get("fran", "")
    return chosen if chosen in found.house.bodies else next(iter(found.givers), "")


def _givers(request: Request, found: queries.PlanView, form: ChangeForm) -> list[NavItem] | None:
    if form.kind not in BY_BODY:
        return None
    kind = form.kind.value.replace("_", "-")
    return [
        NavItem(
            found.house.name_of(code),
            link(request.context, "reorganisation:add", found.row.id, kind, fran=code),
            current=code == form.giver,
        )
        for code in found.givers
    ]
