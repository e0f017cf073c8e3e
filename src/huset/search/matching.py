"""A question as the index understands it: what the reader may see, what they chose, and the words.

The rights are part of the question itself: what someone may not see is neither found nor counted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from tantivy import FieldType, Occur, Query, Searcher

from huset.organisation.findable import ANYWHERE
from huset.organisation.permissions import Actor
from huset.organisation.rules import Right
from huset.search.asked import Term
from huset.search.compounds import simple_parts
from huset.search.index import OPEN, OWN, SCHEMA, WORDS, Reading, number_of, seen_in
from huset.search.language import misspelt_by, plain, stem

MOST_BETWEEN = 3  # words between the parts of a compound that is written apart
TITLE, TEXT = WORDS
NEARER = 2.0  # how much more the municipality's own is worth
A_LITTLE = 0.2  # what a word's other ways add to its best


class Reach(StrEnum):
    """How far from the words themselves is looked."""

    WORDS = "words"  # inflected, as parts of compounds, or unfinished
    ALIKE = "alike"  # misspelt too
    SOME = "some"  # and not all of them
    PARTS = "parts"  # of compounds too


@dataclass(frozen=True)
class Chosen:
    """What the reader has chosen: kind of thing, bodies, and days between which it applied."""

    kind: str = ""
    bodies: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


def may_see(actor: Actor, searcher: Searcher) -> Query:
    """Everything that is open, and what each right of the reader's opens where they have it."""
    ways = [_term("right", OPEN)]
    used = [value for value, _ in searcher.terms_with_prefix("right", "") if value in set(Right)]
    for right in map(Right, used):
        area = actor.area(right)
        if area.everything:
            ways.append(_term("right", right.value))
        elif area:
            places = [ANYWHERE, *sorted(area.codes - {""})]
            found = [seen_in(right.value, place) for place in places]
            ways.append(Query.term_set_query(SCHEMA, "seen_in", found))
    return Query.const_score_query(_any(ways), 0.0)


def chosen_query(chosen: Chosen) -> list[Query]:
    """What each choice asks for."""
    asked = []
    if chosen.kind:
        asked.append(_term("kind", chosen.kind))
    if chosen.bodies:
        asked.append(Query.term_set_query(SCHEMA, "body", list(chosen.bodies)))
    if chosen.last:
        asked.append(_range("since", None, number_of(chosen.last)))
    if chosen.first:
        asked.append(_range("until", number_of(chosen.first), None))
    return [Query.const_score_query(query, 0.0) for query in asked]


def words_query(terms: Sequence[Term], reading: Reading, reach: Reach) -> Query:
    """The words: all of them, each in any of its ways; a title with them in a row comes first."""
    ways = [_ways(term, reading, alike=reach is not Reach.WORDS) for term in terms]
    for at, (one, other) in enumerate(pairwise(terms)):
        joined = _joined(one, other)
        ways[at] += joined
        ways[at + 1] += joined
    occur = Occur.Should if reach in {Reach.SOME, Reach.PARTS} else Occur.Must
    every = [(occur, Query.disjunction_max_query(way, A_LITTLE)) for way in ways]
    stems = [stem for term in terms for stem in term.stems]
    if len(stems) > 1:
        together = ((TITLE, 6.0), (TEXT, 2.0))
        every += [(Occur.Should, _phrase(name, stems, boost, 1)) for name, boost in together]
    return Query.boolean_query(every)


def all_of(queries: Iterable[Query]) -> Query:
    """What all of some queries find."""
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def own(words: Query) -> Query:
    """What some words find of the municipality's own."""
    return Query.boost_query(all_of([words, _const(_term("origin", OWN), 0.0)]), NEARER)


def first(found: Query, *preferred: Query) -> Query:
    """What a query finds; what others find too comes before the rest."""
    return Query.boolean_query([(Occur.Must, found), *((Occur.Should, each) for each in preferred)])


def _ways(term: Term, reading: Reading, *, alike: bool) -> list[Query]:
    """The ways in which a term can be found."""
    if not term.word:
        in_a_row = [
            _phrase(name, order, boost)
            for order in term.orders
            for name, boost in ((TITLE, 6.0), (TEXT, 2.0))
        ]
        return [*in_a_row, *_coded(term.code, term)]
    word, found = term.word, stem(term.word)
    ways = [
        *_coded(word, term),
        _boosted(TITLE, found, 4.0),
        _boosted(TEXT, found, 1.0),
        _boosted("title_parts", found, 3.0),
        _boosted("text_parts", found, 0.5),
    ]
    if term.unfinished:
        ways.append(_begins(TITLE, word, 1.5))
    if term.unfinished and len(word) > 1:
        ways.append(_begins(TEXT, word, 0.3))
    ways += _taken_apart(word, reading)
    return ways + _alike(word) if alike else ways


def _taken_apart(word: str, reading: Reading) -> list[Query]:
    """The parts of a compound where they are written apart, near each other, in either order."""
    parts = simple_parts(word, reading.knows)
    if len(parts) < 2:  # noqa: PLR2004 -- a compound has two parts or more
        return []
    return [
        _phrase(name, order, boost, MOST_BETWEEN)
        for order in (parts, parts[::-1])
        for name, boost in ((TITLE, 2.0), (TEXT, 0.5))
    ]


def _joined(one: Term, other: Term) -> list[Query]:
    """Two words that are perhaps written as one, or a code: "SN 1", "KS 2026/12"."""
    if one.word.isalpha() and other.words[0].isdigit():
        return _coded(one.word + other.code, other)
    if not (one.word.isalpha() and other.word.isalpha()):
        return []
    found = {stem(one.word + other.word), stem(f"{one.word}s{other.word}")}
    fields = ((TITLE, 4.0), (TEXT, 1.0), ("title_parts", 2.0), ("text_parts", 0.5))
    return [_boosted(name, each, boost) for each in sorted(found) for name, boost in fields]


def _coded(code: str, term: Term) -> list[Query]:
    """A code, or as long as the term is unfinished the beginning of one."""
    ways = [_boosted("code", code, 12.0)]
    return [*ways, _begins("code", code, 3.0)] if term.unfinished else ways


def _alike(word: str) -> list[Query]:
    """Words that differ by a letter or two, or by dots."""
    fields = ((TITLE, 0.8), (TEXT, 0.2))
    ways = [_const(_term(f"{name}_plain", stem(plain(word))), boost) for name, boost in fields]
    wrong = misspelt_by(stem(word))
    if wrong:
        ways += [
            _const(Query.fuzzy_term_query(SCHEMA, name, stem(word), wrong), boost)
            for name, boost in fields
        ]
    return ways


def _begins(name: str, word: str, score: float) -> Query:
    return _const(Query.fuzzy_term_query(SCHEMA, name, word, 0, prefix=True), score)


def _phrase(name: str, stems: Sequence[str], boost: float, slop: int = 0) -> Query:
    if len(stems) == 1:
        return _boosted(name, stems[0], boost)
    return Query.boost_query(Query.phrase_query(SCHEMA, name, list(stems), slop), boost)


def _boosted(name: str, value: str, boost: float) -> Query:
    return Query.boost_query(_term(name, value), boost)


def _const(query: Query, score: float) -> Query:
    return Query.const_score_query(query, score)


def _term(name: str, value: str) -> Query:
    return Query.term_query(SCHEMA, name, value)


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _range(name: str, lowest: int | None, highest: int | None) -> Query:
    return Query.range_query(SCHEMA, name, FieldType.Unsigned, lowest, highest)
