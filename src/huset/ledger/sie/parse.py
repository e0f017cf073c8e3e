"""A block of lines becomes frames: plain lines by their shape's pattern, odd lines one by one."""

from dataclasses import dataclass

import polars as pl

from huset.ledger.sie.checksum import summed
from huset.ledger.sie.fields import Record
from huset.ledger.sie.findings import AGAIN, Findings
from huset.ledger.sie.objects import canonical_column
from huset.ledger.sie.odd import Odd
from huset.ledger.sie.records import BALANCES, CORRECTIONS, VOUCHERS, SieRefused
from huset.ledger.sie.shapes import SHAPES, Shape
from huset.ledger.sie.values import days, ore

Schema = dict[str, type[pl.DataType]]
SCHEMAS: dict[str, Schema] = {
    "rows": CORRECTIONS,
    "vouchers": {"label": pl.String, **VOUCHERS},
    "balances": BALANCES,
}
ESCAPED = r"\""
NOT_A_DATE = "”{text}” är inget datum (ÅÅÅÅMMDD). " + AGAIN
REGISTERED = "Registreringsdatumet ”{text}” är inget datum; utelämnat."
NOT_A_LIST = "Objektlistan {{{text}}} är inte par av dimension och objekt. " + AGAIN


@dataclass(frozen=True)
class Part:
    """What some lines say: frames by name, the braces, and all other records."""

    frames: dict[str, pl.DataFrame]
    braces: pl.DataFrame
    heads: list[Record]
    counts: pl.DataFrame
    findings: Findings


def parse(lines: pl.DataFrame, *, with_counts: bool = False) -> Part:
    """Read a frame of ``line`` and ``source``; ``with_counts`` prepares the checksum too."""
    read: dict[str, list[pl.DataFrame]] = {shape.name: [] for shape in SHAPES}
    findings, counts = Findings(), []
    odd = Odd(findings)
    escapes = lines["source"].str.contains(ESCAPED, literal=True).any()
    braces, lines = _braces(lines)
    for shape in SHAPES:
        if lines.is_empty():
            break
        taken, lines = take(lines, shape, escapes=escapes)
        read[shape.name].append(taken)
        if with_counts:
            counts.append(summed(taken, shape))
    indented, lines = _braces(lines.with_columns(pl.col("source").str.strip_chars(" \t")))
    odd.read(lines.filter(pl.col("source") != ""))
    frames = {
        name: typed(_together([*taken, odd.frame(name)]), SCHEMAS[name], findings)
        for name, taken in read.items()
    }
    braces = pl.concat([braces, indented, odd.braces()])
    return Part(frames, braces, odd.heads, _together([*counts, odd.counts()]), findings)


def _braces(lines: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The lines that are a brace and nothing else, and the other lines."""
    is_brace = pl.col("source").is_in(["{", "}"])
    braces = lines.filter(is_brace).select("line", opens=pl.col("source") == "{")
    return braces, lines.filter(~is_brace)


def take(
    lines: pl.DataFrame, shape: Shape, *, escapes: bool = True
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The lines that a shape's pattern takes, as text columns, and the lines it leaves.

    Without ``escapes`` no quote stands inside a field, and the quotes round it go more quickly.
    """
    groups = lines["source"].str.extract_groups(shape.pattern).struct.unnest()
    hit = groups["label"].is_not_null()
    taken = groups.with_columns(lines["line"]).filter(hit)
    fields = pl.col([column for column in shape.columns if column != "objects"])
    has_quotes = taken.select(fields.str.starts_with('"').any()).row(0, named=True)
    quoted = pl.col([column for column, has in has_quotes.items() if has])
    unquoted = _unescaped(quoted) if escapes else quoted.str.strip_chars('"')
    return taken.with_columns(unquoted), lines.filter(~hit)


def _unescaped(fields: pl.Expr) -> pl.Expr:
    inside = fields.str.strip_prefix('"').str.strip_suffix('"')
    return inside.str.replace_all(ESCAPED, '"', literal=True)


def _together(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """The frames as one, by line, with all the columns of the last."""
    filled = [frame for frame in frames if not frame.is_empty()]
    whole = pl.concat([*filled, frames[-1].clear()], how="diagonal")
    return whole.sort("line") if len(filled) > 1 else whole


def typed(texts: pl.DataFrame, schema: Schema, findings: Findings) -> pl.DataFrame:
    """Text columns as amounts, dates and canonical object lists; refuse what cannot be."""
    columns = {name: kind for name, kind in schema.items() if name != "voucher"}
    if texts.is_empty():
        return pl.DataFrame(schema=columns)
    if "objects" in columns:
        texts = texts.with_columns(_lists(texts["line"], texts["objects"].fill_null("")))
    read = texts.select(_column(name, kind) for name, kind in columns.items())
    for name, kind in columns.items():
        if kind == pl.Date:
            written = texts.select("line", text=pl.col(name).fill_null(""))
            _check_dates(written, read[name], findings)
    return read


def _lists(lines: pl.Series, written: pl.Series) -> pl.Series:
    read = canonical_column(written)
    wrong = read.is_null().arg_true()
    if len(wrong):
        text = NOT_A_LIST.format(text=written[wrong[0]])
        raise SieRefused(lines[wrong[0]], "objects", text)
    return read.alias("objects")


def _column(name: str, kind: type[pl.DataType]) -> pl.Expr:
    if kind == pl.Int64:
        return ore(name)
    if kind == pl.Date:
        return days(name).alias(name)
    return pl.col(name).fill_null("") if kind == pl.String else pl.col(name).cast(kind)


def _check_dates(written: pl.DataFrame, read: pl.Series, findings: Findings) -> None:
    """Only a voucher's own date must be there; only that of its registration may be wrong."""
    wrong = read.is_null() if read.name == "date" else read.is_null() & (written["text"] != "")
    for line, text in written.filter(wrong).iter_rows():
        if read.name != "registered":
            raise SieRefused(line, "date", NOT_A_DATE.format(text=text))
        findings.warn(line, "registered", REGISTERED.format(text=text))
