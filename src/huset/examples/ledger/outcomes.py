"""What each unit comes to use, month by month: the loaded budget minus a known deviation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from huset.budget.models import DetailBudget
from huset.examples.reading import Entry, Files, million
from huset.followup.models import Forecast
from huset.kernel.money import spread

YEAR = 12
NOISE = (960, 1040)  # no month is quite what was budgeted


@dataclass(frozen=True)
class UnitYear:
    """A unit's net cost in each month that has passed, in öre; ``kind`` says what it is spent on."""

    code: str
    kind: str
    months: tuple[int, ...]


def outcomes(files: Files, year: int, months: int) -> Iterator[UnitYear]:
    """Every unit's months, the same each time: whole years end on the deviation to the öre."""
    kinds = _kinds(files.read("budget"))
    budgets = _budgets(year)
    deviations = _deviations(files.read("ledger"), year, budgets)
    for code, budget in budgets.items():
        random = Random(f"{code} {year}")  # noqa: S311 -- example figures, not secrets
        total = sum(budget[:months]) - deviations.get(code, 0) * months // YEAR
        weights = [abs(amount) * random.randint(*NOISE) for amount in budget[:months]]
        yield UnitYear(code, kinds[code], tuple(spread(total, weights)))


def _kinds(content: Entry) -> dict[str, str]:
    units = content["units"] | content["amounts"]
    return {str(code): kind for code, (kind, _) in units.items()}


def _budgets(year: int) -> dict[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    details = DetailBudget.objects.filter(frame__year=year).order_by("unit__code", "month")
    for code, amount in details.values_list("unit__code", "net_cost"):
        found.setdefault(code, []).append(amount)
    return dict(found)


def _deviations(
    content: Entry, year: int, budgets: Mapping[str, Sequence[int]]
) -> dict[str, int]:
    """The deviations that the file knows; for the running year, those that the units expect."""
    if year in content["deviations"]:
        known = content["deviations"][year]
        return {str(code): million(amount) for code, amount in known.items()}
    expected = Forecast.objects.filter(round__year=year).order_by("round__cutoff")
    latest = dict(expected.values_list("unit__code", "net_cost"))
    return {code: sum(budgets[code]) - amount for code, amount in latest.items()}
