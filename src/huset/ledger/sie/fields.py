"""A record's fields: the careful way to read one line, which understands every spelling.

The rules are 4B's: fields stand apart by blanks or tabs, may be quoted, and ``\\"`` is the only
escape, so any other backslash is a letter. An object list stands in braces.
"""

import re
from typing import NamedTuple

from huset.ledger.sie.findings import Findings
from huset.ledger.sie.records import SieRefused

WITH_OBJECTS = {"#TRANS", "#RTRANS", "#BTRANS", "#OIB", "#OUB", "#PSALDO", "#PBUDGET"}
LABEL = re.compile(r'#[^ \t{"]*')
QUOTED = r'"(?P<quoted>(?:\\"|[^"]|"(?=[^ \t"{]))*+)"|"(?P<unescaped>[^"]*\\)"$'
TOKEN = re.compile(rf'[ \t]*(?:{QUOTED}|(?P<bare>[^ \t"][^ \t]*))')
BEFORE_BRACES = re.compile(
    rf'[ \t]*(?:\{{(?P<list>(?:"(?:\\"|[^"])*+"|[^"}}])*+)\}}|{QUOTED}|(?P<bare>[^ \t"{{][^ \t{{]*))'
)
STRAY = re.compile(r'(?<!\\)"')
STUCK_QUOTE = "Citattecken inuti ett fält måste skrivas \\\". Fälten på raden kan vara fel delade."
OPEN_QUOTE = "Ett citattecken eller en klammer avslutas inte på raden. Rätta raden eller exportera filen på nytt."


class Braces(str):
    """What stands between the braces of an object list, as written."""

    __slots__ = ()


class Record(NamedTuple):
    """One line of the file: its number, its label with ``#``, and its fields."""

    line: int
    label: str
    fields: list[str]


def record(line: int, text: str, findings: Findings) -> Record:
    """Read one line that starts with ``#``, whatever its spelling."""
    written = LABEL.match(text)[0]
    label = written.upper()
    if label != written:
        findings.warn(line, "label_case", f"Etiketten {written} ska skrivas {label}.")
    return Record(line, label, _split(line, label, text[len(written) :], findings))


def _split(line: int, label: str, text: str, findings: Findings) -> list[str]:
    fields: list[str] = []
    token, at, end = BEFORE_BRACES if label in WITH_OBJECTS else TOKEN, 0, len(text.rstrip(" \t"))
    while at < end:
        found = token.match(text, at, end)
        if not found:
            raise SieRefused(line, "quote", OPEN_QUOTE)
        at = found.end()
        fields.append(_field(found))
        if isinstance(fields[-1], Braces):
            token = TOKEN
        if found["unescaped"] or STRAY.search(found["quoted"] or "") or _stuck(found, text):
            findings.warn(line, "quote", STUCK_QUOTE)
    return fields


def _stuck(found: re.Match[str], text: str) -> bool:
    """Whether a quoted field runs into the next one."""
    return found["quoted"] is not None and text[found.end() : found.end() + 1] not in {"", " ", "\t", "{"}


def _field(found: re.Match[str]) -> str:
    group = found.lastgroup
    if group == "list":
        return Braces(found["list"])
    return found["quoted"].replace('\\"', '"') if group == "quoted" else found[group]
