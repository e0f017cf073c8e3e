"""What a goal and its measures say, as plain values: as a form has it, or a version is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from huset.goals.models import Goal, Indicator
from huset.goals.rules import Aggregation, Target


@dataclass(frozen=True)
class Content:
    """What a draft of a goal says, with the numbers of what it hangs from."""

    title: str
    first_year: int
    last_year: int
    perspective: str = ""
    motive: str = ""
    present: str = ""
    wanted: str = ""
    surroundings: str = ""
    importance: str = ""
    control: str = ""
    control_reason: str = ""
    area: int | None = None
    parents: frozenset[int] = frozenset()
    missions: frozenset[int] = frozenset()
    unaffected: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Measure:
    """What a draft's indicator says."""

    code: str
    name: str
    unit: str = ""
    decimals: int = 0
    better: str = ""
    baseline: Decimal | None = None
    baseline_year: int | None = None
    tolerance: Decimal = Decimal(0)
    partly_percent: int | None = None
    frequency: str = ""
    accumulates: bool = False
    aggregation: str = Aggregation.NONE.value
    origin: str = ""
    formula: str = ""
    kolada_id: str = ""
    established: bool = False
    owner: int | None = None
    targets: Mapping[int, Target] = field(default_factory=dict)


@dataclass(frozen=True)
class Version:
    """All that a decision on a goal is about: what it says, and its measures."""

    content: Content
    measures: tuple[Measure, ...] = ()

    def measure(self, code: str) -> Measure | None:
        """One of its measures."""
        return next((one for one in self.measures if one.code == code), None)

    def as_json(self) -> dict[str, Any]:
        """The same as plain values that a database keeps."""
        said: dict[str, Any] = VERSIONS.dump_python(self, mode="json")
        for name in ("parents", "missions"):
            said["content"][name] = sorted(said["content"][name])
        return said


VERSIONS = TypeAdapter(Version)
TIED = ("area", "parents", "missions", "unaffected")
PLAIN = tuple(one.name for one in fields(Content) if one.name not in TIED)
MEASURED = tuple(one.name for one in fields(Measure) if one.name not in {"owner", "targets"})


def version_from(said: Mapping[str, Any]) -> Version:
    """A version from the plain values that were kept of it."""
    return VERSIONS.validate_python(said)


def content_of(goal: Goal) -> Content:
    """What a goal says, as its form begins."""
    return Content(
        **{name: getattr(goal, name) for name in PLAIN},
        area=goal.area_id,
        parents=frozenset(parent.pk for parent in goal.parents.all()),
        missions=frozenset(mission.pk for mission in goal.missions.all()),
        unaffected={one.steering_id: one.why for one in goal.unaffected.all()},
    )


def measure_of(indicator: Indicator) -> Measure:
    """What an indicator says, as its form begins."""
    return Measure(
        **{name: getattr(indicator, name) for name in MEASURED},
        owner=indicator.owner_id,
        targets={t.year: Target(t.value, t.upper) for t in indicator.targets.all()},
    )


def version_of(goal: Goal) -> Version:
    """All that a goal now says. One that no longer counts is not among its measures."""
    counted = (one for one in goal.indicators.all() if one.until is None)
    return Version(content_of(goal), tuple(measure_of(one) for one in counted))
