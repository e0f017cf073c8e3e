"""What a governance model is: its parts, levels, rhythm, scales and requirements, as plain data.

Every text here comes from the municipality's model file; no code names a municipality.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huset.kernel.status import Status, Tone
from huset.model.accounting import BudgetRules, LawReference, LedgerRules
from huset.model.terms import (
    DEFAULT_WORDS,
    BodyKindCode,
    Check,
    Code,
    Colour,
    Deadline,
    DocumentClass,
    Force,
    Holds,
    LevelCode,
    LevelKind,
    Month,
    MonthDay,
    Outcome,
    PartCode,
    Power,
    Quality,
    ReportTypeCode,
    RollUp,
    SectionContent,
    Side,
    TrackCode,
    Years,
    Zone,
)


@dataclass(frozen=True)
class Adoption:
    """The decision that made the model valid."""

    by: str
    on: date
    paragraph: str = ""

    def __str__(self) -> str:
        return f"{self.by} {self.on} {self.paragraph}".strip()


@dataclass(frozen=True)
class Named:
    """A code with its name: a perspective, a track."""

    code: Code
    name: str


@dataclass(frozen=True)
class Palette:
    """The colours of the house; white text stands on roof, base and sign, dark text on stone."""

    wall: Colour
    chimney: Colour
    roof: Colour
    trim: Colour
    stone: Colour
    base: Colour
    sign: Colour
    post: Colour
    hill: Colour
    sky: Colour


WHITE_TEXT_ON = ("roof", "base", "sign")
DARK_TEXT_ON = ("stone",)


@dataclass(frozen=True)
class House:
    """The picture of the model: what stands above it, and its colours."""

    caption: str
    palette: Palette


@dataclass(frozen=True)
class Influence:
    """How one part steers another; feedback is the way back, from learning to politics."""

    part: PartCode
    how: str
    feedback: bool = False


@dataclass(frozen=True)
class Part:
    """A part of the house: what it is, who answers for it, what it steers and how.

    ``floor`` counts from the top, ``width`` is the share of the row, ``short`` is the name where
    there is little room.
    """

    code: Code
    name: str
    zone: Zone
    holds: Holds
    summary: str
    text: tuple[str, ...]
    responsible: tuple[BodyKindCode, ...] = ()
    steers: tuple[Influence, ...] = ()
    law: tuple[LawReference, ...] = ()
    floor: int | None = None
    width: int = 1
    short: str = ""


@dataclass(frozen=True)
class BodyKind:
    """A kind of body or role: what it may do, and its duties in words."""

    code: Code
    name: str
    plural: str
    side: Side
    powers: tuple[Power, ...]
    duties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Horizon:
    """How many years an entry at a level may span."""

    min_years: int
    max_years: int


@dataclass(frozen=True)
class Level:
    """A step of the golden thread, hanging under its parents."""

    code: Code
    name: str
    plural: str
    kind: LevelKind
    track: TrackCode
    part: PartCode
    decided_by: tuple[BodyKindCode, ...]
    parents: tuple[LevelCode, ...] = ()
    horizon: Horizon | None = None
    perspectives: bool = False
    limit_per_body: int | None = None


@dataclass(frozen=True)
class DocumentType:
    """A type of governing document: how it steers, who decides it, how long it may stand.

    Every body of a kind in ``required_of`` must have one that concerns it.
    """

    code: Code
    name: str
    plural: str
    document_class: DocumentClass
    decided_by: tuple[BodyKindCode, ...]
    has_end: bool = False
    review_years: int | None = None
    required_of: tuple[BodyKindCode, ...] = ()


@dataclass(frozen=True)
class PlanType:
    """A type of plan: who makes it, who decides it, who is told, by when, and its sections."""

    code: Code
    name: str
    plural: str
    part: PartCode
    made_by: tuple[BodyKindCode, ...]
    decided_by: tuple[BodyKindCode, ...]
    due: Deadline
    informed: tuple[BodyKindCode, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReportSection:
    """A section of a report: its heading, and what the system fills it with."""

    heading: str
    content: SectionContent


@dataclass(frozen=True)
class ReportType:
    """A type of report and its sections in order."""

    code: Code
    name: str
    plural: str
    sections: tuple[ReportSection, ...]
    forecast: bool = True


@dataclass(frozen=True)
class Stop:
    """A body that shall have the report, and by when."""

    body_kind: BodyKindCode
    due: Deadline


@dataclass(frozen=True)
class ReportPoint:
    """A point of the rhythm: what is followed up to which day, and the report's way."""

    code: Code
    name: str
    cutoff: MonthDay
    report_type: ReportTypeCode
    way: tuple[Stop, ...]


@dataclass(frozen=True)
class CycleEvent:
    """An event of the annual wheel."""

    code: Code
    months: tuple[Month, ...]
    what: str
    by: tuple[BodyKindCode, ...]
    part: PartCode
    years: Years = Years.EVERY


@dataclass(frozen=True)
class Step:
    """A step of a scale: how some computed outcomes are shown."""

    code: Code
    word: str
    symbol: str
    tone: Tone
    means: tuple[Outcome, ...]
    forecast_word: str = ""

    @property
    def status(self) -> Status:
        return Status(self.word, self.symbol, self.tone)

    @property
    def forecast(self) -> Status:
        return Status(self.forecast_word or self.word, self.symbol, self.tone)


@dataclass(frozen=True)
class Scale:
    """An ordered scale in which every computed outcome has exactly one step."""

    name: str
    steps: tuple[Step, ...]

    def step(self, outcome: Outcome) -> Step:
        return next(step for step in self.steps if outcome in step.means)

    def status(self, outcome: Outcome) -> Status:
        return self.step(outcome).status


@dataclass(frozen=True)
class Thresholds:
    """The limits that turn a figure into a finding."""

    partly_met_percent: int
    deviation_percent: int
    report_deviation_days: int
    stale_days: int
    known_days: int


@dataclass(frozen=True)
class QualityRule:
    """What goals at some levels must have before they are decided, and what they should have."""

    levels: tuple[LevelCode, ...]
    shall: tuple[Quality, ...]
    should: tuple[Quality, ...] = ()


@dataclass(frozen=True)
class Judging:
    """How a goal's status follows from its indicators, and from ``sub_goals`` where they count.

    ``partly_percent`` is the share that makes a goal partly met, where the share decides.
    """

    rule: RollUp = RollUp.WEAKEST
    partly_percent: int = 50
    sub_goals: bool = False


@dataclass(frozen=True)
class Requirement:
    """What the model binds someone to do; it covers numbered statements of the model's text."""

    code: Code
    text: str
    part: PartCode
    bound: tuple[BodyKindCode, ...]
    checks: tuple[Check, ...]
    due: str
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class GovernanceModel:
    """The rules of the whole chain in one municipality, loaded from its model file."""

    municipality: str
    title: str
    valid_from: date
    owner: str
    source: str
    house: House
    parts: tuple[Part, ...]
    tracks: tuple[Named, ...]
    levels: tuple[Level, ...]
    perspectives: tuple[Named, ...]
    body_kinds: tuple[BodyKind, ...]
    document_types: tuple[DocumentType, ...]
    plan_types: tuple[PlanType, ...]
    report_types: tuple[ReportType, ...]
    rhythm: tuple[ReportPoint, ...]
    cycle: tuple[CycleEvent, ...]
    fulfilment: Scale
    assignment_scale: Scale
    thresholds: Thresholds
    words: Mapping[str, str]
    requirements: tuple[Requirement, ...]
    budget: BudgetRules
    ledger: LedgerRules
    quality: tuple[QualityRule, ...] = ()
    judging: Judging = Judging()
    adopted: Adoption | None = None

    def part(self, code: str) -> Part:
        return next(part for part in self.parts if part.code == code)

    def level(self, code: str) -> Level:
        return next(level for level in self.levels if level.code == code)

    def body_kind(self, code: str) -> BodyKind:
        return next(kind for kind in self.body_kinds if kind.code == code)

    def parts_in(self, zone: Zone) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.zone == zone)

    def with_power(self, power: Power) -> tuple[BodyKind, ...]:
        return tuple(kind for kind in self.body_kinds if power in kind.powers)

    def asked(self, level: str) -> Mapping[Quality, Force]:
        """What a goal at a level is asked for; what some rule demands is demanded."""
        rules = [rule for rule in self.quality if level in rule.levels]
        should = {quality: Force.SHOULD for rule in rules for quality in rule.should}
        shall = {quality: Force.SHALL for rule in rules for quality in rule.shall}
        return should | shall | ({Quality.LIMITS: Force.SHALL} if self.limits(level) else {})

    def limits(self, level: str) -> tuple[Level, ...]:
        """The levels whose number a goal of a level adds to: its own, and its measures'."""
        limited = [lv for lv in self.levels if lv.limit_per_body]
        measures = (lv for lv in limited if lv.kind is LevelKind.MEASURE and level in lv.parents)
        return (*(lv for lv in limited if lv.code == level), *measures)

    def word(self, key: str) -> str:
        return self.words.get(key, DEFAULT_WORDS[key])
