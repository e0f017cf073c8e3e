"""Words for the log: governing documents, their editions and texts."""

EVENTS = {
    "documents.document.registered": "Registrerade dokumentet",
    "documents.document.changed": "Ändrade uppgifter om dokumentet",
    "documents.document.removed": "Tog bort dokumentet ur registret",
    "documents.edition.proposed": "Lade till ett utkast till utgåva",
    "documents.edition.changed": "Ändrade utkastet",
    "documents.edition.withdrawn": "Tog tillbaka utkastet",
    "documents.edition.tied": "Lade till utgåvan från reglemente eller direktiv",
    "documents.edition.supplied": "Lade in utgåvans text i efterhand",
    "documents.edition.decided": "Beslutade utgåvan",
    "documents.edition.ended": "Avslutade utgåvan när en ny tog vid",
    "documents.edition.repealed": "Upphävde dokumentet",
    "documents.edition.reviewed": "Såg över dokumentet",
    "documents.edition.read": "Läste filens text",
    "documents.edition.asked": "Bad att filen läses igen",
    "documents.announcement.planned": "Lade till ett steg i kommunikationsplanen",
    "documents.announcement.changed": "Ändrade ett steg i kommunikationsplanen",
    "documents.announcement.removed": "Tog bort ett steg ur kommunikationsplanen",
    "documents.receipt.given": "Svarade på dokumentet",
    "documents.receipt.changed": "Ändrade sitt svar på dokumentet",
    "documents.receipt.forgotten": "Gallrade en fråga om dokumentet",
}
KINDS = {
    "documents.governingdocument": "styrdokument",
    "documents.edition": "utgåva",
    "documents.editionpage": "sida i en utgåva",
    "documents.announcement": "kommunikation",
    "documents.receipt": "läskvitto",
}
KEYS = {
    "documents.Receipt.asked": "ställde en fråga",
    "documents.GoverningDocument.bodies": "organ som det rör",
    "documents.GoverningDocument.steering": "extern styrning",
    "documents.GoverningDocument.provisions": "bestämmelser",
}
VALUES = {
    "documents.GoverningDocument.scope": {
        "group": "hela kommunkoncernen",
        "municipality": "hela kommunen",
        "body": "vissa organ",
    },
    "documents.Edition.reading": {
        "nothing": "ingen fil",
        "waiting": "väntar",
        "read": "läst",
        "unreadable": "går inte att läsa",
    },
    "documents.Announcement.audience": {
        "everyone": "alla som har uppdrag där",
        "managers": "chefer",
        "elected": "förtroendevalda",
    },
}
PARTS = {"documents.Edition": "document", "documents.Announcement": "edition"}
