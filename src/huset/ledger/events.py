"""The ledger's words for the log."""

EVENTS = {
    "ledger.company.registered": "Registrerade bolaget",
    "ledger.file.imported": "Läste in räkenskaperna",
}
KINDS = {
    "ledger.company": "bolag med räkenskaper",
    "ledger.import": "inläsning av räkenskaper",
}
KEYS = {
    "ledger.Import.company": "bolag",
    "ledger.Import.file": "fil",
    "ledger.Import.replaces": "ersätter inläsning nummer",
}
