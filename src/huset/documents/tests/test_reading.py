"""Reading the text of real files, in a process of its own that can be stopped."""

import os
import time

import pytest

from huset.documents import reading
from huset.documents.reading import MOST_PAGES, Text, read, read_here
from huset.documents.rules import Outcome
from huset.documents.tests import files

TABLE = "<table:table-row><text:p>Vad</text:p><text:p>Vem</text:p></table:table-row>"


def read_content(tmp_path, content, suffix, **options):
    path = tmp_path / "utan-namn"  # as it is kept: by its SHA-256
    path.write_bytes(content)
    return read(path, suffix, **options)


def test_a_pdf_is_read_page_by_page(tmp_path):
    found = read_content(tmp_path, files.pdf("Första sidan åäö", "Andra"), ".pdf")

    assert found == Text(Outcome.READ, ("Första sidan åäö", "Andra"))


def test_a_word_file_is_read_in_the_order_of_its_body(tmp_path):
    found = read_content(tmp_path, files.word("Ett.", "Två."), ".docx")

    assert found == Text(Outcome.READ, ("Ett.\nTvå.\nVad | Vem\nEfter tabellen.",))


def test_a_long_word_file_is_read_in_parts_that_end_with_a_paragraph(tmp_path):
    found = read_content(tmp_path, files.word(*("ord " * 250 for _ in range(7))), ".docx")

    assert [len(part.split("\n")) for part in found.pages] == [3, 3, 3]


def test_an_odt_is_read_with_its_tables_and_without_what_is_not_said(tmp_path):
    body = (
        "<text:h>Rubrik</text:h><text:p>Ett<text:s/>två<text:tab/>tre<text:line-break/>fyra"
        f"<office:annotation><text:p>en kommentar</text:p></office:annotation></text:p>{TABLE}"
    )

    assert read_content(tmp_path, files.odt(body), ".odt").pages == (
        "Rubrik\nEtt två\ttre\nfyra\nVad | Vem",
    )


def test_a_file_of_500_pages_is_read(tmp_path):
    found = read_content(tmp_path, files.long_pdf(500), ".pdf")

    assert (found.outcome, len(found.pages)) == (Outcome.READ, 500)
    assert found.pages[499].startswith("Sida 500.")


def test_a_scanned_file_is_read_and_has_no_text(tmp_path):
    assert read_content(tmp_path, files.scanned_pdf(), ".pdf") == Text(Outcome.READ, ("",))


@pytest.mark.parametrize(
    ("content", "suffix", "outcome"),
    [
        (files.encrypted_pdf(), ".pdf", Outcome.PASSWORD),
        (
            files.odt(more={"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
            ".odt",
            Outcome.PASSWORD,
        ),
        (b"%PDF-1.7\nskr\xe4p", ".pdf", Outcome.BROKEN),
        (files.pdf("text")[:800], ".pdf", Outcome.BROKEN),
        (files.word()[:-200], ".docx", Outcome.BROKEN),
        (files.odt(), ".docx", Outcome.BROKEN),
        (files.odt("<text:p>utan slut"), ".odt", Outcome.BROKEN),
        (files.odt("<text:p>&b;</text:p>", head=files.LAUGHS), ".odt", Outcome.BROKEN),
        (files.zip_bomb(), ".docx", Outcome.TOO_LONG),
        (b"", ".pdf", Outcome.BROKEN),
    ],
    ids=[
        "a PDF with a password",
        "an ODT with a password",
        "no PDF inside",
        "half a PDF",
        "half a Word file",
        "an ODT that says it is Word",
        "XML without an end",
        "entities that unfold",
        "a zip bomb",
        "an empty file",
    ],
)
def test_what_cannot_be_read_says_why_within_seconds(tmp_path, content, suffix, outcome):
    began = time.monotonic()

    assert read_content(tmp_path, content, suffix) == Text(outcome)
    assert time.monotonic() - began < 20


def test_what_has_too_many_pages_is_not_read(tmp_path):
    source = f"#for i in range({MOST_PAGES + 1}) [#if i > 0 {{pagebreak()}} x]"
    content = files.typst.compile(source.encode())

    assert read_content(tmp_path, content, ".pdf") == Text(Outcome.TOO_LONG)


def test_what_has_too_much_text_is_not_read(tmp_path):
    paragraph = f"<text:p>{'x' * 1_000_000}</text:p>"

    assert read_content(tmp_path, files.odt(paragraph * 21), ".odt") == Text(Outcome.TOO_LONG)


def test_a_file_that_never_ends_is_stopped(tmp_path):
    began = time.monotonic()
    found = read_content(tmp_path, files.bomb_pdf(), ".pdf", seconds=4)

    assert found == Text(Outcome.STOPPED)
    assert time.monotonic() - began < 15


def test_a_file_that_takes_too_much_memory_is_stopped_and_is_not_called_broken(tmp_path):
    assert read_content(tmp_path, files.wide_word(), ".docx") == Text(Outcome.STOPPED)


def test_a_process_that_ends_without_its_last_word_was_stopped(tmp_path, monkeypatch):
    dies = tmp_path / "huset" / "documents" / "reading.py"
    dies.parent.mkdir(parents=True)
    for package in (dies.parent, dies.parent.parent):
        (package / "__init__.py").touch()
    monkeypatch.setattr(reading, "SRC", tmp_path)
    dies.write_text('import sys; print(\'{"text": "a"}\'); sys.stdout.flush(); sys.exit(9)')

    assert read_content(tmp_path, b"", ".pdf") == Text(Outcome.STOPPED)


def test_the_process_is_not_told_our_secrets(tmp_path, monkeypatch):
    monkeypatch.setenv("HUSET_SECRET_KEY", "hemlig")

    assert "HUSET_SECRET_KEY" in os.environ
    assert "HUSET_SECRET_KEY" not in reading.HANDED_ON


def test_what_is_known_to_be_harmless_is_read_here_and_says_the_same(tmp_path):
    path = tmp_path / "fil"
    for content, suffix in ((files.pdf("Ett", "Två"), ".pdf"), (files.encrypted_pdf(), ".pdf")):
        path.write_bytes(content)

        assert read_here(path, suffix) == read(path, suffix)
