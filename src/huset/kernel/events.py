"""The kernel's words for the log: what is done with the log itself, and its kinds of things."""

EVENTS = {
    "kernel.log.verified": "Prövade att loggen är hel",
}
KINDS = {
    "kernel.user": "användare",
    "kernel.event": "rad i loggen",
    "kernel.loghead": "loggen",
}
KEYS = {
    "kernel.User.until": "till",
    "kernel.LogHead.lines": "prövade rader",
    "kernel.LogHead.fault": "fel",
    "kernel.User.day": "dag",
    "kernel.User.count": "antal",
    "kernel.User.rows": "rader",
}
