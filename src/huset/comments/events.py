"""Words for the log: comments. What was said is not in it, so that it can be taken back."""

EVENTS = {
    "comments.comment.written": "Skrev en kommentar",
    "comments.comment.changed": "Ändrade sin kommentar",
    "comments.comment.taken_back": "Tog tillbaka sin kommentar",
    "comments.comment.forgotten": "Gallrade kommentaren",
    "comments.mention.done": "Svarade eller blev klar med omnämnandet",
}
KINDS = {
    "comments.comment": "kommentar",
    "comments.mention": "omnämnande",
}
KEYS = {
    "comments.Comment.length": "antal tecken",
    "comments.Comment.mentioned": "nämnda personer, nummer",
}
