"""The quality gate: what a goal must have before it is decided, and what it should have.

Source: the governance model, "Mål" (S021, S026, S032, S042, S057–S073, S181). Which of the checks
bind, which only advise and at which levels is said by the governance model's file.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from huset.goals.rules.judging import Direction
from huset.kernel.status import Status, Tone
from huset.model.terms import Force, Quality

COMPARABLE = 3  # earlier values that make a series comparable over time (S071)


class Control(StrEnum):
    """How far the one who answers for a goal can influence it (S070)."""

    FULL = "full"
    PARTLY = "partly"
    NONE = "none"


class Importance(StrEnum):
    """Why a goal is set (S059)."""

    STRATEGIC = "strategic"
    PROBLEM = "problem"


@dataclass(frozen=True)
class MeasureFacts:
    """What the gate looks at in an indicator."""

    code: str
    better: Direction | None
    unit: str
    baseline: Decimal | None
    targets: Mapping[int, Decimal]
    intervals_whole: bool  # each target has its upper end, where the direction wants one
    sourced: bool
    frequent: bool
    owned: bool
    values: int  # how many earlier values there are
    established: bool  # a key figure that others measure too


@dataclass(frozen=True)
class GoalFacts:
    """What the gate looks at in a goal."""

    years: range
    horizon: tuple[int, int] | None
    parents: int  # decided goals above, of a level that the model names, valid the same years
    areas: int  # areas of the plan and parts of the vision
    may_hang_from_area: bool
    missions: int
    measures: Sequence[MeasureFacts]
    perspective: bool
    present: str
    wanted: str
    surroundings: str
    motive: str
    importance: Importance | None
    control: Control | None
    control_reason: str
    unanswered: Sequence[str]  # outer steering of extra weight, neither linked nor explained away
    limits: Sequence["Limit"]
    prepared: bool  # proposed by the body that prepares it for the one that decides


@dataclass(frozen=True)
class Limit:
    """The most that the model lets a body have of something, and how many there would be."""

    what: str
    most: int
    count: int


@dataclass(frozen=True)
class Point:
    """One check before a decision: what binds, if it is met, and what to do or what is good."""

    quality: StrEnum
    force: Force
    met: bool
    text: str

    @property
    def status(self) -> Status:
        """Whether it is done, is demanded or is advised."""
        if self.met:
            return Status("Klart", "✓", Tone.GOOD)
        if self.force is Force.SHALL:
            return Status("Ska", "✕", Tone.BAD)
        return Status("Bör", "!", Tone.PARTLY)


@dataclass(frozen=True)
class Verdict:
    """What a goal has and lacks, and what of it keeps it from being decided."""

    points: tuple[Point, ...]
    blocking: tuple[Point, ...]

    @property
    def readiness(self) -> Status:
        """Whether it can be decided, or how much keeps it from that."""
        if not self.blocking:
            return Status("Kan beslutas", "✓", Tone.GOOD)
        things = "sak" if len(self.blocking) == 1 else "saker"
        return Status(f"{len(self.blocking)} {things} saknas", "✕", Tone.BAD)

    @property
    def unmet(self) -> tuple[Point, ...]:
        """What it lacks, what binds first."""
        return tuple(point for point in self.points if not point.met)

    @property
    def good(self) -> tuple[Point, ...]:
        """What it has."""
        return tuple(point for point in self.points if point.met)


def gate(goal: GoalFacts, asked: Mapping[Quality, Force]) -> tuple[Point, ...]:
    """Check a goal against what its level is asked for: what is missing first, what binds first."""
    points = [
        Point(quality, force, not missing, missing or GOOD[quality])
        for quality, force in asked.items()
        for missing in [MISSING[quality](goal)]
    ]
    return tuple(sorted(points, key=lambda p: (p.met, p.force is not Force.SHALL)))


def blocks(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points that keep a goal from being decided."""
    return tuple(p for p in points if not p.met and p.force is Force.SHALL)


def _each(goal: GoalFacts, lacks: Callable[[MeasureFacts], bool], said: str) -> str:
    found = [measure.code for measure in goal.measures if lacks(measure)]
    return said.format(codes=", ".join(found)) if found else ""


def _years(goal: GoalFacts) -> str:
    least, most = goal.horizon or (1, len(goal.years))
    if least <= len(goal.years) <= most:
        return ""
    span = f"{least} år" if least == most else f"{least}–{most} år"
    return f"Målet gäller {len(goal.years)} år. På den här nivån ska det vara {span}."


def _upward(goal: GoalFacts) -> str:
    if goal.parents or goal.missions or (goal.may_hang_from_area and goal.areas):
        return ""
    if goal.may_hang_from_area:
        return "Målet hänger inte i något. Koppla det till den strategiska planen eller visionen."
    return "Målet hänger inte i något. Koppla det till ett mål ovanför eller ett grunduppdrag."


def _indicator(goal: GoalFacts) -> str:
    return "" if goal.measures else "Målet har ingen indikator. Lägg till minst en."


def _direction(goal: GoalFacts) -> str:
    return _each(
        goal, lambda m: m.better is None, "Välj vilken riktning som är bättre för {codes}."
    )


def _unit(goal: GoalFacts) -> str:
    return _each(goal, lambda m: not m.unit, "Skriv vilken enhet {codes} mäts i.")


def _baseline(goal: GoalFacts) -> str:
    return _each(goal, lambda m: m.baseline is None, "Skriv utgångsläget för {codes}.")


def _target(goal: GoalFacts) -> str:
    for measure in goal.measures:
        lacking = [str(year) for year in goal.years if year not in measure.targets]
        if lacking:
            return f"Skriv målvärde för {measure.code} {', '.join(lacking)}."
    return _each(goal, lambda m: not m.intervals_whole, "Skriv båda gränserna för {codes}.")


def _source(goal: GoalFacts) -> str:
    return _each(goal, lambda m: not m.sourced, "Skriv varifrån värdena för {codes} hämtas.")


def _rhythm(goal: GoalFacts) -> str:
    return _each(goal, lambda m: not m.frequent, "Välj hur ofta {codes} mäts.")


def _owner(goal: GoalFacts) -> str:
    return _each(goal, lambda m: not m.owned, "Välj vem som svarar för {codes}.")


def _over_time(goal: GoalFacts) -> str:
    return _each(
        goal,
        lambda m: m.values < COMPARABLE,
        f"{{codes}} har färre än {COMPARABLE} tidigare värden: utvecklingen går inte att se.",
    )


def _with_others(goal: GoalFacts) -> str:
    if any(measure.established for measure in goal.measures):
        return ""
    return "Inget av måtten är ett etablerat nyckeltal som andra kommuner också mäter."


def _forward(goal: GoalFacts) -> str:
    return _each(goal, _stands_still, "Målvärdet för {codes} är inte bättre än utgångsläget.")


def _stands_still(measure: MeasureFacts) -> bool:
    if measure.baseline is None or not measure.targets:
        return False
    last = measure.targets[max(measure.targets)]
    if measure.better is Direction.UP:
        return last <= measure.baseline
    return measure.better is Direction.DOWN and last >= measure.baseline


def _control(goal: GoalFacts) -> str:
    if goal.control is None:
        return "Välj hur stor rådighet ni har över målet."
    if goal.control is Control.NONE and not goal.control_reason:
        return "Ni har ingen rådighet över målet. Skriv varför det ändå är ert."
    return ""


def _weighty(goal: GoalFacts) -> str:
    if not goal.unanswered:
        return ""
    return f"Koppla till {' och '.join(goal.unanswered)}, eller skriv varför målet inte rör det."


def _limits(goal: GoalFacts) -> str:
    over = [limit for limit in goal.limits if limit.count > limit.most]
    return " ".join(
        f"Det blir {limit.count} {limit.what} för samma organ. Styrmodellen tillåter {limit.most}."
        for limit in over
    )


MISSING: Mapping[Quality, Callable[[GoalFacts], str]] = {
    Quality.YEARS: _years,
    Quality.UPWARD: _upward,
    Quality.INDICATOR: _indicator,
    Quality.DIRECTION: _direction,
    Quality.UNIT: _unit,
    Quality.BASELINE: _baseline,
    Quality.TARGET: _target,
    Quality.SOURCE: _source,
    Quality.RHYTHM: _rhythm,
    Quality.OWNER: _owner,
    Quality.PERSPECTIVE: lambda g: "" if g.perspective else "Välj perspektiv.",
    Quality.PRESENT: lambda g: "" if g.present else "Beskriv nuläget.",
    Quality.WANTED: lambda g: "" if g.wanted else "Beskriv det läge som ni vill nå.",
    Quality.SURROUNDINGS: lambda g: (
        "" if g.surroundings else "Skriv vad som händer i omvärlden och hur det påverkar."
    ),
    Quality.MOTIVE: lambda g: "" if g.motive else "Skriv varför målet behövs.",
    Quality.IMPORTANCE: lambda g: (
        "" if g.importance else "Välj om målet är strategiskt viktigt eller möter ett problem."
    ),
    Quality.CONTROL: _control,
    Quality.WEIGHTY: _weighty,
    Quality.LIMITS: _limits,
    Quality.PREPARED: lambda g: (
        "" if g.prepared else "Målet är inte berett: ingen har föreslagit det för fullmäktige."
    ),
    Quality.FORWARD: _forward,
    Quality.OVER_TIME: _over_time,
    Quality.WITH_OTHERS: _with_others,
}
GOOD: Mapping[Quality, str] = {
    Quality.YEARS: "Åren är rätt för nivån.",
    Quality.UPWARD: "Målet hänger ihop uppåt.",
    Quality.INDICATOR: "Målet går att mäta.",
    Quality.DIRECTION: "Varje indikator har en riktning.",
    Quality.UNIT: "Varje indikator har en enhet.",
    Quality.BASELINE: "Varje indikator har ett utgångsläge.",
    Quality.TARGET: "Varje indikator har målvärde för varje år.",
    Quality.SOURCE: "Det är känt varifrån värdena kommer.",
    Quality.RHYTHM: "Det är bestämt hur ofta det mäts.",
    Quality.OWNER: "Varje indikator har någon som svarar för den.",
    Quality.PERSPECTIVE: "Målet har ett perspektiv.",
    Quality.PRESENT: "Nuläget är beskrivet.",
    Quality.WANTED: "Det önskade läget är beskrivet.",
    Quality.SURROUNDINGS: "Omvärlden är analyserad.",
    Quality.MOTIVE: "Målet är motiverat.",
    Quality.IMPORTANCE: "Det är sagt varför målet är viktigt.",
    Quality.CONTROL: "Rådigheten är bedömd.",
    Quality.WEIGHTY: "Den externa styrning som ges extra vikt är prövad.",
    Quality.LIMITS: "Målen ryms i det antal som styrmodellen tillåter.",
    Quality.PREPARED: "Målet är berett och föreslaget för fullmäktige.",
    Quality.FORWARD: "Målvärdena är bättre än utgångsläget.",
    Quality.OVER_TIME: "Måtten går att jämföra över tid.",
    Quality.WITH_OTHERS: "Något mått går att jämföra med andra.",
}
