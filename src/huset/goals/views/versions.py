"""Pages where a decided goal gets a new version or an end: the proposal, and its forms."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huset.goals import actions, queries
from huset.goals.actions.versions import Up
from huset.goals.forms.drafting import NEW_MEASURE, GoalForm, MeasureForm, filled, filled_measure
from huset.goals.forms.versions import OwnerForm, RelinkForm, WhyForm
from huset.goals.models import Goal
from huset.goals.permissions import proposers
from huset.goals.queries.content import content_of
from huset.goals.queries.drafting import Choices, goal_choices, owner_choices
from huset.goals.queries.indicator_rows import indicator_to_act_on
from huset.goals.queries.links import goal_to_act_on
from huset.goals.queries.versions import Proposed, owner_mark, proposed, proposing_bodies
from huset.goals.rules import ChangeKind
from huset.goals.views.pages import GOALS
from huset.goals.views.saving import do_and_go, save_or_show, typed_in
from huset.kernel.http import Request, registered_here
from huset.kernel.links import link, trail
from huset.kernel.rights import may
from huset.organisation.permissions import actor, needs, require
from huset.organisation.queries import body_to_act_on
from huset.organisation.rules import Right

READS, WRITES = needs(Right.READ_INTERNAL), needs(Right.WRITE_GOALS)
FORM = ["GET", "HEAD", "POST"]
SAVED = "Förslaget är sparat. Det gäller först när det är beslutat."
KINDS = {
    ChangeKind.CHANGE: ("Föreslå en ny version", "Skriv förslaget"),
    ChangeKind.END: ("Föreslå att målet upphör", "Lämna förslaget"),
}


@require_http_methods(FORM)
@may(WRITES)
def propose(request: Request, number: int, kind: ChangeKind) -> HttpResponse:
    """Say why a decided goal is to have a new version, or to end."""
    context = request.context
    found, record, bodies = _goal_to_change(request, number)
    form, (heading, button) = WhyForm(typed_in(request), bodies=bodies), KINDS[kind]
    back = link(context, "goals:goal", number)

    def save() -> str:
        do = actions.propose_end if kind is ChangeKind.END else actions.propose_version
        change = do(
            goal=record,
            body=body_to_act_on(form.cleaned_data["body"]),
            why=form.cleaned_data["why"],
            day=context.today,
            by=request.user,
            **registered_here(request),
        )
        return back if kind is ChangeKind.END else link(context, "goals:version", change.pk)

    def show(_clash: bool, status: int) -> HttpResponse:
        shown = {"heading": heading, "about": str(record), "back": back, "button": button}
        return _page(request, form, shown, (found.row.code, "goals:goal", (number,)), status)

    done = "Förslaget väntar på beslut." if kind is ChangeKind.END else SAVED
    return save_or_show(request, form, save=save, show=show, done=done)


@require_http_methods(FORM)
@may(WRITES)
def relink(request: Request, number: int) -> HttpResponse:
    """Propose that a decided goal hangs from something else: what was dropped on, to begin with."""
    found, record, bodies = _goal_to_change(request, number)
    context = request.context
    choices = goal_choices(body_to_act_on(found.row.body_code), found.row.level, context.per)
    content = content_of(record)
    now = Up(content.parents, content.area, content.missions)
    then = _hung(request, now)
    if then.parents - now.parents - {int(number) for number, _ in choices.parents}:
        messages.warning(request, "Ett mål på den här nivån kan inte hänga i det som du valde.")
        then = now
    form = RelinkForm(typed_in(request), bodies=bodies, choices=choices, now=then)
    back = link(context, "goals:goal", number)

    def save() -> str:
        change = actions.propose_version(
            goal=record,
            body=body_to_act_on(form.cleaned_data["body"]),
            why=form.cleaned_data["why"],
            day=context.today,
            by=request.user,
            up=form.up(),
            **registered_here(request),
        )
        return link(context, "goals:version", change.pk)

    def show(_clash: bool, status: int) -> HttpResponse:
        shown = {"heading": "Flytta målet på röda tråden", "about": found.row.title, "back": back}
        above = (found.row.code, "goals:goal", (number,))
        return _page(request, form, shown | {"button": "Lämna förslaget"}, above, status)

    return save_or_show(request, form, save=save, show=show, done=SAVED)


@require_safe
@may(READS)
def show(request: Request, number: int) -> TemplateResponse:
    """Show a proposed version: what differs, what it says, and what is missing."""
    found = _found(request, number, Right.READ_INTERNAL)
    return TemplateResponse(
        request,
        "goals/version.html",
        {
            "proposed": found,
            "writes": actor(request).may(Right.WRITE_GOALS, found.row.body_code),
            "trail": trail(request.context, GOALS, _goal(found), "Ny version"),
        },
    )


@require_http_methods(FORM)
@may(WRITES)
def change(request: Request, number: int) -> HttpResponse:
    """Change what a proposed version says."""
    found = _found(request, number, Right.WRITE_GOALS)
    choices = goal_choices(body_to_act_on(found.body_code), found.level, request.context.per)
    initial = filled(found.code, found.version.content, found.mark)
    form = GoalForm(typed_in(request), choices=choices, initial=initial, new=False)

    def save() -> None:
        said = form.content()
        actions.change_version(
            number=number, content=said, seen=form.cleaned_data["seen"], by=request.user
        )

    return _form(request, form, save, found, "Ändra förslaget")


@require_http_methods(FORM)
@may(WRITES)
def measure(request: Request, number: int, code: str = "") -> HttpResponse:
    """Add an indicator to a proposed version, or change one of it."""
    found = _found(request, number, Right.WRITE_GOALS)
    own = found.version.measure(code)
    if code and own is None:
        raise Http404("Indikatorn finns inte i förslaget.")
    initial = filled_measure(own, found.mark) if own else _begin(found)
    now = found.version.content
    form = MeasureForm(
        typed_in(request),
        years=range(now.first_year, now.last_year + 1),
        owners=owner_choices(body_to_act_on(found.body_code), request.context.per),
        initial=initial,
    )

    def save() -> None:
        said, seen = form.measure(), form.cleaned_data["seen"]
        kept = {y: t for y, t in own.targets.items() if y not in form.years} if own else {}
        said = replace(said, targets={**kept, **said.targets})
        actions.write_measure(number=number, measure=said, seen=seen, of=code, by=request.user)

    return _form(request, form, save, found, "Ändra indikatorn" if own else "Ny indikator")


@require_POST
@may(WRITES)
def leave_measure(request: Request, number: int, code: str) -> HttpResponse:
    """Leave an indicator out of a proposed version."""
    _found(request, number, Right.WRITE_GOALS)
    seen, there = request.POST.get("seen", ""), link(request.context, "goals:version", number)
    return do_and_go(
        request,
        lambda: actions.leave_measure(number=number, code=code, seen=seen, by=request.user),
        done="Indikatorn är med till och med beslutet. Det som har mätts finns kvar.",
        there=there,
        back=there,
    )


@require_POST
@may(WRITES)
def withdraw(request: Request, number: int, goal: int) -> HttpResponse:
    """Take a proposal back."""
    found = queries.goal(goal, request.context.today, request.context.year)
    change = next((one for one in found.changes if one.id == number), None) if found else None
    if change is None:
        raise Http404("Förslaget finns inte.")
    require(request, Right.WRITE_GOALS, change.body_code)
    there = link(request.context, "goals:goal", goal)
    return do_and_go(
        request,
        lambda: actions.withdraw_goal_change(number=number, by=request.user),
        done="Förslaget är tillbakataget.",
        there=there,
        back=there,
    )


@require_http_methods(FORM)
@may(WRITES)
def owner(request: Request, number: int) -> HttpResponse:
    """Say who answers for an indicator, also of a goal that is decided."""
    context, record = request.context, indicator_to_act_on(number)
    found = queries.indicator(number, context.today, context.year)
    if found is None or record is None:
        raise Http404("Indikatorn finns inte, eller dess mål är inte beslutat.")
    require(request, Right.WRITE_GOALS, found.body_code)
    held = {
        "owner": str(record.owner_id or ""),
        "origin": record.origin,
        "seen": owner_mark(record),
    }
    owners = owner_choices(body_to_act_on(found.body_code), context.today)
    form = OwnerForm(typed_in(request), owners=owners, initial=held)
    back = link(context, "goals:indicator", number)

    def save() -> str:
        said = form.cleaned_data
        actions.entrust_measure(
            number=number,
            owner=int(said["owner"]) if said["owner"] else None,
            origin=said["origin"],
            seen=said["seen"],
            by=request.user,
        )
        return back

    def show(_clash: bool, status: int) -> HttpResponse:
        shown = {"heading": "Vem som svarar för indikatorn", "about": found.name, "back": back}
        here = (found.code, "goals:indicator", (number,))
        return _page(request, form, shown | {"button": "Spara"}, here, status)

    return save_or_show(
        request,
        form,
        save=save,
        show=show,
        done="Den som svarar för indikatorn är sparad.",
        latest=lambda: owner_mark(record),
    )


def _goal_to_change(request: Request, number: int) -> tuple[queries.GoalView, Goal, Choices]:
    """A decided goal with its record, and the bodies that the reader can propose a change for."""
    context, record = request.context, goal_to_act_on(number)
    found = queries.goal(number, context.today, context.year)
    if found is None or record is None:
        raise Http404("Målet finns inte, eller är inte beslutat.")
    bodies = proposers(actor(request), proposing_bodies(found.row.body_code, context.today))
    if not bodies:
        require(request, Right.WRITE_GOALS, found.row.body_code)
    return found, record, bodies


def _hung(request: Request, now: Up) -> Up:
    """What a goal would hang from if it was dragged from one thing to another on the thread."""
    word, _, number = request.GET.get("under", "").partition("-")
    before, _, left = request.GET.get("fran", "").partition("-")
    if not number.isdecimal():
        return now
    gone = {int(left)} if before == word and left.isdecimal() else set()
    match word:
        case "goal":
            return replace(now, parents=now.parents - gone | {int(number)})
        case "mission":
            return replace(now, missions=now.missions - gone | {int(number)})
        case "area":
            return replace(now, area=int(number))
        case _:
            return now


def _goal(found: Proposed) -> tuple[str, str, tuple[int, ...]]:
    return (found.code, "goals:goal", (found.goal_id,))


def _begin(found: Proposed) -> dict[str, object]:
    taken, number = {one.code for one in found.version.measures}, 1
    while f"{found.code}-{number}" in taken:
        number += 1
    return {**NEW_MEASURE, "code": f"{found.code}-{number}", "seen": found.mark}


def _found(request: Request, number: int, right: Right) -> Proposed:
    found = proposed(number, request.context.per)
    if found is None:
        raise Http404("Förslaget finns inte. Det kan vara beslutat eller tillbakataget.")
    require(request, right, found.row.body_code)
    return found


def _form(
    request: Request,
    form: GoalForm | MeasureForm,
    save: Callable[[], None],
    found: Proposed,
    heading: str,
) -> HttpResponse:
    """Show a form of a proposal, save it, or show it again beside what another has saved."""
    back = link(request.context, "goals:version", found.row.id)

    def save_and_go() -> str:
        save()
        return back

    def now() -> Proposed | None:
        return proposed(found.row.id, request.context.per)

    def latest() -> str:
        saved = now()
        return saved.mark if saved else ""

    def show(clash: bool, status: int) -> HttpResponse:
        shown = {
            "heading": heading,
            "about": found.title,
            "back": back,
            "button": "Spara förslaget",
        }
        return _page(
            request, form, shown | {"saved": now() if clash else None}, _goal(found), status
        )

    return save_or_show(request, form, save=save_and_go, show=show, done=SAVED, latest=latest)


def _page(
    request: Request,
    form: Form,
    shown: Mapping[str, object],
    above: tuple[str, str, tuple[int, ...]],
    status: int,
) -> TemplateResponse:
    here = trail(request.context, GOALS, above, str(shown["heading"]))
    said = {"form": form, "trail": here, **shown}
    return TemplateResponse(request, "goals/version_form.html", said, status=status)
