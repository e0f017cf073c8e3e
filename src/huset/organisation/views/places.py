"""The pages that the others hang under, as the way here writes them."""

BODIES = ("Organisation", "organisation:bodies", ())
DECISIONS = ("Beslut", "organisation:decisions", ())
