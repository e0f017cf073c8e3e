"""Files that have been sent in and wait between preview and import, found by their SHA-256."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.utils import timezone

MAY_WAIT = timedelta(days=1)


def receive(chunks: Iterable[bytes]) -> str:
    """Keep a file until it is imported, and give the SHA-256 by which it is found again."""
    folder = Path(settings.UPLOADS)
    folder.mkdir(parents=True, exist_ok=True)
    _forget_old(folder)
    digest = hashlib.sha256()
    with NamedTemporaryFile(dir=folder, delete=False) as file:
        for chunk in chunks:
            digest.update(chunk)
            file.write(chunk)
    Path(file.name).replace(place(digest.hexdigest()))
    return digest.hexdigest()


def place(sha256: str) -> Path:
    """Where a waiting file lies."""
    return Path(settings.UPLOADS) / sha256


def waits(sha256: str) -> bool:
    """Tell whether a file still waits."""
    return place(sha256).is_file()


def discard(sha256: str) -> None:
    """Let go of a file that has been imported."""
    place(sha256).unlink(missing_ok=True)


def _forget_old(folder: Path) -> None:
    oldest = (timezone.now() - MAY_WAIT).timestamp()
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
