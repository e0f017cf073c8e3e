"""When a document is known and understood: whom a step reaches, how far it has come, what is late.

Source: the governance model, "Styrdokument": the board and the committees see to it that governing
documents become known and understood within their areas.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from huset.documents.rules import Audience
from huset.kernel.status import Status, Tone
from huset.organisation.rules import ELECTED, LEADING, Role

WAYS = ("APT", "Chefsmöte", "Intranät", "Nämndens utbildning", "Introduktion för nya")
WHOLE = 100
YEARS_KEPT = 2  # that a question is kept after its edition has ended (GDPR art. 5.1 e)


class Answer(StrEnum):
    """What someone has said of an edition that was made known to them."""

    NONE = "none"
    QUESTION = "question"
    UNDERSTOOD = "understood"


ANSWERS = {
    Answer.NONE: Status("Inte svarat", "○", Tone.NEUTRAL),
    Answer.QUESTION: Status("Har en fråga", "?", Tone.PARTLY),
    Answer.UNDERSTOOD: Status("Läst och förstått", "✓", Tone.GOOD),
}
LATE = Status("Försenat", "✕", Tone.BAD)
DONE = Status("Känt och förstått", "✓", Tone.GOOD)
UNDER_WAY = Status("Pågår", "◐", Tone.PARTLY)
PLANNED = Status("Planerat", "▸", Tone.NEUTRAL)
REACHES_NOBODY = Status("Når ingen", "!", Tone.PARTLY)


@dataclass(frozen=True)
class Tally:
    """How many a step reaches, how many of them have read, and how many have understood."""

    reached: int
    read: int
    understood: int

    @property
    def questions(self) -> int:
        """How many have read and have a question."""
        return self.read - self.understood

    @property
    def percent(self) -> int | None:
        """The share that has understood, rounded down so that 100 is all; none of nobody."""
        return WHOLE * self.understood // self.reached if self.reached else None

    @property
    def says(self) -> str:
        """The same in words."""
        if not self.reached:
            return "Når ingen i dag"
        if not self.read:
            return f"Ingen av {self.reached} har svarat"
        asked = f", {self.questions} har en fråga" if self.questions else ""
        share = f"{self.understood} av {self.reached} har läst och förstått ({self.percent} %)"
        return share + asked


def is_for(audience: Audience, role: Role) -> bool:
    """Tell whether a step is for someone who holds a role in its place."""
    if audience is Audience.MANAGERS:
        return role in LEADING
    return role in ELECTED if audience is Audience.ELECTED else True


def tally(reached: Collection[int], answers: dict[int, Answer]) -> Tally:
    """Count what those reached have answered; others do not count."""
    said = [answers.get(person, Answer.NONE) for person in reached]
    understood = said.count(Answer.UNDERSTOOD)
    return Tally(len(said), understood + said.count(Answer.QUESTION), understood)


def step_status(found: Tally, day: date, confirm_by: date | None, today: date) -> Status:
    """How far a step has come on a day; the last day to confirm is still in time."""
    if day > today:
        return PLANNED
    if not found.reached:
        return REACHES_NOBODY
    if found.understood == found.reached:
        return DONE
    return LATE if confirm_by is not None and confirm_by < today else UNDER_WAY


def unknown(since: date, per: date, known_days: int, *, announced: bool) -> bool:
    """Tell whether a document should have been made known by a day, and has no step for it.

    Source: requirement S053; the model's ``known_days`` (90, an assumption) counts from the first
    day that it applies, and the last of them is still in time.
    """
    return not announced and per > since + timedelta(days=known_days)


def kept_since(today: date) -> date:
    """The last day of an edition after which a question about it is still kept."""
    leap_day = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year - YEARS_KEPT, day=28 if leap_day else today.day)


def step_refused(
    day: date, confirm_by: date | None, *, decided: date | None, until: date | None
) -> str:
    """Why a step may not have these days, or nothing when it may."""
    if confirm_by is not None and confirm_by < day:
        return "Sista dagen att bekräfta är före dagen. Välj en senare dag, eller lämna den tom."
    if decided is not None and day < decided:
        return f"Utgåvan beslutades {decided}. Välj den dagen eller en senare."
    if until is not None and day > until:
        return f"Utgåvan gäller till och med {until}. Välj en tidigare dag, eller en ny utgåva."
    return ""
