"""OpenID Connect: signing in by the municipality's own provider, with PKCE, state and nonce.

Nothing of what the provider says is stored: each time, the directory says who came.
"""

import logging
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.crypto import constant_time_compare, get_random_string

from huset.access.actions.accounts import admit
from huset.access.sign_in import Claims, known

NONCE_LENGTH = 32
SCOPE = ("openid", "profile", "email")  # no more is asked of the provider
UNKNOWN, CANCELLED, FAILED = "unknown", "cancelled", "failed"
log = logging.getLogger(__name__)


def provider_name() -> str:
    """What the municipality calls its sign-in; empty where none is configured."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return str(apps[0]["name"]) if apps else ""


class Endpoint(OpenIDConnectOAuth2Adapter):
    """The provider's addresses, and what they answer."""

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Get the tokens, and see to it that the ID token's signature is checked too."""
        data: dict[str, Any] = super().get_access_token_data(*args, **kwargs)
        self.did_fetch_access_token = False
        return data


class Provider(OpenIDConnectProvider):
    """The municipality's provider: each sign-in has a nonce that the ID token must carry."""

    oauth2_adapter_class = Endpoint

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Any = None,  # noqa: ANN401 -- as the library has it
        **kwargs: Any,
    ) -> HttpResponse:
        """Send the reader to the provider. Nothing but our own settings says what is asked for."""
        nonce = get_random_string(NONCE_LENGTH)
        kwargs |= {
            "auth_params": {"nonce": nonce},
            "scope": [*SCOPE],
            "nonce": nonce,
        }
        answer: HttpResponse = super().redirect(request, process, next_url, data, **kwargs)
        return answer


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """Lets in those whom the directory knows, and nobody else."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Only what the environment says is a provider, never a row in the database."""
        apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        return [
            SocialApp(provider="openid_connect", **app)
            for app in apps
            if provider in {None, app["provider_id"]}
        ]

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> Provider:
        """The provider as we speak to it."""
        return Provider(request, app=self.get_app(request, provider))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """See that the answer is to this very question, and find out who came."""
        said = sociallogin.account.extra_data
        token, user_info = said.get("id_token") or {}, said.get("userinfo") or {}
        _must_agree(sociallogin.state.get("nonce"), token.get("nonce"))
        _must_agree(token.get("sub"), user_info.get("sub"))
        claims = Claims.of(user_info | token)
        person = known(claims)
        if person is None:
            _refuse(request, UNKNOWN)
        sociallogin.user = person.user or admit(
            person=person, names=(claims.username, claims.email, claims.code)
        )

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: OpenIDConnectProvider,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: object = None,
    ) -> None:
        """Say that it did not work and what to do; to the server's log, why."""
        if exception:
            why = exception.__cause__ or exception
            log.warning("Svaret från %s godtogs inte: %s", provider.name, why)
        _refuse(request, CANCELLED if error == AuthError.CANCELLED else FAILED)


def _must_agree(ours: object, theirs: object) -> None:
    if not ours or not constant_time_compare(str(ours), str(theirs)):
        raise PermissionDenied("nonce eller sub är inte den som väntades")


def _refuse(request: HttpRequest, why: str) -> NoReturn:
    raise ImmediateHttpResponse(
        TemplateResponse(
            request,
            "socialaccount/refused.html",
            {"why": why, "provider": provider_name()},
            status=200 if why == CANCELLED else 403,
        )
    )
