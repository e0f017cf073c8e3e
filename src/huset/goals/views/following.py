"""Forms of the volumes and key figures that a core mission is followed up by."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from huset.goals import actions, queries
from huset.goals.forms.drafting import filled_measure
from huset.goals.forms.following import EndFigureForm, FigureForm
from huset.goals.models import CoreMission, Indicator
from huset.goals.queries.content import measure_of
from huset.goals.queries.drafting import owner_choices
from huset.goals.queries.following import (
    figure_mark,
    figure_to_act_on,
    is_kept,
    next_figure_code,
)
from huset.goals.queries.missions import mission_to_act_on
from huset.goals.rules import Frequency
from huset.goals.views.missions import FORM, MISSIONS, WRITES
from huset.goals.views.saving import save_or_show, typed_in
from huset.kernel.http import Request, registered_here
from huset.kernel.links import link, trail
from huset.kernel.rights import may
from huset.organisation.permissions import require
from huset.organisation.rules import Right

YEARS = 3  # for which a target can be set: this one and the next two


@require_http_methods(FORM)
@may(WRITES)
def add(request: Request, number: int) -> HttpResponse:
    """Add a volume or key figure to a core mission."""
    mission = mission_to_act_on(number)
    if mission is None:
        raise Http404("Grunduppdraget finns inte.")
    require(request, Right.WRITE_GOALS, mission.body.code)
    code = next_figure_code(mission.body.code)
    form = _figure_form(request, mission, {"code": code, "frequency": Frequency.YEARLY.value})

    def save() -> None:
        actions.add_figure(
            mission=number,
            measure=form.measure(),
            since=request.context.today,
            by=request.user,
            **registered_here(request),
        )

    done = "Nyckeltalet är tillagt och räknas från i dag."
    return _form(request, form, save, ("Lägg till volym eller nyckeltal", done, mission))


@require_http_methods(FORM)
@may(WRITES)
def change(request: Request, number: int) -> HttpResponse:
    """Change a volume or key figure."""
    figure, mission = _figure(request, number)
    measure = measure_of(figure)
    initial = filled_measure(measure, figure_mark(figure))
    form = _figure_form(request, mission, initial, figure)

    def save() -> None:
        actions.change_figure(
            number=number,
            measure=form.measure(),
            seen=form.cleaned_data["seen"],
            by=request.user,
        )

    said = (f"Ändra {figure.code}", "Nyckeltalet är sparat.", mission)
    return _form(request, form, save, said, figure)


@require_http_methods(FORM)
@may(WRITES)
def end(request: Request, number: int) -> HttpResponse:
    """Take a key figure away, or end it from today when it has values."""
    figure, mission = _figure(request, number)
    form = EndFigureForm(typed_in(request), initial={"seen": figure_mark(figure)})

    def save() -> None:
        actions.end_figure(
            number=number,
            day=request.context.today,
            seen=form.cleaned_data["seen"],
            by=request.user,
        )

    done = f"{figure.code} räknas inte längre."
    heading = "Avsluta" if is_kept(figure) else "Ta bort"
    return _form(request, form, save, (f"{heading} {figure.code}", done, mission), figure)


def _figure(request: Request, number: int) -> tuple[Indicator, CoreMission]:
    figure = figure_to_act_on(number)
    if figure is None or figure.mission is None:
        raise Http404("Nyckeltalet finns inte, eller är avslutat.")
    require(request, Right.WRITE_GOALS, figure.mission.body.code)
    return figure, figure.mission


def _figure_form(
    request: Request,
    mission: CoreMission,
    initial: dict[str, object],
    figure: Indicator | None = None,
) -> FigureForm:
    today = request.context.today
    return FigureForm(
        typed_in(request),
        years=range(today.year, today.year + YEARS),
        owners=owner_choices(mission.body, today),
        initial=initial,
        before=measure_of(figure) if figure else None,
    )


def _form(
    request: Request,
    form: FigureForm | EndFigureForm,
    save: Callable[[], object],
    said: tuple[str, str, CoreMission],
    figure: Indicator | None = None,
) -> HttpResponse:
    """Show a form, save what was typed, or show it again with what was refused."""
    (heading, done, mission), context = said, request.context
    back = link(context, "goals:mission", mission.pk)

    def saved() -> str:
        save()
        return back

    def show(clash: bool, status: int) -> HttpResponse:
        number = figure.pk if figure and clash else 0
        above = (mission.title, "goals:mission", (mission.pk,))
        shown = {
            "form": form,
            "heading": heading,
            "about": mission.title,
            "back": back,
            "clash": queries.indicator(number, context.today, context.year) if number else None,
            "figure": figure,
            "ends": isinstance(form, EndFigureForm),
            "kept": figure is not None and is_kept(figure),
            "trail": trail(context, MISSIONS, above, heading),
        }
        return TemplateResponse(request, "goals/figure_form.html", shown, status=status)

    def latest() -> str:
        found = figure_to_act_on(figure.pk) if figure else None
        return figure_mark(found) if found else ""

    return save_or_show(request, form, save=saved, show=show, done=done, latest=latest)
