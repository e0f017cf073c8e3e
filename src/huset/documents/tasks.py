"""Reading the files of editions in the background: the web process never opens one."""

from collections.abc import Callable
from pathlib import PurePath

from django.db import transaction
from django_tasks import task

from huset.documents.actions.editions import keep_text
from huset.documents.models import Edition
from huset.documents.queries.document import edition_to_act_on
from huset.documents.reading import read
from huset.documents.rules import Outcome, Reading
from huset.kernel.actions import servers_own
from huset.organisation.attachments import place

READER = ("dokumentlasaren", "Dokumentläsaren")


def read_after(do: Callable[[], Edition]) -> Edition:
    """Do what gives an edition a file, and put the file in the queue: both, or neither.

    The queue lies in the database too, so no file waits for a reading that nobody asked for.
    """
    with transaction.atomic():
        edition = do()
        if edition.reading == Reading.WAITING:
            read_edition.enqueue(edition_id=edition.pk, sha256=edition.sha256)
    return edition


@task()
def read_edition(*, edition_id: int, sha256: str) -> str:
    """Read an edition's file in a process of its own, and keep what it says.

    Asked for twice, or when the draft has got another file or is gone, it does nothing.
    """
    if not _waits(edition_of=edition_id, sha256=sha256):
        return "inget att läsa"
    kept = place(sha256)
    edition = edition_to_act_on(edition_id)
    suffix = PurePath(edition.file_name).suffix.lower() if edition else ""
    text = read(kept, suffix)
    edition = edition_to_act_on(edition_id)
    if edition is None or not _waits(edition_of=edition_id, sha256=sha256):
        return "inget att läsa"
    by = servers_own(*READER)
    keep_text(edition=edition, outcome=text.outcome, texts=text.pages, by=by)
    return Outcome(text.outcome).value


def _waits(*, edition_of: int, sha256: str) -> bool:
    edition = edition_to_act_on(edition_of)
    return edition is not None and edition.reading == Reading.WAITING and edition.sha256 == sha256
