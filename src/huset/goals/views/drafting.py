"""Pages where goals are proposed: the drafts, what each still lacks, and their forms."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huset.goals import actions
from huset.goals.forms.drafting import (
    NEW_MEASURE,
    GoalForm,
    MeasureForm,
    StartForm,
    filled,
    filled_measure,
)
from huset.goals.queries.content import measure_of
from huset.goals.queries.drafting import (
    Choices,
    Draft,
    draft,
    drafts,
    goal_choices,
    goal_levels,
    next_code,
    owner_choices,
)
from huset.goals.queries.indicator_rows import indicator_to_act_on
from huset.goals.queries.links import goal_grounds, goal_to_act_on
from huset.goals.views.pages import GOALS
from huset.goals.views.saving import do_and_go, save_or_show, typed_in
from huset.kernel.http import Request, registered_here
from huset.kernel.links import link, trail
from huset.kernel.rights import may
from huset.organisation.permissions import actor, needs, require
from huset.organisation.queries import bodies_in_scope, body_to_act_on, organisation
from huset.organisation.rules import Right

READS, WRITES = needs(Right.READ_INTERNAL), needs(Right.WRITE_GOALS)
FORM = ["GET", "HEAD", "POST"]
DRAFTS = ("Utkast", "goals:drafts", ())


@require_safe
@may(READS)
def draft_list(request: Request) -> TemplateResponse:
    """Show the drafts of the reader's bodies, with how much each still lacks."""
    context = request.context
    chosen = set(bodies_in_scope(context.scope, context.per))
    seen = {b.code for b in organisation(context.per).bodies if _sees(request, b.code)}
    return TemplateResponse(
        request,
        "goals/drafts.html",
        {
            "drafts": drafts(context.per, seen & chosen if chosen else seen),
            "writes": actor(request).has(Right.WRITE_GOALS),
            "trail": trail(context, GOALS, "Utkast"),
        },
    )


@require_safe
@may(READS)
def show(request: Request, number: int) -> TemplateResponse:
    """Show a draft: what it says, its indicators, and what is missing before it can be decided."""
    found = _found(request, number, Right.READ_INTERNAL)
    return TemplateResponse(
        request,
        "goals/draft.html",
        {
            "draft": found,
            "grounds": goal_grounds(number, request.context.per),
            "writes": actor(request).may(Right.WRITE_GOALS, found.body_code),
            "trail": trail(request.context, GOALS, DRAFTS, found.code),
        },
    )


@require_http_methods(FORM)
@may(WRITES)
def start(request: Request) -> HttpResponse:
    """Choose whose goal it is to be and at which level; then write it."""
    context = request.context
    levels = [(str(level.code), level.name) for level in goal_levels(context.per)]
    asked = request.GET if {"level", "body"} <= request.GET.keys() else None
    form = StartForm(asked, levels=levels, bodies=_bodies(request))
    if not form.is_bound or not form.is_valid():
        return _page(request, form, "Nytt mål", link(context, "goals:drafts"), button="Fortsätt")
    level, code = form.cleaned_data["level"], form.cleaned_data["body"]
    require(request, Right.WRITE_GOALS, code)
    body = body_to_act_on(code)
    year = context.per.year + 1
    begin = {"code": next_code(body), "first_year": year, "last_year": year}
    goal = GoalForm(
        typed_in(request), choices=goal_choices(body, level, context.per), initial=begin
    )

    def save() -> str:
        made = actions.write_goal(
            code=goal.cleaned_data["code"],
            level=level,
            body=body,
            content=goal.content(),
            by=request.user,
            **registered_here(request),
        )
        return link(context, "goals:draft", made.pk)

    about = f"{dict(levels)[level]} för {body.name}"
    return _form(request, goal, save, ("Nytt mål", about, link(context, "goals:drafts")))


@require_http_methods(FORM)
@may(WRITES)
def change(request: Request, number: int) -> HttpResponse:
    """Change what a draft says."""
    found = _found(request, number, Right.WRITE_GOALS)
    record = goal_to_act_on(number)
    if record is None:
        raise Http404("Utkastet finns inte.")
    choices = goal_choices(body_to_act_on(found.body_code), record.level, request.context.per)
    initial = filled(found.code, found.content, found.mark)
    form = GoalForm(typed_in(request), choices=choices, initial=initial, new=False)
    back = link(request.context, "goals:draft", number)

    def save() -> str:
        actions.change_goal(
            number=number,
            content=form.content(),
            seen=form.cleaned_data["seen"],
            by=request.user,
        )
        return back

    return _form(request, form, save, ("Ändra utkastet", found.title, back), of=found)


@require_POST
@may(WRITES)
def drop(request: Request, number: int) -> HttpResponse:
    """Throw a draft away."""
    found = _found(request, number, Right.WRITE_GOALS)
    seen = request.POST.get("seen", "")
    return do_and_go(
        request,
        lambda: actions.drop_goal(number=number, seen=seen, by=request.user),
        done="Utkastet är kastat.",
        there=link(request.context, "goals:drafts"),
        back=link(request.context, "goals:draft", found.id),
    )


@require_http_methods(FORM)
@may(WRITES)
def add_measure(request: Request, number: int) -> HttpResponse:
    """Add an indicator to a draft."""
    found = _found(request, number, Right.WRITE_GOALS)
    code = f"{found.code}-{len(found.measures) + 1}"
    form = _measure_form(request, found, {"code": code, **NEW_MEASURE})
    back = link(request.context, "goals:draft", number)

    def save() -> str:
        actions.add_measure(
            goal=number, measure=form.measure(), by=request.user, **registered_here(request)
        )
        return back

    return _form(request, form, save, ("Ny indikator", found.title, back))


@require_http_methods(FORM)
@may(WRITES)
def change_measure(request: Request, number: int) -> HttpResponse:
    """Change an indicator of a draft."""
    indicator = indicator_to_act_on(number)
    if indicator is None or indicator.goal_id is None:
        raise Http404("Indikatorn finns inte.")
    found = _found(request, indicator.goal_id, Right.WRITE_GOALS)
    form = _measure_form(request, found, filled_measure(measure_of(indicator), found.mark))
    back = link(request.context, "goals:draft", found.id)

    def save() -> str:
        actions.change_measure(
            number=number,
            measure=form.measure(),
            seen=form.cleaned_data["seen"],
            by=request.user,
        )
        return back

    return _form(request, form, save, ("Ändra indikatorn", found.title, back), of=found)


@require_POST
@may(WRITES)
def drop_measure(request: Request, number: int) -> HttpResponse:
    """Take an indicator out of a draft."""
    indicator = indicator_to_act_on(number)
    if indicator is None or indicator.goal_id is None:
        raise Http404("Indikatorn finns inte.")
    found = _found(request, indicator.goal_id, Right.WRITE_GOALS)
    seen = request.POST.get("seen", "")
    back = link(request.context, "goals:draft", found.id)
    return do_and_go(
        request,
        lambda: actions.drop_measure(number=number, seen=seen, by=request.user),
        done="Indikatorn är borttagen.",
        there=back,
        back=back,
    )


def _sees(request: Request, code: str) -> bool:
    return actor(request).may(Right.READ_INTERNAL, code)


def _found(request: Request, number: int, right: Right) -> Draft:
    found = draft(number, request.context.per)
    if found is None:
        raise Http404("Utkastet finns inte. Det kan vara beslutat eller kastat.")
    require(request, right, found.body_code)
    return found


def _bodies(request: Request) -> Choices:
    area = actor(request).area(Right.WRITE_GOALS)
    bodies = organisation(request.context.per).bodies
    return [(body.code, body.name) for body in bodies if body.code in area]


def _measure_form(request: Request, of: Draft, initial: dict[str, object]) -> MeasureForm:
    years = range(of.content.first_year, of.content.last_year + 1)
    owners = owner_choices(body_to_act_on(of.body_code), request.context.per)
    return MeasureForm(typed_in(request), years=years, owners=owners, initial=initial)


def _form(
    request: Request,
    form: GoalForm | MeasureForm,
    save: Callable[[], str],
    said: tuple[str, str, str],
    *,
    of: Draft | None = None,
) -> HttpResponse:
    """Show a form, save what was typed, or show it again with what was refused."""
    heading, about, back = said

    def now() -> Draft | None:
        return draft(of.id, request.context.per) if of else None

    def latest() -> str:
        found = now()
        return found.mark if found else ""

    def show(clash: bool, status: int) -> HttpResponse:
        saved = now() if clash else None
        return _page(request, form, heading, back, about=about, clash=saved, status=status)

    done = "Utkastet är sparat. Det gäller först när det är beslutat."
    return save_or_show(request, form, save=save, show=show, done=done, latest=latest)


def _page(  # noqa: PLR0913 -- what one page shows
    request: Request,
    form: StartForm | GoalForm | MeasureForm,
    heading: str,
    back: str,
    *,
    about: str = "",
    clash: Draft | None = None,
    status: int = 200,
    button: str = "Spara utkastet",
) -> TemplateResponse:
    return TemplateResponse(
        request,
        "goals/draft_form.html",
        {
            "form": form,
            "method": "get" if isinstance(form, StartForm) else "post",
            "heading": heading,
            "about": about,
            "back": back,
            "clash": clash,
            "button": button,
            "trail": trail(request.context, GOALS, DRAFTS, heading),
        },
        status=status,
    )
