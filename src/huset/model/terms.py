"""The vocabulary of a model file: its codes, fixed choices, days of the year and words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, NewType


@dataclass(frozen=True)
class Names:
    """Marks a text as the code of an entry in one of the model's own lists."""

    section: str


Code = NewType("Code", str)
Colour = NewType("Colour", str)
Url = NewType("Url", str)
Month = NewType("Month", int)
PartCode = Annotated[str, Names("parts")]
LevelCode = Annotated[str, Names("levels")]
TrackCode = Annotated[str, Names("tracks")]
BodyKindCode = Annotated[str, Names("body_kinds")]
ReportTypeCode = Annotated[str, Names("report_types")]


class Zone(StrEnum):
    """Where in the drawing of the house a part stands."""

    ROOF = "roof"
    ATTIC = "attic"
    FLOOR = "floor"
    FOUNDATION = "foundation"
    BASE = "base"
    OUTSIDE_LEFT = "outside_left"
    OUTSIDE_RIGHT = "outside_right"


class Holds(StrEnum):
    """What the system shows inside a part of the house."""

    VISION = "vision"
    CORE_VALUES = "core_values"
    STRATEGIC_PLAN = "strategic_plan"
    GOVERNING_DOCUMENTS = "governing_documents"
    GOALS = "goals"
    ASSIGNMENTS = "assignments"
    CORE_MISSIONS = "core_missions"
    BUDGET = "budget"
    PLANS = "plans"
    ACTIVITIES = "activities"
    INTERNAL_CONTROL = "internal_control"
    FOLLOW_UP = "follow_up"
    ANALYSIS = "analysis"
    COMMUNICATION = "communication"
    EXTERNAL_STEERING = "external_steering"
    PRINCIPLE = "principle"
    NOTHING = "nothing"


class Power(StrEnum):
    """What a kind of body may do in the governance chain."""

    DECIDE_VISION = "decide_vision"
    DECIDE_CORE_VALUES = "decide_core_values"
    DECIDE_STRATEGIC_PLAN = "decide_strategic_plan"
    DECIDE_BUDGET = "decide_budget"
    DECIDE_OVERALL_GOALS = "decide_overall_goals"
    GIVE_ASSIGNMENTS = "give_assignments"
    DECIDE_DOCUMENTS = "decide_documents"
    LEAD_GROUP = "lead_group"
    PROPOSE_GOALS = "propose_goals"
    OVERSEE = "oversee"
    DECIDE_CONTROL_PLAN = "decide_control_plan"
    DECIDE_OWN_GOALS = "decide_own_goals"
    DECIDE_DETAIL_BUDGET = "decide_detail_budget"
    DECIDE_PLAN = "decide_plan"
    CONTROL = "control"
    COMPARE = "compare"
    REPORT = "report"
    EXAMINE = "examine"
    CARRY_OUT = "carry_out"


class Side(StrEnum):
    """Elected decide what and when; officials how and by whom; companies follow their owner."""

    ELECTED = "elected"
    COMPANY = "company"
    OFFICIALS = "officials"


class LevelKind(StrEnum):
    """What an entry at a level of the golden thread is."""

    DIRECTION = "direction"
    GOAL = "goal"
    MEASURE = "measure"
    PLAN = "plan"
    ACTIVITY = "activity"
    ASSIGNMENT = "assignment"
    MISSION = "mission"


class DocumentClass(StrEnum):
    """How a governing document steers."""

    ACTIVATING = "activating"
    NORMATIVE = "normative"
    REGULATING = "regulating"
    AGREEMENT = "agreement"


class Outcome(StrEnum):
    """What the system can compute; the model's scales say how each outcome is shown."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    LATE = "late"
    DONE = "done"
    ENDED = "ended"


FULFILMENT = (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET, Outcome.UNKNOWN)
PROGRESS = (Outcome.NOT_STARTED, Outcome.ON_TRACK, Outcome.LATE, Outcome.DONE, Outcome.ENDED)


class RollUp(StrEnum):
    """How a goal is judged by what is below it: by the weakest, or by the share that is met."""

    WEAKEST = "weakest"
    SHARE = "share"


class Force(StrEnum):
    """Whether a lack keeps a goal from being decided, or is only told."""

    SHALL = "shall"
    SHOULD = "should"


class Quality(StrEnum):
    """What a goal can be asked to have before it is decided."""

    YEARS = "years"
    UPWARD = "upward"
    INDICATOR = "indicator"
    DIRECTION = "direction"
    UNIT = "unit"
    BASELINE = "baseline"
    TARGET = "target"
    SOURCE = "source"
    RHYTHM = "rhythm"
    OWNER = "owner"
    PERSPECTIVE = "perspective"
    PRESENT = "present"
    WANTED = "wanted"
    SURROUNDINGS = "surroundings"
    MOTIVE = "motive"
    IMPORTANCE = "importance"
    CONTROL = "control"
    WEIGHTY = "weighty"
    LIMITS = "limits"
    PREPARED = "prepared"
    FORWARD = "forward"
    OVER_TIME = "over_time"
    WITH_OTHERS = "with_others"


class Check(StrEnum):
    """How a requirement is shown to be met: computed, proved by a record, or attested."""

    AUTOMATIC = "automatic"
    EVIDENCE = "evidence"
    ATTESTATION = "attestation"


class SectionContent(StrEnum):
    """What the system fills a section of a report with; a text section is written by hand."""

    SUMMARY = "summary"
    ECONOMY = "economy"
    GOALS = "goals"
    ASSIGNMENTS = "assignments"
    ACTIONS = "actions"
    TEXT = "text"


class Years(StrEnum):
    """The years in which an event of the annual wheel takes place."""

    EVERY = "every"
    ELECTION = "election"


def is_election_year(year: int) -> bool:
    """Ordinary elections are held every fourth year: 2022, 2026, 2030."""
    return year % 4 == 2  # noqa: PLR2004 - the remainder of 2022


@dataclass(frozen=True, order=True)
class MonthDay:
    """A day that comes back every year, written MM-DD in the file."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        return date(year, self.month, self.day)

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"


class Turn(StrEnum):
    """The year of a deadline, seen from the year that the matter concerns."""

    BEFORE = "before"
    SAME = "same"
    AFTER = "after"


@dataclass(frozen=True)
class Deadline:
    """The last day for something, in the year that it concerns or in a year beside it."""

    day: MonthDay
    year: Turn = Turn.SAME

    def for_year(self, year: int) -> date:
        return self.day.in_year(year + {Turn.BEFORE: -1, Turn.SAME: 0, Turn.AFTER: 1}[self.year])


DEFAULT_WORDS: Mapping[str, str] = {
    "house": "Huset",
    "thread": "röda tråden",
    "council": "kommunfullmäktige",
    "executive_board": "kommunstyrelsen",
    "committee": "nämnd",
    "goal": "mål",
    "committee_goal": "nämndmål",
    "indicator": "indikator",
    "target": "målvärde",
    "assignment": "uppdrag",
    "core_mission": "grunduppdrag",
    "activity": "aktivitet",
    "perspective": "perspektiv",
    "frame": "ram",
    "follow_up": "uppföljning",
}
