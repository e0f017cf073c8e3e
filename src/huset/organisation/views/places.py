"""The pages that the others hang under, as the way here writes them."""

BODIES = ("Organisation", "organisation:bodies", ())
MEETINGS = ("Sammanträden", "organisation:meetings", ())
DECISIONS = ("Beslut", "organisation:decisions", ())
EXECUTION = ("Verkställande", "organisation:execution", ())
PEOPLE = ("Personer och uppdrag", "organisation:people", ())
