"""Pages that belong to no slice: the way in, the gallery, the browser's chart bundle."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from huset.access.openid import provider_name
from huset.kernel.charts.render import bundle
from huset.kernel.gallery import gallery as examples
from huset.kernel.http import Request
from huset.kernel.links import trail
from huset.kernel.rights import ANYONE, may
from huset.web.demo import demo_people, demo_user

A_YEAR = 31_536_000


@require_http_methods(["GET", "HEAD", "POST"])
@may(ANYONE)
def sign_in(request: Request) -> HttpResponse:
    """The one door: the municipality's sign-in, a local account, or one of the example's roles."""
    if request.method == "POST":
        return _take_role(request)
    return TemplateResponse(
        request,
        "web/sign_in.html",
        {
            "provider": provider_name(),
            "local": settings.LOCAL_ACCOUNTS,
            "demo": settings.DEMO_SIGN_IN,
            "people": demo_people(request.context.today) if settings.DEMO_SIGN_IN else [],
            "next": _own(request, request.GET.get("next", "")),
            "trail": trail(request.context, "Logga in"),
        },
    )


@require_safe
@may(ANYONE)
def gallery(request: Request) -> TemplateResponse:
    """Show every component with its variants."""
    return TemplateResponse(request, "kernel/gallery.html", examples())


@require_safe
@cache_control(max_age=A_YEAR, public=True, immutable=True)
@may(ANYONE)
def vega(request: Request) -> HttpResponse:
    """Give the bundle with which a browser draws charts."""
    return HttpResponse(bundle(settings.DATA / "cache"), content_type="text/javascript")


def _take_role(request: Request) -> HttpResponse:
    if not settings.DEMO_SIGN_IN:
        raise Http404("Demoinloggningen är avstängd.")
    username = request.POST.get("username", "")
    if not username:
        logout(request)
        messages.success(request, "Du läser nu som invånare.")
        return HttpResponseRedirect(_next(request, "house:house"))
    user = demo_user(username)
    if user is None:
        messages.error(request, "Rollen finns inte. Välj en roll i listan.")
        return HttpResponseRedirect(reverse("web:sign-in"))
    login(request, user)
    messages.success(request, f"Du läser nu som {user.name}.")
    return HttpResponseRedirect(_next(request, settings.LOGIN_REDIRECT_URL))


def _next(request: Request, otherwise: str) -> str:
    return _own(request, request.POST.get("next", "")) or reverse(otherwise)


def _own(request: Request, url: str) -> str:
    """The address when it is one of this site's; otherwise nothing."""
    own = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if own else ""
