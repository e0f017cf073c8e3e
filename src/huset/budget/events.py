"""The budget's words for the log."""

EVENTS = {
    "budget.frame.decided": "Beslutade ramen",
    "budget.frame.split": "Fördelade ramen på enheter",
    "budget.frame.adopted": "Antog ramen",
}
KINDS = {
    "budget.frame": "ram",
    "budget.detailbudget": "detaljbudget",
}
KEYS = {"budget.Frame.*": "detaljbudget för {}"}  # a split says each unit's amount by its code
AMOUNTS = ("budget.Frame.net_cost", "budget.Frame.*")
