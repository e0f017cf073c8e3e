"""The words of goals on the screens and in the log."""

BETTER = {
    "up": "högre är bättre",
    "down": "lägre är bättre",
    "keep": "oförändrat är bättre",
    "within": "inom ett intervall är bättre",
}
FREQUENCIES = {
    "yearly": "en gång om året",
    "half_yearly": "två gånger om året",
    "tertial": "tre gånger om året",
    "quarterly": "fyra gånger om året",
    "monthly": "varje månad",
}
GENDERS = {"": "", "women": "kvinnor", "men": "män"}
AGGREGATIONS = {
    "sum": "summan av enheterna",
    "mean": "medelvärdet av enheterna",
    "weighted": "enheternas vägda medelvärde",
    "none": "enheterna läggs inte ihop",
}
IMPORTANCE = {"strategic": "strategiskt viktigt", "problem": "ett problemområde"}
CONTROL = {"full": "hel rådighet", "partly": "delvis rådighet", "none": "ingen rådighet"}
CHANGES = {"end": "avslutas", "extend": "förlängs", "change": "ändras"}
TRENDS = {"better": "↗ bättre", "same": "→ som förut", "worse": "↘ sämre", "unknown": ""}
