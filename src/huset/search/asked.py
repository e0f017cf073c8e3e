"""What someone has typed in the search field, taken apart into terms that must all be found."""

import re
from dataclasses import dataclass, replace

from huset.search.language import LIGHT, clean, stem, words

LONGEST_QUESTION, MOST_TERMS = 200, 12
_QUOTED = re.compile(r"[\"”“„«»]([^\"”“„«»]*)[\"”“„«»]|(\S+)")
_MARKS = '"”“„«»'
SECTION = "§"


@dataclass(frozen=True)
class Term:
    """A word, or some that lie in a row: within quotes, in "2026/12" or in "§ 118".

    The last word is ``unfinished`` as long as nothing follows it: it may be the beginning of one.
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
        """The orders of the stems: a section sign stands before or after its number."""
        backwards = self.stems[::-1]
        return (self.stems, backwards) if SECTION in self.words else (self.stems,)


def terms(text: str) -> tuple[Term, ...]:
    """The terms of what someone has typed; words that say little are left out where others are."""
    asked = clean(text[:LONGEST_QUESTION])
    found = [t for piece in _QUOTED.finditer(asked) for t in _terms(piece[1], piece[2] or "")]
    found = _sections(found)
    if found and found[-1].word and asked[-1] not in _MARKS and not text[-1:].isspace():
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
    """Put each section sign together with the number beside it."""
    joined: list[Term] = []
    for term in found:
        last = joined[-1] if joined else None
        pair = {last.word, term.word} if last else set()
        if last and SECTION in pair and any(word.isdigit() for word in pair):
            joined[-1] = Term((last.word, term.word))
        else:
            joined.append(term)
    return joined
