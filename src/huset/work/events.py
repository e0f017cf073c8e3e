"""Words for the log: calendars and digests."""

EVENTS = {
    "work.feed.made": "Skapade kalenderns adress",
    "work.feed.renewed": "Bytte kalenderns adress",
    "work.feed.removed": "Tog bort kalenderns adress",
    "work.feed.forgotten": "Gallrade kalenderadresser och val av utskick",
    "work.digest.chosen": "Valde om veckobrevet ska skickas",
    "work.digest.claimed": "Började skicka veckobrevet",
    "work.digest.sent": "Skickade veckobrevet",
    "work.digest.refused": "Fick veckobrevet avvisat",
    "work.digest.put_off": "Sköt upp veckobrevet",
    "work.digest.forgotten": "Gallrade anteckningar om veckobrev",
}
KINDS = {
    "work.calendarfeed": "kalenderns adress",
    "work.digestchoice": "val av veckobrev",
    "work.digest": "veckobrev",
}
PARTS = {
    "work.CalendarFeed": "person",
    "work.DigestChoice": "person",
    "work.Digest": "person",
}
