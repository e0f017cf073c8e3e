"""What the reader refuses, with line and code; never a half-read file, never another exception."""

import os

import pytest

from huset.ledger.sie import SieRefused, read
from huset.ledger.sie.survey import LONGEST_LINE
from huset.ledger.tests.sie_help import FILES, HEAD, as_file

ROW = "#VER A 1 20250115\n{\n#TRANS 5010 {} 10\n#TRANS 1930 {} -10\n}\n"


def refused(path):
    with pytest.raises(SieRefused) as caught:
        read(path)
    assert caught.value.text
    return caught.value.line, caught.value.code


def row(text):
    return f"#VER A 1 20250115\n{{\n{text}\n}}\n"


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        (b"", 0, "empty"),
        (b"\r\n \r\n", 0, "empty"),
        (b"PK\x03\x04...", 0, "not_sie"),
        (b"%PDF-1.7", 0, "not_sie"),
        (b"\xd0\xcf\x11\xe0", 0, "not_sie"),
        (b"\x1f\x8b\x08", 0, "not_sie"),
        ("#FLAGGA 0".encode("utf-16"), 0, "not_sie"),
        (b"#FLAGGA 0\r\n#FNAMN \0\0", 0, "not_sie"),
        (b'<?xml version="1.0"?><Sie xmlns="http://www.sie.se/sie5">', 1, "sie5"),
        (b"\xef\xbb\xbf<Sie/>", 1, "sie5"),
        (b"konto;belopp\n1930;100\n", 1, "not_sie"),
        (b"#HELLO world\n", 1, "not_sie"),
        (b"#\n", 1, "not_sie"),
        (b"{\n}\n", 1, "not_sie"),
    ],
)
def test_what_is_no_sie_file_is_refused(tmp_path, content, line, code):
    assert refused(as_file(tmp_path, content)) == (line, code)


def test_a_folder_or_a_missing_file_is_refused(tmp_path):
    assert refused(tmp_path) == (0, "unreadable")
    assert refused(tmp_path / "saknas.se") == (0, "unreadable")


def test_a_pipe_is_refused_for_it_can_be_read_only_once(tmp_path):
    os.mkfifo(tmp_path / "ror.se")
    assert refused(tmp_path / "ror.se") == (0, "unreadable")


@pytest.mark.parametrize(
    ("body", "line", "code"),
    [
        (row("#TRANS 5010 {} 1 234.50"), 12, "date"),
        (row("#TRANS 5010 {} 1.234,50"), 12, "amount"),
        (row("#TRANS 5010 {} 1,234.50"), 12, "amount"),
        (row("#TRANS 5010 {} 1.234"), 12, "amount"),
        (row("#TRANS 5010 {} 1\u00a0234"), 12, "amount"),
        (row("#TRANS 5010 {} 1e3"), 12, "amount"),
        (row("#TRANS 5010 {} kr"), 12, "amount"),
        (row('#TRANS 5010 {} ""'), 12, "amount"),
        (row("#TRANS 5010 {} -"), 12, "amount"),
        (row("#TRANS 5010 {} 5-"), 12, "amount"),
        (row("#TRANS 5010 {} 12345678901234567"), 12, "amount"),
        (row("#TRANS 5010 {}"), 12, "fields"),
        (row("#TRANS"), 12, "fields"),
        (row("#TRANS 5010 {1} 10"), 12, "objects"),
        (row("#TRANS 5010 {a b} 10"), 12, "objects"),
        (row("#TRANS 5010 {1 2 10"), 12, "quote"),
        (row('#TRANS 5010 {} 10 "" "text'), 12, "quote"),
        (row("#TRANS 5010 {} 10 20250231"), 12, "date"),
        (row("#TRANS 5010 {} 10 2025-01-31"), 12, "date"),
        (row("TRANS 5010 {} 10"), 12, "record"),
        ("#VER A 1 20251301\n{\n}\n", 10, "date"),
        ('#VER A 1 ""\n{\n}\n', 10, "date"),
        ("#VER A 1\n{\n}\n", 10, "fields"),
        ("#VER A 1 20250115\n#TRANS 5010 {} 10\n}\n", 11, "row_outside"),
        ("#TRANS 5010 {} 10\n", 10, "row_outside"),
        ("{\n}\n", 10, "brace"),
        ("}\n", 10, "brace"),
        ("#VER A 1 20250115\n{\n{\n}\n", 12, "brace"),
        ("#VER A 1 20250115\n{\n#VER A 2 20250115\n{\n}\n", 12, "brace"),
        ("#VER A 1 20250115\n#KONTO 1 x\n", 11, "brace"),
        ("#VER A 1 20250115\n{\n#UB 0 1930 1\n}\n", 12, "brace"),
        ("#RAR -1 20240101 20241301\n", 10, "date"),
        ("#RAR x 20240101 20241231\n", 10, "fields"),
        ("#RAR -1 20240101 20240101\n", 10, "date"),
        (row('#TRANS "" {} 10'), 12, "fields"),
        ('#UB 0 "" 10\n', 10, "fields"),
        ("#RAR -1 20241231 20240101\n", 10, "date"),
        ("#DIM x Ansvar\n", 10, "fields"),
        ("#OBJEKT 1\n", 10, "fields"),
        ("#UB i 1930 1\n", 10, "fields"),
        ("#PSALDO 0 202513 1930 {} 1\n", 10, "fields"),
        ("#UB 0 1930\n", 10, "fields"),
    ],
)
def test_a_doubtful_record_is_refused_at_its_line(tmp_path, body, line, code):
    assert refused(as_file(tmp_path, HEAD + body)) == (line, code)


def test_another_type_is_refused(tmp_path):
    path = as_file(tmp_path, HEAD.replace("#SIETYP 4", "#SIETYP 7"))
    assert refused(path) == (5, "sie_type")


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (ROW[: ROW.index("}\n")], 13),
        (ROW[: ROW.index("-10")], 13),
        (ROW[: ROW.index("#TRANS")], 11),
        (ROW[: ROW.index("{")], 10),
        (ROW + "#UB 0 19", 15),
        (ROW + "#PSAL", 15),
        (ROW + '#PROSA "halv', 15),
    ],
)
def test_a_cut_off_file_is_refused_as_such(tmp_path, body, line):
    assert refused(as_file(tmp_path, HEAD + body)) == (line, "truncated")


def test_a_checksum_that_never_ends_is_a_cut_off_file(tmp_path):
    assert refused(FILES / "ksumma_cut.se") == (20, "truncated")
    without_sum = (FILES / "ksumma_cut.se").read_bytes() + b"#KSUMMA\r\n"
    assert refused(as_file(tmp_path, without_sum)) == (21, "truncated")


@pytest.mark.parametrize("extra", [1, 5 * LONGEST_LINE])
def test_a_line_without_end_is_refused_before_it_fills_the_memory(tmp_path, extra):
    long = "x" * (LONGEST_LINE + extra)
    path = as_file(tmp_path, f"{HEAD}#PROSA {long}\n{ROW}")
    assert refused(path) == (10, "line_length")


def test_a_long_line_within_bounds_is_read(tmp_path):
    long = "x" * (LONGEST_LINE - 100)
    assert read(as_file(tmp_path, f"{HEAD}#PROSA {long}\n{ROW}")).prose == long


def test_a_refusal_tells_its_line_in_its_text(tmp_path):
    with pytest.raises(SieRefused, match=r"^Rad 12: ”kr” är inget belopp"):
        read(as_file(tmp_path, HEAD + row("#TRANS 5010 {} kr")))
