"""Words for the log: goals, indicators and assignments."""

from huset.goals.words import AGGREGATIONS, BETTER, CHANGES, CONTROL, FREQUENCIES, IMPORTANCE

EVENTS = {
    "goals.goal.adopted": "Antog målet",
    "goals.goal.assessed": "Bedömde målet själv",
    "goals.goal.written": "Skrev ett utkast till mål",
    "goals.goal.changed": "Ändrade utkastet till mål",
    "goals.goal.dropped": "Kastade utkastet till mål",
    "goals.indicator.changed": "Ändrade indikatorn",
    "goals.indicator.dropped": "Tog bort indikatorn",
    "goals.indicator.added": "Lade till indikatorn",
    "goals.measurement.reported": "Rapporterade värdet",
    "goals.assignment.given": "Gav organen uppdraget",
    "goals.assignment.reported": "Rapporterade hur långt uppdraget har kommit",
    "goals.goal.decided": "Beslutade målet",
    "goals.goal.moved": "Flyttade målet till ett annat organ",
    "goals.assignment.decided": "Beslutade uppdraget",
    "goals.goal.linked": "Ändrade vad målet vilar på",
    "goals.assignment.change_proposed": "Föreslog en ändring av uppdraget",
    "goals.assignment.change_withdrawn": "Tog tillbaka förslaget om uppdraget",
    "goals.assignment.change_decided": "Beslutade en ändring av uppdraget",
    "goals.assignment.linked": "Ändrade vad uppdraget vilar på",
    "goals.mission.added": "Lade till grunduppdraget",
    "goals.mission.changed": "Ändrade grunduppdraget",
    "goals.mission.ended": "Avslutade grunduppdraget",
}
KINDS = {
    "goals.goal": "mål",
    "goals.indicator": "indikator",
    "goals.target": "målvärde",
    "goals.measurement": "utfall",
    "goals.assignment": "uppdrag",
    "goals.assignmentreport": "rapport om uppdrag",
    "goals.assignmentchange": "ändring av uppdrag",
    "goals.goalmove": "flytt av mål",
    "goals.coremission": "grunduppdrag",
    "goals.unaffected": "det som målet inte rör",
    "goals.assessment": "egen bedömning",
}
KEYS = {  # a move of a goal says to whom it went, and from when
    "goals.Goal.body": "organets kod",
    "goals.Goal.goal_id": "målets nummer",
    "goals.Goal.since": "från och med",
    "goals.Goal.parents": "mål ovanför",
    "goals.Goal.missions": "grunduppdrag",
    "goals.Goal.unaffected": "det som målet inte rör",
    "goals.Indicator.targets": "målvärden",
    "goals.Goal.statements": "delar av visionen",
    "goals.Goal.provisions": "artiklar och delmål",
    "goals.Goal.documents": "styrdokument",
    "goals.Assignment.statements": "delar av visionen",
    "goals.Assignment.provisions": "artiklar och delmål",
    "goals.Assignment.documents": "styrdokument",
    "goals.CoreMission.steering": "lagar",
    "goals.CoreMission.provisions": "bestämmelser",
    "goals.CoreMission.documents": "styrdokument",
}
VALUES = {
    "goals.Indicator.better": BETTER,
    "goals.AssignmentChange.kind": CHANGES,
    "goals.Indicator.frequency": FREQUENCIES,
    "goals.Indicator.aggregation": AGGREGATIONS,
    "goals.Measurement.gender": {"women": "kvinnor", "men": "män"},
    "goals.Goal.importance": IMPORTANCE,
    "goals.Goal.control": CONTROL,
}
AMOUNTS = ("goals.Assignment.resource",)
PARTS = {
    "goals.Indicator": "goal",
    "goals.Measurement": "indicator",
    "goals.AssignmentReport": "assignment",
}
