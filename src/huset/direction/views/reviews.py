"""Pages of the yearly review: which bodies have gone through what steers them."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huset.direction import actions, queries
from huset.direction.forms.steering import ReviewForm
from huset.direction.models import SteeringReview
from huset.direction.views.steering import DIRECTION, STEERING, Removal
from huset.kernel.actions import Clash, Refused
from huset.kernel.http import Request, registered_here
from huset.kernel.links import link, trail
from huset.kernel.periods import long_date
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import Fact
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
    done = queries.review_made(code, today.year)
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


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.CONFIRM_STEERING))
def correct(request: Request, number: int) -> HttpResponse:
    """Correct what a confirmed review says came of it."""
    review = _review(request, number)
    mark = queries.review_mark(review)
    form = ReviewForm(request.POST or None, initial={"note": review.note, "seen": mark})
    saved: list[Fact] = []
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.correct_review(
                review=review, note=said["note"], seen=said["seen"], by=request.user
            )
        except Clash as refusal:
            form.add_error(None, str(refusal))
            form.seen_now(mark)
            saved = [Fact("Vad kom fram?", review.note or "–")]
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Genomgången är rättad.")
            return _to_reviews(request, review)
    context = request.context
    return TemplateResponse(
        request,
        "direction/steering_form.html",
        {
            "form": form,
            "heading": f"Rätta genomgången för {review.year}",
            "lead": f"{review.body} bekräftade den {long_date(review.day)}.",
            "saved": saved,
            "back": link(context, "direction:reviews", ar=review.year),
            "removal": Removal(
                link(context, "direction:withdraw-review", review.pk),
                "Ta tillbaka bekräftelsen",
                f"Organet har då inte bekräftat genomgången för {review.year}.",
            ),
            "trail": trail(context, DIRECTION, STEERING, REVIEWS, str(review.body)),
        },
        status=409 if saved else 200,
    )


@require_POST
@may(needs(Right.CONFIRM_STEERING))
def withdraw(request: Request, number: int) -> HttpResponse:
    """Take back a review that was confirmed by mistake."""
    review = _review(request, number)
    try:
        actions.withdraw_review(review=review, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Bekräftelsen för {review.body} är tillbakatagen.")
    return _to_reviews(request, review)


def _review(request: Request, number: int) -> SteeringReview:
    found = queries.review_to_act_on(number)
    if found is None:
        raise Http404("Genomgången finns inte, eller är tillbakatagen.")
    require(request, Right.CONFIRM_STEERING, found.body.code)
    return found


def _to_reviews(request: Request, review: SteeringReview) -> HttpResponseRedirect:
    return HttpResponseRedirect(link(request.context, "direction:reviews", ar=review.year))
