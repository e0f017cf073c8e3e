"""Makes the files of the example's governing documents: PDF, Word, ODT, and a scanned PDF."""

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from io import BytesIO
from struct import pack
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import docx
import pypdfium2  # type: ignore[import-untyped]  # it has no types
import typst

Sections = tuple[tuple[str, ...], ...]  # a heading and its paragraphs, each
ODT = "application/vnd.oasis.opendocument.text"
NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"'
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" '
    f'manifest:media-type="{ODT}"/><manifest:file-entry manifest:full-path="content.xml" '
    'manifest:media-type="text/xml"/></manifest:manifest>'
)
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same text gives the same file
SCALE = 1.4
TYPST = """
#let said = json(bytes(sys.inputs.said))
#set document(title: said.title)
#set page("a4", margin: 2.5cm)
#set text(lang: "sv", size: 11pt)
#text(fill: luma(40%), said.by)
#block(text(size: 20pt, weight: "bold", said.title))
#for part in said.sections [
  = #part.first()
  #for words in part.slice(1) [#words #parbreak()]
]
"""


@dataclass(frozen=True)
class Paper:
    """A text to put on paper: its title, whose it is, and its sections."""

    title: str
    organisation: str
    day: date
    sections: Sections


@cache
def paper(form: str, title: str, organisation: str, day: date, sections: Sections) -> bytes:
    """A file of a form with a text in sections; the same text gives the same file."""
    return MAKERS[form](Paper(title, organisation, day, sections))


def _pdf(text: Paper) -> bytes:
    said = json.dumps({"title": text.title, "by": text.organisation, "sections": text.sections})
    made: bytes = typst.compile(
        TYPST.encode(),
        sys_inputs={"said": said},
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=datetime.combine(text.day, time(), UTC),
    )
    return made


def _word(text: Paper) -> bytes:
    document, out = docx.Document(), BytesIO()
    known = document.core_properties
    known.title, known.author, known.language = text.title, text.organisation, "sv-SE"
    known.created = known.modified = datetime.combine(text.day, time(), UTC)
    document.add_heading(text.title, level=0)
    for heading, *paragraphs in text.sections:
        document.add_heading(heading, level=1)
        for said in paragraphs:
            document.add_paragraph(said)
    document.save(out)
    return out.getvalue()


def _odt(text: Paper) -> bytes:
    blocks = [f'<text:h text:outline-level="1">{escape(text.title)}</text:h>']
    for heading, *paragraphs in text.sections:
        blocks.append(f'<text:h text:outline-level="2">{escape(heading)}</text:h>')
        blocks += [f"<text:p>{escape(said)}</text:p>" for said in paragraphs]
    said = "".join(blocks)
    content = (
        f"<office:document-content {NAMES}><office:body><office:text>{said}"
        "</office:text></office:body></office:document-content>"
    )
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr(ZipInfo("mimetype", LONG_AGO), ODT, ZIP_STORED)
        archive.writestr(ZipInfo("content.xml", LONG_AGO), content, ZIP_DEFLATED)
        archive.writestr(ZipInfo("META-INF/manifest.xml", LONG_AGO), MANIFEST, ZIP_DEFLATED)
    return out.getvalue()


def _scan(text: Paper) -> bytes:
    """A PDF that is a picture of its first page: no text to find."""
    paper_ = pypdfium2.PdfDocument(_pdf(text))
    bitmap = paper_[0].render(scale=SCALE, grayscale=True)
    picture = _png(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    paper_.close()
    source = '#set page("a4", margin: 0pt)\n#image(bytes(json(bytes(sys.inputs.png))), width: 100%)'
    at = datetime.combine(text.day, time(), UTC)
    made: bytes = typst.compile(
        source.encode(), sys_inputs={"png": str(list(picture))}, timestamp=at
    )
    return made


def _png(width: int, height: int, stride: int, grey: bytes) -> bytes:
    rows = b"".join(b"\0" + grey[at * stride : at * stride + width] for at in range(height))
    head = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


MAKERS: Mapping[str, Callable[[Paper], bytes]] = {
    "pdf": _pdf,
    "docx": _word,
    "odt": _odt,
    "scan": _scan,
}
