"""Reading much into the index in the background, and at most one such errand in the queue."""

import time
from pathlib import Path

from django.conf import settings
from django_tasks import task

from huset.search.filling import refresh

BETWEEN = 60  # seconds that one errand in the queue is enough


@task()
def refresh_index() -> dict[str, int]:
    """Bring the index up to the log's head. Asked for twice, there is nothing to do the second."""
    things = refresh().things
    _asked().unlink(missing_ok=True)
    return {"things": things}


def ask_for_refresh() -> bool:
    """Put the errand in the queue, unless it was put there a moment ago."""
    asked = _asked()
    asked.parent.mkdir(parents=True, exist_ok=True)
    if asked.exists() and time.time() - asked.stat().st_mtime < BETWEEN:
        return False
    asked.touch()
    refresh_index.enqueue()
    return True


def _asked() -> Path:
    return Path(settings.SEARCH) / "asked"
