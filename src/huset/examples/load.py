"""Loading the example municipality: every record is made by the same action that people use."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from huset.examples.budget import load_budget, load_later_budget
from huset.examples.comments import load_comments
from huset.examples.communication import load_communication
from huset.examples.decisions import load_decisions, load_meetings
from huset.examples.direction import load_direction
from huset.examples.documents import load_documents
from huset.examples.followup import decide_reports, load_followup
from huset.examples.goals import load_assignments, load_goals
from huset.examples.ledger.load import load_ledger
from huset.examples.loading import Books, Loading, example_user
from huset.examples.missions import load_missions
from huset.examples.organisation import load_organisation, load_remits
from huset.examples.reading import Files
from huset.examples.reorganisation import load_reorganisations
from huset.kernel.models import User
from huset.model.actions import load_model
from huset.organisation.models import Body

VIMMERBY = Path(__file__).parent / "vimmerby"
Progress = Callable[[str], None]


def load_governance_model(loading: Loading) -> None:
    """Load the governance model that the rest is measured by."""
    load_model(text=loading.files.text("model"), by=loading.by)


STEPS: tuple[tuple[str, Callable[[Loading], None]], ...] = (
    ("Styrmodellen", load_governance_model),
    ("Organ, enheter och roller", load_organisation),
    ("Sammanträden", load_meetings),
    ("Beslut", load_decisions),
    ("Reglementen, ägardirektiv och avtal", load_remits),
    ("Vision, värdegrund och strategisk plan", load_direction),
    ("Styrdokument", load_documents),
    ("Hur styrdokument görs kända", load_communication),
    ("Grunduppdrag", load_missions),
    ("Mål och indikatorer", load_goals),
    ("Uppdrag", load_assignments),
    ("Kommentarer", load_comments),
    ("Budget", load_budget),
    ("Omorganisationer", load_reorganisations),
    ("Senare budgetbeslut", load_later_budget),
    ("Uppföljning", load_followup),
    ("Räkenskaper", load_ledger),
    ("Beslutade uppföljningar", decide_reports),
)


def load_example(
    folder: Path,
    *,
    by: User | None = None,
    today: date,
    progress: Progress,
    books: Books | None = None,
) -> None:
    """Load an example municipality whole, or not at all; where there is one, change nothing.

    Without ``books`` it has no accounting files.
    """
    if Body.objects.exists():
        progress("Här finns redan en kommun. Inget har ändrats.")
        return
    with transaction.atomic():
        loading = Loading(Files(folder, today), by or example_user(), books)
        for what, step in STEPS:
            progress(f"{what} …")
            step(loading)
    progress("Exempelkommunen är inläst.")


def load_installed_example(progress: Progress) -> None:
    """Give an empty installation the example municipality and its books."""
    books = Books(Path(settings.DATA) / "example-ledger")
    load_example(VIMMERBY, today=timezone.localdate(), progress=progress, books=books)


def load_only_model(path: Path, *, progress: Progress) -> None:
    """Load a governance model alone: the example's records belong to its own model."""
    loaded = load_model(text=path.read_text(encoding="utf-8"), by=example_user())
    progress(f"{loaded.name} är inläst.")
