"""What an accounting file may do to the books that are already there, and how it is to be read.

Source: SIE-gruppen, "SIE filformat", utgåva 4B: the types 1, 2, 3, 4E and 4I. A later export of the
same year replaces an earlier one whole, so that the books are always those of one single file.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

RICHNESS = ("1", "2", "3", "4E")  # each type says all that the one before it says, and more
SUBSYSTEM = "4I"  # vouchers on their way into the ledger from a payroll system and the like
YEAR_ONLY = "1"
KINDS = {"T": False, "S": False, "K": True, "I": True}  # asset, liability; cost, revenue
BALANCE_CLASSES = "12"
ORG_NUMBER_DIGITS = 10


class Effect(StrEnum):
    """What an import would do."""

    NEW = "new"
    SAME = "same"
    UNKNOWN_COMPANY = "unknown_company"
    REPLACES = "replaces"
    ASIDE = "aside"
    REFUSED = "refused"


@dataclass(frozen=True)
class Edition:
    """One export of a company's books: what tells it from another."""

    file_name: str
    sha256: str
    sie_type: str
    generated: date | None
    start: date
    end: date
    rows: int = 0  # how many voucher rows it has
    id: int | None = None  # when it has been imported

    @property
    def counts(self) -> bool:
        """Tell whether it is the ledger itself, and not a sub-system's part of it."""
        return self.sie_type != SUBSYSTEM

    @property
    def period(self) -> str:
        """The days that it covers."""
        return f"{self.start} till {self.end}"


@dataclass(frozen=True)
class Verdict:
    """What an import would do, and why, in Swedish; ``replaces`` is the import that it replaces."""

    effect: Effect
    text: str
    replaces: int | None = None


def judge(new: Edition, in_force: Iterable[Edition]) -> Verdict:
    """Say what importing a file would do to the same company's imports in force."""
    if not new.counts:
        text = "Filen kommer från ett försystem (typ 4I): den sparas, men räknas inte som utfall."
        return Verdict(Effect.ASIDE, text)
    for old in in_force:
        if (old.start, old.end) == (new.start, new.end):
            return _replacing(new, old)
        if old.start <= new.end and new.start <= old.end:
            text = f"{old.file_name} omfattar {old.period}, som delvis är samma dagar."
            return Verdict(Effect.REFUSED, text + " Exportera samma räkenskapsår på nytt.")
    return Verdict(Effect.NEW, f"Ny: bolaget har inga räkenskaper för {new.period}.")


def _replacing(new: Edition, old: Edition) -> Verdict:
    if RICHNESS.index(new.sie_type) < RICHNESS.index(old.sie_type):
        text = f"Filen är typ {new.sie_type}, men {old.file_name} som gäller är typ {old.sie_type}"
        return Verdict(Effect.REFUSED, f"{text} och säger mer. Exportera som typ {old.sie_type}.")
    if new.generated and old.generated and new.generated < old.generated:
        text = f"Filen skapades {new.generated}, men {old.file_name} som gäller skapades"
        return Verdict(Effect.REFUSED, f"{text} {old.generated}. Exportera räkenskaperna på nytt.")
    if old.rows and not new.rows:
        text = (
            f"Filen har inga verifikationer, men {old.file_name} som gäller har {old.rows} rader."
        )
        return Verdict(Effect.REFUSED, f"{text} Filen kan vara avbruten; exportera den på nytt.")
    text = f"Ersätter {old.file_name} för {new.period}. Den äldre går fortfarande att läsa."
    return Verdict(Effect.REPLACES, text, replaces=old.id)


def company_key(org_number: str, company_id: str, name: str) -> str:
    """What a company is known by: its ten digits, or else what its file calls it."""
    digits = re.sub(r"\D", "", org_number)[-ORG_NUMBER_DIGITS:]
    if len(digits) == ORG_NUMBER_DIGITS:
        return digits
    return (org_number or company_id or name).strip()[:40]


def is_result(account: str, kind: str) -> bool:
    """Tell revenue and costs from assets and debts: by the file's word, or the first digit."""
    return KINDS.get(kind, account[:1] not in BALANCE_CLASSES)
