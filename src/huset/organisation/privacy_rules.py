"""What personal data is for, and how long it is kept: the rules as data.

Source: the General Data Protection Regulation (GDPR), art. 5.1 e (storage limitation), 6, 9 and 30;
terms of office: the Local Government Act (KL), ch. 6 § 18.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huset.kernel.personal import Personal
from huset.model.terms import is_election_year

YEARS_AFTER_OFFICE, TERM = 2, 4
FILES_WAIT = 30  # days


@dataclass(frozen=True)
class Purpose:
    """A kind of personal data in words: what it is, what it is for, and on what legal basis."""

    word: str
    purpose: str
    basis: str


PUBLIC_TASK = "Uppgift av allmänt intresse (dataskyddsförordningen art. 6.1 e)"
PURPOSES: Mapping[Personal, Purpose] = {
    Personal.IDENTITY: Purpose(
        "Vem någon är",
        "Visa vem som har vilket uppdrag, och låta rätt person logga in. Parti lagras bara för "
        "förtroendevalda, som själva har gjort det offentligt.",
        f"{PUBLIC_TASK}; för parti art. 9.2 e",
    ),
    Personal.CONTACT: Purpose("Hur någon nås", "Nå den som har ett uppdrag.", PUBLIC_TASK),
    Personal.ACTOR: Purpose(
        "Vem som gjorde något",
        "Visa vem som har gjort vad, så att det kan granskas.",
        f"{PUBLIC_TASK}; ansvarsskyldighet (art. 5.2)",
    ),
    Personal.FREE_TEXT: Purpose(
        "Fri text som kan nämna någon", "Ärendets innehåll, så som det beslutades.", PUBLIC_TASK
    ),
    Personal.SECRET: Purpose(
        "Hemligheter", "Skydda inloggningen. Visas och lämnas aldrig ut.", f"{PUBLIC_TASK}; art. 32"
    ),
}


def anonymous_name(number: int) -> str:
    """What stands instead of a name that is no longer kept."""
    return f"Gallrad person {number}"


def official_kept_until(last_day: date) -> date:
    """The last day that a former official's name is kept: two years after the last mandate."""
    leap_day = (last_day.month, last_day.day) == (2, 29)
    return last_day.replace(
        year=last_day.year + YEARS_AFTER_OFFICE, day=28 if leap_day else last_day.day
    )


def elected_kept_until(last_day: date) -> date:
    """The last day that a former elected member's name is kept: the end of the next term.

    A term ends with the year of an ordinary election.
    """
    year = last_day.year
    while not is_election_year(year):
        year += 1
    return date(year + TERM, 12, 31)
