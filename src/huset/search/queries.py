"""What someone who searches is answered: hits with reasons, counts, and what to try instead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from tantivy import Query

from huset.kernel.links import Page
from huset.organisation.permissions import Actor
from huset.search.asked import Term, terms
from huset.search.compounds import simple_parts
from huset.search.explaining import Explained, Piece, Seeker
from huset.search.filling import Freshness, standing
from huset.search.index import Reading, Shown, counted, give_up, is_broken, unpacked
from huset.search.language import distance
from huset.search.matching import (
    Chosen,
    Reach,
    all_of,
    chosen_query,
    first,
    may_see,
    own,
    words_query,
)

A_PAGE, MOST_PAGES = 20, 50
ENOUGH = 3  # hits without misspelt words; with fewer they are looked for too
MOST_KINDS = 60
EVERYTHING = Chosen()


@dataclass(frozen=True)
class Question:
    """What someone asks: the text, who asks, on which day, and what they have chosen."""

    text: str
    actor: Actor
    per: date
    chosen: Chosen = EVERYTHING
    page: int = 1
    size: int = A_PAGE


@dataclass(frozen=True)
class Hit:
    """A thing that was found, and why."""

    kind: str
    code: str
    page: Page
    body_code: str
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    why: str
    internal: bool
    valid_from: date | None
    valid_to: date | None

    @property
    def name(self) -> str:
        """The title as plain text."""
        return "".join(piece.text for piece in self.title)

    @property
    def text(self) -> str:
        """The snippet as plain text."""
        return "".join(piece.text for piece in self.snippet)


@dataclass(frozen=True)
class Count:
    """How many of a kind there are."""

    kind: str
    count: int


@dataclass(frozen=True)
class Found:
    """An answer: a page of hits, how many there are of each kind, and how far was looked."""

    hits: tuple[Hit, ...] = ()
    count: int = 0
    kinds: tuple[Count, ...] = ()
    reach: Reach = Reach.WORDS
    freshness: Freshness = Freshness.FRESH
    asked: bool = False
    suggestion: str = ""
    elsewhere: int = 0  # hits that the reader's choices leave out
    at_any_time: int = 0  # hits whether they apply or not

    @property
    def in_all(self) -> int:
        """How many there are of every kind."""
        return sum(kind.count for kind in self.kinds)


@dataclass(frozen=True)
class _Search:
    """A question put to the index."""

    question: Question
    terms: tuple[Term, ...]
    reading: Reading
    changed: tuple[Query, ...] = ()

    @cached_property
    def seen(self) -> Query:
        found = may_see(self.question.actor, self.reading.searcher)
        return found.and_must_not_match(*self.changed) if self.changed else found

    @cached_property
    def apart(self) -> tuple[Term, ...]:
        """The terms with compounds taken apart; what was typed as a row stays one."""
        parts = [simple_parts(term.word, self.reading.knows) for term in self.terms]
        found = [
            [Term((part,)) for part in p] or [t] for t, p in zip(self.terms, parts, strict=True)
        ]
        return tuple(term for terms in found for term in terms)

    def words(self, reach: Reach) -> Query:
        asked = self.apart if reach is Reach.PARTS else self.terms
        return words_query(asked, self.reading, reach)

    def of(self, reach: Reach, chosen: Chosen) -> Query:
        return all_of([self.words(reach), self.seen, *chosen_query(chosen)])

    def ranked(self, reach: Reach, chosen: Chosen, meant: str) -> Query:
        """The same: the municipality's own first, and what holds the words perhaps meant."""
        spelt = terms(f"{meant} ")
        preferred = [words_query(spelt, self.reading, Reach.WORDS)] if spelt else []
        return first(self.of(reach, chosen), own(self.words(reach)), *preferred)

    def explained(
        self, query: Query, seeker: Seeker, size: int, page: int = 1
    ) -> list[tuple[Shown, Explained]]:
        """A page of what a query finds, each with why."""
        searcher = self.reading.searcher
        hits = searcher.search(query, size, offset=(page - 1) * size).hits
        shown = [unpacked(searcher.doc(address)) for _, address in hits]
        return [(s, seeker.explain(s.title, s.code, s.passages, s.kind)) for s in shown]

    def count(self, reach: Reach, chosen: Chosen) -> int:
        return counted(self.reading.searcher.search(self.of(reach, chosen), 1))


def search(question: Question) -> Found:
    """Search for what someone has typed, among all that they may see."""
    asked, stands = terms(question.text), standing()
    if stands.reading is None or not asked:
        return Found(freshness=stands.freshness, asked=bool(asked))
    try:
        return _found(_Search(question, asked, stands.reading, stands.changed), stands.freshness)
    except BaseException as fault:
        if not is_broken(fault):
            raise
        give_up()
        return Found(freshness=Freshness.MISSING, asked=True)


def _found(search: _Search, freshness: Freshness) -> Found:
    question, chosen = search.question, search.question.chosen
    any_kind = replace(chosen, kind="")
    near = search.count(Reach.WORDS, any_kind)
    reach = _reach(search, any_kind, near)
    sought = search.apart if reach is Reach.PARTS else search.terms
    seeker = Seeker(sought, search.reading.knows, alike=reach is not Reach.WORDS)
    meant = ""
    if reach is Reach.ALIKE and not near:
        resembling = search.explained(search.of(reach, any_kind), seeker, A_PAGE)
        meant = _suggestion(search.terms, [each for _, each in resembling])
    query = search.ranked(reach, chosen, meant)
    return Found(
        hits=tuple(
            _hit(shown, each if reach is not Reach.PARTS else replace(each, ways=()))
            for shown, each in search.explained(query, seeker, question.size, question.page)
        ),
        count=search.count(reach, chosen),
        kinds=_kinds(search, reach, chosen),
        reach=reach,
        freshness=freshness,
        asked=True,
        suggestion=meant,
        **_left_out(search, reach, chosen),
    )


def _reach(search: _Search, chosen: Chosen, near: int) -> Reach:
    """Look no further from the words than is needed to find something."""
    if near >= ENOUGH:
        return Reach.WORDS
    alike = search.count(Reach.ALIKE, chosen)
    if alike > near:
        return Reach.ALIKE
    if near:
        return Reach.WORDS
    some = len(search.terms) > 1 and search.count(Reach.SOME, chosen)
    return Reach.SOME if some or search.apart == search.terms else Reach.PARTS


def _kinds(search: _Search, reach: Reach, chosen: Chosen) -> tuple[Count, ...]:
    asked = {"kinds": {"terms": {"field": "kind", "size": MOST_KINDS}}}
    query = search.of(reach, replace(chosen, kind=""))
    buckets = search.reading.searcher.aggregate(query, asked)["kinds"]["buckets"]
    return tuple(Count(each["key"], each["doc_count"]) for each in buckets)


def _left_out(search: _Search, reach: Reach, chosen: Chosen) -> dict[str, int]:
    """How many the reader would find with other choices."""
    everywhere = search.count(reach, replace(chosen, kind="", bodies=()))
    always = search.count(reach, replace(chosen, first=None, last=None))
    return {"elsewhere": everywhere, "at_any_time": always}


def _hit(shown: Shown, explained: Explained) -> Hit:
    ways = [explained.where and f"i {explained.where}", *explained.ways]
    return Hit(
        kind=shown.kind,
        code=shown.code,
        page=shown.page,
        body_code=shown.body_code,
        title=explained.title,
        snippet=explained.snippet,
        why=" · ".join(way for way in ways if way),
        internal=shown.internal,
        valid_from=shown.valid_from,
        valid_to=shown.valid_to,
    )


def _suggestion(asked: Sequence[Term], explained: Sequence[Explained]) -> str:
    """What was perhaps meant: the terms with words that the first hits hold instead."""
    alike: dict[str, list[str]] = {}
    for each in explained:
        for typed, word in each.alike:
            alike.setdefault(typed, []).append(word)
    if not alike:
        return ""
    nearest = {
        typed: min(found, key=lambda word: distance(typed, word, len(typed)))
        for typed, found in alike.items()
    }
    return " ".join(nearest.get(term.word, " ".join(term.words)) for term in asked)
