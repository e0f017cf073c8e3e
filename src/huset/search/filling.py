"""How the index follows the log: what has been done since its last line is told of again.

A little is read in when someone searches. Much, or an index that is not there, is left to the
background; until then the index answers as it is.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string
from tantivy import IndexWriter, Query

from huset.kernel.models import Event, LogHead
from huset.organisation.findable import Findable, Finder
from huset.search.compounds import Splitter, splitter
from huset.search.index import (
    SCHEMA,
    Reading,
    Seen,
    alone,
    counted,
    document_of,
    reading,
    write_seen,
    writing,
)
from huset.search.language import clean, stem, words

MOST_THINGS = 300  # to read in while someone who searches waits
MOST_LINES = 50  # about other things, before the index notes that it has seen them
A_MOMENT, A_LONG_WHILE = 0.3, 600.0  # seconds to wait for another who writes


@dataclass(frozen=True)
class Told:
    """What is to be told of again up to a line: things by number, or all of a finder's."""

    head: Seen
    things: Mapping[Finder, Collection[int] | None] = field(default_factory=dict)

    def waits(self, found: Reading) -> bool:
        """Tell whether there is something to read in, and no more than someone waits for."""
        lag = self.head.line - found.seen.line
        return bool(self.things or lag > MOST_LINES) and _sum_of(self, found) <= MOST_THINGS


class Freshness(StrEnum):
    """How the index lies to the log."""

    FRESH = "fresh"
    BEHIND = "behind"
    MISSING = "missing"


@dataclass(frozen=True)
class Filled:
    """What was read in: how many things, and whether it was all of them."""

    things: int
    anew: bool


def finders() -> list[Finder]:
    """Every kind of thing in this installation that can be found."""
    return [import_string(path) for path in settings.FINDERS]


@dataclass(frozen=True)
class Standing:
    """The index to answer from, how it lies to the log, and what in it is no longer as it says.

    What has changed since is not found until it has been read in: it may have become another's.
    """

    freshness: Freshness
    reading: Reading | None = None
    changed: tuple[Query, ...] = ()


def standing() -> Standing:
    """The index as it stands, after reading in what little may be new."""
    found, told = _compared()
    if found and told and told.waits(found):
        with alone(patience=A_MOMENT) as mine:
            if mine:
                _catch_up()
        found, told = _compared()
    if found is None or told is None:
        return Standing(Freshness.MISSING)
    if not told.things:
        return Standing(Freshness.FRESH, found)
    return Standing(Freshness.BEHIND, found, tuple(_changed(told)))


def _compared() -> tuple[Reading | None, Told | None]:
    """The index, and what has been done since it last looked."""
    found, head = reading(), _head()
    if found and found.seen == head:
        return found, Told(head)
    return found, _told(found, head)


def _changed(told: Told) -> Iterator[Query]:
    for finder, numbers in told.things.items():
        if numbers is None:
            yield Query.term_query(SCHEMA, "label", finder.label)
        else:
            keys = [f"{finder.label}:{number}" for number in sorted(numbers)]
            yield Query.term_set_query(SCHEMA, "key", keys)


def refresh() -> Filled:
    """Bring the index up to the log's head, however much there is; waits for another who writes."""
    with alone(patience=A_LONG_WHILE) as mine:
        return _catch_up() if mine else Filled(0, anew=False)


def rebuild() -> Filled:
    """Make the index anew from everything that can be found. Readers keep the old one meanwhile."""
    with alone(patience=A_LONG_WHILE) as mine:
        return _build() if mine else Filled(0, anew=False)


def _catch_up() -> Filled:
    found, told = _compared()
    if found is None or told is None:
        return _build()
    if found.seen == told.head:
        return Filled(0, anew=False)
    with writing(anew=False) as writer:
        split = splitter(found.knows)
        count = sum(_tell(writer, each, told.things[each], split) for each in told.things)
        write_seen(writer, told.head)
    return Filled(count, anew=False)


def _build() -> Filled:
    """Read everything twice, at one moment of the database: first its words, then its things."""
    with transaction.atomic():
        _at_one_moment()
        head = _head()
        stems = {stem(word) for thing in _everything() for word in _words_of(thing)}
        with writing(anew=True) as writer:
            split = splitter(stems.__contains__)
            count = sum(_add(writer, finder, finder.find(), split) for finder in finders())
            write_seen(writer, head)
    return Filled(count, anew=True)


def _at_one_moment() -> None:
    """See the database as it is now, whatever others do meanwhile: SQLite always does."""
    if connection.vendor == "postgresql" and not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _everything() -> Iterable[Findable]:
    for finder in finders():
        yield from finder.find()


def _words_of(thing: Findable) -> set[str]:
    return {
        word
        for text in (thing.title, *(p.text for p in thing.passages))
        for word in words(clean(text))
    }


def _tell(
    writer: IndexWriter, finder: Finder, numbers: Collection[int] | None, split: Splitter
) -> int:
    if numbers is None:
        writer.delete_documents_by_term("label", finder.label)
        return _add(writer, finder, finder.find(), split)
    for number in numbers:
        writer.delete_documents_by_term("key", f"{finder.label}:{number}")
    return _add(writer, finder, finder.find(numbers), split)


def _add(writer: IndexWriter, finder: Finder, things: Iterable[Findable], split: Splitter) -> int:
    count = 0
    for thing in things:
        writer.add_document(document_of(thing, finder.label, split))
        count += 1
    return count


def _told(found: Reading | None, head: Seen) -> Told | None:
    """What has been done since the index last looked; ``None`` when it must be made anew.

    So it must when it is of other finders, or has seen a log that is not this one.
    """
    if found is None or found.seen.finders != head.finders or found.seen.line > head.line:
        return None
    if not _is_of_this_log(found.seen):
        return None
    changed: dict[str, set[int]] = {}
    lines = Event.objects.filter(id__gt=found.seen.line, id__lte=head.line)
    for subject, number in lines.values_list("subject", "subject_id").distinct():
        changed.setdefault(subject, set()).add(number)
    told = {finder: _told_of(finder, changed) for finder in finders()}
    return Told(head, {f: numbers for f, numbers in told.items() if numbers is None or numbers})


def _is_of_this_log(seen: Seen) -> bool:
    if seen.line == 0:
        return True
    return Event.objects.filter(id=seen.line, digest=seen.digest).exists()


def _told_of(finder: Finder, changed: Mapping[str, set[int]]) -> set[int] | None:
    numbers = set(changed.get(finder.label, ()))
    for label in finder.also:
        if label in changed:
            touched = finder.touched(label, changed[label])
            if touched is None:
                return None
            numbers |= set(touched)
    return numbers


def _sum_of(told: Told, found: Reading) -> int:
    """How many things there are to read in."""
    return sum(
        counted(found.searcher.search(Query.term_query(SCHEMA, "label", f.label), 1))
        if numbers is None
        else len(numbers)
        for f, numbers in told.things.items()
    )


def _head() -> Seen:
    """The log's last line, by the finders of now."""
    head = LogHead.objects.filter(pk=1).values_list("number", "digest").first() or (0, "")
    return Seen(*head, finders=" ".join(settings.FINDERS))
