"""How local accounts sign in: our words, our log, and where it leads."""

import base64
import hashlib
import logging
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from huset.access.actions.accounts import note_second_factor, set_password
from huset.kernel.models import User

LOCKED_MINUTES = 5  # as ACCOUNT_RATE_LIMITS says
WRONG = "Användarnamnet eller lösenordet stämmer inte. Försök igen."
LOCKED = (
    f"För många misslyckade försök. Inloggningen är låst i {LOCKED_MINUTES} minuter. "
    "Vänta och försök sedan igen."
)
NOTED = {  # what the library tells of, and what the log calls it
    "mfa/email/totp_activated": "totp_added",
    "mfa/email/totp_deactivated": "totp_removed",
    "mfa/email/webauthn_added": "passkey_added",
    "mfa/email/webauthn_removed": "passkey_removed",
    "mfa/email/recovery_codes_generated": "recovery_codes_renewed",
}
WHITE = '<rect width="100%" height="100%" fill="white"/>'
log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Local accounts: nobody signs up, and five failures lock the account for five minutes."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Kontot är stängt.",
        "enter_current_password": "Det är inte ditt nuvarande lösenord. Försök igen.",
        "incorrect_code": "Koden stämmer inte. Vänta på nästa kod och försök igen.",
        "incorrect_password": "Lösenordet stämmer inte. Försök igen.",
        "too_many_login_attempts": LOCKED,
        "rate_limited": LOCKED,
        "username_password_mismatch": WRONG,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: an administrator opens accounts."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only this very site is led to."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def is_ajax(self, request: HttpRequest) -> bool:
        """Only the question for a passkey is answered with data; pages are pages."""
        where = request.resolver_match.url_name if request.resolver_match else ""
        return where == "mfa_login_webauthn" and super().is_ajax(request)

    def get_login_stages(self) -> list[str]:
        """After the password, the second factor; nothing about e-mail or telephones."""
        return ["huset.access.second_factor.Asked"]

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Change the user's own password."""
        user = cast("User", user)
        set_password(user=user, password=password, by=user)

    def send_notification_mail(
        self, template_prefix: str, user: AbstractBaseUser, *args: Any, **kwargs: Any
    ) -> None:
        """Write in the log what the library would tell by e-mail."""
        user = cast("User", user)
        if what := NOTED.get(template_prefix):
            note_second_factor(user=user, what=what, by=user)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try, and say in the server's log when there have been too many."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            asked = credentials.get("username", "")
            known = User.objects.filter(username__iexact=asked).first()
            who = f"kontot {known.username}" if known else "ett konto som inte finns"
            log.warning("Inloggning låst: %s, från %s", who, self.get_client_ip(request))
            raise

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count by account, whatever name the site is reached by."""
        return str(credentials.get("username", "")).lower()


class SecondFactorAdapter(DefaultMFAAdapter):
    """One-time codes and passkeys, whose secrets are not readable in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": "Lägg till en kodapp eller en nyckel först.",
        "incorrect_code": "Koden stämmer inte. Vänta på nästa kod och försök igen.",
    }

    def encrypt(self, text: str) -> str:
        """Encrypt a secret with the installation's key."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Give the secret back."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """Draw the picture for the app on white, so that it can be read on a dark page too."""
        return super().build_totp_svg(url).replace("<path", f"{WHITE}<path", 1)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002 -- as the library has it
        """What a key is called until its owner says otherwise."""
        return f"Nyckel {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def _get_site_name(self) -> str:
        return "Huset"


def _box() -> Fernet:
    key = hashlib.sha256(b"second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
