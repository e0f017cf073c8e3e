"""Lines that no pattern took, read one by one to the same columns as the patterns give."""

import re

import polars as pl

from huset.ledger.sie.fields import Braces, Record, record
from huset.ledger.sie.findings import AGAIN, Findings
from huset.ledger.sie.objects import fields_in
from huset.ledger.sie.records import SieRefused
from huset.ledger.sie.shapes import BY_LABEL, PATTERNS, SHAPES, Shape
from huset.ledger.sie.values import plain_amount

LOST = "\N{REPLACEMENT CHARACTER}"
CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
OPENS = re.compile(r"(#ver\b.*)[ \t]\{$", re.IGNORECASE)
Columns = dict[str, str | int]
WORDS = {
    "account": "konto",
    "amount": "belopp",
    "objects": "objektlista",
    "year": "årssiffra",
    "period": "period (ÅÅÅÅMM)",
    "series": "serie",
    "number": "nummer",
    "date": "datum",
}
NO_LABEL = f"Raden börjar inte med #, kanske efter en radbrytning inne i en text. {AGAIN}"
NO_LIST = "{label} saknar objektlista; läst som {{}}."
NUMBERS = {column: re.compile(PATTERNS[column]) for column in ("year", "period")}
BROKEN = f"Bokstäver har gått förlorade före exporten: {LOST} står i stället för å, ä eller ö."
CONTROLS = "Raden har styrtecken; de är ersatta av blanksteg."
BRACE_PLACE = "Klammern { ska stå på en egen rad."


class Odd:
    """Reads odd lines and keeps what they say."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.rows: dict[str, list[Columns]] = {shape.name: [] for shape in SHAPES}
        self.brace_lines: list[tuple[int, bool]] = []
        self.counted: list[tuple[int, str]] = []
        self.heads: list[Record] = []

    def read(self, lines: pl.DataFrame) -> None:
        """Read a frame of ``line`` and ``source``."""
        for line, source in lines.select("line", "source").iter_rows():
            text = self._clean(line, source)
            if text in {"{", "}"}:
                self.brace_lines.append((line, text == "{"))
            elif text:
                self._read(line, text)

    def frame(self, name: str) -> pl.DataFrame:
        """What was read of one kind of record, as text columns."""
        columns = {column for shape in SHAPES if shape.name == name for column in shape.columns}
        schema = dict.fromkeys(["label", *sorted(columns)], pl.String)
        return pl.DataFrame(self.rows[name], schema={"line": pl.UInt32, **schema})

    def braces(self) -> pl.DataFrame:
        """The braces that stood oddly, and whether they open."""
        schema = {"line": pl.UInt32, "opens": pl.Boolean}
        return pl.DataFrame(self.brace_lines, schema, orient="row")

    def counts(self) -> pl.DataFrame:
        """What of these lines counts in the checksum."""
        schema = {"line": pl.UInt32, "counts": pl.String}
        return pl.DataFrame(self.counted, schema, orient="row")

    def _clean(self, line: int, text: str) -> str:
        if LOST in text:
            self.findings.warn(line, "letters", BROKEN)
        if not CONTROL.search(text):
            return text
        text = text.rstrip("\x1a\r \t")
        if CONTROL.search(text):
            self.findings.warn(line, "control", CONTROLS)
        return CONTROL.sub(" ", text).strip(" \t")

    def _read(self, line: int, text: str) -> None:
        if not text.startswith("#"):
            raise SieRefused(line, "record", NO_LABEL)
        if opens := OPENS.fullmatch(text):
            self.findings.warn(line, "brace_place", BRACE_PLACE)
            self.brace_lines.append((line, True))
            text = opens[1]
        found = record(line, text, self.findings)
        self.counted.append((line, found.label + "".join(map(_counts, found.fields))))
        shape = BY_LABEL.get(found.label)
        if shape:
            self.rows[shape.name].append(self._columns(found, shape))
        else:
            self.heads.append(found)

    def _columns(self, found: Record, shape: Shape) -> Columns:
        fields = self._with_list(found, shape)
        if len(fields) < len(shape.required):
            missing = WORDS[shape.required[len(fields)]]
            raise SieRefused(found.line, "fields", f"{found.label} saknar {missing}. {AGAIN}")
        values = dict(zip(shape.columns, fields, strict=False))
        for column in NUMBERS.keys() & values.keys():
            if not NUMBERS[column].fullmatch(values[column]):
                text = f"{found.label}: ”{values[column]}” är ingen {WORDS[column]}. {AGAIN}"
                raise SieRefused(found.line, "fields", text)
        if "amount" in values:
            values["amount"] = plain_amount(values["amount"], found.line, self.findings)
        return {"line": found.line, "label": found.label[1:], **values}

    def _with_list(self, found: Record, shape: Shape) -> list[str]:
        if "objects" not in shape.columns:
            return found.fields
        at = shape.columns.index("objects")
        if len(found.fields) <= at or isinstance(found.fields[at], Braces):
            return found.fields
        self.findings.warn(found.line, "objects_missing", NO_LIST.format(label=found.label))
        return [*found.fields[:at], "", *found.fields[at:]]


def _counts(field: str) -> str:
    """What of a field counts in the checksum."""
    return "".join(fields_in(field)) if isinstance(field, Braces) else field
