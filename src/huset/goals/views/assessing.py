"""Pages where a body judges its own goal, or says what it believes, with the reason."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from huset.goals import actions, queries
from huset.goals.actions.assessing import Judgement
from huset.goals.forms.assessing import AssessmentForm
from huset.goals.models import Goal
from huset.goals.queries.links import goal_to_act_on
from huset.goals.queries.measured import last_assessment
from huset.goals.views.pages import GOALS
from huset.kernel.actions import Clash, Refused
from huset.kernel.http import Request, registered_here
from huset.kernel.links import link, trail
from huset.kernel.rights import may
from huset.model.queries import model_in_force
from huset.model.terms import FULFILMENT
from huset.organisation.permissions import needs, require
from huset.organisation.rules import Right

HEADINGS = {"outcome": "Bedöm målet själv", "forecast": "Säg vad ni tror"}


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.WRITE_GOALS))
def assess(request: Request, number: int, of: str) -> HttpResponse:
    """Judge a goal otherwise than it is computed, or say whether it is believed to be met."""
    context, forecast = request.context, of == "forecast"
    found, record = queries.goal(number, context.per, context.year), goal_to_act_on(number)
    if found is None or record is None:
        raise Http404("Målet finns inte, eller var inte beslutat det datum du valt.")
    require(request, Right.WRITE_GOALS, found.row.body_code)
    last = last_assessment(number, context.year, forecast=forecast)
    form = AssessmentForm(
        request.POST if request.method == "POST" else None,
        offered=_offered(context.per, forecast=forecast),
        taken=bool(last and last.outcome),
        seen=last.pk if last else 0,
    )
    back = link(context, "goals:goal", number)
    refused = clash = False
    if form.is_bound and form.is_valid():
        try:
            _save(request, form, record, forecast=forecast)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            refused, clash = True, isinstance(refusal, Clash)
        else:
            messages.success(request, "Bedömningen är sparad.")
            return HttpResponseRedirect(back)
    return TemplateResponse(
        request,
        "goals/assess.html",
        {
            "form": form,
            "goal": found.row,
            "heading": HEADINGS[of],
            "last": last if clash else None,
            "seen": last.pk if last else 0,
            "year": context.year,
            "back": back,
            "trail": trail(context, GOALS, (found.row.code, "goals:goal", (number,)), HEADINGS[of]),
        },
        status=409 if refused else 200,
    )


def _offered(per: date, *, forecast: bool) -> list[tuple[str, str]]:
    scale = model_in_force(per).fulfilment
    steps = [(outcome, scale.step(outcome)) for outcome in FULFILMENT]
    return [(o.value, (s.forecast if forecast else s.status).word) for o, s in steps]


def _save(request: Request, form: AssessmentForm, goal: Goal, *, forecast: bool) -> None:
    said, context = form.cleaned_data, request.context
    actions.assess_goal(
        goal=goal,
        said=Judgement(context.year, form.chosen(), said["why"], forecast=forecast),
        day=context.today,
        seen=said["seen"],
        by=request.user,
        **registered_here(request),
    )
