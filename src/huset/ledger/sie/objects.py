"""Object lists: ``{6 "P1" 1 "100"}`` in a file is "1=100;6=P1" in the ledger, by dimension."""

import re
from functools import lru_cache
from itertools import pairwise

import polars as pl

FIELD = re.compile(r'[ \t]*(?:"((?:\\"|[^"])*+)"|([^" \t]+))')
FIELDS = re.compile(rf"(?:{FIELD.pattern})*+[ \t]*")
CODE = r'"[^";\\]*"|[^"; \t\\]+'
FEW, MANY = 2, 8  # pairs that the patterns take; hardly any list has more than the first


def fields_in(written: str) -> list[str]:
    """The fields of a list as written between its braces."""
    return [quoted.replace('\\"', '"') or bare for quoted, bare in FIELD.findall(written)]


@lru_cache(maxsize=1 << 16)
def canonical(written: str) -> str | None:
    """What stands between the braces as "1=100;6=P1"; ``None`` unless number and code in pairs."""
    if not FIELDS.fullmatch(written):
        return None
    fields = fields_in(written)
    dimensions, codes = fields[::2], fields[1::2]
    if len(dimensions) != len(codes) or not all(map(_is_number, dimensions)):
        return None
    pairs = sorted(zip(map(int, dimensions), codes, strict=True), key=lambda pair: pair[0])
    return ";".join(f"{dimension}={_escape(code)}" for dimension, code in pairs)


def canonical_column(written: pl.Series) -> pl.Series:
    """Many lists at once, each distinct one read once."""
    distinct = written.unique()
    return written.replace_strict(distinct, _canonical(distinct), return_dtype=pl.String)


def _canonical(written: pl.Series) -> pl.Series:
    """Plain lists by a pattern, a short one first; others by ``canonical``."""
    column = written.str.strip_chars(" \t").replace_strict({"": ""}, default=None)
    for most in FEW, MANY:
        left = column.is_null()
        if left.any():
            column = _scatter(column, left, _plain_lists(written.filter(left), most))
    left = column.is_null()
    odd = [canonical(text) for text in written.filter(left)]
    return _scatter(column, left, pl.Series(odd, dtype=pl.String)) if odd else column


def _scatter(column: pl.Series, where: pl.Series, values: pl.Series) -> pl.Series:
    return values if where.all() else column.scatter(where.arg_true(), values)


def _plain_lists(written: pl.Series, most: int) -> pl.Series:
    """The lists of at most so many pairs whose dimensions rise; null for all others."""
    read = written.str.extract_groups(f"^[ \\t]*{_pattern(most)}$").struct.unnest()
    numbers = [pl.col(f"d{at}").cast(pl.Int32) for at in range(most)]
    rising = [after.is_null() | (after > before) for before, after in pairwise(numbers)]
    pairs = [
        pl.concat_str(f"d{at}", pl.lit("="), pl.col(f"c{at}").str.strip_chars('"'))
        for at in range(most)
    ]
    joined = pl.concat_str(pairs, separator=";", ignore_nulls=True)
    plain = pl.all_horizontal(pl.col("c0").is_not_null(), *rising)
    return read.select(objects=pl.when(plain).then(joined))["objects"]


def _pattern(most: int, at: int = 0) -> str:
    """The pattern of a list spelled without escapes, in one-pass form (see ``shapes``)."""
    more = rf"(?:[ \t]+(?:{_pattern(most, at + 1)})?)?" if at + 1 < most else r"[ \t]*"
    return rf"(?P<d{at}>[1-9][0-9]{{0,4}})[ \t]+(?P<c{at}>{CODE}){more}"


def pairs(objects: str) -> list[tuple[int, str]]:
    """The dimensions and codes of a canonical list."""
    found = re.findall(r"(\d+)=((?:\\.|[^;\\])*)", objects)
    return [(int(dimension), re.sub(r"\\(.)", r"\1", code)) for dimension, code in found]


def _escape(code: str) -> str:
    return code.replace("\\", "\\\\").replace(";", "\\;")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
