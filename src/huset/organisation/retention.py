"""What is kept for how long: each rule is data, and the settings name them.

A slice adds a rule by naming its dotted path in the setting RETENTION_RULES.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from huset.kernel.models import User


@dataclass(frozen=True)
class Due:
    """What a rule would carry out now: how many, and since when the oldest has waited."""

    count: int
    oldest: date | None = None


@dataclass(frozen=True)
class RetentionRule:
    """What is kept, why with the law, for how long, and what happens then.

    ``due`` tells what would happen on a day; ``carry_out`` does it, and writes its log lines.
    """

    what: str
    why: str
    after: str
    happens: str
    due: Callable[[date], Due]
    carry_out: Callable[[date, User], None]


@dataclass(frozen=True)
class DryRun:
    """A rule with what it would carry out now."""

    rule: RetentionRule
    due: Due


def rules() -> list[RetentionRule]:
    """The rules of the installation, in their order."""
    found = [import_string(path) for path in settings.RETENTION_RULES]
    return [rule for rule in found if isinstance(rule, RetentionRule)]


def dry_run(today: date) -> list[DryRun]:
    """What would be carried out now. Nothing is changed."""
    return [DryRun(rule, rule.due(today)) for rule in rules()]
