"""The files of decisions: which kinds are taken, and where each is kept by its SHA-256.

A file is what its bytes say it is: a name that says something else is refused, and so is a name
that hides its kind behind another.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePath
from tempfile import NamedTemporaryFile
from zipfile import BadZipFile, ZipFile

from django.conf import settings

MOST_BYTES = 20_000_000
MOST_FILES = 20
LONGEST_NAME = 200
ODT = b"application/vnd.oasis.opendocument.text"
LIKE_A_KIND = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}")
HIDDEN = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class UnfitFileError(ValueError):
    """A file that is not taken; the message says why and what to do, in Swedish."""


@dataclass(frozen=True)
class Sent:
    """A file as it was sent in."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """What it is kept by."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def media_type(self) -> str:
        """What kind of file its name says; `check` has compared that with the bytes."""
        return KINDS[PurePath(self.name).suffix.lower()].media_type


@dataclass(frozen=True)
class FileKind:
    """A kind of file that is taken, and how its bytes are known."""

    media_type: str
    fits: Callable[[bytes], bool]


def check(sent: Sent) -> None:
    """Refuse a file that is too large, hides what it is, or is not what its name says."""
    path = PurePath(sent.name)
    if not sent.name.strip() or len(sent.name) > LONGEST_NAME or HIDDEN.search(sent.name):
        raise UnfitFileError("Filens namn är tomt, för långt eller har tecken som inte syns.")
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise UnfitFileError(
            f"{sent.name} tas inte emot. Skicka PDF, Word (.docx), ODT, PNG eller JPEG."
        )
    if any(LIKE_A_KIND.fullmatch(suffix) for suffix in path.suffixes[:-1]):
        raise UnfitFileError(f"{sent.name} har dubbla filändelser. Byt namn på filen.")
    if not sent.content:
        raise UnfitFileError(f"{sent.name} är tom.")
    if len(sent.content) > MOST_BYTES:
        raise UnfitFileError(f"{sent.name} är större än 20 MB. Dela den eller gör den mindre.")
    if not kind.fits(sent.content):
        raise UnfitFileError(f"{sent.name} är inte den sorts fil som namnet säger. Spara om den.")


def keep(sent: Sent) -> str:
    """Keep a file by its SHA-256, once however many decisions it belongs to."""
    kept = place(sent.sha256)
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=kept.parent, delete=False) as file:
            file.write(sent.content)
        Path(file.name).replace(kept)
    return sent.sha256


def place(sha256: str) -> Path:
    """Where a file lies."""
    return Path(settings.DATA) / "attachments" / sha256[:2] / sha256


def kept_content(sha256: str) -> bytes | None:
    """The bytes of a kept file; nothing when it is gone or no longer is what was kept."""
    kept = place(sha256)
    content = kept.read_bytes() if kept.is_file() else b""
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def _starts(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(marks)


def _is_word(content: bytes) -> bool:
    """Tell a Word file without macros from other archives."""
    names = _names_in(content)
    macros = any(PurePath(name).name.lower() == "vbaproject.bin" for name in names)
    return {"[Content_Types].xml", "word/document.xml"} <= names and not macros


def _is_odt(content: bytes) -> bool:
    """An OpenDocument text begins with its own media type, stored as it is."""
    names = _names_in(content)
    macros = any(name.startswith("Basic/") for name in names)
    return content[30:].startswith(b"mimetype" + ODT) and "content.xml" in names and not macros


def _names_in(content: bytes) -> frozenset[str]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            return frozenset(archive.namelist())
    except BadZipFile:
        return frozenset()


KINDS = {
    ".pdf": FileKind("application/pdf", _starts(b"%PDF-")),
    ".docx": FileKind(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _is_word
    ),
    ".odt": FileKind(ODT.decode(), _is_odt),
    ".png": FileKind("image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    ".jpg": FileKind("image/jpeg", _starts(b"\xff\xd8\xff")),
    ".jpeg": FileKind("image/jpeg", _starts(b"\xff\xd8\xff")),
}
