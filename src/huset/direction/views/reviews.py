"""Pages of the yearly review: which bodies have gone through what steers them."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from huset.direction import actions, queries
from huset.direction.forms.steering import ReviewForm
from huset.direction.views.steering import DIRECTION, STEERING
from huset.kernel.actions import Refused
from huset.kernel.http import Request, registered_here
from huset.kernel.links import link, trail
from huset.kernel.rights import ANYONE, may
from huset.organisation.permissions import actor, needs, require
from huset.organisation.queries import bodies_in_scope, body_to_act_on
from huset.organisation.rules import Right

REVIEWS = ("Årlig genomgång", "direction:reviews", ())


@require_safe
@may(ANYONE)
def review_list(request: Request) -> TemplateResponse:
    """Show which bodies have confirmed the review of the chosen year."""
    context = request.context
    codes = bodies_in_scope(context.scope, context.per)
    rows = queries.reviews(context.year, context.per, body_codes=codes)
    reader = actor(request)
    return TemplateResponse(
        request,
        "direction/steering_reviews.html",
        {
            "rows": rows,
            "confirmed": sum(row.day is not None for row in rows),
            "year": context.year,
            "confirms": reader.area(Right.CONFIRM_STEERING),
            "inside": reader.area(Right.READ_INTERNAL),
            "current": context.year == context.today.year and context.per == context.today,
            "trail": trail(context, DIRECTION, STEERING, "Årlig genomgång"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.CONFIRM_STEERING))
def confirm(request: Request, code: str) -> HttpResponse:
    """Show what steers a body today, and confirm that it has been gone through this year."""
    context, today = request.context, request.context.today
    body = next((b for b in queries.steered_bodies(today) if b.code == code), None)
    if body is None:
        raise Http404("Organet finns inte, eller har ingen extern styrning att gå igenom.")
    require(request, Right.CONFIRM_STEERING, code)
    rows = queries.steering_of(code, today)
    form = ReviewForm(request.POST or None, initial={"seen": queries.confirmed_mark(rows)})
    done = queries.is_confirmed(code, today.year)
    if form.is_bound and form.is_valid():
        try:
            actions.confirm_steering(
                body=body_to_act_on(code),
                day=today,
                note=form.cleaned_data["note"],
                seen=form.cleaned_data["seen"] or "-",
                by=request.user,
                **registered_here(request),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            form.seen_now(queries.confirmed_mark(rows))
        else:
            messages.success(request, f"Genomgången för {today.year} är bekräftad.")
            return HttpResponseRedirect(link(context, "direction:reviews"))
    return TemplateResponse(
        request,
        "direction/steering_confirm.html",
        {
            "form": form,
            "body": body,
            "rows": rows,
            "year": today.year,
            "done": done,
            "trail": trail(context, DIRECTION, STEERING, REVIEWS, body.name),
        },
    )
