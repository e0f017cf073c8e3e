r"""A record's fields: the careful way to read one line, which understands every spelling.

The rules are 4B's: fields stand apart by blanks or tabs, may be quoted, and ``\"`` is the only
escape, so any other backslash is a letter. An object list stands in braces. A quote that nothing
escapes ends its field only where a field can end; elsewhere it is a letter, and told.
"""

import re
from typing import NamedTuple

from huset.ledger.sie.findings import AGAIN, Findings
from huset.ledger.sie.records import SieRefused
from huset.ledger.sie.shapes import BY_LABEL

WITH_OBJECTS = {label for label, shape in BY_LABEL.items() if "objects" in shape.columns}
LABEL = re.compile(r'^#[^ \t{"]*')
QUOTED = r'"(?P<quoted>(?:\\"|[^"]|"(?=[^ \t"{]))*+)"|"(?P<unescaped>[^"]*\\)"$'
TOKEN = re.compile(rf'[ \t]*(?:{QUOTED}|(?P<bare>[^ \t"][^ \t]*))')
LIST = r'\{(?P<list>(?:"(?:\\"|[^"])*+"|[^"}])*+)\}'
BEFORE_LIST = re.compile(rf'[ \t]*(?:{LIST}|{QUOTED}|(?P<bare>[^ \t"{{][^ \t{{]*))')
STRAY = re.compile(r'(?<!\\)"')
STUCK_QUOTE = 'Citattecken inuti ett fält måste skrivas \\". Fälten på raden kan vara fel delade.'
OPEN_QUOTE = f"Ett citattecken eller en klammer avslutas inte på raden. {AGAIN}"


class Braces(str):
    """What stands between the braces of an object list, as written."""

    __slots__ = ()


class Record(NamedTuple):
    """One line of the file: its number, its label with ``#``, and its fields."""

    line: int
    label: str
    fields: list[str]


def record(line: int, text: str, findings: Findings) -> Record:
    """Read one line that starts with a label, whatever its spelling."""
    written = "".join(LABEL.findall(text))
    label = written.upper()
    if label != written:
        findings.warn(line, "label_case", f"Etiketten {written} ska skrivas {label}.")
    return Record(line, label, _split(line, label, text[len(written) :], findings))


def _split(line: int, label: str, text: str, findings: Findings) -> list[str]:
    fields: list[str] = []
    token, at, end = BEFORE_LIST if label in WITH_OBJECTS else TOKEN, 0, len(text.rstrip(" \t"))
    while at < end:
        found = token.match(text, at, end)
        if not found:
            raise SieRefused(line, "quote", OPEN_QUOTE)
        at = found.end()
        fields.append(_field(found))
        if isinstance(fields[-1], Braces):
            token = TOKEN
        if _is_doubtful(found, text[at : at + 1]):
            findings.warn(line, "quote", STUCK_QUOTE)
    return fields


def _is_doubtful(found: re.Match[str], after: str) -> bool:
    """Whether a quoted field holds a quote that nothing escapes, or runs into the next field."""
    if found["unescaped"]:
        return True
    quoted: str | None = found["quoted"]
    return quoted is not None and (bool(STRAY.search(quoted)) or after not in {"", *" \t{"})


def _field(found: re.Match[str]) -> str:
    if found.lastgroup == "list":
        return Braces(found["list"])
    if found.lastgroup == "quoted":
        return found["quoted"].replace('\\"', '"')
    return found["unescaped"] or found["bare"]
