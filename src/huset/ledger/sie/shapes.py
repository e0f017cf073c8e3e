"""The records that come by the thousand, and one anchored pattern for each that reads it whole.

A pattern takes only lines whose reading is beyond doubt: no stray quotes or control characters,
plain amounts. All other lines go to the careful reader in ``odd``, which must come to the same
columns. The patterns never have two ways to go on ("one-pass"), which is what makes them fast.
"""

from dataclasses import dataclass

ODD = r"\x00-\x1f\x7f\x{fffd}"
FIELD = rf'"(?:[^"\\{ODD}]|\\+[^\\{ODD}])*"|[^"{{}} {ODD}]+'
LIST = rf'(?:[^"\\{{}}{ODD}\x20]|[ \t]|"[^"\\{{}}{ODD}]*")*'
AMOUNT = r"-?[0-9]{1,15}(?:\.[0-9]{1,2})?"
PATTERNS = {
    "amount": rf'{AMOUNT}|"{AMOUNT}"',
    "year": r"-?[0-9]{1,2}",
    "period": r"[0-9]{4}(?:0[1-9]|1[0-2])",
}
GAP = r"[ \t]+"


@dataclass(frozen=True)
class Shape:
    """One kind of record: the labels it goes by and its columns, those it must have first."""

    name: str
    labels: tuple[str, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns in the order of the fields."""
        return self.required + self.optional

    @property
    def pattern(self) -> str:
        """The anchored pattern of a plainly spelled line, with a named group a column."""
        required = "".join(map(_required, ("", *self.required), self.required))
        tail = ""
        for column in reversed(self.optional):
            tail = rf"(?:{GAP}(?:{_group(column)}{tail})?)?" if tail else _last(column)
        return rf"^[ \t]*#(?P<label>{'|'.join(self.labels)}){required}{tail}$"


def _group(column: str) -> str:
    return rf"(?P<{column}>{PATTERNS.get(column, FIELD)})"


def _required(before: str, column: str) -> str:
    if column == "objects":
        return rf"[ \t]*\{{(?P<objects>{LIST})\}}"
    return (r"[ \t]*" if before == "objects" else GAP) + _group(column)


def _last(column: str) -> str:
    return rf"(?:{GAP}(?:{_group(column)}[ \t]*)?)?"


SHAPES = (
    Shape(
        "rows",
        ("TRANS", "RTRANS", "BTRANS"),
        ("account", "objects", "amount"),
        ("trans_date", "text", "quantity", "sign"),
    ),
    Shape("vouchers", ("VER",), ("series", "number", "date"), ("text", "registered", "sign")),
    Shape("balances", ("IB", "UB", "RES"), ("year", "account", "amount"), ("quantity",)),
    Shape("balances", ("OIB", "OUB"), ("year", "account", "objects", "amount"), ("quantity",)),
    Shape(
        "balances",
        ("PSALDO", "PBUDGET"),
        ("year", "period", "account", "objects", "amount"),
        ("quantity",),
    ),
)
BY_LABEL = {f"#{label}": shape for shape in SHAPES for label in shape.labels}
