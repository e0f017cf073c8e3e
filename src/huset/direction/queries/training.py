"""What people ask about training: how many of managers and staff know what has extra weight.

A body that has not reported is named, and never counted as nobody trained.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from huset.direction.models import ExternalSteering, Training
from huset.direction.queries.reviews import steered_bodies
from huset.direction.rules import GROUP_NAMES, TrainedGroup
from huset.kernel import validity
from huset.kernel.actions import sha256_of
from huset.kernel.importing import Column, day, decimal, text, whole
from huset.kernel.money import number
from huset.kernel.shell import Source
from huset.kernel.status import Status, Tone
from huset.organisation.structure import BodyRow

OBLIGED = (TrainedGroup.MANAGERS, TrainedGroup.STAFF)  # "medarbetarna ska utbildas"
YEARS = 5  # how many years back the development is shown
MOST = 100_000
ALL, SOME = Status("Alla utbildade", "✓", Tone.GOOD), Status("En del utbildade", "◐", Tone.PARTLY)
NONE = Status("Ingen utbildad", "✕", Tone.BAD)
NOBODY = Status("Finns inga", "–", Tone.NEUTRAL)
NOT_REPORTED = Status("Inte rapporterat", "?", Tone.NEUTRAL)
TRAINING_COLUMNS = (
    Column("Utbildning", text(200)),
    Column("Grupp", text(40)),
    Column("Organ", text(120)),
    Column("Dag", day()),
    Column("Utbildade", whole(0, MOST)),
    Column("Av", whole(0, MOST)),
    Column("Andel i procent", decimal(1)),
    Column("Läge", text(40)),
)


@dataclass(frozen=True)
class Count:
    """How many of a group that have been trained, and of how many; ``None`` is not reported."""

    trained: int | None = None
    of: int | None = None

    @property
    def percent(self) -> Decimal | None:
        """The share in percent; none of a group that nobody is in."""
        if self.trained is None or not self.of:
            return None
        return round(Decimal(100) * self.trained / self.of, 1)

    @property
    def whole_percent(self) -> int | None:
        """The share in whole percent: 100 is all of them, 0 is nobody, and nothing else."""
        if self.trained is None or not self.of:
            return None
        low, high = int(self.trained > 0), 100 if self.trained == self.of else 99
        return min(max((200 * self.trained + self.of) // (2 * self.of), low), high)  # half goes up

    @property
    def status(self) -> Status:
        """How far it has come. The governance model says that staff are trained: all of them."""
        if self.trained is None:
            return NOT_REPORTED
        if not self.of:
            return NOBODY
        return ALL if self.trained == self.of else SOME if self.trained else NONE

    @property
    def says(self) -> str:
        """The count in words."""
        if self.trained is None:
            return "inte rapporterat"
        share = "" if self.percent is None else f"{number(self.whole_percent)} %, "
        return f"{share}{number(self.trained)} av {number(self.of)}"


@dataclass(frozen=True)
class BodyTraining:
    """A body's newest count of a group; without a day it has not reported."""

    number: int | None
    body: str
    body_code: str
    day: date | None
    count: Count
    source: Source
    asked: bool  # the body is to report, so that it shows when it has not


@dataclass(frozen=True)
class YearTraining:
    """The sum as it was known at the end of a year, and how many bodies it is of."""

    year: int
    count: Count
    reported: int


@dataclass(frozen=True)
class GroupTraining:
    """A group: every body's newest count, the sum of those that have reported, year by year."""

    code: str
    name: str
    rows: tuple[BodyTraining, ...]
    total: Count
    missing: tuple[str, ...]  # the bodies that have not reported
    years: tuple[YearTraining, ...]
    obliged: bool  # the governance model says that they are trained

    @property
    def reported(self) -> int:
        """How many bodies that have reported."""
        return len(self.rows) - len(self.missing)

    @property
    def line_says(self) -> str:
        """The line in words."""
        known = [f"{year.year} {year.count.says}" for year in self.years if year.reported]
        return f"{self.name}: {'; '.join(known) or 'inget rapporterat'}"

    @property
    def shares(self) -> tuple[Decimal | None, ...]:
        """The share year by year, for a line."""
        whole = (year.count.whole_percent for year in self.years)
        return tuple(None if share is None else Decimal(share) for share in whole)


@dataclass(frozen=True)
class BodyLine:
    """A body's newest counts, one a group."""

    body: str
    body_code: str
    counts: tuple[BodyTraining, ...]


@dataclass(frozen=True)
class SteeringTraining:
    """Something with extra weight, and who has been trained in it."""

    code: str
    title: str
    groups: tuple[GroupTraining, ...]

    @property
    def lines(self) -> tuple[BodyLine, ...]:
        """The bodies in their order: every group has a row for each."""
        return tuple(
            BodyLine(counts[0].body, counts[0].body_code, counts)
            for counts in zip(*(group.rows for group in self.groups), strict=True)
        )


def training(per: date, *, body_codes: Collection[str] = ()) -> list[SteeringTraining]:
    """Who has been trained in what has extra weight, as known on a day."""
    bodies = tuple(b for b in steered_bodies(per) if not body_codes or b.code in body_codes)
    laws = ExternalSteering.objects.filter(validity.on(per), extra_weight=True).order_by("title")
    counts: dict[tuple[int, str], list[Training]] = {}
    told = Training.objects.filter(day__lte=per, body__code__in=[b.code for b in bodies])
    for one in told.select_related("body").order_by("day", "pk"):
        counts.setdefault((one.steering_id, one.group), []).append(one)
    return [
        SteeringTraining(
            law.code,
            law.title,
            tuple(
                _group(group, counts.get((law.pk, group), []), bodies, per)
                for group in TrainedGroup
                if group in OBLIGED or (law.pk, group) in counts
            ),
        )
        for law in laws
    ]


def training_cells(found: Iterable[SteeringTraining]) -> list[tuple[object, ...]]:
    """The register as a file has it."""
    return [
        (
            law.title,
            group.name,
            row.body,
            row.day,
            row.count.trained,
            row.count.of,
            row.count.percent,
            row.count.status.word,
        )
        for law in found
        for group in law.groups
        for row in group.rows
    ]


def trained_choices(per: date) -> list[tuple[str, str]]:
    """What there is training in: what has been given extra weight."""
    found = ExternalSteering.objects.filter(validity.on(per), extra_weight=True)
    return list(found.order_by("title").values_list("code", "title"))


def training_to_act_on(number_: int) -> Training | None:
    """The count's record, for an action."""
    return Training.objects.filter(pk=number_).select_related("body", "steering").first()


def training_mark(count: Training) -> str:
    """What tells this state of a count from others."""
    return sha256_of([count.pk, count.trained, count.of])


def group_name(count: Training) -> str:
    """What the group of a count is called."""
    return GROUP_NAMES[TrainedGroup(count.group)]


def _group(
    group: TrainedGroup, told: list[Training], bodies: tuple[BodyRow, ...], per: date
) -> GroupTraining:
    newest = _newest(told, per)
    rows = tuple(_row(body, newest.get(body.code), asked=group in OBLIGED) for body in bodies)
    years = []
    for year in range(per.year - YEARS + 1, per.year + 1):
        known = _newest(told, min(date(year, 12, 31), per))
        years.append(YearTraining(year, _sum(known.values()), len(known)))
    return GroupTraining(
        code=group,
        name=GROUP_NAMES[group],
        rows=rows,
        total=_sum(newest.values()),
        missing=tuple(row.body for row in rows if row.day is None),
        years=tuple(years),
        obliged=group in OBLIGED,
    )


def _newest(told: Iterable[Training], per: date) -> Mapping[str, Training]:
    """Each body's newest count on a day; they come in the order of their days."""
    return {one.body.code: one for one in told if one.day <= per}


def _sum(told: Iterable[Training]) -> Count:
    some = list(told)
    return Count(sum(t.trained for t in some), sum(t.of for t in some)) if some else Count()


def _row(body: BodyRow, told: Training | None, *, asked: bool) -> BodyTraining:
    if told is None:
        return BodyTraining(None, body.name, body.code, None, Count(), Source(), asked)
    return BodyTraining(
        number=told.pk,
        body=body.name,
        body_code=body.code,
        day=told.day,
        count=Count(told.trained, told.of),
        source=Source(told.source, told.source_year),
        asked=asked,
    )
