"""The words of the golden thread on the screens."""

from enum import StrEnum


class Broken(StrEnum):
    """What can be broken on the thread."""

    GOAL = "goal"
    DRAFT = "draft"
    AREA = "area"
    COUNCIL_GOAL = "council_goal"
    ASSIGNMENT = "assignment"
    MISSION = "mission"


HEADINGS = {
    Broken.GOAL: "Mål utan väg upp",
    Broken.DRAFT: "Utkast till mål utan väg upp",
    Broken.AREA: "Områden utan mål",
    Broken.COUNCIL_GOAL: "Fullmäktiges mål som ingen nämnd bryter ned",
    Broken.ASSIGNMENT: "Uppdrag utan mål",
    Broken.MISSION: "Organ med egna mål men utan grunduppdrag",
}
WHAT = {
    Broken.GOAL: "Målet hänger inte i visionen, den strategiska planen eller ett grunduppdrag.",
    Broken.DRAFT: "Utkastet hänger inte i något än.",
    Broken.AREA: "Inget mål som gäller hänger i området.",
    Broken.COUNCIL_GOAL: "Inget annat organ har ett mål under det.",
    Broken.ASSIGNMENT: "Uppdraget hör inte till något mål som gäller.",
    Broken.MISSION: "Organet har egna mål men inget grunduppdrag som gäller.",
}
MEND = {
    Broken.GOAL: "Flytta målet",
    Broken.DRAFT: "Ändra utkastet",
    Broken.AREA: "Föreslå ett mål",
    Broken.COUNCIL_GOAL: "Föreslå ett mål under det",
    Broken.ASSIGNMENT: "Öppna uppdraget",
    Broken.MISSION: "Lägg till grunduppdrag",
}
WHOLE, BROKEN = "Hel", "Bruten"
