"""The index: a folder of files beside the database, the same on SQLite and PostgreSQL.

Whoever reads sees the last commit, whole; the index says itself which line of the log it has seen.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from threading import Lock
from time import monotonic, sleep

from django.conf import settings
from tantivy import (
    Document,
    Index,
    IndexWriter,
    Query,
    Schema,
    SchemaBuilder,
    Searcher,
    SearchResult,
)

from huset.kernel.links import Page
from huset.organisation.findable import Findable
from huset.organisation.rules import Right
from huset.search.compounds import Splitter
from huset.search.language import clean, code_of, plain, stem, words

SHAPE = 2  # of the index; another shape is another folder
OPEN = "open"
OWN, OUTSIDE = "own", "outside"  # where a thing comes from
STATE = "#state"
NO_START, NO_END = 0, 99991231
MOST_TEXT = 3_000_000  # letters of one thing that are read
HEAP = 64_000_000
A_MOMENT = 0.02
WORDS = ("title", "text")  # each also as `_parts` of its compounds, and `_plain` without dots


def _schema() -> Schema:
    builder = SchemaBuilder()
    for name in ("key", "label", "right", "seen_in", "body", "code", "origin"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic", fast=True)
    for name in WORDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
        for extra in ("parts", "plain"):
            builder.add_text_field(
                f"{name}_{extra}", tokenizer_name="whitespace", index_option="basic"
            )
    for name in ("since", "until"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    builder.add_bytes_field("shown", stored=True)
    return builder.build()


SCHEMA = _schema()


@dataclass(frozen=True)
class Seen:
    """The last line of the log that the index has seen, its digest, and by which finders."""

    line: int
    digest: str
    finders: str


@dataclass(frozen=True)
class Shown:
    """What a list shows of a thing that was found."""

    title: str
    kind: str
    code: str
    page: Page
    body_code: str
    valid_from: date | None
    valid_to: date | None
    internal: bool  # not for everyone
    passages: tuple[tuple[str, str], ...]  # where and text


@dataclass(frozen=True)
class Reading:
    """The index as it was at a commit."""

    searcher: Searcher
    seen: Seen

    def knows(self, found: str) -> bool:
        """Tell whether a stem stands alone somewhere."""
        return any(self.searcher.doc_freq(name, found) for name in WORDS)


@dataclass
class _Opened:
    folder: Path
    index: Index
    mark: tuple[int, int]
    reading: Reading | None


_opened: _Opened | None = None
_opening = Lock()


def folder() -> Path:
    """Where the index of this shape lies."""
    return Path(settings.SEARCH) / f"shape-{SHAPE}"


def reading() -> Reading | None:
    """The index as it is now; nothing where there is none, or none that can be read."""
    global _opened  # noqa: PLW0603 -- one open index a process
    with _opening:
        mark = _mark(folder())
        if mark is None:
            _opened = None
            return None
        if _opened is None or (_opened.folder, _opened.mark) != (folder(), mark):
            _opened = _open(folder(), mark, _opened)
        return _opened.reading if _opened else None


def _mark(place: Path) -> tuple[int, int] | None:
    """What differs from commit to commit."""
    try:
        found = (place / "meta.json").stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _open(place: Path, mark: tuple[int, int], before: _Opened | None) -> _Opened | None:
    try:
        if before and before.folder == place:
            index = before.index
        else:
            index = Index(SCHEMA, str(place))
            index.config_reader("manual")
        index.reload()
        searcher = index.searcher()
        seen = _seen(searcher)
    except BaseException as fault:
        if isinstance(fault, ValueError) or is_broken(fault):
            return None
        raise
    return _Opened(place, index, mark, Reading(searcher, seen) if seen else None)


def _seen(searcher: Searcher) -> Seen | None:
    hits = searcher.search(Query.term_query(SCHEMA, "key", STATE), 1).hits
    return Seen(**json.loads(searcher.doc(hits[0][1])["shown"][0])) if hits else None


def is_broken(fault: BaseException) -> bool:
    """Tell whether a fault is that the files cannot be read: in the index's own code it panics."""
    return isinstance(fault, OSError) or type(fault).__name__ == "PanicException"


def give_up() -> None:
    """Let the files be no index, so that they are made anew."""
    (folder() / "meta.json").unlink(missing_ok=True)


def counted(result: SearchResult) -> int:
    """How many a search found in all."""
    return int(getattr(result, "count"))  # noqa: B009 -- it is there, but not in its types


@contextmanager
def alone(*, patience: float) -> Iterator[bool]:
    """Be the only one who writes, among all processes; False when another still does."""
    place = Path(settings.SEARCH)
    place.mkdir(parents=True, exist_ok=True)
    with (place / "lock").open("w") as lock:
        yield _locked(lock.fileno(), monotonic() + patience)


def _locked(lock: int, until: float) -> bool:
    while True:
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            if monotonic() >= until:
                return False
            sleep(A_MOMENT)
        else:
            return True


@contextmanager
def writing(*, anew: bool) -> Iterator[IndexWriter]:
    """Write in the index: all of it at once, or nothing when something goes wrong."""
    place = folder()
    if anew:
        _make_room(place)
    writer = Index(SCHEMA, str(place)).writer(HEAP, 1)
    try:
        if anew:
            writer.delete_all_documents()
        yield writer
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


def _make_room(place: Path) -> None:
    """Make the folder; what cannot be read, or has another shape, is thrown away."""
    for other in Path(settings.SEARCH).glob("shape-*"):
        if other != place:
            shutil.rmtree(other, ignore_errors=True)
    if place.exists() and reading() is None:
        shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True, exist_ok=True)


def write_seen(writer: IndexWriter, seen: Seen) -> None:
    """Note how much of the log is seen, in the same commit."""
    writer.delete_documents_by_term("key", STATE)
    document = Document()
    document.add_text("key", STATE)
    document.add_bytes("shown", json.dumps(asdict(seen)).encode())
    writer.add_document(document)


def document_of(thing: Findable, label: str, split: Splitter) -> Document:
    """A thing as the index keeps it."""
    found = Document()
    title = clean(thing.title)
    passages = _within_limits(thing)
    _add_words(found, "title", f"{title} {thing.code}", split)
    found.add_text("title_parts", " ".join(map(stem, words(thing.kind))))
    for _, text in passages:
        _add_words(found, "text", text, split)
    right = thing.right.value if isinstance(thing.right, Right) else OPEN
    exactly = {
        "key": f"{label}:{thing.number}",
        "label": label,
        "right": right,
        "seen_in": seen_in(right, thing.place),
        "kind": thing.kind,
        "body": thing.body_code,
        "code": code_of(thing.code),
        "origin": OUTSIDE if thing.from_outside else OWN,
    }
    for name, value in exactly.items():
        found.add_text(name, value)
    found.add_unsigned("since", number_of(thing.valid_from) or NO_START)
    found.add_unsigned("until", number_of(thing.valid_to) or NO_END)
    found.add_bytes("shown", _packed(thing, title, passages))
    return found


def _within_limits(thing: Findable) -> list[tuple[str, str]]:
    """The thing's texts, as far as they are read."""
    left, kept = MOST_TEXT, []
    for passage in thing.passages:
        text = clean(passage.text[:left])
        left -= len(text)
        if text:
            kept.append((passage.where, text))
    return kept


def _add_words(found: Document, name: str, text: str, split: Splitter) -> None:
    typed = words(text)
    different = dict.fromkeys(typed)
    inside = dict.fromkeys(part for word in different for part in split(word))
    plainly = dict.fromkeys(stem(plain(word)) for word in different if not word.isascii())
    found.add_text(name, " ".join(map(stem, typed)))
    found.add_text(f"{name}_parts", " ".join(inside))
    found.add_text(f"{name}_plain", " ".join(plainly))


def _packed(thing: Findable, title: str, passages: list[tuple[str, str]]) -> bytes:
    shown = {
        "title": title,
        "kind": thing.kind,
        "code": thing.code,
        "page": thing.page,
        "body_code": thing.body_code,
        "valid_from": thing.valid_from and thing.valid_from.isoformat(),
        "valid_to": thing.valid_to and thing.valid_to.isoformat(),
        "internal": thing.right is not None,
        "passages": passages,
    }
    return json.dumps(shown, ensure_ascii=False).encode()


def unpacked(document: Document) -> Shown:
    """What a list shows of a thing, as the index keeps it."""
    kept = json.loads(document["shown"][0])
    name, args, choices = kept["page"]
    return Shown(
        **{key: kept[key] for key in ("title", "kind", "code", "body_code", "internal")},
        page=(name, tuple(args), choices),
        valid_from=_day(kept["valid_from"]),
        valid_to=_day(kept["valid_to"]),
        passages=tuple((where, text) for where, text in kept["passages"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def seen_in(right: str, place: str) -> str:
    """A right in a place, as one term."""
    return f"{right}@{place}"


def number_of(day: date | None) -> int:
    """A day as a number whose order is that of the days; 0 for none."""
    return day.year * 10_000 + day.month * 100 + day.day if day else 0
