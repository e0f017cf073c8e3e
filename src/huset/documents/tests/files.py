"""Real files to read: good ones, and such as are sent in by mistake or in malice."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pypdf
import typst
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
)

from huset.organisation.attachments import ODT, Sent


def pdf(*texts: str) -> bytes:
    """A PDF with a page a text."""
    pages = "\n#pagebreak()\n".join(f'#"{text}"' for text in texts)
    return typst.compile(pages.encode())


def long_pdf(pages: int) -> bytes:
    """A PDF of many pages."""
    source = f"#for i in range({pages}) [#if i > 0 {{pagebreak()}} Sida #(i + 1). #lorem(300)]"
    return typst.compile(source.encode())


def encrypted_pdf(text: str = "hemligt") -> bytes:
    """A PDF that asks for a password."""
    writer, out = pypdf.PdfWriter(clone_from=BytesIO(pdf(text))), BytesIO()
    writer.encrypt("lösen", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def scanned_pdf() -> bytes:
    """A PDF that is a picture: no letter in it."""
    return typst.compile(b"#rect(width: 9cm, height: 5cm, fill: luma(80%))")


def bomb_pdf(levels: int = 12, times: int = 12) -> bytes:
    """A small PDF whose page draws a form that draws ten forms that each draw ten ..."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(200, 200)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    inner, content = None, b"BT /F 9 Tf (x) Tj ET"
    for _ in range(levels):
        form = DecodedStreamObject()
        form.set_data(content)
        resources = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F"): font})}
        )
        if inner is not None:
            resources[NameObject("/XObject")] = DictionaryObject({NameObject("/X"): inner})
        form.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): ArrayObject([NumberObject(n) for n in (0, 0, 200, 200)]),
                NameObject("/Resources"): resources,
            }
        )
        inner, content = writer._add_object(form), b"/X Do " * times
    last = DecodedStreamObject()
    last.set_data(content)
    page[NameObject("/Contents")] = writer._add_object(last)
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/X"): inner})}
    )
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def word(*paragraphs: str) -> bytes:
    """A Word file with paragraphs, a table, and a paragraph after it."""
    document, out = docx.Document(), BytesIO()
    for text in paragraphs or ("Före tabellen.",):
        document.add_paragraph(text)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Vad", "Vem"
    document.add_paragraph("Efter tabellen.")
    document.save(out)
    return out.getvalue()


def odt(
    body: str = "<text:p>Text.</text:p>", *, head: str = "", more: dict[str, str] | None = None
) -> bytes:
    """An ODT with some body; ``head`` comes before its root, ``more`` are other parts of it."""
    out = BytesIO()
    names = 'xmlns:office="o" xmlns:text="t" xmlns:table="b"'
    inside = f"<office:body>{body}</office:body>"
    root = f"<office:document-content {names}>{inside}</office:document-content>"
    with ZipFile(out, "w") as archive:
        archive.writestr("mimetype", ODT)
        archive.writestr("content.xml", f'<?xml version="1.0"?>{head}{root}', ZIP_DEFLATED)
        for name, content in (more or {}).items():
            archive.writestr(name, content, ZIP_DEFLATED)
    return out.getvalue()


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"


def zip_bomb() -> bytes:
    """A Word file that unpacks to more than is read."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(21):
                part.write(bytes(10_000_000))
    return out.getvalue()


def wide_word(size: int = 60_000_000) -> bytes:
    """A Word file within the limits, whose tree takes more memory than reading gets."""
    out, part = BytesIO(), "word/document.xml"
    paragraphs = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 10_000
    with ZipFile(BytesIO(word())) as plain, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in set(plain.namelist()) - {part}:
            archive.writestr(name, plain.read(name))
        before, after = plain.read(part).split(b"<w:body>")
        with archive.open(part, "w") as document:
            document.write(before + b"<w:body>")
            for _ in range(size // len(paragraphs)):
                document.write(paragraphs)
            document.write(after)
    return out.getvalue()


def sent(name: str, content: bytes) -> Sent:
    """A file as it is sent in."""
    return Sent(name, content)
