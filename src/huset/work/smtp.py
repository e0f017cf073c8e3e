"""Which mail server an installation has, read from one address. Plain Python, for the settings."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
NO_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # sends nothing
PORTS = {"smtp": 25, "smtps": 465}
HERE = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class Smtp:
    """A mail server and how to speak to it; without a host no mail is sent."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False

    @property
    def backend(self) -> str:
        """What sends the mail."""
        return SMTP_BACKEND if self.host else NO_BACKEND


def read_smtp(address: str) -> Smtp:
    """Read ``smtp://user:password@host:587?tls=1`` or ``smtps://...``; nothing is no server.

    Raises ImproperlyConfigured for what cannot be, and for a password that would go in the clear.
    """
    if not address:
        return Smtp()
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise _wrong("porten är inget tal") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise _wrong("den ska börja med smtp:// eller smtps:// och namnge servern")
    found = Smtp(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parse_qs(parts.query).get("tls") == ["1"] and parts.scheme == "smtp",
        tls=parts.scheme == "smtps",
    )
    if found.password and not (found.starttls or found.tls or found.host in HERE):
        raise _wrong("lösenordet skulle skickas okrypterat; lägg till ?tls=1 eller välj smtps://")
    return found


def read_site(address: str) -> str:
    """Read the address that links in mail begin with, without a slash at its end."""
    if address and not re.fullmatch(r"https?://[^\s/?#]+/?", address):
        raise ImproperlyConfigured(
            "HUSET_URL ska vara webbplatsens adress, till exempel https://huset.example.se."
        )
    return address.rstrip("/")


def _wrong(why: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"HUSET_SMTP går inte att läsa: {why}.")
