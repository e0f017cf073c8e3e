"""The guided look at the house as a page of its own, and the wish not to be offered it again."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from huset.house.actions import end_tour
from huset.house.tour import LONGEST, SEEN, guide
from huset.kernel.http import Request
from huset.kernel.links import link, trail
from huset.kernel.rights import ANYONE, may


@require_safe
@may(ANYONE)
def tour(request: Request) -> TemplateResponse:
    """Show the steps one below the other, each with the way to what it tells of."""
    return TemplateResponse(
        request,
        "house/tour.html",
        {"tour": guide(request), "trail": trail(request.context, "Rundtur")},
    )


@require_POST
@may(ANYONE)
def dismiss(request: Request) -> HttpResponse:
    """Do not offer the look again: to the one signed in, or in this browser."""
    quiet = bool(request.POST.get("quiet"))  # the page itself has put the invitation away
    if request.user.is_authenticated:
        end_tour(by=request.user)
    answer = HttpResponse(status=204) if quiet else _home(request)
    if not request.user.is_authenticated:
        answer.set_cookie(
            SEEN,
            "1",
            max_age=LONGEST,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return answer


def _home(request: Request) -> HttpResponseRedirect:
    messages.success(request, "Rundturen finns kvar längst ner på varje sida.")
    return HttpResponseRedirect(link(request.context, "house:house"))
