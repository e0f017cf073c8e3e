"""Whose turn it is: officials say how and by whom, elected members decide what and when.

Source: the governance model, "Roller och ansvar". Plain Python, for every text that officials
write and a body decides.
"""

from dataclasses import dataclass
from enum import StrEnum

from huset.model.terms import Side

RULE = (
    "Styrmodellen, Roller och ansvar: förtroendevalda avgör vad och när, "
    "tjänstepersoner hur och vem."
)


class Stage(StrEnum):
    """How far what officials write has come towards a body's decision."""

    DRAFT = "draft"
    READY = "ready"
    DECIDED = "decided"


@dataclass(frozen=True)
class Turn:
    """Whose turn it is, what they do now, and what the others wait for."""

    side: Side | None  # nobody's, when all is done
    title: str
    text: str
    rule: str = RULE


TURNS = {
    Stage.DRAFT: Turn(
        Side.OFFICIALS,
        "Tjänstepersonernas tur",
        "Tjänstepersonerna skriver underlaget: hur det går, hur det görs och av vem. De "
        "förtroendevalda beslutar om det när det är klarmarkerat.",
    ),
    Stage.READY: Turn(
        Side.ELECTED,
        "De förtroendevaldas tur",
        "Underlaget är klarmarkerat och väntar på beslut: vad som ska gälla och när. Behöver det "
        "ändras återremitterar ordföranden det med ett skäl.",
    ),
    Stage.DECIDED: Turn(
        None,
        "Klart",
        "Organet har beslutat. Innehållet är låst som det var den dagen.",
    ),
}


def turn_at(stage: Stage) -> Turn:
    """Whose turn it is at a stage."""
    return TURNS[stage]


def writing_refused(stage: Stage) -> str:
    """Why officials may not write now, or nothing when it is their turn."""
    if stage is Stage.DRAFT:
        return ""
    if stage is Stage.DECIDED:
        return "Den är beslutad och kan inte ändras."
    return f"{TURNS[stage].title}: {TURNS[stage].text} ({RULE.removesuffix('.')})."


def sending_back_refused(stage: Stage, why: str) -> str:
    """Why it may not be sent back, or nothing when it may."""
    if stage is Stage.DRAFT:
        return "Bara det som är klarmarkerat kan återremitteras. Nu är det tjänstepersonernas tur."
    if stage is Stage.DECIDED:
        return "Det som är beslutat kan inte återremitteras."
    return "" if why.strip() else "Skriv varför, så att de som skriver vet vad som ska ändras."


def deciding_refused(stage: Stage) -> str:
    """Why a body may not decide it now, or nothing when it may."""
    if stage is Stage.READY:
        return ""
    if stage is Stage.DECIDED:
        return "Den är redan beslutad."
    return "Bara det som är klarmarkerat kan beslutas. Nu är det tjänstepersonernas tur."
