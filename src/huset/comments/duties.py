"""What waits for someone who is mentioned: to answer, or to say that no answer is needed."""

from datetime import date

from django.utils import timezone

from huset.comments.models import Mention
from huset.comments.permissions import is_within
from huset.comments.queries import waiting_for, who_wrote
from huset.comments.things import Thing, things
from huset.kernel.periods import long_date
from huset.organisation.duties import Duty, Owner


def duties(owner: Owner, today: date) -> list[Duty]:
    """One duty for each thing where someone waits for an answer, while its owner reads it.

    One question, and one or two more for each kind of thing, however many mentions there are.
    """
    if owner.person_id is None:
        return []
    waiting: dict[tuple[str, int], list[Mention]] = {}
    for mention in waiting_for(owner.person_id):
        about = mention.comment.subject, mention.comment.subject_id
        waiting.setdefault(about, []).append(mention)
    found = things(waiting.keys(), today)
    return [
        _duty(found[about], mentions)
        for about, mentions in waiting.items()
        if about in found and is_within(owner.actor, found[about].places)
    ]


def _duty(about: Thing, mentions: list[Mention]) -> Duty:
    last = mentions[-1].comment
    said = f"{who_wrote(last)} nämnde dig {long_date(timezone.localdate(last.at))}."
    return Duty(
        kind="Samtal",
        what=f"Svara om {about.called} {about.title}",
        why=said,
        button="Läs och svara",
        page=("comments:talk", (about.label, about.number), {}),
        place=about.places[0],
    )
