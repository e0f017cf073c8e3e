"""Drafts of reorganisations that have a day to be decided by."""

from datetime import date

from huset.kernel.periods import long_date
from huset.organisation.duties import Duty, Owner
from huset.organisation.rules import Right, reach_of
from huset.reorganisation.models import Reorganisation


def duties(owner: Owner, today: date) -> list[Duty]:
    """The plans that nobody has decided, for those who write plans. One question."""
    held = owner.actor.held
    writing = Right.WRITE_ORGANISATION
    place = next((h.place for h in held if reach_of(h.role, writing, oversees=h.oversees)), "")
    if not place:
        return []
    drafts = Reorganisation.objects.filter(decision=None).order_by("takes_effect", "id")
    return [
        Duty(
            kind="Omorganisation",
            what=f"Gör klart inför beslut: {draft.title}",
            why=f"Utkastet är inte beslutat, och ska gälla från {long_date(draft.takes_effect)}.",
            button="Öppna utkastet",
            page=("reorganisation:plan", (draft.pk,), {}),
            place=place,
            due=draft.takes_effect,
        )
        for draft in drafts
    ]
