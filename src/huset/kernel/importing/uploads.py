"""Files that have been sent in and wait between preview and import, found by their SHA-256."""

import hashlib
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.utils import timezone

MAY_WAIT = timedelta(days=1)


def receive(content: bytes) -> str:
    """Keep a file until it is imported, and give its SHA-256."""
    folder = Path(settings.UPLOADS)
    folder.mkdir(parents=True, exist_ok=True)
    _forget_old(folder)
    sha256 = hashlib.sha256(content).hexdigest()
    with NamedTemporaryFile(dir=folder, delete=False) as file:
        file.write(content)
    Path(file.name).replace(_place(sha256))
    return sha256


def waiting(sha256: str) -> bytes | None:
    """The content of a file that waits, if it still does."""
    place = _place(sha256)
    return place.read_bytes() if place.is_file() else None


def discard(sha256: str) -> None:
    """Let go of a file that has been imported."""
    _place(sha256).unlink(missing_ok=True)


def _place(sha256: str) -> Path:
    return Path(settings.UPLOADS) / sha256


def _forget_old(folder: Path) -> None:
    oldest = (timezone.now() - MAY_WAIT).timestamp()
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
