"""A reorganisation's words on the screen: its states, its rows, and what becomes of each part."""

from enum import StrEnum

from huset.kernel.money import show
from huset.kernel.status import Status, Tone
from huset.reorganisation.rules import Change, ChangeKind, State, Structure

STATES = {
    State.DRAFT: Status("Utkast", "✎", Tone.NEUTRAL),
    State.DECIDED: Status("Beslutad", "◐", Tone.PARTLY),
    State.IN_FORCE: Status("Gäller", "✓", Tone.GOOD),
}
KIND_NAMES = {
    ChangeKind.FOUND_BODY: "Inrätta ett organ",
    ChangeKind.OPEN_UNIT: "Öppna en enhet",
    ChangeKind.MOVE_UNIT: "Flytta enheter",
    ChangeKind.RENAME_UNIT: "Byt namn på en enhet",
    ChangeKind.CLOSE_UNIT: "Stäng en enhet",
    ChangeKind.MOVE_GOAL: "Flytta mål",
    ChangeKind.MOVE_FRAME: "Flytta ram",
    ChangeKind.END_BODY: "Avveckla ett organ",
}


class Mark(StrEnum):
    """What becomes of a body or a unit."""

    NEW = "new"
    MOVED = "moved"
    RENAMED = "renamed"
    GONE = "gone"


MARKS = {
    Mark.NEW: Status("Ny", "+", Tone.GOOD),
    Mark.MOVED: Status("Flyttar", "→", Tone.PARTLY),
    Mark.RENAMED: Status("Nytt namn", "✎", Tone.NEUTRAL),
    Mark.GONE: Status("Upphör", "✕", Tone.BAD),
}


def sentence(change: Change, before: Structure, house: Structure) -> str:
    """A row of a plan as people say it."""

    def name(code: str) -> str:
        found = house.name_of(code)
        return found if found != code else before.name_of(code)

    unit = f"{change.code} {name(change.code)}"
    goal = before.goals.get(change.code)
    kr = show(change.amount)
    return {
        ChangeKind.FOUND_BODY: f"Inrätta {change.name} ({change.code})",
        ChangeKind.OPEN_UNIT: f"Öppna {change.code} {change.name} under {name(change.to)}",
        ChangeKind.MOVE_UNIT: f"Flytta {unit} till {name(change.to)}",
        ChangeKind.RENAME_UNIT: f"Byt namn på {change.code} {before.name_of(change.code)} till "
        f"{change.name}",
        ChangeKind.CLOSE_UNIT: f"Stäng {unit}",
        ChangeKind.MOVE_GOAL: f"Flytta målet {change.code} {goal.title if goal else ''} till "
        f"{name(change.to)}",
        ChangeKind.MOVE_FRAME: f"Flytta {kr} kr av ramen {change.year} från {name(change.code)} "
        f"till {name(change.to)}",
        ChangeKind.END_BODY: f"Avveckla {name(change.code)} ({change.code})",
    }[change.kind]
