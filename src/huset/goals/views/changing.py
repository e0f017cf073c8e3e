"""Pages where one proposes that the council ends, extends or changes an assignment."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from huset.goals import actions, queries
from huset.goals.forms.changing import ProposalForm
from huset.goals.models import Assignment
from huset.goals.permissions import proposers
from huset.goals.queries.links import assignment_to_act_on
from huset.goals.views.pages import ASSIGNMENTS
from huset.kernel.actions import Refused
from huset.kernel.http import Request, registered_here
from huset.kernel.links import link, trail
from huset.kernel.rights import may
from huset.organisation.permissions import actor, needs, require
from huset.organisation.queries import body_to_act_on
from huset.organisation.rules import Right

WRITES = needs(Right.WRITE_GOALS)
HEADING = "Föreslå en ändring"


@require_http_methods(["GET", "HEAD", "POST"])
@may(WRITES)
def propose(request: Request, number: int) -> HttpResponse:
    """Propose an end, more time or another task; those that got the assignment, and its giver."""
    context = request.context
    found, record = queries.assignment(number, context.per), assignment_to_act_on(number)
    if found is None or found.decision is None or record is None:
        raise Http404("Uppdraget finns inte, eller var inte beslutat det datum du valt.")
    bodies = proposers(actor(request), found.parties)
    if not bodies:
        require(request, Right.WRITE_GOALS, found.decision.body_code)
    form = ProposalForm(request.POST if request.method == "POST" else None, bodies=bodies)
    back = link(context, "goals:assignment", number)
    refused = False
    if form.is_bound and form.is_valid():
        try:
            _propose(request, form, record)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            refused = True
        else:
            messages.success(request, "Förslaget väntar nu på fullmäktiges beslut.")
            return HttpResponseRedirect(back)
    return TemplateResponse(
        request,
        "goals/propose.html",
        {
            "form": form,
            "assignment": found,
            "heading": HEADING,
            "back": back,
            "trail": trail(
                context, ASSIGNMENTS, (found.code, "goals:assignment", (number,)), HEADING
            ),
        },
        status=409 if refused else 200,
    )


@require_POST
@may(WRITES)
def withdraw(request: Request, number: int, change: int) -> HttpResponse:
    """Take a proposal back before it is decided."""
    found = queries.assignment(number, request.context.per)
    row = next((c for c in found.proposals if c.id == change), None) if found else None
    if row is None:
        raise Http404("Förslaget väntar inte längre på beslut.")
    require(request, Right.WRITE_GOALS, row.body_code)
    try:
        actions.withdraw_change(number=change, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Förslaget är tillbakadraget.")
    return HttpResponseRedirect(link(request.context, "goals:assignment", number))


def _propose(request: Request, form: ProposalForm, assignment: Assignment) -> None:
    actions.propose_change(
        assignment=assignment,
        body=body_to_act_on(form.cleaned_data["body"]),
        proposal=form.proposal(),
        day=request.context.today,
        by=request.user,
        **registered_here(request),
    )
