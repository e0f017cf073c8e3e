"""Words for the log: goals, indicators and assignments."""

EVENTS = {
    "goals.goal.adopted": "Antog målet",
    "goals.indicator.added": "Lade till indikatorn",
    "goals.measurement.reported": "Rapporterade värdet",
    "goals.assignment.given": "Gav organen uppdraget",
    "goals.assignment.reported": "Rapporterade hur långt uppdraget har kommit",
    "goals.goal.decided": "Beslutade målet",
    "goals.goal.moved": "Flyttade målet till ett annat organ",
    "goals.assignment.decided": "Beslutade uppdraget",
}
KINDS = {
    "goals.goal": "mål",
    "goals.indicator": "indikator",
    "goals.target": "målvärde",
    "goals.measurement": "utfall",
    "goals.assignment": "uppdrag",
    "goals.assignmentreport": "rapport om uppdrag",
    "goals.goalmove": "flytt av mål",
}
KEYS = {  # a move of a goal says to whom it went, and from when
    "goals.Goal.body": "organets kod",
    "goals.Goal.goal_id": "målets nummer",
    "goals.Goal.since": "från och med",
}
VALUES = {
    "goals.Indicator.better": {"up": "högre är bättre", "down": "lägre är bättre"},
}
AMOUNTS = ("goals.Assignment.resource",)
PARTS = {
    "goals.Indicator": "goal",
    "goals.Measurement": "indicator",
    "goals.AssignmentReport": "assignment",
}
