"""What each unit comes to use, month by month: the loaded budget minus what is known to deviate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from huset.budget.models import DetailBudget
from huset.examples.reading import Entry, Files, million
from huset.followup.models import Forecast
from huset.kernel.money import spread

YEAR = 12
STEADY, UNSTEADY = (1000, 1000), (960, 1040)  # few months are quite what was budgeted
PERMILLE = 1000
SHIFT = 4  # how much of its budget, in permille, a unit may use more or less than its neighbour


@dataclass(frozen=True)
class UnitYear:
    """A unit's net cost in each month that has passed, in öre; ``kind`` says what it is spent on.

    ``apart`` is what is booked on one account by itself: a state grant, a price that rose.
    """

    code: str
    kind: str
    months: tuple[int, ...]
    apart: Mapping[int, tuple[int, ...]]


@dataclass
class _Budget:
    """A unit's detail budget."""

    body: int
    months: list[int] = field(default_factory=list)


def outcomes(files: Files, year: int, months: int) -> Iterator[UnitYear]:
    """Every unit's months, the same each time: whole years end on the deviation to the öre."""
    content, kinds = files.read("ledger"), _kinds(files.read("budget"))
    budgets = _budgets(year)
    deviations, shifts = _deviations(content, year, budgets), _shifts(year, budgets)
    for code, budget in budgets.items():
        weights = _weights(budget.months[:months], content, kinds[code], f"{code} {year}")
        used = sum(budget.months[:months]) + shifts[code] * months // YEAR
        extra = -deviations.get(code, 0) * months // YEAR
        account = content["deviates_on"].get(int(code))
        if account is None:
            used, extra = used + extra, 0
        apart = {account: tuple(spread(extra, weights))} if extra else {}
        yield UnitYear(code, kinds[code], tuple(spread(used, weights)), apart)


def _weights(budget: Sequence[int], content: Entry, kind: str, seed: str) -> list[int]:
    random = Random(seed)  # noqa: S311 -- example figures, not secrets
    noise = STEADY if kind in content["steady"] else UNSTEADY
    return [abs(amount) * random.randint(*noise) for amount in budget]


def _kinds(content: Entry) -> dict[str, str]:
    units = content["units"] | content["amounts"]
    return {str(code): kind for code, (kind, _) in units.items()}


def _budgets(year: int) -> dict[str, _Budget]:
    found: dict[str, _Budget] = {}
    details = DetailBudget.objects.filter(frame__year=year).order_by("unit__code", "month")
    for code, body, amount in details.values_list("unit__code", "unit__body", "net_cost"):
        found.setdefault(code, _Budget(body)).months.append(amount)
    return found


def _deviations(content: Entry, year: int, budgets: Mapping[str, _Budget]) -> dict[str, int]:
    """The deviations that the file knows; for the running year, those that the units expect."""
    if year in content["deviations"]:
        known = content["deviations"][year]
        return {str(code): million(amount) for code, amount in known.items()}
    expected = Forecast.objects.filter(round__year=year).order_by("round__cutoff")
    latest = dict(expected.values_list("unit__code", "net_cost"))
    return {code: sum(budgets[code].months) - amount for code, amount in latest.items()}


def _shifts(year: int, budgets: Mapping[str, _Budget]) -> dict[str, int]:
    """Small differences between neighbours of the same body, which cancel out."""
    random, shifts = Random(year), dict.fromkeys(budgets, 0)  # noqa: S311 -- as above
    for (one, first), (other, second) in pairwise(budgets.items()):
        if first.body == second.body:
            least = min(abs(sum(first.months)), abs(sum(second.months)))
            shift = least * random.randint(-SHIFT, SHIFT) // PERMILLE
            shifts[one] += shift
            shifts[other] -= shift
    return shifts
