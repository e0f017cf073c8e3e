"""What a governing document is: whom it is for, who decides it, and whether it applies on a day.

Source: the governance model, "Styrdokument".
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from huset.kernel.status import Status, Tone
from huset.model.terms import DocumentClass

COUNCIL = "council"  # decides what applies to all (KL ch. 5 § 1; the model, "Styrdokument")
REVIEW_AHEAD = timedelta(days=90)  # a review that is due within this should have begun
RULE = "styrmodellen, Styrdokument"


class Scope(StrEnum):
    """For whom a document applies."""

    GROUP = "group"
    MUNICIPALITY = "municipality"
    BODY = "body"


SCOPE_NAMES = {
    Scope.GROUP: "Hela kommunkoncernen",
    Scope.MUNICIPALITY: "Hela kommunen",
    Scope.BODY: "Vissa organ",
}
CLASS_NAMES = {
    DocumentClass.ACTIVATING: "Aktiverande",
    DocumentClass.NORMATIVE: "Normerande",
    DocumentClass.REGULATING: "Reglerande",
    DocumentClass.AGREEMENT: "Avtal",
}


class Reading(StrEnum):
    """How far the text of an edition's file has been read."""

    NOTHING = "nothing"  # a link, or no file yet
    WAITING = "waiting"
    READ = "read"
    UNREADABLE = "unreadable"


class Audience(StrEnum):
    """Whom of a place an announcement is for."""

    EVERYONE = "everyone"
    MANAGERS = "managers"
    ELECTED = "elected"


AUDIENCE_NAMES = {
    Audience.EVERYONE: "Alla som har uppdrag där",
    Audience.MANAGERS: "Chefer",
    Audience.ELECTED: "Förtroendevalda",
}


class Standing(StrEnum):
    """Whether a document applies on a day, and if not, why."""

    IN_FORCE = "in_force"
    REVIEW = "review"
    EXPIRED = "expired"
    DRAFT = "draft"
    COMING = "coming"
    REPLACED = "replaced"
    ENDED = "ended"


STANDINGS: Mapping[Standing, Status] = {
    Standing.IN_FORCE: Status("Gäller", "✓", Tone.GOOD),
    Standing.REVIEW: Status("Ses över", "!", Tone.PARTLY),
    Standing.EXPIRED: Status("Utgången", "✕", Tone.BAD),
    Standing.DRAFT: Status("Utkast", "○", Tone.NEUTRAL),
    Standing.COMING: Status("Kommande", "▸", Tone.NEUTRAL),
    Standing.REPLACED: Status("Ersatt", "–", Tone.NEUTRAL),
    Standing.ENDED: Status("Upphävd", "–", Tone.NEUTRAL),
}


@dataclass(frozen=True)
class Term:
    """The days of an edition: from when to when it applies, and by when it is to be reviewed."""

    since: date
    until: date | None = None
    review_by: date | None = None
    decided: bool = True
    ended: bool = False  # a decision put an end to the document

    def holds(self, day: date) -> bool:
        """Tell whether it applies on a day: the last day counts."""
        return self.decided and self.since <= day and (self.until is None or day <= self.until)


def shown_term(terms: Sequence[Term], per: date) -> int | None:
    """Which of a document's editions speaks for it on a day, by its place in the list.

    The one in force; else the one to come next; else the latest that has ended; else the draft.
    """
    if not terms:
        return None

    def order(at: int) -> tuple[int, int]:
        term = terms[at]
        if not term.decided:
            return 3, -term.since.toordinal()
        if term.holds(per):
            return 0, -term.since.toordinal()
        if term.since > per:
            return 1, term.since.toordinal()
        return 2, -term.since.toordinal()

    return min(range(len(terms)), key=order)


def standing(term: Term | None, per: date, *, replaced: bool = False) -> Standing:
    """How a document stands on a day, by the edition that speaks for it.

    ``replaced`` tells that another document has taken its place by then.
    """
    if term is None or not term.decided:
        return Standing.DRAFT
    if term.holds(per):
        due = term.review_by is not None and term.review_by - REVIEW_AHEAD <= per
        return Standing.REVIEW if due else Standing.IN_FORCE
    if term.since > per:
        return Standing.COMING
    if term.ended:
        return Standing.ENDED
    return Standing.REPLACED if replaced else Standing.EXPIRED


def review_after(since: date, years: int | None) -> date | None:
    """By when what applies from a day is to be reviewed; never, where the type does not say."""
    if years is None:
        return None
    try:
        return since.replace(year=since.year + years)
    except ValueError:  # the 29th of February
        return since.replace(year=since.year + years, day=28)


@dataclass(frozen=True)
class Party:
    """A body as the rules of scope see it."""

    code: str
    kind: str
    name: str


@dataclass(frozen=True)
class TypeRules:
    """What the model says of a document's type: its name, who decides it, and its time."""

    name: str
    decided_by: Collection[str]  # kinds of bodies
    deciders: str  # the same in words
    has_end: bool = False


def scope_refused(
    of_type: TypeRules, scope: Scope, decider: Party, concerned: Sequence[Party]
) -> str:
    """Why a body may not decide such a document for those concerned, or nothing when it may."""
    if decider.kind not in of_type.decided_by:
        return (
            f"{of_type.name} beslutas av {of_type.deciders}, inte av {decider.name} ({RULE}). "
            "Välj ett annat beslutande organ eller en annan typ."
        )
    if scope is not Scope.BODY:
        if decider.kind == COUNCIL:
            return ""
        return (
            f"Det som gäller {SCOPE_NAMES[scope].lower()} beslutas av kommunfullmäktige, inte av "
            f"{decider.name} ({RULE}). Välj fullmäktige, eller att dokumentet gäller vissa organ."
        )
    if not concerned:
        return "Dokumentet gäller vissa organ. Kryssa för vilka."
    own = [party for party in concerned if party.kind in of_type.decided_by]
    if own and decider.code not in {party.code for party in concerned}:
        names = " och ".join(party.name for party in own)
        return (
            f"Det som gäller {names} beslutas där, inte av {decider.name} ({RULE}). "
            f"Välj {own[0].name} som beslutande organ."
        )
    return ""


def days_refused(of_type: TypeRules, term: Term, *, older: bool = False) -> str:
    """Why an edition may not have these days, or nothing when it may.

    What activates is to end (the model); only ``older`` ones, registered afterwards, may lack it.
    """
    if term.until is not None and term.until < term.since:
        return "Sista dagen är före den första. Välj en senare sista dag."
    if of_type.has_end and term.until is None and not older:
        return (
            f"{of_type.name} är aktiverande och gäller till en viss dag ({RULE}). Ange sista dagen."
        )
    if term.review_by is not None and term.review_by < term.since:
        return "Översynen är före den första dagen. Välj en senare dag."
    return ""


def replaces_itself(number: int, replaces: int | None, known: Mapping[int, int | None]) -> bool:
    """Tell whether a document would come to replace itself, by way of others."""
    seen: set[int] = set()
    while replaces is not None and replaces not in seen:
        if replaces == number:
            return True
        seen.add(replaces)
        replaces = known.get(replaces)
    return False


def chain(number: int, known: Mapping[int, int | None]) -> tuple[list[int], list[list[int]]]:
    """What a document replaces, nearest first, and those that have replaced it, step by step."""
    older: list[int] = []
    at = known.get(number)
    while at is not None and at not in older and at != number:
        older.append(at)
        at = known.get(at)
    newer: list[list[int]] = []
    seen, last = {number}, [number]
    while last:
        last = [one for one, replaced in known.items() if replaced in last and one not in seen]
        seen.update(last)
        if last:
            newer.append(last)
    return older, newer


def reading_refused(reading: Reading, note: str) -> str:
    """Why what a file says cannot be decided yet, or nothing when it can."""
    if reading is Reading.WAITING:
        return "filens text läses fortfarande. Vänta en stund och försök igen"
    if reading is Reading.UNREADABLE:
        return f"filens text kan inte läsas: {note.rstrip('.')}"
    return ""


class Outcome(StrEnum):
    """How the reading of a file went."""

    READ = "read"
    PASSWORD = "password"  # noqa: S105 -- an outcome, not a secret
    BROKEN = "broken"
    TOO_LONG = "too_long"
    STOPPED = "stopped"


UNREADABLE: Mapping[Outcome, str] = {
    Outcome.PASSWORD: "Filen är skyddad med lösenord. Ta bort skyddet och lägg in filen på nytt.",
    Outcome.BROKEN: "Filen är skadad. Öppna och spara om den, och lägg in den på nytt.",
    Outcome.TOO_LONG: (
        "Filen är för lång: högst 2 000 sidor och 20 MB text läses. Dela upp dokumentet."
    ),
    Outcome.STOPPED: (
        "Läsningen tog för lång tid eller för mycket minne och avbröts. Spara om filen i ett annat "
        "program, eller dela upp den."
    ),
}
NO_TEXT = "Filen har ingen text, bara bilder. Den går att öppna, men sökningen hittar den inte."


def read_as(outcome: Outcome, texts: Sequence[str]) -> tuple[Reading, str]:
    """How far a file has been read, and what to say of it."""
    if outcome is not Outcome.READ:
        return Reading.UNREADABLE, UNREADABLE[outcome]
    without = sum(not text.strip() for text in texts)
    if without == len(texts):
        return Reading.READ, NO_TEXT
    if without:
        return Reading.READ, f"{without} av {len(texts)} sidor är bilder eller tomma, utan text."
    return Reading.READ, ""
