"""Addresses of signing in, out, and of the second factor.

Each is one of the library's own views with its policy; there is no signing up and no forgotten
password by e-mail. The names are the library's, which leads between its views by them.
"""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes.views import generate_recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from huset.access import account_views as own
from huset.kernel.rights import ANYONE, Policy, may
from huset.organisation.permissions import SIGNED_IN

ACCOUNTS = Policy(
    "Alla, där lokala konton inte är avstängda", lambda request: settings.LOCAL_ACCOUNTS
)
WITH_PASSWORD = Policy(
    "Den som loggar in med ett lösenord i Huset. Andra loggar in hos kommunen, som har hand om "
    "deras lösenord och andra steg.",
    lambda request: request.user.is_authenticated and request.user.has_usable_password(),
)


def page(where: str, policy: Policy, view: Callable[..., Any], name: str) -> URLPattern:
    """An address about signing in, which is open also before the second factor is set up."""
    setattr(view, "about_signing_in", True)  # noqa: B010 -- a function has no such attribute in its type
    return path(where, may(policy)(view), name=name)


callback = own.callback
setattr(callback, "signs_in", True)  # noqa: B010 -- see kernel.middleware: the one GET that writes

urlpatterns = [
    page("sign-in/password/", ACCOUNTS, account.login, "account_login"),
    page("sign-in/passkey/", ACCOUNTS, webauthn.login_webauthn, "mfa_login_webauthn"),
    page("sign-in/code/", ANYONE, mfa.authenticate, "mfa_authenticate"),
    page("sign-in/closed/", ANYONE, account.account_inactive, "account_inactive"),
    page("sign-in/<slug:provider_id>/", ANYONE, require_POST(own.start), "openid_connect_login"),
    page("sign-in/<slug:provider_id>/back/", ANYONE, callback, "openid_connect_callback"),
    page("sign-out/", ANYONE, require_POST(account.logout), "account_logout"),
    page("account/", SIGNED_IN, mfa.index, "mfa_index"),
    page("account/password/", WITH_PASSWORD, account.password_change, "account_change_password"),
    page("account/confirm/", WITH_PASSWORD, account.reauthenticate, "account_reauthenticate"),
    page("account/confirm/code/", WITH_PASSWORD, mfa.reauthenticate, "mfa_reauthenticate"),
    page(
        "account/confirm/passkey/",
        WITH_PASSWORD,
        webauthn.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
    ),
    page("account/app/add/", WITH_PASSWORD, totp.activate_totp, "mfa_activate_totp"),
    page("account/app/remove/", WITH_PASSWORD, totp.deactivate_totp, "mfa_deactivate_totp"),
    page("account/passkeys/", WITH_PASSWORD, own.passkeys, "mfa_list_webauthn"),
    page("account/passkeys/add/", WITH_PASSWORD, webauthn.add_webauthn, "mfa_add_webauthn"),
    page("account/passkeys/<int:pk>/", WITH_PASSWORD, webauthn.edit_webauthn, "mfa_edit_webauthn"),
    page(
        "account/passkeys/<int:pk>/remove/",
        WITH_PASSWORD,
        webauthn.remove_webauthn,
        "mfa_remove_webauthn",
    ),
    page(
        "account/codes/",
        WITH_PASSWORD,
        own.RecoveryCodes.as_view(),
        "mfa_view_recovery_codes",
    ),
    page(
        "account/codes/renew/",
        WITH_PASSWORD,
        generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
]
