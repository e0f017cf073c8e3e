"""What an accounting file says and what importing it would do, before anything is stored."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl
from django.db.models import Q

from huset.ledger.balances import accounts, balances, covered, must_fit, voucher_rows
from huset.ledger.models import Company, Import
from huset.ledger.rules import (
    Edition,
    Effect,
    Verdict,
    company_key,
    is_result,
    judge,
)
from huset.ledger.sie import SieFile, SieRefused, read, summary
from huset.model.accounting import LedgerRules
from huset.model.queries import model_in_force
from huset.organisation.models import Unit

LONGEST_NAME = 255
KNOWN_SHOWN = 10  # companies named in a refusal


@dataclass(frozen=True)
class CodeAmount:
    """A code with its name and what is booked on it, in öre."""

    code: str
    name: str
    amount: int


@dataclass(frozen=True, eq=False)
class Examined:
    """A file that could be read: what it says, what it becomes, and what importing it would do."""

    file: SieFile
    edition: Edition
    org_key: str
    rows: pl.DataFrame
    balances: pl.DataFrame
    said: dict[str, Any]
    verdict: Verdict


@dataclass(frozen=True)
class Preview:
    """What people see before they import a file; ``said`` is kept with the import."""

    file_name: str
    verdict: Verdict
    said: dict[str, Any]

    @property
    def can_import(self) -> bool:
        """Tell whether importing would store anything."""
        return self.verdict.effect in {Effect.NEW, Effect.REPLACES, Effect.ASIDE}

    @property
    def is_done(self) -> bool:
        """Tell whether the very same file is imported already."""
        return self.verdict.effect is Effect.SAME

    @property
    def asks_for_company(self) -> bool:
        """Tell whether it can be imported if someone says that the company is a new one."""
        return self.verdict.effect is Effect.UNKNOWN_COMPANY


def preview(path: Path, *, name: str) -> Preview:
    """Look at a file; one that cannot be read for certain says why, and on which line."""
    try:
        found = examine(path, name=name)
    except SieRefused as error:
        return Preview(name, Verdict(Effect.REFUSED, str(error)), {})
    return Preview(name, found.verdict, found.said)


def examine(path: Path, *, name: str, new_company: bool = False) -> Examined:
    """Read a file whole, and weigh it against what is already imported. Raises SieRefused."""
    file = read(path, suffix=Path(name).suffix)
    must_fit(file)
    edition = _edition(file, name)
    key = company_key(file.org_number, file.company_id, file.company)
    company = Company.objects.filter(org_number=key).first()
    rules = model_in_force(edition.end).ledger
    rows = voucher_rows(file, rules.unit_dimension)
    sums = balances(file, rows, rules.unit_dimension)
    return Examined(
        file=file,
        edition=edition,
        org_key=key,
        rows=rows,
        balances=sums,
        said=summary(file) | _more(file) | _compared(file, sums, rules, company, edition),
        verdict=_verdict(path, file, edition, company, new_company=new_company),
    )


def _edition(file: SieFile, name: str) -> Edition:
    start, end = covered(file)
    return Edition(
        file_name=Path(name).name[:LONGEST_NAME],
        sha256=file.sha256,
        sie_type=file.sie_type,
        generated=file.generated,
        start=start,
        end=end,
        rows=len(file.rows),
    )


def _verdict(
    path: Path, file: SieFile, edition: Edition, company: Company | None, *, new_company: bool
) -> Verdict:
    verdict = weigh(edition, company)
    if verdict.effect is Effect.SAME or company or new_company or not Company.objects.exists():
        return verdict
    return Verdict(Effect.UNKNOWN_COMPANY, _who_is_this(path, file))


def weigh(edition: Edition, company: Company | None) -> Verdict:
    """Say what importing a file would do as things stand now."""
    if done := Import.objects.filter(sha256=edition.sha256).first():
        return Verdict(Effect.SAME, f"Filen är redan inläst, som {done.file_name}.")
    return judge(edition, _editions(company) if company else [])


def _who_is_this(path: Path, file: SieFile) -> str:
    with path.open("rb") as lines:
        at = next((n for n, line in enumerate(lines, 1) if line.startswith(b"#ORGNR")), 0)
    number = f"organisationsnumret {file.org_number}"
    where = f"Rad {at}: {number}" if at else "Organisationsnumret saknas"
    companies = Company.objects.order_by("-is_main", "name")
    known = ", ".join(f"{c.name[:60]} ({c.org_number})" for c in companies[:KNOWN_SHOWN])
    known += " med flera" if companies.count() > KNOWN_SHOWN else ""
    text = f"{where} för {file.company} hör inte till något känt bolag: {known}."
    what_to_do = "Är det ett nytt bolag, välj ”nytt bolag” (--new-company); annars är det fel fil."
    return f"{text} {what_to_do}"


def _editions(company: Company) -> list[Edition]:
    return [
        Edition(
            file_name=i.file_name,
            sha256=i.sha256,
            sie_type=i.sie_type,
            generated=i.generated,
            start=i.year_start,
            end=i.year_end,
            rows=i.transactions,
            id=i.pk,
        )
        for i in Import.objects.filter(company=company, counts=True, replaced_by=None)
    ]


def _more(file: SieFile) -> dict[str, Any]:
    """What a page shows beyond the summary; amounts are öre, as everywhere in the ledger."""
    return {
        "program": f"{file.program} {file.program_version}".strip(),
        "generated": None if file.generated is None else str(file.generated),
        "dimensions": [{"number": d.number, "name": d.name} for d in file.dimensions],
        "sha256": file.sha256,
        "debit_ore": file.sum_debit,
        "credit_ore": file.sum_credit,
    }


def _compared(
    file: SieFile, sums: pl.DataFrame, rules: LedgerRules, company: Company | None, edition: Edition
) -> dict[str, Any]:
    """What the file has that the governance model and the organisation do not know."""
    is_main = company.is_main if company else not Company.objects.exists()
    unknown = _unknown_units(file, sums, rules, edition) if is_main else []
    return {
        "unlinked_accounts": [asdict(a) for a in _unlinked(file, sums, rules)],
        "unknown_units": [asdict(u) for u in unknown],
    }


def _unlinked(file: SieFile, sums: pl.DataFrame, rules: LedgerRules) -> list[CodeAmount]:
    ranges = [held for line in rules.income_statement for held in line.accounts]
    chart, booked = accounts(file), _by(sums, "account")
    return [
        CodeAmount(number, chart[number].name, amount)
        for number, amount in sorted(booked.items())
        if is_result(number, chart[number].kind) and not any(held.holds(number) for held in ranges)
    ]


def _unknown_units(
    file: SieFile, sums: pl.DataFrame, rules: LedgerRules, edition: Edition
) -> list[CodeAmount]:
    in_time = Q(valid_to__isnull=True) | Q(valid_to__gte=edition.start)
    units = Unit.objects.filter(in_time, valid_from__lte=edition.end)
    known = {"", *units.values_list("code", flat=True)}
    names = {o.code: o.name for o in file.objects if o.dimension == rules.unit_dimension}
    return [
        CodeAmount(code, names.get(code, ""), amount)
        for code, amount in sorted(_by(sums, "unit_code").items())
        if code not in known
    ]


def _by(frame: pl.DataFrame, column: str) -> dict[str, int]:
    return dict(frame.group_by(column).agg(pl.col("amount").sum()).rows())
