"""What people do with the ledger: register a company, and import an accounting file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import DataError, IntegrityError, connection
from django.utils import timezone

from huset.kernel.actions import Refused, action, record
from huset.kernel.models import User
from huset.ledger import store
from huset.ledger.balances import accounts
from huset.ledger.models import Account, Company, Import
from huset.ledger.preview import Examined, examine, weigh
from huset.ledger.rules import Effect, Verdict, company_key, is_result
from huset.ledger.sie import SieRefused
from huset.organisation.models import Body

A_BATCH = 5000
LONGEST_NAME, LONGEST_PROGRAM = 200, 120
# Straight into the table: they may be hundreds of thousands, far too many to make objects of.
ENTER_BALANCE = """
    INSERT INTO ledger_balance (source_id, account_id, is_result, unit_code, month, amount)
    VALUES (%s, %s, %s, %s, %s, %s)
"""
IMPORTED = {Effect.NEW, Effect.REPLACES, Effect.ASIDE}


@dataclass(frozen=True)
class Imported:
    """The import that a file became, or already was; ``verdict`` says which."""

    source: Import
    verdict: Verdict

    @property
    def is_new(self) -> bool:
        """Tell whether anything was stored."""
        return self.verdict.effect is not Effect.SAME


@action
def register_company(
    *, org_number: str, name: str, body: Body | None, is_main: bool, by: User
) -> Company:
    """Register a company whose accounting files may be imported; one is the municipality."""
    key = company_key(org_number, "", name)
    if known := Company.objects.filter(org_number=key).first():
        raise Refused(f"{key} är redan registrerat, som {known.name}.")
    if is_main and (main := Company.objects.filter(is_main=True).first()):
        raise Refused(f"{main.name} är redan registrerad som kommunen.")
    company = Company.objects.create(org_number=key, name=name, body=body, is_main=is_main)
    record("ledger.company.registered", by=by, on=company)
    return company


def import_file(*, path: Path, name: str, by: User, new_company: bool = False) -> Imported:
    """Import an accounting file whole, or not at all. The same file twice changes nothing.

    The voucher rows are on the disk before the database is touched; the commit of the catalogue
    is what makes them count.
    """
    with _no_half_import():
        found = examine(path, name=name, new_company=new_company)
        if found.verdict.effect is Effect.SAME:
            return Imported(Import.objects.get(sha256=found.file.sha256), found.verdict)
        if found.verdict.effect not in IMPORTED:
            raise Refused(found.verdict.text)
        with store.written(found.rows) as waiting:
            return enter(found=found, rows=waiting, by=by)


@contextmanager
def _no_half_import() -> Iterator[None]:
    """Turn what stops an import into a refusal that says what to do."""
    try:
        yield
    except SieRefused as error:
        raise Refused(str(error)) from error
    except IntegrityError as error:
        text = "Någon läste in samma räkenskapsår samtidigt. Förhandsgranska filen igen."
        raise Refused(text) from error
    except DataError as error:
        text = "En kod eller ett belopp i filen är för stort för att sparas. Inget är inläst."
        raise Refused(text) from error
    except OSError as error:
        text = f"Verifikationerna kunde inte sparas ({error.strerror}). Inget är inläst."
        raise Refused(text) from error


@action
def enter(*, found: Examined, rows: Path, by: User) -> Imported:
    """Enter an examined file in the catalogue, and let its written rows count.

    Others may have imported since the file was examined, so it is weighed again.
    """
    company = Company.objects.filter(org_number=found.org_key).first()
    verdict = weigh(found.edition, company)
    if verdict.effect is Effect.SAME:
        return Imported(Import.objects.get(sha256=found.file.sha256), verdict)
    if verdict.effect is Effect.REFUSED:
        raise Refused(verdict.text)
    source = _catalogue(found, company or _new_company(found, by), verdict, by)
    _store_balances(source, found)
    store.keep(rows, source.sha256)
    store.sweep(set(Import.objects.values_list("sha256", flat=True)), now=timezone.now())
    return Imported(source, verdict)


def _new_company(found: Examined, by: User) -> Company:
    """Register the company of a first file; the very first company is the municipality itself."""
    return register_company(
        org_number=found.org_key,
        name=(found.file.company or found.org_key)[:LONGEST_NAME],
        body=None,
        is_main=not Company.objects.exists(),
        by=by,
    )


def _catalogue(found: Examined, company: Company, verdict: Verdict, by: User) -> Import:
    file, edition = found.file, found.edition
    source = Import.objects.create(
        company=company,
        file_name=edition.file_name,
        sha256=file.sha256,
        size=file.size,
        sie_type=file.sie_type,
        program=file.program[:LONGEST_PROGRAM],
        generated=file.generated,
        year_start=edition.start,
        year_end=edition.end,
        vouchers=file.vouchers.height,
        transactions=file.rows.height,
        sum_debit=file.sum_debit,
        sum_credit=file.sum_credit,
        summary=found.said,
        at=timezone.now(),
        by=by,
        counts=False,  # until the one that it replaces no longer does
    )
    if verdict.replaces is not None:
        Import.objects.filter(pk=verdict.replaces).update(replaced_by=source)
    source.counts = edition.counts
    source.save()
    before = None if verdict.replaces is None else {"replaces": verdict.replaces}
    record("ledger.file.imported", by=by, on=source, before=before, after=_logged(source))
    return source


def _logged(source: Import) -> dict[str, object]:
    return {
        "company": source.company.name,
        "file": source.file_name,
        "sha256": source.sha256,
        "transactions": source.transactions,
    }


def _store_balances(source: Import, found: Examined) -> None:
    chart = Account.objects.bulk_create(
        (
            Account(
                source=source,
                number=number,
                name=account.name[:LONGEST_NAME],
                is_result=is_result(number, account.kind),
            )
            for number, account in accounts(found.file).items()
        ),
        batch_size=A_BATCH,
    )
    known = {account.number: (account.pk, account.is_result) for account in chart}
    balances = [
        (source.pk, *known[number], unit_code, month.isoformat(), amount)
        for number, unit_code, month, amount in found.balances.iter_rows()
    ]
    with connection.cursor() as cursor:
        cursor.executemany(ENTER_BALANCE, balances)
