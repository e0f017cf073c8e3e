"""Formulas of indicators: arithmetic over other indicators and lines of the income statement.

``[F1-1] / [F1-2] * 100`` divides two indicators; ``[=result]`` is a line of the income statement as
the governance model's file names it. Plain arithmetic alone: no names, no calls, no powers.
"""

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation
from operator import add, mul, sub, truediv

LONGEST = 500
TERM = re.compile(r"\[([^\[\]]+)\]")
TYPED = str.maketrans({",": ".", "−": "-", "×": "*", "·": "*", "÷": "/"})
LINE = "="  # what the name of a line of the income statement begins with
LETTER = re.compile(r"[^\W\d]|_")
OTHER = "Formeln innehåller något annat än koder inom [ ], tal, + − * / och parenteser."
OPERATIONS: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: add,
    ast.Sub: sub,
    ast.Mult: mul,
    ast.Div: truediv,
}


class FormulaError(ValueError):
    """A formula that cannot be read; the message is for the one who wrote it, in Swedish."""


@dataclass(frozen=True)
class Formula:
    """A formula that has been read: its tree and what it needs to know."""

    tree: ast.expr
    terms: tuple[str, ...]

    @property
    def indicators(self) -> frozenset[str]:
        """The codes of the indicators that it uses."""
        return frozenset(term for term in self.terms if not term.startswith(LINE))

    @property
    def lines(self) -> frozenset[str]:
        """The codes of the lines of the income statement that it uses."""
        return frozenset(term.removeprefix(LINE) for term in self.terms if term.startswith(LINE))

    def value(self, known: Mapping[str, Decimal | None]) -> Decimal | None:
        """Compute it. A missing term, or a division by zero, gives nothing rather than zero."""
        try:
            return _compute(self.tree, [known.get(term) for term in self.terms])
        except (_GapError, DivisionByZero, InvalidOperation):
            return None


class _GapError(Exception):
    pass


def read_formula(text: str) -> Formula:
    """Read a formula, or tell what is wrong with it."""
    if len(text) > LONGEST:
        raise FormulaError(f"Formeln är {len(text)} tecken. Korta den till högst {LONGEST}.")
    terms = tuple(dict.fromkeys(term.strip() for term in TERM.findall(text)))
    if not terms:
        raise FormulaError("Formeln räknar inte på något. Skriv en kod inom [ ], som [F1-1] * 100.")
    if LETTER.search(TERM.sub(" ", text)):
        raise FormulaError(OTHER)
    numbered = TERM.sub(lambda found: f"_{terms.index(found[1].strip())}", text)
    try:
        tree = ast.parse(numbered.strip().translate(TYPED), mode="eval").body
        _refuse_other(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        if isinstance(error, FormulaError):
            raise
        raise FormulaError(
            "Formeln går inte att läsa. Använd koder inom [ ], tal, + − * / och parenteser."
        ) from error
    return Formula(tree, terms)


def cycle(code: str, uses: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The way from an indicator through formulas back to itself; empty when there is none."""
    waiting: list[tuple[str, ...]] = [(code,)]
    seen: set[str] = set()
    while waiting:
        way = waiting.pop()
        for term in sorted(uses.get(way[-1], ())):
            if term == code:
                return (*way, code)
            if term not in seen:
                seen.add(term)
                waiting.append((*way, term))
    return ()


def _refuse_other(tree: ast.AST) -> None:
    for node in ast.walk(tree):
        match node:
            case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div()):
                pass
            case ast.UnaryOp(op=ast.USub()):
                pass
            case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
                pass
            case ast.Name(id=name) if re.fullmatch(r"_\d+", name):
                pass
            case ast.Add() | ast.Sub() | ast.Mult() | ast.Div() | ast.USub() | ast.Load():
                pass
            case _:
                raise FormulaError(OTHER)


def _compute(node: ast.expr, known: Sequence[Decimal | None]) -> Decimal:
    match node:
        case ast.BinOp(left=left, op=operator, right=right):
            return OPERATIONS[type(operator)](_compute(left, known), _compute(right, known))
        case ast.UnaryOp(operand=operand):
            return -_compute(operand, known)
        case ast.Constant(value=number):
            return Decimal(str(number))
        case ast.Name(id=name):
            value = known[int(name.removeprefix("_"))]
            if value is None:
                raise _GapError
            return value
    raise AssertionError(node)
