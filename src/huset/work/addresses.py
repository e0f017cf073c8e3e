"""Addresses that work outside Huset: whole links, secret calendars, and the way out of a digest."""

from hashlib import sha256
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.urls import reverse

from huset.kernel.links import Page

STOP = "huset.work.digest.stop"  # what the signature of a way out is for


def absolute(root: str, page: Page) -> str:
    """A page's whole address, on a site."""
    name, args, choices = page
    query = urlencode({key: value for key, value in choices.items() if value not in {"", None}})
    return root + reverse(name, args=args) + (f"?{query}" if query else "")


def hashed(secret: str) -> str:
    """The SHA-256 of a calendar's secret: all that is kept of it."""
    return sha256(secret.encode()).hexdigest()


def way_out(person_id: int) -> str:
    """What proves, without a sign-in, that someone may decline the digest of a person."""
    return signing.dumps(person_id, salt=STOP)


def person_of(proof: str) -> int | None:
    """The number of the person that a proof is for; nothing where it is false."""
    try:
        found = signing.loads(proof, salt=STOP)
    except signing.BadSignature:
        return None
    return found if isinstance(found, int) else None


def what_mail_lacks() -> list[str]:
    """The settings that must be given before any mail is sent."""
    needed = {
        "HUSET_SMTP": settings.EMAIL_HOST,
        "HUSET_MAIL_FROM": settings.DEFAULT_FROM_EMAIL,
        "HUSET_URL": settings.SITE_URL,
    }
    return [name for name, given in needed.items() if not given]
