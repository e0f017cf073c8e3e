"""Who may see, write, decide and publish each kind of thing: read from the rules that are enforced.

Seeing and writing follow from roles (`rules.RIGHTS`), deciding from what the governance model lets
each kind of body decide, and publishing from the decision, which is registered once.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from huset.model.rules import GovernanceModel
from huset.model.terms import Power
from huset.organisation.rules import RIGHTS, Reach, Right, Role
from huset.organisation.words import REACH_NAMES, RIGHT_WORDS, ROLE_NAMES

EVERYONE = "Alla, även utan inloggning"
NO_DECISION = "Behöver inget beslut"


@dataclass(frozen=True)
class Thing:
    """A kind of thing; ``see`` left out is open to everyone, ``decide`` left out needs no body."""

    name: str
    see: Right | None = None
    write: Right | None = None
    decide: tuple[Power, ...] = ()
    publish: Right | None = None
    decided_by: tuple[str, ...] = ()  # where the law says it and the model does not


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
        decide=(Power.DECIDE_VISION, Power.DECIDE_CORE_VALUES, Power.DECIDE_STRATEGIC_PLAN),
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
    Thing("Budget och ramar", decide=(Power.DECIDE_BUDGET,), publish=Right.REGISTER_DECISION),
    Thing(
        "Uppföljningens rapporter",
        see=Right.READ_INTERNAL,
        write=Right.WRITE_FOLLOW_UP,
        decide=(Power.REPORT,),
        publish=Right.REGISTER_DECISION,
    ),
    Thing("Räkenskapernas filer", see=Right.READ_INTERNAL, write=Right.IMPORT_LEDGER),
    Thing("Verifikationer", see=Right.READ_VOUCHERS),
    Thing("Historiken", see=Right.READ_LOG),
    Thing("Registerutdrag och gallring", see=Right.PROTECT_DATA, write=Right.PROTECT_DATA),
)


def thing_rows(model: GovernanceModel) -> list[ThingRow]:
    """Every kind of thing with who may see, write, decide and publish it."""
    return [
        ThingRow(
            thing.name,
            (
                _cell(thing.see, instead=EVERYONE),
                _cell(thing.write, instead="Ingen: det följer av annat"),
                Cell(thing.decided_by or _deciders(model, thing.decide) or (NO_DECISION,)),
                _cell(thing.publish, instead="Visas när det är sparat"),
            ),
        )
        for thing in THINGS
    ]


def holders(right: Right) -> tuple[str, ...]:
    """The roles that carry a right, each with how far."""
    return tuple(
        f"{ROLE_NAMES[role]}: {REACH_NAMES[reach]}" for role, reach in _reaches(right).items()
    )


def rights_of(role: Role) -> tuple[str, ...]:
    """What a role may do, each right with how far."""
    return tuple(
        f"{RIGHT_WORDS[right]}: {REACH_NAMES[reach]}" for right, reach in RIGHTS[role].items()
    )


def _reaches(right: Right) -> dict[Role, Reach]:
    return {role: held[right] for role, held in RIGHTS.items() if right in held}


def _cell(right: Right | None, *, instead: str) -> Cell:
    return Cell(holders(right), RIGHT_WORDS[right]) if right else Cell((instead,))


def _deciders(model: GovernanceModel, powers: Iterable[Power]) -> tuple[str, ...]:
    kinds = {kind.name: None for power in powers for kind in model.with_power(power)}
    return tuple(kinds)
