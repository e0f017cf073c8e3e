"""The reorganisations' words for the log."""

EVENTS = {
    "reorganisation.plan.begun": "Började planen",
    "reorganisation.plan.described": "Ändrade titel, motiv eller dag",
    "reorganisation.plan.extended": "Lade till i planen",
    "reorganisation.plan.shortened": "Tog bort ur planen",
    "reorganisation.plan.dropped": "Lade ned planen",
    "reorganisation.plan.decided": "Beslutade omorganisationen",
}
KINDS = {
    "reorganisation.reorganisation": "omorganisation",
    "reorganisation.plannedchange": "rad i en omorganisation",
}
KEYS = {"reorganisation.Reorganisation.said": "vad som gjordes"}
AMOUNTS = ("reorganisation.PlannedChange.amount",)
