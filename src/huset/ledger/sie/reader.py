"""Reads a SIE file: block by block to frames, then what must be true of it as a whole."""

import dataclasses
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import polars as pl

from huset.ledger.sie import vouchers
from huset.ledger.sie.checks import CHECKS, check_head, unbalanced
from huset.ledger.sie.checksum import Checksum
from huset.ledger.sie.findings import CUT_OFF, Findings
from huset.ledger.sie.head import KNOWN, Head
from huset.ledger.sie.parse import Part, parse
from huset.ledger.sie.records import (
    BALANCES,
    CORRECTIONS,
    ROWS,
    VOUCHERS,
    Book,
    SieFile,
    SieRefused,
)
from huset.ledger.sie.survey import Survey, survey

A = TypeVar("A")
B = TypeVar("B")
WORKERS = 2
TYPES = {"1", "2", "3", "4", "4E", "4I"}
NOT_SIE = "Filen har inga SIE-poster (#FLAGGA, #FNAMN …). Exportera SIE typ 1-4 ur ekonomisystemet."
WHAT_TYPE = "SIE-typ ”{text}” finns inte; Huset läser 1-4. Exportera SIE typ 4."
NO_TYPE = "#SIETYP säger inte 4 men filen har verifikationer; läst som typ 4."
LAST_LINE = "Sista raden saknar radslut. Kontrollera att filen inte är avhuggen."


def read(path: Path, *, suffix: str | None = None) -> SieFile:
    """The file at ``path``; ``suffix`` (".si", ".se") is that of the name it first had."""
    look = survey(path)
    try:
        return _Reading(look).file(suffix or path.suffix)
    except SieRefused as refused:
        if refused.line == look.last_line and not look.ends_with_newline:
            raise SieRefused(refused.line, "truncated", CUT_OFF) from refused
        if refused.line == 1 and refused.code == "record":
            raise SieRefused(1, "not_sie", NOT_SIE) from refused
        raise


def _in_order(pool: Executor, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
    """What ``work`` makes of each item, in order, with only a few items under way at a time."""
    under_way: deque[Future[B]] = deque()
    for item in items:
        under_way.append(pool.submit(work, item))
        if len(under_way) > WORKERS:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


class _Reading:
    """One file on its way from lines to frames."""

    def __init__(self, look: Survey) -> None:
        self.look = look
        self.findings = Findings()
        self.head = Head(self.findings)
        self.checksum = Checksum()
        self.parts: list[Part] = []

    def file(self, suffix: str) -> SieFile:
        """Read the blocks, put them together and judge the whole."""
        with ThreadPoolExecutor(WORKERS) as pool:
            for part in _in_order(pool, self._part, self.look.blocks()):
                self._take(part)
        self._check_end()
        book = self._book(suffix)
        check_head(book, self.head, self.look.encoding, self.findings)
        for check in CHECKS:
            check(book, self.findings)
        return self._found(book)

    def _part(self, block: tuple[int, bytes]) -> Part:
        first, text = block
        lines = pl.read_lines(self.look.utf8(text), name="source").with_row_index("line", first)
        return parse(lines, with_counts=self.look.has_checksum)

    def _take(self, part: Part) -> None:
        self.findings.add(part.findings)
        self.checksum.see(part.counts, part.heads)
        for record in part.heads:
            self.head.see(record)
        self.parts.append(part)

    def _check_end(self) -> None:
        """A last line without line end may be cut in the middle."""
        last = self.look.last_line
        if self.look.ends_with_newline:
            return
        label = self.head.unknown.get(last)
        if label and any(known.startswith(label) for known in KNOWN):
            raise SieRefused(last, "truncated", CUT_OFF)
        if last in self.head.lines or last in self._frame("balances")["line"]:
            self.findings.warn(last, "last_line", LAST_LINE)

    def _frame(self, name: str) -> pl.DataFrame:
        return pl.concat([part.frames[name] for part in self.parts])

    def _book(self, suffix: str) -> Book:
        rows, heads, balances = map(self._frame, ("rows", "vouchers", "balances"))
        if rows.is_empty() and heads.is_empty() and balances.is_empty() and not self.head.labels:
            raise SieRefused(1, "not_sie", NOT_SIE)
        self._check_braces(rows, heads, balances)
        rows = vouchers.belonging(rows, heads)
        is_row = rows["label"] == "TRANS"
        fields = self.head.book()
        fields["sie_type"] = self._type(fields.get("sie_type", ""), heads, balances, suffix)
        return Book(
            **fields,
            balances=balances.select(*BALANCES),
            vouchers=vouchers.numbered(heads).select(*VOUCHERS),
            rows=(rows if is_row.all() else rows.filter(is_row)).select(*ROWS),
            corrections=rows.filter(~is_row).select(*CORRECTIONS),
        )

    def _check_braces(self, rows: pl.DataFrame, heads: pl.DataFrame, others: pl.DataFrame) -> None:
        braces = pl.concat([part.braces for part in self.parts])
        marks = {
            vouchers.HEAD: [others["line"], pl.Series(self.head.lines, dtype=pl.UInt32)],
            vouchers.VER: [heads["line"]],
            vouchers.OPEN: [braces.filter("opens")["line"]],
            vouchers.ROW: [rows["line"]],
            vouchers.CLOSE: [braces.filter(~pl.col("opens"))["line"]],
        }
        vouchers.check_braces(marks, self.look.last_line)

    def _type(self, text: str, heads: pl.DataFrame, balances: pl.DataFrame, suffix: str) -> str:
        line = self.head.labels.get("#SIETYP", 0)
        if text.upper() not in {"", *TYPES}:
            raise SieRefused(line, "sie_type", WHAT_TYPE.format(text=text))
        if text[:1] != "4" and not heads.is_empty():
            self.findings.warn(line, "sie_type", NO_TYPE)
        elif text[:1] != "4":
            return text or "1"
        if text[1:]:
            return text.upper()
        has_year = balances["label"].is_in(["IB", "UB", "RES"]).any() or 0 in self.head.years
        return "4I" if suffix.lower() == ".si" or not has_year else "4E"

    def _found(self, book: Book) -> SieFile:
        amount = book.rows["amount"]
        return SieFile(
            **{field.name: getattr(book, field.name) for field in dataclasses.fields(book)},
            sum_debit=int(amount.filter(amount > 0).cast(pl.Int128).sum()),
            sum_credit=int(amount.filter(amount < 0).cast(pl.Int128).sum()),
            unbalanced=unbalanced(book, self.findings),
            checksum=self.checksum.verdict(self.look.last_line, self.findings),
            encoding=self.look.encoding,
            warnings=self.findings.warnings(),
            sha256=self.look.sha256,
            size=self.look.size,
        )
