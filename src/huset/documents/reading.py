"""Reading the text of a file, page by page, in a process of its own with little time and memory.

``python -m huset.documents.reading FILE SUFFIX`` writes one line of JSON a page, and last how it
went. It knows nothing of the database: a file that misbehaves can harm nothing but itself.
"""

import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from huset.documents.rules import Outcome

MOST_PAGES, MOST_TEXT, PART = 2_000, 20_000_000, 3_000  # characters, but for the pages
MOST_UNPACKED, MOST_FILES = 200_000_000, 5_000  # what is inside a Word or ODT file
MEMORY, OUTPUT = 1_000_000_000, 130_000_000  # bytes
CPU_SECONDS, SECONDS = 60, 90
SRC = Path(__file__).parents[2]
HANDED_ON = ("PATH", "SYSTEMROOT", "COVERAGE_PROCESS_START")  # of our environment: no secrets
LEADERS = re.compile(r"(?:[ \n]?\.){6,}\s*")  # the dots of a table of contents
NO_MEMORY = 2  # libxml2's XML_ERR_NO_MEMORY, which lxml tells as a fault in the XML
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Text:
    """The text of a file by pages, or why there is none."""

    outcome: Outcome
    pages: tuple[str, ...] = ()


class UnreadableError(Exception):
    """A file that cannot be read; ``outcome`` says why."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.value)
        self.outcome = outcome


def read(path: Path, suffix: str, *, seconds: float = SECONDS) -> Text:
    """Read a file in a process of its own, which is stopped when it takes too much."""
    command = [sys.executable, "-m", "huset.documents.reading", str(path), suffix]
    environment = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
    environment |= {"PYTHONPATH": str(SRC), "PYTHONUTF8": "1"}
    with TemporaryFile() as out:
        try:
            subprocess.run(  # noqa: S603 -- our own module, with a path of our own
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.DEVNULL,
                env=environment,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Text(Outcome.STOPPED)
        out.seek(0)
        return _understood(out)


def read_here(path: Path, suffix: str) -> Text:
    """Read a file that is known to be harmless, without a process of its own."""
    pages: list[str] = []
    try:
        for text in _limited(READERS[suffix](path)):
            pages.append(text)  # noqa: PERF402 -- those before a fault are read too
    except UnreadableError as fault:
        return Text(fault.outcome)
    return Text(Outcome.READ, tuple(pages))


def main(path: str, suffix: str) -> None:
    """Write what a file says, one line a page, and last how it went."""
    _limit()
    try:
        for text in _limited(READERS[suffix](Path(path))):
            _say({"text": text})
    except UnreadableError as fault:
        _say({"outcome": fault.outcome})
    except MemoryError:
        _say({"outcome": Outcome.STOPPED})
    else:
        _say({"outcome": Outcome.READ})


def _say(line: Mapping[str, str]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


def _understood(out: IO[bytes]) -> Text:
    """What the process wrote; one that was stopped never came to its last line."""
    pages: list[str] = []
    for line in out:
        try:
            said = json.loads(line)
        except ValueError:
            break
        if "outcome" in said:
            outcome = Outcome(said["outcome"])
            return Text(outcome, tuple(pages) if outcome is Outcome.READ else ())
        pages.append(said["text"])
    return Text(Outcome.STOPPED)


def _limit() -> None:
    """Take away what reading does not need: time, memory, files, and other processes."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limited(texts: Iterator[str]) -> Iterator[str]:
    """Clean texts, as long as there are not too many of them."""
    length = 0
    for number, text in enumerate(texts, start=1):
        length += len(text)
        if number > MOST_PAGES or length > MOST_TEXT:
            raise UnreadableError(Outcome.TOO_LONG)
        yield _clean(text)


def _clean(text: str) -> str:
    """Text that every database keeps: no NUL, no halves of letters, and plain line ends."""
    plain = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    plain = LEADERS.sub(" … ", "\n".join(line.rstrip() for line in plain.split("\n")))
    return "".join(c for c in plain if c >= " " or c in "\n\t").strip()


def _pdf(path: Path) -> Iterator[str]:
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 -- it has no types; slow to import

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as fault:
        wrong = "password" in str(fault).lower()
        raise UnreadableError(Outcome.PASSWORD if wrong else Outcome.BROKEN) from fault
    with closing(document):
        if len(document) > MOST_PAGES:
            raise UnreadableError(Outcome.TOO_LONG)
        try:
            for page in document:
                with closing(page), closing(page.get_textpage()) as text:
                    yield text.get_text_range(errors="replace")
        except pypdfium2.PdfiumError as fault:
            raise UnreadableError(Outcome.BROKEN) from fault


def _word(path: Path) -> Iterator[str]:
    import docx  # noqa: PLC0415 -- see above
    from docx.opc.exceptions import OpcError  # noqa: PLC0415 -- see above

    with _opened(path):
        pass
    try:
        document = docx.Document(str(path))
        yield from _parts(_word_blocks(document))
    except (OpcError, SyntaxError, BadZipFile, KeyError, ValueError, AttributeError) as fault:
        full = getattr(fault, "code", None) == NO_MEMORY
        raise UnreadableError(Outcome.STOPPED if full else Outcome.BROKEN) from fault


def _word_blocks(container: Any) -> Iterator[str]:  # noqa: ANN401 -- a document or a table's cell
    """Paragraphs and tables in the order that they stand."""
    for block in container.iter_inner_content():
        if not hasattr(block, "rows"):
            yield block.text
            continue
        for row in block.rows:
            cells = dict.fromkeys(cell._tc for cell in row.cells)  # noqa: SLF001 -- merged ones once
            yield " | ".join("".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in cells)


def _odt(path: Path) -> Iterator[str]:
    with _opened(path) as archive:
        try:
            if "META-INF/manifest.xml" in archive.namelist():
                with archive.open("META-INF/manifest.xml") as manifest:
                    if b"encryption-data" in manifest.read(MOST_TEXT):
                        raise UnreadableError(Outcome.PASSWORD)
            with archive.open("content.xml") as content:
                yield from _parts(_odt_blocks(content))
        except (expat.ExpatError, BadZipFile, KeyError, RuntimeError) as fault:
            raise UnreadableError(Outcome.BROKEN) from fault


class _Odt:
    """What is heard of an ODT text, tag by tag. Entities of its own are refused."""

    BLOCKS = frozenset({"text:p", "text:h"})
    BREAKS: Mapping[str, str] = {"text:tab": "\t", "text:line-break": "\n", "text:s": " "}
    UNSAID = frozenset({"office:annotation", "text:tracked-changes", "text:note-citation"})

    def __init__(self) -> None:
        self.done: list[str] = []
        self.words: list[str] = []
        self.row: list[str] | None = None
        self.unsaid = self.rows = 0

    def start(self, name: str, _attributes: object) -> None:
        if name in self.UNSAID:
            self.unsaid += 1
        elif self.unsaid:
            return
        elif name == "table:table-row":
            self.rows += 1
            self.row = [] if self.rows == 1 else self.row
        elif name in self.BREAKS:
            self.words.append(self.BREAKS[name])

    def end(self, name: str) -> None:
        if name in self.UNSAID:
            self.unsaid -= 1
        elif self.unsaid:
            return
        elif name in self.BLOCKS:
            (self.done if self.row is None else self.row).append("".join(self.words))
            self.words = []
        elif name == "table:table-row":
            self.rows -= 1
            if self.rows == 0 and self.row is not None:
                self.done.append(" | ".join(self.row))
                self.row = None

    def say(self, words: str) -> None:
        if not self.unsaid:
            self.words.append(words)

    def refuse(self, *_of: object) -> None:
        raise UnreadableError(Outcome.BROKEN)


def _odt_blocks(content: IO[bytes]) -> Iterator[str]:
    heard, parser = _Odt(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = heard.start, heard.end
    parser.CharacterDataHandler = heard.say
    parser.EntityDeclHandler = heard.refuse
    while chunk := content.read(1 << 16):
        parser.Parse(chunk, False)
        yield from heard.done
        heard.done.clear()
    parser.Parse(b"", True)
    yield from heard.done


def _opened(path: Path) -> ZipFile:
    """A file that is an archive, unless it says that it unpacks to more than is read."""
    try:
        archive = ZipFile(path)
    except (BadZipFile, ValueError) as fault:
        raise UnreadableError(Outcome.BROKEN) from fault
    inside = archive.infolist()
    if len(inside) > MOST_FILES or sum(one.file_size for one in inside) > MOST_UNPACKED:
        archive.close()
        raise UnreadableError(Outcome.TOO_LONG)
    return archive


def _parts(blocks: Iterator[str]) -> Iterator[str]:
    """A text without pages in parts of a page's length, each ending where a paragraph does."""
    part: list[str] = []
    length = 0
    for block in blocks:
        if part and length + len(block) > PART:
            yield "\n".join(part)
            part, length = [], 0
        part.append(block)
        length += len(block)
    yield "\n".join(part)


READERS: Mapping[str, Callable[[Path], Iterator[str]]] = {
    ".pdf": _pdf,
    ".docx": _word,
    ".odt": _odt,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
