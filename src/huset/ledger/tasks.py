"""Importing a file that has been sent in: at once when it is small, else in the background."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django_tasks import TaskResultStatus, task
from django_tasks.exceptions import TaskResultDoesNotExist

from huset.kernel.actions import Refused
from huset.kernel.importing import uploads
from huset.kernel.models import User
from huset.ledger.actions import import_file
from huset.ledger.queries import import_of

SMALL = 5_000_000


@dataclass(frozen=True)
class Progress:
    """How far an import has come: under way, done (an import), or stopped (a reason)."""

    started: bool = False
    import_id: int | None = None
    refused: str = ""

    @property
    def under_way(self) -> bool:
        """Tell whether there is more to wait for."""
        return self.import_id is None and not self.refused


@dataclass(frozen=True)
class Begun:
    """An import that has been asked for: done already, or with a task to follow."""

    import_id: int | None = None
    task_id: str = ""
    text: str = ""


def begin(*, sha256: str, name: str, by: User, new_company: bool) -> Begun:
    """Import a waiting file now, or put it in the queue. Raises Refused when it is done now."""
    if not uploads.waits(sha256):
        if done_before := import_of(sha256):
            return Begun(import_id=done_before, text="Filen är redan inläst.")
        raise Refused("Filen väntar inte längre. Skicka in den på nytt.")
    if uploads.place(sha256).stat().st_size > SMALL:
        queued = import_upload.enqueue(sha256=sha256, name=name, by=by.pk, new_company=new_company)
        return Begun(task_id=str(queued.id))
    done = import_file(path=uploads.place(sha256), name=name, by=by, new_company=new_company)
    uploads.discard(sha256)
    return Begun(import_id=done.source.pk, text=done.verdict.text)


@task()
def import_upload(*, sha256: str, name: str, by: int, new_company: bool) -> dict[str, Any]:
    """Import a waiting file, and say how it went in a form that the queue can keep.

    Asked for twice, it no longer waits the second time, and is what it became the first.
    """
    if not uploads.waits(sha256) and (done_before := import_of(sha256)):
        return {"import_id": done_before}
    try:
        done = import_file(
            path=uploads.place(sha256),
            name=name,
            by=User.objects.get(pk=by),
            new_company=new_company,
        )
    except Refused as refusal:
        return {"refused": str(refusal)}
    uploads.discard(sha256)
    return {"import_id": done.source.pk}


def progress(task_id: UUID) -> Progress | None:
    """How far a queued import has come; ``None`` when there is no such import."""
    try:
        result = import_upload.get_result(str(task_id))
    except TaskResultDoesNotExist:
        return None
    if result.status == TaskResultStatus.FAILED:
        return Progress(refused="Ett fel avbröt inläsningen. Inget är inläst; försök igen.")
    if result.status == TaskResultStatus.SUCCESSFUL:
        return Progress(started=True, **(result.return_value or {}))
    return Progress(started=result.status == TaskResultStatus.RUNNING)
