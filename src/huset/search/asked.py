"""What someone has typed in the search field, taken apart into terms that must all be found."""

import re
from dataclasses import dataclass, replace

from huset.search.language import LIGHT, clean, stem, words

LONGEST_QUESTION, MOST_TERMS = 200, 12
_QUOTED = re.compile(r"[\"”“„«»]([^\"”“„«»]*)[\"”“„«»]|(\S+)")
_MARKS = '"”“„«»'
SECTION, CHAPTER = "§", "kap"
_CHAPTERS = ("kap", "kapitel", "kapitlet")
_LONGEST_CHAPTER = 2  # figures in the number of a chapter


@dataclass(frozen=True)
class Term:
    """A word, or some that lie in a row: within quotes, in "2026/12" or in "§ 118".

    The last is ``unfinished`` as long as nothing follows it: it may be the beginning of one.
    """

    words: tuple[str, ...]
    unfinished: bool = False

    @property
    def word(self) -> str:
        """The word, of a single one."""
        return self.words[0] if len(self.words) == 1 else ""

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of the words."""
        return tuple(map(stem, self.words))

    @property
    def light(self) -> bool:
        """Tell whether it is a word that says little, such as "och"."""
        return self.word in LIGHT

    @property
    def orders(self) -> tuple[tuple[str, ...], ...]:
        """The orders of the stems: § stands before or after its number, and 6:1 is 6 kap. 1 §."""
        if SECTION in self.words:
            return self.stems, self.stems[::-1]
        if all(map(_numbers_a_chapter, self.words)) and len(self.words) == 2:  # noqa: PLR2004 -- chapter and section
            return self.stems, (self.words[0], CHAPTER, self.words[1])
        return (self.stems,)

    @property
    def code(self) -> str:
        """The words as a code that is compared."""
        return "-".join(self.words)


def terms(text: str) -> tuple[Term, ...]:
    """The terms of what someone has typed; words that say little are left out where others are."""
    asked = clean(text[:LONGEST_QUESTION])
    found = [t for piece in _QUOTED.finditer(asked) for t in _terms(piece[1], piece[2] or "")]
    found = _sections(found)
    ends = not found or asked[-1] in _MARKS or text[-1:].isspace()
    if not ends and SECTION not in found[-1].words:
        found[-1] = replace(found[-1], unfinished=True)
    telling = [term for term in found if not term.light or term.unfinished]
    return tuple(dict.fromkeys(telling or found))[:MOST_TERMS]


def _terms(quoted: str | None, chunk: str) -> list[Term]:
    found = words(quoted or chunk)
    if not found:
        return []
    in_a_row = quoted is not None or any(word.isdigit() for word in found) or "-" in chunk
    return [Term(tuple(found))] if in_a_row else [Term((word,)) for word in found]


def _sections(found: list[Term]) -> list[Term]:
    """Put each section sign and chapter together with the number beside it."""
    joined: list[Term] = []
    for each in found:
        term = Term((CHAPTER,)) if each.word in _CHAPTERS else each
        if joined and _belong(joined[-1], term):
            last = joined.pop()
            first, then = (term, last) if last.word == CHAPTER else (last, term)
            joined.append(Term((*first.words, *then.words)))
        else:
            joined.append(term)
    return joined


def _belong(last: Term, term: Term) -> bool:
    """Tell whether two terms are "§ 118", "6 kap", "kap 6", "6 kap" and "1", or that and "§"."""
    pair = {last.word, term.word}
    if last.words[1:] == (CHAPTER,):
        return term.word.isdigit()
    if last.words[1:2] == (CHAPTER,):
        return term.word == SECTION and SECTION not in last.words
    if SECTION in pair:
        return any(word.isdigit() for word in pair)
    return CHAPTER in pair and any(map(_numbers_a_chapter, pair))


def _numbers_a_chapter(word: str) -> bool:
    return word.isdigit() and len(word) <= _LONGEST_CHAPTER
