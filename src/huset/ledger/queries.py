"""What people ask of the ledger: which files were imported, and what they add up to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet, Sum

from huset.kernel.periods import FiscalYear, Month
from huset.ledger import store
from huset.ledger.models import Balance, Import
from huset.ledger.store import AccountTotal, RowFilter, StoredSums, VoucherLine

ROWS_A_PAGE = 100


@dataclass(frozen=True)
class FileRow:
    """An imported file as lists show it, and as an amount's source."""

    id: int
    file_name: str
    company: str
    sie_type: str
    generated: date | None
    start: date
    end: date
    vouchers: int
    transactions: int
    at: datetime
    by: str
    counts: bool
    replaced_by: int | None

    @property
    def in_force(self) -> bool:
        """Tell whether its amounts are the outcome of its year."""
        return self.counts and self.replaced_by is None

    @property
    def year(self) -> str:
        """The fiscal year, as people write it."""
        return FiscalYear(self.start, self.end).label


@dataclass(frozen=True)
class Year:
    """A company's files of one fiscal year: the one in force, and those that do not count."""

    label: str
    in_force: FileRow | None
    replaced: tuple[FileRow, ...]
    subsystems: tuple[FileRow, ...]


@dataclass(frozen=True)
class Books:
    """A company and its years, the latest first."""

    company: str
    org_number: str
    is_main: bool
    years: tuple[Year, ...]


@dataclass(frozen=True)
class ImportPage:
    """An imported file, what its preview said, and its sums as they are stored now."""

    file: FileRow
    program: str
    sha256: str
    size: int
    said: dict[str, Any]
    stated: StoredSums
    stored: StoredSums
    accounts: tuple["AccountAmount", ...]
    replaces: tuple[FileRow, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether the stored rows still add up to what the file said."""
        return self.stated == self.stored


@dataclass(frozen=True)
class RowsPage:
    """Voucher rows that were asked for: their sum by account, and one page of them."""

    file: FileRow | None
    totals: tuple[AccountTotal, ...]
    lines: tuple[VoucherLine, ...]
    page: int

    @property
    def count(self) -> int:
        """How many rows there are on all pages."""
        return sum(total.rows for total in self.totals)

    @property
    def amount(self) -> int:
        """What they add up to."""
        return sum(total.amount for total in self.totals)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.count // ROWS_A_PAGE))


@dataclass(frozen=True)
class VoucherPage:
    """A voucher: the rows that the reader may see, and how many belong to others' units."""

    file: FileRow
    head: VoucherLine
    lines: tuple[VoucherLine, ...]
    others: int

    @property
    def amount(self) -> int:
        """What the shown rows add up to."""
        return sum(line.amount for line in self.lines)


@dataclass(frozen=True)
class Outcome:
    """What the municipality's books say of a year: net cost by unit code and month, debit plus.

    The code is empty for what no unit answers for. Without a source nothing is known.
    """

    year: int
    source: FileRow | None
    net_cost: Mapping[tuple[str, int], int]

    def of(self, unit_codes: Collection[str] | None = None, month: int | None = None) -> int | None:
        """The net cost of some units, or of all; ``None`` when nothing has been imported."""
        if self.source is None:
            return None
        return sum(
            amount
            for (code, number), amount in self.net_cost.items()
            if (unit_codes is None or code in unit_codes) and month in {None, number}
        )

    @property
    def last_month(self) -> Month | None:
        """The last month in which anything has been booked."""
        number = max((month for _, month in self.net_cost), default=None)
        return None if number is None else Month(self.year, number)


@dataclass(frozen=True)
class AccountAmount:
    """What an account adds up to, in öre, debit plus."""

    number: str
    name: str
    amount: int


def outcome(year: int, *, through: Month | None = None, per: date | None = None) -> Outcome:
    """The municipality's net cost in a year, through a month, as told on a day or now.

    Asks two questions.
    """
    source = _in_force(year, per)
    if source is None:
        return Outcome(year, None, {})
    amounts = (
        _result(source, year, 1, through)
        .values_list("unit_code", "month")
        .annotate(amount=Sum("amount"))
        .order_by()
    )
    return Outcome(
        year, file_row(source), {(code, month.month): amount for code, month, amount in amounts}
    )


def whole_years(per: date) -> list[int]:
    """The years that had ended on a day and whose books hold something of December."""
    held = Balance.objects.filter(
        is_result=True,
        month__month=12,
        month__lte=per,
        source__company__is_main=True,
        source__counts=True,
        source__replaced_by=None,
    )
    return sorted({month.year for month in held.values_list("month", flat=True).distinct()})


def by_account(
    year: int,
    *,
    unit_codes: Collection[str] | None = None,
    since: int = 1,
    through: Month | None = None,
) -> list[AccountAmount]:
    """What each account of revenue and cost adds up to, for some units or all. Two questions."""
    source = _in_force(year)
    if source is None:
        return []
    balances = _result(source, year, since, through)
    if unit_codes is not None:
        balances = balances.filter(unit_code__in=unit_codes)
    amounts = (
        balances.values_list("account__number", "account__name")
        .annotate(amount=Sum("amount"))
        .order_by("account__number")
    )
    return [AccountAmount(*row) for row in amounts]


def books() -> list[Books]:
    """Every company's imported files by year, the municipality first. Asks one question."""
    found = Import.objects.select_related("company", "by").order_by(
        "-company__is_main", "company__name", "company_id", "-year_end", "-at"
    )
    return [
        Books(company.name, company.org_number, company.is_main, _years(list(files)))
        for company, files in groupby(found, key=lambda source: source.company)
    ]


def _years(files: list[Import]) -> tuple[Year, ...]:
    rows = groupby(map(file_row, files), key=lambda row: row.year)
    return tuple(_year(label, list(of_year)) for label, of_year in rows)


def _year(label: str, files: list[FileRow]) -> Year:
    return Year(
        label=label,
        in_force=next((f for f in files if f.in_force), None),
        replaced=tuple(f for f in files if f.replaced_by is not None),
        subsystems=tuple(f for f in files if not f.counts),
    )


def import_of(sha256: str) -> int | None:
    """The number of the import that a file became; ``None`` when it has not been imported."""
    return Import.objects.filter(sha256=sha256).values_list("pk", flat=True).first()


def import_page(number: int) -> ImportPage | None:
    """An import with its accounts and sums. Asks three questions, and the stored rows."""
    source = _file(number)
    if source is None:
        return None
    replaced = Import.objects.filter(replaced_by=source).select_related("company", "by")
    return ImportPage(
        file=file_row(source),
        program=source.program,
        sha256=source.sha256,
        size=source.size,
        said=source.summary,
        stated=StoredSums(source.transactions, source.sum_debit, source.sum_credit),
        stored=store.sums(source.sha256),
        accounts=_accounts(source),
        replaces=tuple(map(file_row, replaced)),
    )


def _accounts(source: Import) -> tuple[AccountAmount, ...]:
    booked = Balance.objects.filter(source=source).values_list("account__number", "account__name")
    sums = booked.annotate(amount=Sum("amount")).order_by("account__number")
    return tuple(AccountAmount(*row) for row in sums)


def voucher_rows(
    year: int,
    which: RowFilter,
    *,
    file: int | None = None,
    every_company: bool = False,
    page: int = 1,
    per: date | None = None,
) -> RowsPage:
    """Voucher rows of a file, or of the municipality's file in force for a year, on a day or now.

    Unit codes are the municipality's own, so other companies' files are for who sees them all.
    """
    source = _in_force(year, per) if file is None else _file(file, every_company=every_company)
    if source is None:
        return RowsPage(None, (), (), page)
    lines = store.rows(source.sha256, which, offset=(page - 1) * ROWS_A_PAGE, limit=ROWS_A_PAGE)
    totals = store.totals(source.sha256, which)
    return RowsPage(file_row(source), tuple(totals), tuple(lines), page)


def voucher(file: int, ordinal: int, *, unit_codes: Collection[str] | None) -> VoucherPage | None:
    """A voucher as far as the reader may see it; ``None`` when none of its rows is theirs."""
    source = _file(file, every_company=unit_codes is None)
    if source is None or ordinal > source.vouchers:
        return None
    lines = store.rows(source.sha256, RowFilter(voucher=ordinal))
    shown = tuple(line for line in lines if unit_codes is None or line.unit_code in unit_codes)
    if not shown:
        return None
    return VoucherPage(file_row(source), shown[0], shown, len(lines) - len(shown))


def _file(number: int, *, every_company: bool = True) -> Import | None:
    found = Import.objects.select_related("company", "by").filter(pk=number)
    return (found if every_company else found.filter(company__is_main=True)).first()


def _in_force(year: int, per: date | None = None) -> Import | None:
    """The file that tells of a year, or did on a day: the first one, until a newer replaced it.

    Of days before any file was read, the first one tells.
    """
    found = Import.objects.filter(company__is_main=True, counts=True, year_end__year=year)
    in_force = Q(replaced_by=None)
    if per is not None:
        in_force |= Q(replaced_by__at__date__gt=per)
    return found.filter(in_force).select_related("company", "by").order_by("at", "pk").first()


def _result(source: Import, year: int, since: int, through: Month | None) -> QuerySet[Balance]:
    last = min(through or Month(year, 12), Month(year, 12))
    return Balance.objects.filter(
        source=source,
        is_result=True,
        month__range=(Month(year, since).first_day, last.first_day),
    )


def file_row(source: Import) -> FileRow:
    """Show an import; its company and importer must have been read along."""
    return FileRow(
        id=source.pk,
        file_name=source.file_name,
        company=source.company.name,
        sie_type=source.sie_type,
        generated=source.generated,
        start=source.year_start,
        end=source.year_end,
        vouchers=source.vouchers,
        transactions=source.transactions,
        at=source.at,
        by=str(source.by),
        counts=source.counts,
        replaced_by=source.replaced_by_id,
    )
