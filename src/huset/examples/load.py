"""Loading the example municipality: every record is made by the same action that people use."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.db import transaction

from huset.examples.budget import load_budget
from huset.examples.direction import load_direction
from huset.examples.followup import load_followup
from huset.examples.goals import load_assignments, load_goals
from huset.examples.loading import Loading, user
from huset.examples.organisation import load_decisions, load_organisation
from huset.examples.reading import Files
from huset.kernel.models import User
from huset.model.actions import load_model
from huset.organisation.models import Body

VIMMERBY = Path(__file__).parent / "vimmerby"


def load_governance_model(loading: Loading) -> None:
    """Load the governance model that the rest is measured by."""
    load_model(text=loading.files.text("model"), by=loading.by)


STEPS: tuple[tuple[str, Callable[[Loading], None]], ...] = (
    ("Styrmodellen", load_governance_model),
    ("Organ, enheter och roller", load_organisation),
    ("Beslut", load_decisions),
    ("Vision, värdegrund och strategisk plan", load_direction),
    ("Mål och indikatorer", load_goals),
    ("Uppdrag", load_assignments),
    ("Budget", load_budget),
    ("Uppföljning", load_followup),
)


def load_example(
    folder: Path, *, by: User | None = None, today: date, progress: Callable[[str], None]
) -> None:
    """Load an example municipality whole, or not at all; where there is one, change nothing."""
    if Body.objects.exists():
        progress("Här finns redan en kommun. Inget har ändrats.")
        return
    with transaction.atomic():
        loading = Loading(Files(folder, today), by or user("exempel", "Exempelkommunen"))
        for what, step in STEPS:
            progress(what)
            step(loading)
