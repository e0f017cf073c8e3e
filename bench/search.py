"""How fast ten thousand documents answer someone who types, against SQLite's own full text.

Run it with ``python bench/search.py``. Each question is typed letter by letter, and every letter
is a whole request with rights, counts and reasons. The yardstick is a bare FTS5 query for the same
letters on the same texts, with a snippet each for as many hits, in the same process.
"""

import os
import resource
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

import django
from corpus import COUNT, DOCUMENTS
from django.conf import settings
from django.core.management import call_command
from django.test import Client

QUESTIONS = (
    "hemtjänst",
    "äldre omsorg",
    "skolornas lokaler",
    "kommunens energiplan",
    "livsmedelskntroll",  # misspelt
    "trygghet och hälsa",
    "KS 2017/4000",
    "vattenverksamheten",
)
SHOWN = 8
FTS = "SELECT title, snippet(texts, 1, '[', ']', '…', 24) FROM texts WHERE texts MATCH ? "


def main() -> None:
    """Build both, type every question in both, print times, sizes and ratios."""
    with TemporaryDirectory() as folder:
        os.environ.update(HUSET_DATA=folder, DJANGO_SETTINGS_MODULE="huset.web.settings")
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        call_command("migrate", verbosity=0)
        from huset.search.filling import rebuild  # noqa: PLC0415 -- after the settings

        settings.SEARCH, settings.FINDERS = Path(folder) / "search", ["corpus.DOCUMENTS"]
        settings.ALLOWED_HOSTS = ["testserver"]
        generated = timed(lambda: sum(1 for _ in DOCUMENTS.find()))
        built = timed(rebuild)
        database = sqlite3.connect(f"{folder}/fts.sqlite3")
        yardstick = timed(lambda: fill(database))
        print(f"Building the index of {COUNT} documents of four pages (less than half of it is to")
        print(f"generate them twice, {2 * generated:.1f} s)")
        print(f"  Huset              {built:7.1f} s {size(Path(folder) / 'search'):8.1f} MB")
        print(f"  bare FTS5          {yardstick:7.1f} s {size(Path(folder), 'fts.*'):8.1f} MB")
        report(typed(asker()), typed(lambda text: bare(database, text)))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        print(f"  memory at most     {memory:7.0f} MB")


def asker() -> Callable[[str], object]:
    """Someone who types in the field in the head of a page."""
    client = Client(headers={"HX-Request": "true", "HX-Target": "search-found"})

    def ask(text: str) -> object:
        response = client.get("/search/", {"q": text})
        assert response.status_code == 200, response.status_code  # noqa: S101, PLR2004 -- a script
        return response.content

    return ask


def bare(database: sqlite3.Connection, text: str) -> object:
    """The same letters asked of FTS5: every word, the last one as the beginning of one."""
    words = "".join(letter if letter.isalnum() else " " for letter in text).split()
    asked = " ".join(f'"{word}"' for word in words) + "*"
    return database.execute(FTS + f"ORDER BY rank LIMIT {SHOWN}", (asked,)).fetchall()


def typed(ask: Callable[[str], object]) -> list[float]:
    """The milliseconds that each letter of each question takes; a first round warms up."""
    steps = [text[:end] for text in QUESTIONS for end in range(1, len(text) + 1)]
    for step in steps:
        ask(step)
    return [timed(lambda step=step: ask(step)) * 1000 for step in steps for _ in range(3)]


def report(ours: list[float], yardstick: list[float]) -> None:
    """Print the middle, the slow ones and the ratio."""
    print(f"A letter typed, {len(ours)} requests")
    for name, times in (("Huset", ours), ("bare FTS5", yardstick)):
        print(
            f"  {name:18} p50 {median(times):6.1f} ms   p95 {quantiles(times, n=20)[-1]:6.1f} ms"
            f"   most {max(times):6.1f} ms"
        )
    print(f"  Huset/bare FTS5    p50 {median(ours) / median(yardstick):6.1f}")


def fill(database: sqlite3.Connection) -> None:
    """Put the same texts into FTS5."""
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(title, text)")
    rows: Iterable[tuple[str, str]] = (
        (f"{t.title} {t.code}", " ".join(p.text for p in t.passages)) for t in DOCUMENTS.find()
    )
    database.executemany("INSERT INTO texts VALUES (?, ?)", rows)
    database.commit()


def timed(do: Callable[[], object]) -> float:
    """The seconds that something takes."""
    start = perf_counter()
    do()
    return perf_counter() - start


def size(folder: Path, pattern: str = "**/*") -> float:
    """How much files weigh, in megabytes."""
    return sum(f.stat().st_size for f in folder.glob(pattern) if f.is_file()) / 1e6


if __name__ == "__main__":
    main()
