"""One truth: a pattern and the careful reader read a line alike; and no damage makes a crash."""

import random
from io import BytesIO

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from huset.ledger.sie import SieRefused, read, write
from huset.ledger.sie.findings import Findings
from huset.ledger.sie.objects import canonical, canonical_column
from huset.ledger.sie.odd import Odd
from huset.ledger.sie.parse import take
from huset.ledger.sie.shapes import SHAPES
from huset.ledger.tests.sie_help import FILES, REAL

PIECES = [
    *["#TRANS", "#RTRANS", "#VER", "#UB", "#OIB", "#PSALDO", "#KONTO", "#trans"],
    *[" ", "  ", "\t", " ", " ", '"', '""', '\\"', "\\", "{", "}", "{}", "{ }"],
    *['{1 "100"}', "{1 100 6 P1}", '{"1" "a b"}', '{1 "}"}', "{6 1 1 2}", "1930", '"1930"'],
    *["0", "-1", "202501", "20250115", "10.5", "-0.05", '"7"', "text", '"en text"', "å", ";"],
    *["\x07", "\ufffd", "\u00a0", "1,5", "#", "=", "'"],
]
LINE = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
ROW = st.tuples(
    st.sampled_from(["#TRANS ", "   #BTRANS\t", "#TRANS  "]),
    st.sampled_from(["1930 ", '"19 30"', "1930"]),
    st.sampled_from(["{}", "{ }", '{1 "100" 6 P}', '{"1" "b}"}', '{1 "a"6 "b"}', '{1 "\\""}']),
    st.sampled_from([" 10", "10.50 ", ' "-1.5"', " -0.05\t"]),
    LINE,
).map("".join)


@settings(deadline=None, max_examples=200)
@given(st.one_of(LINE, ROW))
def test_a_line_that_a_pattern_takes_is_read_alike_by_the_careful_reader(source):
    lines = pl.DataFrame(
        {"line": [1], "source": [source]}, {"line": pl.UInt32, "source": pl.String}
    )
    for shape in SHAPES:
        taken, left = take(lines, shape)
        if taken.is_empty():
            continue
        odd = Odd(Findings())
        odd.read(lines.with_columns(pl.col("source").str.strip_chars(" \t")))
        wanted = odd.frame(shape.name).select(taken.columns)
        assert odd.findings.warnings() == ()
        assert_frame_equal(taken, wanted, check_column_order=False)
        assert left.is_empty()


CODE = st.text(st.sampled_from('ab1 ;=\\"{}'), max_size=4)
LIST = st.lists(st.tuples(st.integers(1, 30), CODE, st.booleans()), max_size=10)


@settings(deadline=None)
@given(st.lists(st.one_of(LIST, st.text(st.sampled_from('12 "\\;='), max_size=9)), max_size=4))
def test_object_lists_are_read_alike_by_pattern_and_by_hand(lists):
    written = [text if isinstance(text, str) else " ".join(map(_pair, text)) for text in lists]
    column = canonical_column(pl.Series(written, dtype=pl.String))
    assert list(column) == [canonical(text) for text in written]


def _pair(pair):
    dimension, code, quoted = pair
    return f'{dimension} "{code}"' if quoted else f"{dimension} {code or 0}"


def _mutated(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content))
    match dice.randrange(5):
        case 0:
            return content[:at]
        case 1:
            return content[:at] + bytes([dice.randrange(256)]) + content[at + 1 :]
        case 2:
            return content[:at] + content[at + dice.randrange(1, 200) :]
        case 3:
            return (
                content[:at]
                + dice.choice([b'"', b"{", b"}", b"\\", b"\n", b"\t", b"#"])
                + content[at:]
            )
        case _:
            return content[:at] + content[at // 2 : at] + content[at:]


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_is_read_or_refused_and_never_anything_else(tmp_path, seed):
    dice = random.Random(seed)  # noqa: S311 -- damage, not secrets
    path = dice.choice([*sorted(FILES.iterdir()), *sorted(REAL.glob("*.[sS]*"))])
    damaged = tmp_path / path.name
    damaged.write_bytes(_mutated(path.read_bytes(), dice))
    try:
        file = read(damaged)
    except SieRefused:
        return
    write(file, BytesIO())
