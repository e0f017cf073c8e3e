"""Compound words taken apart: "äldreomsorgsplan" is about the elderly, about care and about a plan.

A word is split only where both sides are words: such as the rest of what can be found holds, or
those of the short list below. Between them there may be an -s- or another vowel ("gatukontor").
"""

from collections.abc import Callable, Iterator
from functools import cache

from huset.search.language import LIGHT, stem

Known = Callable[[str], bool]
"""Tells whether a stem is a word that stands alone somewhere."""

Splitter = Callable[[str], tuple[str, ...]]
"""Gives the parts of a word, as `parts` does."""

SHORTEST_PART, SHORTEST_UNLISTED, SHORTEST_WORD = 3, 4, 6
SHORTEST_STEM, LONGEST_ENDING = 2, 5  # the letters after a stem that are no part of it
MOST_PARTS = 4
_ENDINGS = """
    ande ende ning ningar het heten heter else elser skap lig liga isk iska bar bara sam samma
    aktig inne inna arna erna orna ens ers ling ing ingar ering are ares tion ation itet graf log
    logi ism ist met mets ster tik
"""
LISTED = """
    administration anställda ansvar arbete arkiv assistans avdelning avfall avgift avtal barn
    befolkning behov beslut besök bibliotek biträde bolag bostad brand bro brott budget bygg
    byggnad böcker cykel dag data delegation demokrati digital direktiv dokument drift ekonomi
    elev energi enhet extern fastighet fritid frånvaro fullmäktige funktion funktionshinder
    förening företag förskola förslag försörjning förvaltning gata granskning grund grupp
    gymnasium handling hantering hem hjälp hot hund hus huvudman hälsa idrott idé index
    information inkomst inköp inriktning insats integration intern investering invånare jour
    kartläggning klimat kläder kollektiv kommun kommunal kompetens konto kontor kontroll
    konvention kost kostnad kraft kris kultur kund kurs kvalitet kvinno kyrka kök lag land
    ledare ledning linje liv livs lokal lärare lån lön marknad mat medarbetare medborgar
    medborgare medel miljö ministern missbruk moms motor mål måltid natur nytta nämnd näring nät
    område omsorg ordning organisation park parti pedagog peng pension person personal plan
    plats policy process program projekt prov rapport redovisning region regional register
    reglemente reserv resultat revision riksdag riktlinje ring risk rum rutin räddning ränta
    rätt rättighet råd samhälle samråd samverkan sats semester service simhall sjuk skade skatt
    skog skola skydd social sommar sport språk stab stat station statistik statlig steg
    stipendium strategi studie stuga styre styrning stöd syn system säkerhet sällskap taxa
    teater teknik tid tillstånd tillsyn tjänst trafik trygg trygghet träning turism underhåll
    undersökning undervisning ungdom uppdrag uppföljning upphandling utbildning utskott
    utveckling vaccin vaktmästare val vatten verk verksamhet vikarie vinter vision vuxen väg
    välfärd växt vård äldre ärende ålder åldring år återvinning åtgärd
"""
ALSO = {"förskol": ("skol",)}  # a word whose beginning is no word
NO_PARTS = frozenset(_ENDINGS.split())
_listed_words = frozenset(LISTED.split())
_listed = frozenset(map(stem, _listed_words))
_light = LIGHT | {stem(word) for word in LIGHT}
_NOT_BEFORE = frozenset(("a", "an", "arna", "en", "ens", "er", "erna", "et", "ets", "or", "orna"))
_LINKS = "uoe"  # a vowel that a first part may end with: gatu-, kyrko-, skatte-


def parts(word: str, known: Known) -> tuple[str, ...]:
    """The stems of the words that a word is put together of, small and large; none of a simple one.

    The way with the fewest words is taken, and among those the one whose shortest is the longest.
    """
    return _Taken(known).parts(word)


def splitter(known: Known) -> Splitter:
    """Splits many words: each of them once, however often it comes back."""
    return cache(_Taken(known).parts)


def simple_parts(word: str, known: Known) -> tuple[str, ...]:
    """The smallest parts of a word, in their order; none of a word that is not put together."""
    taken = _Taken(known)
    return tuple(taken.stem_of(part, last=last) for part, last in taken.smallest(word))


Way = tuple[int, int, tuple[str, ...]]
"""How many words, minus the length of the shortest, and the words: the smallest is the best."""


class _Taken:
    """Takes words apart by what is known."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def parts(self, word: str) -> tuple[str, ...]:
        """The stems of the smallest parts, and of those that lie beside each other."""
        smallest = list(self.smallest(word))
        found = [self.stem_of(part, last=last) for part, last in smallest]
        found += [
            stem("".join(part for part, _ in smallest[at : at + size]).removesuffix("s"))
            for size in range(2, len(smallest))
            for at in range(len(smallest) - size + 1)
        ]
        inside = (part for each in (stem(word), *found) for part in ALSO.get(each, ()))
        return tuple(dict.fromkeys((*found, *inside)))

    def smallest(self, word: str) -> Iterator[tuple[str, bool]]:
        """The smallest parts as they are written, and whether each is the last."""
        way = self._way(word)
        for at, part in enumerate(way):
            last = at == len(way) - 1
            whole = part if last else part.removesuffix("s")
            *before, end = list(self.smallest(whole)) or [(whole, last)]
            yield from ((piece, False) for piece, _ in before)
            yield end[0] + part[len(whole) :], last

    def _way(self, word: str) -> tuple[str, ...]:
        if len(word) < SHORTEST_WORD or not word.isalpha() or stem(word) in _listed:
            return ()
        found = self._from(word, 0, {})
        return found[2] if found else ()

    def _from(self, word: str, start: int, kept: dict[int, Way | None]) -> Way | None:
        """The best way to take a word apart from a place on."""
        if start not in kept:
            kept[start] = min(self._ways(word, start, kept), default=None)
        return kept[start]

    def _ways(self, word: str, start: int, kept: dict[int, Way | None]) -> Iterator[Way]:
        for end in self._ends(word, start):
            part = word[start:end]
            if end == len(word):
                if start and self.stem_of(part, last=True):
                    yield 1, -len(part), (part,)
                continue
            rest = self._from(word, end, kept)
            if rest and rest[0] < MOST_PARTS and self.stem_of(part, last=False):
                yield rest[0] + 1, max(-len(part), rest[1]), (part, *rest[2])

    def _ends(self, word: str, start: int) -> list[int]:
        """Where a part that begins at a place may end: where a known stem does, or soon after."""
        found: dict[int, None] = {}
        for end in range(start + SHORTEST_STEM, len(word) + 1):
            if self._is_stem(word[start:end]):
                first = max(end, start + SHORTEST_PART)
                found |= dict.fromkeys(range(first, min(end + LONGEST_ENDING, len(word)) + 1))
        return list(found)

    def _is_stem(self, found: str) -> bool:
        return found in _listed or (len(found) >= SHORTEST_UNLISTED and self.known(found))

    def stem_of(self, part: str, *, last: bool) -> str:
        """The stem of the word that a part is; nothing where it is none."""
        forms = [part]
        if not last and part.endswith("s"):
            forms.append(part[:-1])
        if not last and part[-1] in _LINKS:
            forms.append(part[:-1])
        for form in forms:
            if self._is_part(form) and (last or not _inflected(form)):
                return stem(form)
        return ""

    def _is_part(self, form: str) -> bool:
        if form in _listed_words:
            return True
        if len(form) < SHORTEST_PART or form in NO_PARTS or form in _light:
            return False
        found = stem(form)
        if found in NO_PARTS or found in _light:
            return False
        return self._is_stem(found)


def _inflected(form: str) -> bool:
    """Tell whether a form has an ending that no first part of a compound has: "skolan"."""
    return form not in _listed_words and form[len(stem(form)) :] in _NOT_BEFORE
