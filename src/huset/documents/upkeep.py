"""What a register of governing documents can lack, and when a review is due.

Source: the governance model, "Styrdokument", and its ``document_types``: which bodies are required
to have which documents, and how long after the decision each is to be reviewed.
"""

from calendar import monthrange
from datetime import date
from enum import StrEnum

from huset.kernel.periods import Month
from huset.kernel.status import Status, Tone

MONTHS_AHEAD = (3, 6, 12)  # how far ahead reviews can be looked for


class Lacking(StrEnum):
    """What is wrong with a document, or with there being none."""

    EXPIRED = "expired"
    REVIEW = "review"
    MISSING = "missing"
    UNLINKED = "unlinked"
    UNKNOWN = "unknown"
    UNOWNED = "unowned"


NAMES = {
    Lacking.EXPIRED: "Utgångna",
    Lacking.REVIEW: "Ses över",
    Lacking.MISSING: "Saknas",
    Lacking.UNLINKED: "Utan koppling",
    Lacking.UNKNOWN: "Inte gjorda kända",
    Lacking.UNOWNED: "Utan ansvarig",
}
SAYS = {
    Lacking.EXPIRED: "Sista dagen har passerat, och inget nytt har tagit vid.",
    Lacking.REVIEW: "Gäller, men ska ses över. De som är försenade står först.",
    Lacking.MISSING: "Styrmodellen säger att organet ska ha dokumentet.",
    Lacking.UNLINKED: "Inget mål, uppdrag eller grunduppdrag, inget organ och ingen lag hör till.",
    Lacking.UNKNOWN: "Gäller sedan länge, men kommunikationsplanen har inget steg.",
    Lacking.UNOWNED: "Ingen roll är angiven som dokumentansvarig.",
}
NONE_LEFT = {
    Lacking.EXPIRED: "Inga dokument har gått ut.",
    Lacking.REVIEW: "Inga dokument behöver ses över så snart.",
    Lacking.MISSING: "Varje organ har det som styrmodellen kräver.",
    Lacking.UNLINKED: "Varje dokument hör ihop med något annat.",
    Lacking.UNKNOWN: "Varje dokument har ett steg i sin kommunikationsplan.",
    Lacking.UNOWNED: "Varje dokument har en ansvarig.",
}
OVERDUE = Status("Försenad översyn", "✕", Tone.BAD)
DUE = Status("Ska ses över", "!", Tone.PARTLY)
EXPIRED = Status("Utgången", "✕", Tone.BAD)
MISSING = Status("Saknas", "✕", Tone.BAD)
TEXT_MISSING = Status("Text saknas", "!", Tone.PARTLY)
UNLINKED = Status("Utan koppling", "!", Tone.PARTLY)
NOT_KNOWN = Status("Inte gjort känt", "!", Tone.PARTLY)
UNOWNED = Status("Utan ansvarig", "!", Tone.PARTLY)


def months_after(day: date, months: int) -> date:
    """The same day some months later, or that month's last."""
    month = Month.of(day).plus(months)
    return date(month.year, month.number, min(day.day, monthrange(month.year, month.number)[1]))


def review_status(review_by: date | None, per: date, months: int) -> Status | None:
    """Whether a review is overdue, or due within some months; the last day is still in time."""
    if review_by is None or review_by > months_after(per, months):
        return None
    return OVERDUE if review_by < per else DUE
