"""Writes a book as SIE 4B: code page 437, CRLF, quotes where they belong, by the column.

What the format cannot hold is made so that it can: control characters become blanks, letters that
the code page lacks become "?", and a quoted text that ends with a backslash gets a blank after it.
"""

import re
import zlib
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import polars as pl

from huset.ledger.sie.objects import pairs
from huset.ledger.sie.parse import parse
from huset.ledger.sie.records import CORRECTIONS, VOUCHERS, Account, Book, Dimension

BARE = re.compile(r"[^\s\"{}\x00-\x20\x7f]+")
CONTROL = "[\x00-\x1f\x7f]"
YEARLY, BY_OBJECT, BY_PERIOD = ("IB", "UB", "RES"), ("OIB", "OUB"), ("PSALDO", "PBUDGET")
BALANCES_IN = {
    "1": YEARLY,
    "2": (*YEARLY, *BY_PERIOD),
    "3": (*YEARLY, *BY_OBJECT, *BY_PERIOD),
    "4E": (*YEARLY, *BY_OBJECT, *BY_PERIOD),
    "4I": (),
}
LACKING = {"–": "-", "—": "-", "’": "'", "‘": "'", "”": "'", "“": "'", "…": "..."}  # noqa: RUF001 -- letters that the code page lacks, and what looks like them
CRLF = "\r\n"


def write(book: Book, target: Path | BytesIO, *, checksum: bool = False) -> None:
    """Write a book as its ``sie_type`` says, with #KSUMMA round it if wanted.

    Frames may lack columns that are empty anyway; the least is ``voucher``, ``series``, ``number``
    and ``date`` of vouchers, and ``voucher``, ``account`` and ``amount`` of rows.
    """
    first, *lines = [*_head(book), *_balances(book), *_vouchers(book)]
    text = CRLF.join(lines)
    for letter, lookalike in LACKING.items():
        text = text.replace(letter, lookalike)
    if checksum:
        text = CRLF.join(["#KSUMMA", text, f"#KSUMMA {_sum(text)}"])
    content = f"{first}{CRLF}{text}{CRLF}".encode("cp437", "replace")
    if isinstance(target, Path):
        target.write_bytes(content)
    else:
        target.write(content)


def _sum(text: str) -> int:
    lines = pl.read_lines(text.encode(), name="source").with_row_index("line", 1)
    counts = parse(lines, with_counts=True).counts.sort("line")["counts"]
    return zlib.crc32(counts.str.join("").item().encode("cp437", "replace"))


def _line(label: str, *fields: object) -> str:
    return " ".join([label, *map(_field, fields)])


def _field(field: object) -> str:
    if isinstance(field, date):
        return f"{field:%Y%m%d}"
    text = "" if field is None else str(field)
    if BARE.fullmatch(text):
        return text
    text = re.sub(CONTROL, " ", text).replace('"', '\\"')
    return f'"{text} "' if text.endswith("\\") else f'"{text}"'


def _head(book: Book) -> Iterator[str]:
    yield _line("#FLAGGA", book.flag)
    yield _line("#PROGRAM", book.program, book.program_version)
    yield "#FORMAT PC8"
    yield _line("#GEN", book.generated, book.generated_by)
    yield f"#SIETYP {book.sie_type[0]}"
    texts = {
        "#PROSA": book.prose,
        "#FTYP": book.company_type,
        "#FNR": book.company_id,
        "#ORGNR": book.org_number,
        "#BKOD": book.industry,
    }
    yield from (_line(label, text) for label, text in texts.items() if text)
    if book.address:
        yield _line("#ADRESS", *book.address)
    yield _line("#FNAMN", book.company)
    yield from (_line("#RAR", year.index, year.start, year.end) for year in book.fiscal_years)
    texts = {"#TAXAR": book.tax_year, "#KPTYP": book.chart_type, "#VALUTA": book.currency}
    yield from (_line(label, text) for label, text in texts.items() if text)
    if book.covers_until:
        yield _line("#OMFATTN", book.covers_until)
    yield from (line for account in book.accounts for line in _account(account))
    yield from map(_dimension, book.dimensions)
    yield from (_line("#OBJEKT", o.dimension, o.code, o.name) for o in book.objects)


def _account(account: Account) -> Iterator[str]:
    yield _line("#KONTO", account.number, account.name)
    if account.kind:
        yield _line("#KTYP", account.number, account.kind)
    if account.unit:
        yield _line("#ENHET", account.number, account.unit)
    yield from (_line("#SRU", account.number, code) for code in account.sru)


def _dimension(dimension: Dimension) -> str:
    if dimension.parent is None:
        return _line("#DIM", dimension.number, dimension.name)
    return f"#UNDERDIM {dimension.number} {_field(dimension.name)} {dimension.parent}"


def _balances(book: Book) -> list[str]:
    label = pl.col("label")
    frame = book.balances.filter(label.is_in(BALANCES_IN[book.sie_type]))
    if book.sie_type == "2":
        frame = frame.filter(pl.col("objects") == "")
    with_list = pl.when(~label.is_in(YEARLY)).then(_list(frame["objects"]))
    with_period = pl.when(label.is_in(BY_PERIOD)).then(pl.format(" {}", "period"))
    line = pl.concat_str(
        pl.format("#{} {}", "label", "year"),
        with_period,
        pl.format(" {}", _quoted("account")),
        with_list,
        pl.format(" {}", _kronor()),
        _tail(_quoted("quantity")),
        ignore_nulls=True,
    )
    return frame.select(line=line)["line"].to_list()


def _vouchers(book: Book) -> list[str]:
    if not book.sie_type.startswith("4"):
        return []
    rows = _rows(book).group_by("voucher", maintain_order=True).agg(pl.col("row").str.join(CRLF))
    heads = _complete(book.vouchers, VOUCHERS)
    if not rows["voucher"].is_in(heads["voucher"].implode()).all():
        raise ValueError("rows belong to vouchers that are not among the vouchers")
    tail = _tail(_quoted("text"), _day("registered"), _quoted("sign"))
    head = pl.format("#VER {} {} {}{}", _quoted("series"), _quoted("number"), _day("date"), tail)
    joined = heads.join(rows, on="voucher", how="left", maintain_order="left")
    block = pl.concat_str(head, pl.lit("{"), "row", pl.lit("}"), separator=CRLF, ignore_nulls=True)
    return joined.select(block=block)["block"].to_list()


def _rows(book: Book) -> pl.DataFrame:
    """Every row of a voucher as its line, in the file's order."""
    rows = _complete(book.rows, CORRECTIONS).with_columns(label=pl.lit("TRANS"))
    if not book.corrections.is_empty():
        rows = pl.concat([rows, book.corrections.select(rows.columns)]).sort("line")
    tail = _tail(_day("trans_date"), _quoted("text"), _quoted("quantity"), _quoted("sign"))
    account, objects = _quoted("account"), _list(rows["objects"])
    line = pl.format("   #{} {}{} {}{}", "label", account, objects, _kronor(), tail)
    return rows.select("voucher", row=line)


def _complete(frame: pl.DataFrame, schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    return pl.concat([frame, pl.DataFrame(schema=schema)], how="diagonal_relaxed")


def _quoted(column: str) -> pl.Expr:
    """A text column as fields: bare where that is safe, else in quotes."""
    text = pl.col(column).fill_null("")
    escaped = text.str.replace_all(CONTROL, " ").str.replace_all('"', '\\"', literal=True)
    end = pl.when(escaped.str.ends_with("\\")).then(pl.lit(' "')).otherwise(pl.lit('"'))
    bare = text.str.contains(rf"^{BARE.pattern}$")
    return pl.when(bare).then(text).otherwise(pl.concat_str(pl.lit('"'), escaped, end))


def _tail(*fields: pl.Expr) -> pl.Expr:
    """Optional fields, without the empty ones at the end."""
    return pl.format(" {}" * len(fields), *fields).str.replace(r'( "")+$', "")


def _day(column: str) -> pl.Expr:
    return pl.col(column).dt.strftime("%Y%m%d").fill_null('""')


def _kronor() -> pl.Expr:
    """The amount in kronor with two decimals, from whole öre."""
    size = pl.col("amount").abs()
    sign = pl.when(pl.col("amount") < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return pl.format("{}{}.{}", sign, size // 100, (size % 100).cast(pl.String).str.zfill(2))


def _list(objects: pl.Series) -> pl.Expr:
    """Canonical object lists as they are written, each distinct one made once."""
    objects = objects.fill_null("")
    distinct = objects.unique()
    written = pl.Series(map(_braces, distinct), dtype=pl.String)
    return pl.lit(objects.replace_strict(distinct, written))


def _braces(objects: str) -> str:
    fields = [f"{dimension} {_field(code)}" for dimension, code in pairs(objects)]
    return " {" + " ".join(fields) + "}"
