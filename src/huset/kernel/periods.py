"""Periods: the month, the tertial, the calendar year and the fiscal year."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month; written ``2026-04`` in addresses and files."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= len(MONTHS):
            raise ValueError(f"no month {self.number}")

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read ``2026-04``. Raises ValueError for anything else."""
        match = re.fullmatch(r"([0-9]{4})-([0-9]{2})", text)
        if not match:
            raise ValueError(f"not a month: {text!r}")
        return cls(int(match[1]), int(match[2]))

    @property
    def first_day(self) -> date:
        """The month's first day."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The month's last day."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def name(self) -> str:
        """The month in Swedish, without its year."""
        return MONTHS[self.number - 1]

    @property
    def tertial(self) -> int:
        """Which third of the year it lies in: 1, 2 or 3."""
        return (self.number + 3) // 4

    def plus(self, months: int) -> "Month":
        """The month so many months later (or earlier)."""
        year, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, number + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


@dataclass(frozen=True, order=True)
class FiscalYear:
    """A fiscal year: its first and last day. Usually a calendar year, but not always."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError("a fiscal year ends after it starts")

    @classmethod
    def calendar(cls, year: int) -> "FiscalYear":
        """The calendar year, which is what a municipality has."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def months(self) -> list[Month]:
        """Every month that the year touches, in order."""
        month, last = Month.of(self.start), Month.of(self.end)
        months = [month]
        while month < last:
            month = month.plus(1)
            months.append(month)
        return months

    @property
    def label(self) -> str:
        """``2026``, or ``2025/26`` when it is broken."""
        if self.start.year == self.end.year:
            return str(self.start.year)
        return f"{self.start.year}/{self.end.year % 100:02d}"

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


def tertial_months(year: int, tertial: int) -> list[Month]:
    """The four months of a tertial."""
    if tertial not in {1, 2, 3}:
        raise ValueError(f"no tertial {tertial}")
    return [Month(year, (tertial - 1) * 4 + n) for n in (1, 2, 3, 4)]


def long_date(day: date) -> str:
    """Write a day as a sentence does: ``22 november 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
