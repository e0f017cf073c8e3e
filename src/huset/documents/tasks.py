"""Reading the files of editions in the background: the web process never opens one."""

from pathlib import PurePath

from django_tasks import task

from huset.documents.actions.editions import ask_again, keep_text
from huset.documents.models import Edition
from huset.documents.queries.document import edition_to_act_on
from huset.documents.reading import read
from huset.documents.rules import Outcome, Reading
from huset.kernel.actions import servers_own
from huset.kernel.models import User
from huset.organisation.attachments import place

READER = ("dokumentlasaren", "Dokumentläsaren")


def begin_reading(edition: Edition) -> None:
    """Put an edition's file in the queue, if it waits to be read."""
    if edition.reading == Reading.WAITING:
        read_edition.enqueue(edition_id=edition.pk, sha256=edition.sha256)


def read_again(*, edition: Edition, by: User) -> None:
    """Read a file once more."""
    begin_reading(ask_again(edition=edition, by=by))


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
