"""A document as a tree of plain values: built once, then shown as web page, PDF and Word.

Amounts and numbers are strings here, written by whoever builds the document
(``huset.kernel.money.show``), so that the three renderings cannot differ. What was decided is kept
by ``huset.kernel.documents.frozen``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from huset.kernel.charts.specs import Spec
from huset.kernel.status import Status, Tone

NOTHING = "\N{EN DASH}"

Cell = str | Status | None


def text_of(cell: Cell) -> str:
    """Write a cell as text; ``None`` is the dash that means "no figure"."""
    return NOTHING if cell is None else str(cell)


class ColumnKind(StrEnum):
    """What a column holds, and so how it is set: amounts and numbers stand to the right."""

    TEXT = "text"
    AMOUNT = "amount"
    NUMBER = "number"
    STATUS = "status"

    @property
    def is_figures(self) -> bool:
        """Whether the column is set with figures of equal width, to the right."""
        return self in {ColumnKind.AMOUNT, ColumnKind.NUMBER}


class RowKind(StrEnum):
    """What a row is among its neighbours; a head row is one cell across the whole table."""

    NORMAL = "normal"
    HEAD = "head"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True)
class Column:
    """A table's column; neighbours of the same group share a heading above their own."""

    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    group: str = ""


@dataclass(frozen=True)
class Row:
    """A table's row; its first cell is its heading."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.NORMAL


@dataclass(frozen=True)
class Table:
    """Rows under headed columns, with a caption above and notes beneath."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the columns."""
        for row in self.rows:
            expected = 1 if row.kind is RowKind.HEAD else len(self.columns)
            if len(row.cells) != expected:
                raise ValueError(f"{self.caption}: {row.cells} should have {expected} cells")

    @property
    def groups(self) -> tuple[tuple[str, int], ...]:
        """The headings above the columns' own and how many columns each spans."""
        groups: list[tuple[str, int]] = []
        for column in self.columns:
            if groups and groups[-1][0] == column.group:
                groups[-1] = (column.group, groups[-1][1] + 1)
            else:
                groups.append((column.group, 1))
        return tuple(groups) if any(column.group for column in self.columns) else ()


@dataclass(frozen=True)
class Paragraph:
    """Running text; ``lead`` is its opening words, set in bold."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list of points."""

    points: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """A chart; the table beneath it holds the same values for those who cannot see it."""

    caption: str
    alternative: str
    chart: Spec = field(hash=False)
    table: Table | None = None


@dataclass(frozen=True)
class StatusLine:
    """How one thing fares, and why."""

    label: str
    status: Status
    why: str = ""


@dataclass(frozen=True)
class KeyFigure:
    """One figure that deserves to be seen first."""

    label: str
    value: str
    note: str = ""
    status: Status | None = None


@dataclass(frozen=True)
class KeyFigures:
    """The few figures a section opens with."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Fact:
    """A term and what it is here."""

    term: str
    text: str


@dataclass(frozen=True)
class Facts:
    """A list of terms, such as who decided, when and under which registry number."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Callout:
    """Words that must not be missed."""

    text: str
    heading: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True)
class Link:
    """A source or a place to read on; without an address it is a name alone."""

    text: str
    url: str = ""

    def __post_init__(self) -> None:
        """Refuse addresses that a paper cannot carry or a browser should not run."""
        if self.url and not re.match(r"https?://[^\s]+\Z", self.url):
            raise ValueError(f"{self.url!r} is not a web address")


@dataclass(frozen=True)
class Links:
    """Sources, or places to read on."""

    heading: str
    links: tuple[Link, ...]


Block = Paragraph | Bullets | Table | Figure | StatusLine | KeyFigures | Facts | Callout | Links


@dataclass(frozen=True)
class Section:
    """A headed part of a document; its id is its address on the page and stays when it is renamed.

    An id is small letters a to z, digits and hyphens.
    """

    id: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()

    def __post_init__(self) -> None:
        """Refuse ids that cannot stand in an address, and headings that say nothing."""
        if not self.heading.strip():
            raise ValueError(f"section {self.id} has no heading")
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.id):
            raise ValueError(f"{self.id!r} is not an id of a section")

    def walk(self) -> Iterator["Section"]:
        """Give the section and all within it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True)
class Document:
    """A report, a plan or a record, with what its title page says.

    ``standing`` is what the paper is worth: "Utkast", or the decision behind it. ``example`` marks
    every page as made of invented data.
    """

    title: str
    organisation: str
    date: date
    sections: tuple[Section, ...] = ()
    subtitle: str = ""
    author: str = ""
    subject: str = ""
    standing: str = ""
    language: str = "sv"
    example: bool = False

    def __post_init__(self) -> None:
        """Refuse two sections with one address, and a document without a title."""
        if not self.title.strip():
            raise ValueError("the document has no title")
        ids = [section.id for section in self.walk()]
        if len(ids) != len(set(ids)):
            raise ValueError(f"ids of sections are not unique: {ids}")

    def walk(self) -> Iterator[Section]:
        """Give every section, in reading order."""
        for section in self.sections:
            yield from section.walk()

    @property
    def full_title(self) -> str:
        """The title as a file is known by it, with whose document it is."""
        return f"{self.title}, {self.subtitle}" if self.subtitle else self.title

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The document's figures, in reading order."""
        blocks = (block for section in self.walk() for block in section.blocks)
        return tuple(block for block in blocks if isinstance(block, Figure))


def prose(text: str) -> tuple[Paragraph | Bullets, ...]:
    """Turn typed text into blocks: empty lines part them, lines that start with "- " are points."""
    return tuple(_block(part) for part in re.split(r"\n\s*\n", _lines(text)) if part)


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())


def _block(part: str) -> Paragraph | Bullets:
    lines = part.split("\n")
    if all(line.startswith("- ") for line in lines):
        return Bullets(tuple(line[2:].strip() for line in lines))
    return Paragraph(" ".join(lines))
