"""What core missions are followed up by: volumes and key figures, as lists and pages show them.

Source: the governance model, "Genomförande" (S122): the bodies answer for their core missions.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from huset.goals.models import Indicator
from huset.goals.queries.content import measure_of
from huset.goals.queries.indicator_rows import IndicatorRow, of_missions
from huset.goals.rules import Period
from huset.kernel.actions import sha256_of, snapshot
from huset.kernel.money import number
from huset.kernel.shell import Source
from huset.kernel.status import Status

PERCENT = "%"


@dataclass(frozen=True)
class FigureRow:
    """A volume or key figure with its latest value. Without a target it is not judged."""

    id: int
    code: str
    name: str
    measured: str
    when: str
    change: str
    course: list[Decimal | None]
    wanted: Decimal | None
    target: str
    status: Status | None
    until: date | None
    source: Source  # of the latest value

    @property
    def says(self) -> str:
        """What its line shows, in words."""
        change = f", {self.change} sedan året före" if self.change else ""
        return f"{self.measured} ({self.when}){change}" if self.when else "Inget värde än"


@dataclass(frozen=True)
class Following:
    """What a core mission is followed up by on a day, and what it no longer is."""

    now: tuple[FigureRow, ...] = ()
    before: tuple[FigureRow, ...] = ()


def following(missions: Collection[int], per: date, year: int) -> dict[int, Following]:
    """What each of some core missions is followed up by. As many questions for all."""
    found: dict[int, list[FigureRow]] = defaultdict(list)
    for row in of_missions(missions, per, year) if missions else ():
        if row.mission_id is not None:
            found[row.mission_id].append(_figure(row))
    return {
        mission: Following(
            tuple(one for one in found[mission] if one.until is None or one.until > per),
            tuple(one for one in found[mission] if one.until is not None and one.until <= per),
        )
        for mission in missions
    }


def figure_to_act_on(number_: int) -> Indicator | None:
    """The record of a volume or key figure that still counts, for an action."""
    found = Indicator.objects.select_related("mission__body").filter(mission__isnull=False)
    return found.filter(pk=number_, until=None).first()


def figure_mark(figure: Indicator) -> str:
    """What tells this content of a key figure from any other, and from one that has values."""
    targets = measure_of(figure).targets
    said = sorted([year, f"{one.value:f}", f"{one.upper}"] for year, one in targets.items())
    return sha256_of([snapshot(figure), said, has_values(figure)])


def has_values(figure: Indicator) -> bool:
    """Whether anything has been reported of it."""
    return figure.measurements.exists()


def is_kept(figure: Indicator) -> bool:
    """Whether there is anything to read of it: then it can be ended, and not taken away."""
    return bool(figure.formula) or has_values(figure)


def next_figure_code(body_code: str) -> str:
    """The next free code of what follows up a body's core missions: BUN-G1."""
    start = f"{body_code}-G"
    taken = set(Indicator.objects.filter(code__startswith=start).values_list("code", flat=True))
    return next(code for n in range(1, len(taken) + 2) if (code := f"{start}{n}") not in taken)


def change_of(before: Decimal, latest: Decimal, *, unit: str, decimals: int) -> str:
    """How much a value has changed: with its sign, and as a share of what it was before.

    A share of a share tells little, so percent change by percentage points.
    """
    difference = latest - before
    told = number(difference, decimals, plus=True)
    if unit == PERCENT:
        return f"{told} procentenheter"
    if not before:
        return told
    return f"{told} ({number(100 * difference / abs(before), 1, plus=True)} %)"


def _figure(row: IndicatorRow) -> FigureRow:
    return FigureRow(
        id=row.id,
        code=row.code,
        name=row.name,
        measured=row.measured,
        when=row.latest.told if row.latest else "",
        change=_change(row),
        course=row.course,
        wanted=row.wanted,
        target=row.target if row.is_judged else "",
        status=row.status if row.is_judged else None,
        until=row.until,
        source=row.latest.source if row.latest else row.source,
    )


def _change(row: IndicatorRow) -> str:
    """How much the latest value differs from the same period of the year before."""
    if row.latest is None or row.latest.measured is None:
        return ""
    same = Period(row.latest.year - 1, row.latest.period.month)
    before = next((one.measured for one in row.values if one.period == same), None)
    if before is None:
        return ""
    return change_of(before, row.latest.measured, unit=row.unit, decimals=row.decimals)
