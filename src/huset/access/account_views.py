"""The few pages of signing in that are not the library's own."""

from typing import Any

from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from huset.access.openid import Endpoint, provider_name


def start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Set out for the municipality's provider, by way of a page of ours.

    A form may only lead to our own site (the content security policy), and the provider's own
    redirects are part of where a form leads: the page between ends the form's way.
    """
    answer = _spoken_to(OAuth2LoginView, request, provider_id)
    if not isinstance(answer, HttpResponseRedirect):
        return answer
    return TemplateResponse(
        request, "socialaccount/on_the_way.html", {"url": answer.url, "provider": provider_name()}
    )


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the provider, and be signed in or told why not."""
    return _spoken_to(OAuth2CallbackView, request, provider_id)


def passkeys(request: HttpRequest) -> HttpResponse:
    """Lead to the page about the account, where the passkeys are listed."""
    return HttpResponseRedirect(reverse("mfa_index"))


class RecoveryCodes(ViewRecoveryCodesView):
    """The recovery codes, shown when asked for: showing them is noted, so reading is not enough."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask whether to show them."""
        return TemplateResponse(request, "mfa/recovery_codes/ask.html")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them."""
        return super().get(request, *args, **kwargs)


def _spoken_to(
    view: type[OAuth2LoginView | OAuth2CallbackView], request: HttpRequest, provider_id: str
) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(  # type: ignore[no-untyped-call]  # as it is made
            Endpoint(request, provider_id)
        )(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return answer
