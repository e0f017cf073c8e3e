"""What people ask about decisions, as of a day."""

from dataclasses import dataclass
from datetime import date

from huset.kernel.shell import Source
from huset.organisation.models import Decision


@dataclass(frozen=True)
class DecisionRow:
    """A decision as every page shows it."""

    id: int
    body: str
    body_code: str
    day: date
    paragraph: int
    registry_number: str
    title: str
    text: str
    source: Source

    def __str__(self) -> str:
        return f"{self.body} {self.day} § {self.paragraph}"


def decision_row(decision: Decision | None) -> DecisionRow | None:
    """Show a decision; its meeting and body must have been read along."""
    if decision is None:
        return None
    return DecisionRow(
        id=decision.pk,
        body=decision.meeting.body.name,
        body_code=decision.meeting.body.code,
        day=decision.meeting.day,
        paragraph=decision.paragraph,
        registry_number=decision.registry_number,
        title=decision.title,
        text=decision.text,
        source=Source(decision.source, decision.source_year),
    )


def decisions(per: date) -> list[DecisionRow]:
    """Every decision up to a day, the latest first."""
    found = (
        Decision.objects.filter(meeting__day__lte=per)
        .select_related("meeting__body")
        .order_by("-meeting__day", "-paragraph")
    )
    return [row for d in found if (row := decision_row(d))]


def decision(number: int, per: date) -> DecisionRow | None:
    """One decision, if it was taken by ``per``."""
    taken = Decision.objects.filter(meeting__day__lte=per).select_related("meeting__body")
    return decision_row(taken.filter(pk=number).first())
