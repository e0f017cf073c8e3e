"""How long tokens are kept when they no longer work."""

from datetime import date

from huset.access.actions.tokens import forget_tokens
from huset.access.queries import stopped_tokens
from huset.organisation.actions.privacy import STORAGE_LIMIT
from huset.organisation.retention import Due, RetentionRule


def _due(today: date) -> Due:
    days = [token.stopped_on for token in stopped_tokens(today)]
    return Due(len(days), min(days, default=None))


STOPPED_TOKENS = RetentionRule(
    what="Token till API:et som inte gäller längre",
    why=STORAGE_LIMIT,
    after="Ett år efter den sista dagen",
    happens="Namnet på token och uppgifter tas bort. Loggen finns kvar.",
    due=_due,
    carry_out=lambda today, by: forget_tokens(today=today, by=by),
)
