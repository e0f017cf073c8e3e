"""What an assignment must have before the council gives it, and what it should have.

Source: the governance model, "Uppdrag" (S073–S077): from the council's goals, to one or more
committees, with time and resources, for one year or several.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from huset.goals.rules.gate import Point, Verdict, blocks
from huset.model.terms import Force


class Need(StrEnum):
    """What an assignment is asked for."""

    GOAL = "goal"  # S073
    RECIPIENT = "recipient"  # S074
    TIME = "time"  # S076
    REPORT_BACK = "report_back"  # S076
    RESOURCE = "resource"  # S076
    COORDINATOR = "coordinator"  # S074


@dataclass(frozen=True)
class AssignmentFacts:
    """What is looked at in an assignment on a ``day``: today, or the day of the decision."""

    day: date
    start: date
    due: date
    report_back: date | None
    goals: int  # decided goals, of a level that the model names, of some of the same years
    wants_goal: bool  # the model names the levels that an assignment comes from
    recipients: int
    coordinated: bool
    resource: int | None  # öre; None is within the frame
    resource_year: int | None


def checked(assignment: AssignmentFacts) -> Verdict:
    """Check an assignment: what is missing first, what binds first."""
    points = [
        Point(need, FORCES.get(need, Force.SHALL), not missing, missing or good)
        for need, (lacks, good) in CHECKS.items()
        if _applies(need, assignment)
        for missing in [lacks(assignment)]
    ]
    found = tuple(sorted(points, key=lambda p: (p.met, p.force is not Force.SHALL)))
    return Verdict(found, blocks(found))


def unsound(start: date, due: date, bodies: Collection[str], coordinator: str) -> str:
    """Why an assignment cannot even be a draft, in Swedish; empty when it can."""
    if due < start:
        return f"Uppdraget slutar {due} men börjar {start}. Byt plats på dagarna."
    if coordinator and coordinator not in bodies:
        return "Den som samordnar ska också få uppdraget. Välj en av mottagarna."
    return ""


def _applies(need: Need, assignment: AssignmentFacts) -> bool:
    if need is Need.GOAL:
        return assignment.wants_goal
    return need is not Need.COORDINATOR or assignment.recipients > 1


def _time(assignment: AssignmentFacts) -> str:
    if assignment.start >= assignment.day:
        return ""
    return f"Uppdraget börjar {assignment.start}, och den dagen har passerat. Välj en senare."


def _report_back(assignment: AssignmentFacts) -> str:
    if assignment.report_back is None:
        return "Välj vilken dag fullmäktige vill höra hur det gick."
    if assignment.report_back < assignment.start:
        return "Återrapporteringen är före uppdragets början. Välj en senare dag."
    return ""


def _resource(assignment: AssignmentFacts) -> str:
    if assignment.resource is None:
        return ""
    if assignment.resource_year is None:
        return "Skriv vilket år beloppet gäller."
    if assignment.start.year <= assignment.resource_year <= assignment.due.year:
        return ""
    return f"Beloppet gäller {assignment.resource_year}, men då pågår inte uppdraget. Rätta året."


FORCES: Mapping[Need, Force] = {Need.COORDINATOR: Force.SHOULD}
CHECKS: Mapping[Need, tuple[Callable[[AssignmentFacts], str], str]] = {
    Need.GOAL: (
        lambda a: "" if a.goals else "Välj minst ett mål som uppdraget bidrar till.",
        "Uppdraget bidrar till fullmäktiges mål.",
    ),
    Need.RECIPIENT: (
        lambda a: "" if a.recipients else "Välj minst en mottagare.",
        "Det är sagt vem som får uppdraget.",
    ),
    Need.TIME: (_time, "Uppdraget har en början och ett slut."),
    Need.REPORT_BACK: (_report_back, "Det är sagt när fullmäktige vill höra hur det gick."),
    Need.RESOURCE: (_resource, "Det är sagt vad uppdraget får kosta."),
    Need.COORDINATOR: (
        lambda a: "" if a.coordinated else "Flera får uppdraget. Välj gärna vem som samordnar.",
        "Det är sagt vem som samordnar.",
    ),
}
