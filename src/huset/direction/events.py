"""The direction's words for the log."""

from huset.direction.rules import EXTERNAL_NAMES, GROUP_NAMES

EVENTS = {
    "direction.vision.adopted": "Antog visionen",
    "direction.core_value.adopted": "Antog värdeordet",
    "direction.strategic_plan.adopted": "Antog den strategiska planen",
    "direction.external_steering.listed": "Förde upp den externa styrningen",
    "direction.external_steering.described": "Ändrade den externa styrningen",
    "direction.external_steering.ended": "Avslutade den externa styrningen",
    "direction.external_steering.removed": "Tog bort den externa styrningen ur registret",
    "direction.catalogue.adopted": "Tog in bestämmelser ur förteckningen",
    "direction.provision.added": "Lade till bestämmelsen",
    "direction.provision.corrected": "Rättade bestämmelsen",
    "direction.provision.removed": "Tog bort bestämmelsen",
    "direction.steering_review.confirmed": "Bekräftade den årliga genomgången",
    "direction.steering_review.corrected": "Rättade vad den årliga genomgången kom fram till",
    "direction.steering_review.withdrawn": "Tog tillbaka bekräftelsen av den årliga genomgången",
    "direction.training.registered": "Redovisade utbildning",
    "direction.training.corrected": "Rättade redovisad utbildning",
    "direction.training.withdrawn": "Tog tillbaka redovisad utbildning",
    "direction.draft.written": "Skrev ett utkast",
    "direction.draft.changed": "Ändrade utkastet",
    "direction.draft.dropped": "Kastade utkastet",
    "direction.draft.decided": "Beslutade utkastet",
    "direction.version.ended": "Avslutade den som gällde, när en ny beslutades",
}
KINDS = {
    "direction.vision": "vision",
    "direction.visionstatement": "del av visionen",
    "direction.corevalue": "värdeord",
    "direction.strategicplan": "strategisk plan",
    "direction.strategicarea": "strategiskt område",
    "direction.externalsteering": "extern styrning",
    "direction.provision": "bestämmelse",
    "direction.steeringreview": "årlig genomgång",
    "direction.training": "utbildning",
}
KEYS = {  # what a draft's lines said
    "direction.Vision.statements": "delar",
    "direction.StrategicPlan.areas": "områden",
    "direction.ExternalSteering.bodies": "organ",
    "direction.ExternalSteering.new": "nya bestämmelser",
    "direction.ExternalSteering.changed": "ändrade bestämmelser",
    "direction.SteeringReview.steering": "gick igenom",
}
VALUES = {
    "direction.ExternalSteering.kind": EXTERNAL_NAMES,
    "direction.Training.group": GROUP_NAMES,
}
