"""The second factor of local accounts: when it is asked for, and that it must be there."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from huset.access.permissions import look_of, token_of
from huset.kernel.middleware import GetResponse
from huset.kernel.models import User

SET_UP = "second_factor_is_set_up"  # what the session remembers
SET_IT_UP = "Här krävs ett andra steg vid inloggningen. Lägg till en kodapp eller en nyckel först."


def by_provider(request: HttpRequest, user: AbstractBaseUser | None) -> bool:
    """Tell whether the municipality's provider signed the user in; then it asks for factors."""
    records = get_authentication_records(request, user)
    return bool(records) and records[-1].get("method") == "socialaccount"


class Asked(AuthenticateStage):
    """The step of a sign-in that asks for the second factor, where the account has one."""

    def _should_handle(self, request: HttpRequest) -> bool:
        asked: bool = super()._should_handle(request)
        return asked and not by_provider(request, self.login.user)


class Required:
    """Where the installation requires it, lets no one on with a password alone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: object,
        args: Any,  # noqa: ANN401 -- as Django has it
        kwargs: Any,  # noqa: ANN401 -- see above
    ) -> HttpResponse | None:
        """Send whoever lacks a second factor to set one up before anything else."""
        if not settings.SECOND_FACTOR_REQUIRED or getattr(view, "about_signing_in", False):
            return None
        if token_of(request) or look_of(request) or not request.user.is_authenticated:
            return None
        if self._has_enough(request, request.user):
            return None
        messages.error(request, SET_IT_UP)
        return HttpResponseRedirect(reverse("mfa_index"))

    def _has_enough(self, request: HttpRequest, user: User) -> bool:
        if request.session.get(SET_UP) == user.pk or not user.has_usable_password():
            return True
        enough = by_provider(request, user) or is_mfa_enabled(user)
        if enough:
            request.session[SET_UP] = user.pk
        return enough
