"""What is typed in to sign in, in our words."""

from typing import Any, ClassVar

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm

CODE = "Kod ur appen, eller en av dina återställningskoder"


class _Worded:
    """A form of the library's with our labels, and without words inside the boxes."""

    labels: ClassVar[dict[str, str]] = {}
    helps: ClassVar[dict[str, str]] = {}
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class PasswordForm(_Worded, LoginForm):
    """Signing in with a local account."""

    labels: ClassVar = {"login": "Användarnamn", "password": "Lösenord"}


class ConfirmForm(_Worded, ReauthenticateForm):
    """Showing that it is still oneself, with the password."""

    labels: ClassVar = {"password": "Lösenord"}


class NewPasswordForm(_Worded, ChangePasswordForm):
    """Changing one's own password."""

    labels: ClassVar = {
        "oldpassword": "Nuvarande lösenord",
        "password1": "Nytt lösenord",
        "password2": "Nytt lösenord en gång till",
    }
    helps: ClassVar = {
        "password1": "Minst 12 tecken, inte bara siffror, inget vanligt lösenord och inget som "
        "liknar ditt namn. Gärna flera ord."
    }


class CodeForm(_Worded, AuthenticateForm):
    """The second factor at sign-in: a one-time code, or a recovery code."""

    labels: ClassVar = {"code": CODE}


class ConfirmCodeForm(_Worded, CodeAgainForm):
    """Showing that it is still oneself, with a code."""

    labels: ClassVar = {"code": CODE}


class FirstCodeForm(_Worded, ActivateTOTPForm):
    """The first code, which shows that the app has been set up."""

    labels: ClassVar = {"code": "Koden som appen visar"}


class PasskeyForm(_Worded, AddWebAuthnForm):
    """A new passkey: what its owner calls it, and whether it is enough by itself."""

    labels: ClassVar = {"name": "Namn på nyckeln", "passwordless": "Logga in utan lösenord"}
    helps: ClassVar = {
        "name": "Till exempel vilken telefon eller dator den finns i.",
        "passwordless": "Nyckeln räcker då ensam. Den måste låsas upp med PIN-kod, fingeravtryck "
        "eller ansikte.",
    }


class PasskeyNameForm(_Worded, EditWebAuthnForm):
    """What a passkey is called."""

    labels: ClassVar = {"name": "Namn på nyckeln"}
