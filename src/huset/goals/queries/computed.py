"""Values that formulas give: indicators over other indicators, and over the income statement.

A year that lacks a term has no value. The books count when they hold the whole year.
"""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from huset.goals.models import Indicator, Measurement
from huset.goals.rules import YEAR, Formula, FormulaError, read_formula
from huset.kernel.memory import remembers
from huset.ledger import queries as ledger
from huset.model.queries import model_in_force

Series = Mapping[int, Decimal]
ORE = 100  # a krona
NONE: Series = {}


@remembers
def computed(per: date) -> Mapping[str, Series]:
    """What each indicator with a formula comes to, by its code and year, as known on a day."""
    formulas = formulas_in_use()
    if not formulas:
        return {}
    wanted = {term for formula in formulas.values() for term in formula.indicators}
    lines = {term for formula in formulas.values() for term in formula.lines}
    known = _measured(wanted - formulas.keys(), per) | _lines(lines, per)
    for code in formulas:
        _compute(code, formulas, known)
    return {code: known[code] for code in formulas}


def formulas_in_use() -> dict[str, Formula]:
    """Every formula, by its indicator's code; one that cannot be read gives nothing."""
    found = {}
    for code, text in Indicator.objects.exclude(formula="").values_list("code", "formula"):
        try:
            found[code] = read_formula(text)
        except FormulaError:
            continue
    return found


def lines_to_use(per: date) -> dict[str, str]:
    """The lines of the income statement that a formula can use: code and name."""
    return {line.code: line.name for line in model_in_force(per).ledger.income_statement}


def _compute(code: str, formulas: Mapping[str, Formula], known: dict[str, Series]) -> Series:
    """Compute an indicator and first those that it rests on; a circle has no values."""
    if code in known or code not in formulas:
        return known.setdefault(code, NONE)
    known[code] = NONE  # what comes back here meanwhile is a circle
    formula = formulas[code]
    series = {
        term: known.get(term, NONE) if term.startswith("=") else _compute(term, formulas, known)
        for term in formula.terms
    }
    years = sorted({year for one in series.values() for year in one})
    values = {
        year: formula.value({t: one.get(year) for t, one in series.items()}) for year in years
    }
    known[code] = {year: value for year, value in values.items() if value is not None}
    return known[code]


def _measured(codes: Collection[str], per: date) -> dict[str, Series]:
    found: dict[str, dict[int, Decimal]] = {}
    values = Measurement.objects.filter(
        indicator__code__in=codes, known_from__lte=per, month=YEAR, gender="", unit=""
    ).order_by("known_from")
    for code, year, value in values.values_list("indicator__code", "year", "value"):
        found.setdefault(code, {})[year] = value
    return dict(found)


def _lines(codes: Collection[str], per: date) -> dict[str, Series]:
    """The asked lines in kronor, a revenue plus; a line without accounts sums all above it."""
    if not codes:
        return {}
    found: dict[str, dict[int, Decimal]] = {f"={code}": {} for code in codes}
    statement = model_in_force(per).ledger.income_statement
    for year in ledger.whole_years(per):
        accounts = ledger.by_account(year)
        total = 0
        for line in statement:
            own = sum(
                account.amount
                for account in accounts
                if any(held.holds(account.number) for held in line.accounts)
            )
            total += own
            if line.code in codes:
                found[f"={line.code}"][year] = Decimal(-(own if line.accounts else total)) / ORE
    return dict(found)
