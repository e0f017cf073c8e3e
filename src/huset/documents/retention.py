"""How long what people ask about governing documents is kept."""

from datetime import date

from huset.documents.actions.communication import forget_questions
from huset.documents.queries.receipts import old_questions
from huset.organisation.actions.privacy import STORAGE_LIMIT
from huset.organisation.retention import Due, RetentionRule


def _due(today: date) -> Due:
    old = old_questions(today)
    return Due(old.count(), old.values_list("edition__valid_to", flat=True).first())


OLD_QUESTIONS = RetentionRule(
    what="Frågor om styrdokument",
    why=STORAGE_LIMIT,
    after="Två år efter utgåvans sista dag",
    happens="Frågans text tas bort. Att personen har läst finns kvar.",
    due=_due,
    carry_out=lambda today, by: forget_questions(today=today, by=by),
)
