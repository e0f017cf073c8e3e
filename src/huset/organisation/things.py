"""Who may see, write, decide and publish each kind of thing: read from the rules that are enforced.

Seeing and writing follow from roles (`rules.RIGHTS`), deciding from what the governance model lets
each kind of body decide, and publishing from the decision, which is registered once.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from huset.model.rules import GovernanceModel
from huset.model.terms import Power
from huset.organisation.rules import RIGHTS, Reach, Right, Role
from huset.organisation.words import REACH_NAMES, RIGHT_WORDS, ROLE_NAMES

EVERYONE = "Alla, även utan inloggning"
NO_DECISION = "Behöver inget beslut"
PREPARED = "Utkast läggs in när kommunen sätts upp"


@dataclass(frozen=True)
class Thing:
    """A kind of thing; ``see`` left out is open to everyone, ``decide`` left out needs no body."""

    name: str
    see: Right | None = None
    write: Right | None = None
    decide: tuple[Power, ...] = ()
    publish: Right | None = None
    decided_by: tuple[str, ...] = ()  # where the law says it and the model does not
    written: str = PREPARED  # where no right lets anyone write


@dataclass(frozen=True)
class Cell:
    """Who may do one act with one kind of thing: a right with its holders, or a sentence."""

    lines: tuple[str, ...]
    right: str = ""


@dataclass(frozen=True)
class ThingRow:
    """A kind of thing, and who may see, write, decide and publish it."""

    name: str
    cells: tuple[Cell, ...]


THINGS = (
    Thing(
        "Vision, värdegrund och strategisk plan",
        write=Right.WRITE_DIRECTION,
        decide=(Power.DECIDE_VISION, Power.DECIDE_CORE_VALUES, Power.DECIDE_STRATEGIC_PLAN),
        publish=Right.REGISTER_DECISION,
    ),
    Thing("Extern styrning", write=Right.WRITE_DIRECTION),
    Thing("Årlig genomgång och utbildning", write=Right.CONFIRM_STEERING),
    Thing(
        "Styrdokument",
        write=Right.WRITE_DOCUMENTS,
        decide=(Power.DECIDE_DOCUMENTS,),
        publish=Right.REGISTER_DECISION,
    ),
    Thing(
        "Organ, enheter och omorganisationer",
        write=Right.WRITE_ORGANISATION,
        decided_by=("Fullmäktige om nämnderna", "Organet självt om sina egna enheter"),
        publish=Right.REGISTER_DECISION,
    ),
    Thing("Personer och uppdrag", write=Right.WRITE_PEOPLE),
    Thing(
        "Sammanträden och beslut",
        write=Right.PLAN_MEETINGS,
        publish=Right.REGISTER_DECISION,
    ),
    Thing("Hur beslut verkställs", write=Right.REPORT_EXECUTION),
    Thing(
        "Fullmäktiges mål",
        decide=(Power.DECIDE_OVERALL_GOALS,),
        publish=Right.REGISTER_DECISION,
    ),
    Thing(
        "Nämndernas och bolagens mål",
        decide=(Power.DECIDE_OWN_GOALS,),
        publish=Right.REGISTER_DECISION,
    ),
    Thing("Indikatorernas värden", write=Right.REPORT_VALUES),
    Thing("Uppdrag", decide=(Power.GIVE_ASSIGNMENTS,), publish=Right.REGISTER_DECISION),
    Thing("Grunduppdrag, och vad mål och uppdrag vilar på", write=Right.WRITE_GOALS),
    Thing("Budget och ramar", decide=(Power.DECIDE_BUDGET,), publish=Right.REGISTER_DECISION),
    Thing(
        "Uppföljningens rapporter",
        see=Right.READ_INTERNAL,
        write=Right.WRITE_FOLLOW_UP,
        decided_by=("Organet självt om sin rapport", "Fullmäktige om hela kommunens"),
        publish=Right.REGISTER_DECISION,
    ),
    Thing("Räkenskapernas filer", see=Right.READ_INTERNAL, write=Right.IMPORT_LEDGER),
    Thing("Verifikationer", see=Right.READ_VOUCHERS, written="Ingen: de kommer ur ekonomisystemet"),
    Thing("Historiken", see=Right.READ_LOG, written="Ingen: varje ändring skriver sin rad"),
    Thing("Registerutdrag och gallring", see=Right.PROTECT_DATA, write=Right.PROTECT_DATA),
)


def thing_rows(model: GovernanceModel) -> list[ThingRow]:
    """Every kind of thing with who may see, write, decide and publish it."""
    return [
        ThingRow(
            thing.name,
            (
                _cell(thing.see, instead=EVERYONE),
                _cell(thing.write, instead=thing.written),
                Cell(thing.decided_by or _deciders(model, thing.decide) or (NO_DECISION,)),
                _cell(thing.publish, instead="Visas när det är sparat"),
            ),
        )
        for thing in THINGS
    ]


def holders(right: Right) -> tuple[str, ...]:
    """The roles that carry a right, together by how far it reaches."""
    roles: dict[Reach, list[str]] = defaultdict(list)
    for role, held in RIGHTS.items():
        if right in held:
            roles[held[right]].append(ROLE_NAMES[role].lower())
    return tuple(
        f"{REACH_NAMES[reach].capitalize()}: {', '.join(roles[reach])}"
        for reach in Reach
        if reach in roles
    )


def rights_of(role: Role) -> tuple[str, ...]:
    """What a role may do, each right with how far."""
    return tuple(
        f"{RIGHT_WORDS[right]}: {REACH_NAMES[reach]}" for right, reach in RIGHTS[role].items()
    )


def _cell(right: Right | None, *, instead: str) -> Cell:
    return Cell(holders(right), RIGHT_WORDS[right]) if right else Cell((instead,))


def _deciders(model: GovernanceModel, powers: Iterable[Power]) -> tuple[str, ...]:
    kinds = {kind.name: None for power in powers for kind in model.with_power(power)}
    return tuple(kinds)
