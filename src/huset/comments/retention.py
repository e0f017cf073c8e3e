"""How long comments are kept."""

from datetime import date

from django.utils import timezone

from huset.comments.actions import forget_comments
from huset.comments.queries import old_comments
from huset.organisation.actions.privacy import STORAGE_LIMIT
from huset.organisation.retention import Due, RetentionRule


def _due(today: date) -> Due:
    old = old_comments(today)
    first = old.first()
    return Due(old.count(), timezone.localdate(first.at) if first else None)


OLD_COMMENTS = RetentionRule(
    what="Kommentarer",
    why=STORAGE_LIMIT,
    after="Fem år efter det år då de skrevs",
    happens="Kommentaren tas bort, med dem den nämner. Loggen säger att den har funnits.",
    due=_due,
    carry_out=lambda today, by: forget_comments(today=today, by=by),
)
