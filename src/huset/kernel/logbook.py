"""The log as an Excel file for reading: streamed to the disk, and no text becomes a formula."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO

from django.utils import timezone
from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it has no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # see above

from huset.kernel.history import HistoryLine, Wording, in_words
from huset.kernel.models import Event

A_BATCH, A_SHEET, LONGEST_CELL = 500, 1_000_000, 32_767
STREAMED = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
COLUMNS = (
    ("Rad", 8),
    ("Tidpunkt", 20),
    ("Vem", 24),
    ("Uppdrag", 32),
    ("Vad", 32),
    ("Slag", 20),
    ("Sak", 40),
    ("Sakens nummer", 14),
    ("Ändringar", 60),
    ("Varför", 40),
    ("Kontrollsumma", 68),
)


def write_logbook(out: IO[bytes], events: Iterable[Event], wording: Wording) -> None:
    """Write lines of the log, in words, on as many sheets as they need."""
    with Workbook(out, STREAMED) as book:
        head = book.add_format({"bold": True})
        rows = _rows(iter(events), wording)
        while True:
            sheet = book.add_worksheet()
            for at, (heading, width) in enumerate(COLUMNS):
                sheet.set_column(at, at, width)
                sheet.write_string(0, at, heading, head)
            if _fill(sheet, islice(rows, A_SHEET)) < A_SHEET:
                return


def _fill(sheet: Worksheet, rows: Iterable[tuple[str, ...]]) -> int:
    written = 0
    for written, row in enumerate(rows, start=1):
        for at, text in enumerate(row):
            sheet.write_string(written, at, text[:LONGEST_CELL])
    return written


def _rows(events: Iterator[Event], wording: Wording) -> Iterator[tuple[str, ...]]:
    while batch := list(islice(events, A_BATCH)):
        for event, line in zip(batch, in_words(batch, wording), strict=True):
            yield _row(event, line)


def _row(event: Event, line: HistoryLine) -> tuple[str, ...]:
    changes = "\n".join(f"{c.name}: {c.before} → {c.after}" for c in line.changes)
    return (
        str(line.number),
        f"{timezone.localtime(line.at):%Y-%m-%d %H:%M:%S}",
        line.who,
        line.mandate,
        line.what,
        line.kind,
        line.about,
        str(line.subject_id),
        changes,
        line.why,
        event.digest,
    )
