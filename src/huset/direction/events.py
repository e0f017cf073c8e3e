"""The direction's words for the log."""

from huset.direction.rules import EXTERNAL_NAMES

EVENTS = {
    "direction.vision.adopted": "Antog visionen",
    "direction.core_value.adopted": "Antog värdeordet",
    "direction.strategic_plan.adopted": "Antog den strategiska planen",
    "direction.external_steering.listed": "Förde upp den externa styrningen",
    "direction.draft.decided": "Beslutade utkastet",
}
KINDS = {
    "direction.vision": "vision",
    "direction.corevalue": "värdeord",
    "direction.strategicplan": "strategisk plan",
    "direction.strategicarea": "strategiskt område",
    "direction.externalsteering": "extern styrning",
}
VALUES = {
    "direction.ExternalSteering.kind": EXTERNAL_NAMES,
}
