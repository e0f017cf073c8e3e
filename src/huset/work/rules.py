"""When something is due: before this week, in it, or later. Plain Python, weeks as ISO 8601."""

from datetime import date, datetime, timedelta
from enum import StrEnum

MONDAY, MORNING = 0, 6  # the digest goes out on Mondays from six o'clock
DAYS_KEPT = 30  # a calendar and a choice, after the last mandate
WEEKS_KEPT = 53  # which digests have been sent
A_MONTH, A_YEAR = 30, 365  # days, near enough to say how late something is


class When(StrEnum):
    """How soon something is due, in the order that it is shown."""

    OVERDUE = "overdue"
    THIS_WEEK = "this_week"
    LATER = "later"
    UNDATED = "undated"


WHEN_NAMES = {
    When.OVERDUE: "Försenat",
    When.THIS_WEEK: "Den här veckan",
    When.LATER: "Senare",
    When.UNDATED: "Utan datum",
}


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def sunday_of(day: date) -> date:
    """The last day of a day's week."""
    return monday_of(day) + timedelta(days=6)


def when_due(due: date | None, today: date) -> When:
    """How soon something is due. What is due today is not late."""
    if due is None:
        return When.UNDATED
    if due < today:
        return When.OVERDUE
    return When.THIS_WEEK if due <= sunday_of(today) else When.LATER


def is_digest_time(now: datetime) -> bool:
    """Tell whether it is Monday and morning has come, in local time."""
    return now.weekday() == MONDAY and now.hour >= MORNING


def days_late(due: date, today: date) -> str:
    """How long something has been late, as a sentence says it: in days, months or years."""
    days = (today - due).days
    if days >= A_YEAR:
        return f"{days // A_YEAR} år"
    if days >= 2 * A_MONTH:
        return f"{days // A_MONTH} månader"
    return "1 dag" if days == 1 else f"{days} dagar"
