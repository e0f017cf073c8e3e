"""The governance model's words for the log."""

EVENTS = {
    "model.file.loaded": "Läste in styrmodellen",
}
KINDS = {
    "model.modelfile": "styrmodell",
}
KEYS = {
    "model.ModelFile.title": "titel",
    "model.ModelFile.sha256": "SHA-256",
}
