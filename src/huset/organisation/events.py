"""The organisation's words for the log: what its events and values are called."""

from huset.organisation.words import (
    CONSIDERED_NAMES,
    EXECUTION_NAMES,
    REMIT_NAMES,
    ROLE_NAMES,
    UNIT_KIND_NAMES,
)

EVENTS = {
    "organisation.body.founded": "Inrättade organet",
    "organisation.body.corrected": "Rättade organet",
    "organisation.body.ended": "Avvecklade organet",
    "organisation.unit.opened": "Öppnade enheten",
    "organisation.unit.corrected": "Rättade enheten",
    "organisation.unit.moved": "Flyttade enheten",
    "organisation.unit.closed": "Stängde enheten",
    "organisation.share.given": "Registrerade ägarandelen",
    "organisation.share.ended": "Avslutade ägarandelen",
    "organisation.share.corrected": "Rättade ägarandelen",
    "organisation.remit.corrected": "Rättade styrdokumentet för organets uppdrag",
    "organisation.remit.given": "Registrerade styrdokumentet för organets uppdrag",
    "organisation.remit.decided": "Beslutade styrdokumentet för organets uppdrag",
    "organisation.remit.ended": "Upphävde styrdokumentet för organets uppdrag",
    "organisation.person.registered": "Registrerade personen",
    "organisation.person.corrected": "Rättade personen",
    "organisation.mandate.given": "Utsåg till uppdraget",
    "organisation.mandate.corrected": "Rättade uppdraget",
    "organisation.mandate.handed_over": "Lämnade över uppdraget under frånvaro",
    "organisation.mandate.withdrawn": "Tog tillbaka uppdraget",
    "organisation.mandate.ended": "Avslutade uppdraget",
    "organisation.meeting.planned": "Planerade sammanträdet",
    "organisation.meeting.moved": "Flyttade sammanträdet",
    "organisation.meeting.cancelled": "Ställde in sammanträdet",
    "organisation.decision.registered": "Registrerade beslutet",
    "organisation.decision.attached": "Bifogade en fil till beslutet",
    "organisation.execution.reported": "Rapporterade hur beslutet verkställs",
    "organisation.people.imported": "Läste in personer och uppdrag",
    "organisation.person.anonymised": "Avidentifierade personen",
    "organisation.account.closed": "Stängde kontot",
    "organisation.extract.made": "Lämnade registerutdrag",
    "organisation.retention.carried_out": "Gallrade",
    "organisation.retention.sessions_forgotten": "Gallrade gamla inloggningar",
    "organisation.retention.files_discarded": "Gallrade filer som ingen läst in",
}
KINDS = {
    "organisation.body": "organ",
    "organisation.unit": "enhet",
    "organisation.share": "ägarandel",
    "organisation.person": "person",
    "organisation.mandate": "uppdrag för en person",
    "organisation.meeting": "sammanträde",
    "organisation.decision": "beslut",
    "organisation.attachment": "bilaga",
    "organisation.execution": "verkställighet",
    "organisation.remit": "reglemente eller direktiv",
}
VALUES = {
    "organisation.Unit.kind": UNIT_KIND_NAMES,
    "organisation.Remit.kind": REMIT_NAMES,
    "organisation.Mandate.role": ROLE_NAMES,
    "organisation.Decision.child_rights": CONSIDERED_NAMES,
    "organisation.Decision.sustainability": CONSIDERED_NAMES,
    "organisation.Execution.state": EXECUTION_NAMES,
}
KEYS = {"organisation.Mandate.to": "vikariens uppdrag, nummer"}
PARTS = {
    "organisation.Share": "body",
    "organisation.Remit": "body",
    "organisation.Mandate": "person",
    "organisation.Attachment": "decision",
    "organisation.Execution": "decision",
}
