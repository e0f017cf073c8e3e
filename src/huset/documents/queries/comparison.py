"""Two editions of a document side by side: what differs in their texts, and in their facts."""

from dataclasses import dataclass
from datetime import date

from huset.documents.models import EditionPage
from huset.documents.queries.document import DocumentView, EditionView, document
from huset.documents.queries.in_force import NO_DRAFTS
from huset.documents.rules import Reading
from huset.kernel.differences import (
    Extent,
    Stretch,
    differences,
    extent,
    flowing,
    laid_out,
)
from huset.kernel.money import number
from huset.kernel.periods import long_date
from huset.organisation.permissions import Area

SECONDS = 1.0  # a page waits no longer than about this for a comparison
NONE = "–"
LITTLE, MUCH = 10, 50  # percent


@dataclass(frozen=True)
class Choice:
    """An edition that can be compared: its number, and what it is called in a list."""

    number: int
    label: str


@dataclass(frozen=True)
class FactPair:
    """What the two editions say of one thing."""

    term: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        """Tell whether they say different things."""
        return self.before != self.after


@dataclass(frozen=True)
class Comparison:
    """Two editions, the earlier and the later, with what differs between them.

    ``missing`` says why there is no text to compare; then there are no stretches.
    """

    document: DocumentView
    before: EditionView
    after: EditionView
    choices: tuple[Choice, ...]
    facts: tuple[FactPair, ...]
    stretches: tuple[Stretch, ...]
    extent: Extent
    missing: str

    @property
    def says(self) -> str:
        """How much differs, in words."""
        found = self.extent
        if not (found.added or found.removed):
            return "Texterna säger samma sak, ord för ord."
        much = (
            "Lite" if found.percent < LITTLE else "En del" if found.percent < MUCH else "Det mesta"
        )
        return (
            f"{much} är ändrat: {_words(found.added, 'tillagt', 'tillagda')} och "
            f"{_words(found.removed, 'struket', 'strukna')}. "
            f"{_words(found.same, 'är detsamma', 'är desamma')}."
        )


def comparison(
    document_id: int,
    before: int | None,
    after: int | None,
    per: date,
    *,
    drafts: Area = NO_DRAFTS,
) -> Comparison | None:
    """Two editions compared: those asked for, else the latest with the one before it.

    Nothing where the document is not there, or lacks one of them.
    """
    found = document(document_id, per, drafts=drafts)
    if found is None or not found.editions:
        return None
    later = found.edition(after) if after is not None else found.editions[0]
    if later is None:
        return None
    older = [one.of.number for one in found.editions if one.of.number < later.of.number]
    wanted = before if before is not None else max(older, default=later.of.number)
    earlier = found.edition(wanted)
    if earlier is None:
        return None
    missing = _missing(earlier) or _missing(later)
    pieces = () if missing else differences(_text(earlier), _text(later), seconds=SECONDS)
    return Comparison(
        document=found,
        before=earlier,
        after=later,
        choices=tuple(_choice(one) for one in found.editions),
        facts=tuple(_facts(earlier, later)),
        stretches=laid_out(pieces),
        extent=extent(pieces),
        missing=missing,
    )


def _choice(edition: EditionView) -> Choice:
    told = "utkast" if edition.is_draft else f"från {long_date(edition.of.term.since)}"
    return Choice(edition.of.number, f"Utgåva {edition.of.number}, {told}")


def _missing(edition: EditionView) -> str:
    """Why an edition has no text to compare, or nothing when it has."""
    name = f"Utgåva {edition.of.number}"
    if edition.reading is Reading.READ and edition.pages:
        return ""
    if edition.reading is Reading.WAITING:
        return f"{name} har en fil vars text fortfarande läses. Försök igen om en stund."
    if edition.reading is Reading.UNREADABLE:
        return f"{name} har en fil vars text inte går att läsa. Öppna filerna och jämför själv."
    if edition.url:
        return f"{name} är en länk till en annan plats, så här finns ingen text att jämföra."
    return f"{name} har ingen fil, så här finns ingen text att jämföra."


def _text(edition: EditionView) -> str:
    """The text of an edition, in whole paragraphs: where its pages end does not matter."""
    pages = EditionPage.objects.filter(edition=edition.id).order_by("number")
    return flowing("\n".join(pages.values_list("text", flat=True)))


def _facts(before: EditionView, after: EditionView) -> list[FactPair]:
    told = (_told(before), _told(after))
    return [FactPair(term, told[0][term], told[1][term]) for term in told[0]]


def _told(edition: EditionView) -> dict[str, str]:
    of = edition.of
    return {
        "Gäller från": long_date(of.term.since),
        "Gäller till": _day(of.term.until),
        "Ses över senast": _day(of.term.review_by),
        "Beslut": str(of.decision) if of.decision else "Inte beslutad",
        "Diarienummer": of.registry_number or NONE,
        "Nytt i utgåvan": edition.summary or NONE,
        "Fil eller adress": edition.file_name or edition.url or NONE,
    }


def _day(day: date | None) -> str:
    return long_date(day) if day else NONE


def _words(count: int, one: str, many: str) -> str:
    return f"{number(count)} ord {one if count == 1 else many}"
