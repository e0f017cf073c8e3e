"""What is known of the accounting files that have been imported.

The voucher rows themselves lie in one immutable Parquet file an import; here are the catalogue of
those files and the monthly balances that pages read.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huset.kernel.models import User
from huset.kernel.personal import Personal
from huset.organisation.models import Body


class Company(models.Model):
    """A legal person whose books are kept: the municipality, or a company or association."""

    # ten digits, or what the file has
    org_number = models.CharField("organisationsnummer", max_length=40, unique=True)
    name = models.CharField("namn", max_length=200)
    body = models.OneToOneField(
        Body, verbose_name="organ", on_delete=models.PROTECT, null=True, blank=True
    )
    is_main = models.BooleanField("kommunen själv", default=False)  # the municipality itself

    personal: ClassVar = {"org_number": Personal.NONE, "name": Personal.NONE}
    place: ClassVar = "body__code"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_main"], condition=Q(is_main=True), name="one_municipality"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """One accounting file, imported whole. A newer file of the same year replaces it."""

    company = models.ForeignKey(
        Company, verbose_name="bolag", on_delete=models.PROTECT, related_name="imports"
    )
    file_name = models.CharField("fil", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    size = models.BigIntegerField("storlek i byte")
    sie_type = models.CharField("SIE-typ", max_length=2)
    program = models.CharField("program", max_length=120, blank=True)
    generated = models.DateField("framställd", null=True)
    year_start = models.DateField("räkenskapsårets första dag")
    year_end = models.DateField("räkenskapsårets sista dag")
    vouchers = models.PositiveIntegerField("verifikationer")
    transactions = models.PositiveIntegerField("verifikationsrader")
    sum_debit = models.BigIntegerField("debet")  # öre
    sum_credit = models.BigIntegerField("kredit")  # öre, zero or less
    summary = models.JSONField("förhandsgranskning")  # what the preview said
    at = models.DateTimeField("inläst")
    by = models.ForeignKey(
        User, verbose_name="inläst av", on_delete=models.PROTECT, related_name="+"
    )
    replaced_by = models.ForeignKey(
        "self",
        verbose_name="ersatt av",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
    )
    # False for a sub-system's vouchers (4I): never outcome
    counts = models.BooleanField("räknas som utfall")

    personal: ClassVar = {
        "file_name": Personal.NONE,
        "sha256": Personal.NONE,
        "sie_type": Personal.NONE,
        "program": Personal.NONE,
        "summary": Personal.FREE_TEXT,
        "by": Personal.ACTOR,
    }
    place: ClassVar = "company__body__code"

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "year_start", "year_end"],
                condition=Q(replaced_by__isnull=True, counts=True),
                name="one_import_in_force_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.year_start.year})"


class Account(models.Model):
    """An account of an import's chart."""

    source = models.ForeignKey(
        Import, verbose_name="fil", on_delete=models.CASCADE, related_name="accounts"
    )
    number = models.CharField("konto", max_length=20)
    name = models.CharField("namn", max_length=200)
    is_result = models.BooleanField("resultatkonto")  # revenue or cost, not asset or liability

    personal: ClassVar = {"number": Personal.NONE, "name": Personal.NONE}
    place: ClassVar = "source__company__body__code"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="one_account_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Balance(models.Model):
    """What an import's rows add up to, for one account, unit code and month, in öre."""

    source = models.ForeignKey(
        Import, verbose_name="fil", on_delete=models.CASCADE, related_name="balances"
    )
    account = models.ForeignKey(
        Account, verbose_name="konto", on_delete=models.CASCADE, related_name="+"
    )
    # the cost centre's; empty is none
    unit_code = models.CharField("ansvar", max_length=40, blank=True)
    month = models.DateField("månad")  # its first day
    amount = models.BigIntegerField("belopp")  # öre, debit plus
    # the account's, repeated so that one index answers a page
    is_result = models.BooleanField("resultatkonto")

    personal: ClassVar = {"unit_code": Personal.NONE}
    place: ClassVar = "source__company__body__code"

    class Meta:
        indexes = [
            models.Index(
                fields=["source", "is_result", "unit_code", "month", "amount"],
                name="balance_answers_a_page",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "unit_code", "account", "month"],
                name="one_balance_a_unit_account_and_month",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_code} {self.month:%Y-%m}: {self.amount}"
