"""The first look at a file: that it is text, how its letters are coded, that its lines end.

The file is read in blocks, never whole, so a file of any size (or a line of any length) costs the
same memory.
"""

import codecs
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from huset.ledger.sie.records import SieRefused

BLOCK = 8 << 20
LONGEST_LINE = 1 << 20
ASCII = bytes(range(128))
SWEDISH_PC8 = b"\x84\x86\x94\x8e\x8f\x99"
SWEDISH_LATIN = b"\xe4\xe5\xf6\xc4\xc5\xd6"
LATIN = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(256))
PC8 = bytes(range(256)).decode("cp437")
NOT_TEXT = {
    b"PK\x03\x04": "en zip- eller Excelfil",
    b"\xd0\xcf\x11\xe0": "en äldre Excel- eller Wordfil",
    b"%PDF": "en PDF",
    b"\x1f\x8b": "en komprimerad fil (gzip)",
    b"\xff\xfe": "text i UTF-16",
    b"\xfe\xff": "text i UTF-16",
}
NOT_SIE = "Filen är {what}, inte en SIE-fil. Exportera SIE typ 1-4 ur ekonomisystemet."
NO_FILE = "Filen finns inte, eller är en mapp eller något annat som inte kan läsas två gånger."
SIE_5 = "Filen är XML, troligen SIE 5. Huset läser SIE 4: välj SIE typ 4 vid exporten."


@dataclass(frozen=True)
class Survey:
    """What the first look found."""

    path: Path
    size: int
    sha256: str
    encoding: str
    newline: bytes
    has_checksum: bool
    last_line: int
    ends_with_newline: bool

    def blocks(self) -> Iterator[tuple[int, bytes]]:
        """The file in blocks of whole lines, each with the number of its first line."""
        line, bom = 1, codecs.BOM_UTF8
        for block in _whole_lines(self.path, self.newline):
            yield line, block.removeprefix(bom)
            line += block.count(self.newline)
            bom = b""

    def utf8(self, block: bytes) -> bytes:
        """A block as UTF-8 with each line ended by LF."""
        lines = block if self.newline == b"\n" else block.replace(b"\r", b"\n")
        if self.encoding in {"ascii", "utf-8"} or lines.isascii():
            return lines
        table = PC8 if self.encoding == "cp437" else LATIN
        return codecs.charmap_decode(lines, "strict", table)[0].encode()


def survey(path: Path) -> Survey:
    """Look through a file once; refuse what is not text, or not made of lines."""
    if not path.is_file():  # a pipe can be read only once
        raise SieRefused(0, "unreadable", NO_FILE)
    try:
        return _survey(path)
    except OSError as error:
        text = f"Filen kan inte läsas ({error.strerror}). Kontrollera att den får öppnas."
        raise SieRefused(0, "unreadable", text) from error


def _survey(path: Path) -> Survey:
    digest, letters, lines = hashlib.sha256(), _Letters(), _Lines()
    size, first, block = 0, b"", b""
    with path.open("rb") as file:
        while part := file.read(BLOCK):
            first, block = first or part, part
            if not size:
                _must_be_text(part)
            size += len(part)
            digest.update(part)
            letters.see(part)
            lines.see(part)
    if not first.strip():
        raise SieRefused(0, "empty", "Filen är tom. Exportera den på nytt ur ekonomisystemet.")
    return Survey(
        path=path,
        size=size,
        sha256=digest.hexdigest(),
        encoding=letters.encoding(),
        newline=lines.newline,
        has_checksum=b"#KSUMMA" in first.upper(),
        last_line=lines.before + bool(lines.open),
        ends_with_newline=block.rstrip(b"\x1a \t").endswith((b"\n", b"\r")),
    )


def _must_be_text(first: bytes) -> None:
    for magic, what in NOT_TEXT.items():
        if first.startswith(magic):
            raise SieRefused(0, "not_sie", NOT_SIE.format(what=what))
    if first.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<"):
        raise SieRefused(1, "sie5", SIE_5)


class _Letters:
    """Counts what tells one 8-bit encoding from another."""

    def __init__(self) -> None:
        self.utf8 = codecs.getincrementaldecoder("utf-8")()
        self.is_utf8 = self.is_ascii = True
        self.pc8 = self.latin = 0

    def see(self, block: bytes) -> None:
        if b"\0" in block:
            raise SieRefused(0, "not_sie", NOT_SIE.format(what="binär"))
        if block.isascii() and self.is_ascii:
            return
        self.is_ascii = False
        high = block.translate(None, ASCII)
        self.pc8 += sum(high.count(letter) for letter in SWEDISH_PC8)
        self.latin += sum(high.count(letter) for letter in SWEDISH_LATIN)
        if self.is_utf8:
            self._try_utf8(block)

    def _try_utf8(self, block: bytes) -> None:
        try:
            self.utf8.decode(block)
        except UnicodeDecodeError:
            self.is_utf8 = False

    def encoding(self) -> str:
        """The likeliest encoding: valid UTF-8 is no accident; else the Swedish letters decide."""
        if self.is_ascii:
            return "ascii"
        if self.is_utf8 and not self.utf8.getstate()[0]:
            return "utf-8"
        return "latin-1" if self.latin > self.pc8 else "cp437"


class _Lines:
    """Walks the line ends in steps of the longest line there may be."""

    def __init__(self) -> None:
        self.newline = b""
        self.open = self.before = 0

    def see(self, block: bytes) -> None:
        if not self.newline:
            self.newline = b"\r" if block.count(b"\r") > 2 * block.count(b"\n") else b"\n"
        at = -self.open
        while len(block) - at > LONGEST_LINE:
            end = block.rfind(self.newline, max(at, 0), at + LONGEST_LINE)
            if end < 0:
                self._refuse(block[: max(at, 0)])
            at = end + 1
        self.before += block.count(self.newline)
        self.open = len(block) - max(at, block.rfind(self.newline) + 1)

    def _refuse(self, block: bytes) -> None:
        line = self.before + block.count(self.newline) + 1
        text = "Raden är längre än 1 MB. Filen är skadad eller ingen SIE-fil; exportera på nytt."
        raise SieRefused(line, "line_length", text)


def _whole_lines(path: Path, newline: bytes) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            lines = block[: block.rfind(newline) + 1] or block
            file.seek(len(lines) - len(block), os.SEEK_CUR)
            yield lines
