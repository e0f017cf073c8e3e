"""Loads comments.yaml: what people have said about goals, indicators and assignments."""

from datetime import datetime, time

from django.utils import timezone

from huset.comments.actions import write_comment
from huset.comments.things import Thing, thing
from huset.examples.loading import Loading
from huset.examples.reading import Entry
from huset.goals.models import Assignment, Goal, Indicator
from huset.kernel.models import User

KINDS: dict[str, type[Goal] | type[Indicator] | type[Assignment]] = {
    "goal": Goal,
    "indicator": Indicator,
    "assignment": Assignment,
}


def load_comments(loading: Loading) -> None:
    """Load what had been said by today, about what was decided when it was said."""
    for entry in loading.files.read("comments"):
        about = _about(entry) if entry["day"] <= loading.today else None
        if about:
            write_comment(
                thing=about,
                text=entry["text"],
                at=timezone.make_aware(
                    datetime.combine(entry["day"], time.fromisoformat(entry["time"]))
                ),
                by=User.objects.get(username=entry["user"]),
            )


def _about(entry: Entry) -> Thing | None:
    kind = next(kind for kind in KINDS if kind in entry)
    number = KINDS[kind].objects.filter(code=entry[kind]).values_list("pk", flat=True).first()
    return thing(f"goals.{kind}", number, entry["day"]) if number else None
