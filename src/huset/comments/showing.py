"""What a page needs to show what is said about a thing: the comments, and a form to add one.

A page hands it to ``comments/comments.html``; for one who is not within there is nothing to show.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from huset.comments.forms import CommentForm
from huset.comments.permissions import is_within
from huset.comments.queries import CommentRow, comments_on
from huset.kernel.http import Request
from huset.organisation.permissions import actor

LATEST = 10  # what is shown at once; the earlier ones are folded


@dataclass(frozen=True)
class Conversation:
    """What has been said about a thing by the reader's day, and the form when that is today."""

    label: str
    number: int
    earlier: tuple[CommentRow, ...]
    latest: tuple[CommentRow, ...]
    form: CommentForm | None

    @property
    def count(self) -> int:
        """How many comments there are."""
        return len(self.earlier) + len(self.latest)

    @property
    def waits(self) -> bool:
        """Tell whether someone waits for the reader's answer."""
        return any(row.waits for row in (*self.earlier, *self.latest))


def conversation(
    request: Request,
    label: str,
    number: int,
    codes: Iterable[str],
    form: CommentForm | None = None,
) -> Conversation | None:
    """What is said about a thing that belongs to some bodies, for those within any of them."""
    if not is_within(actor(request), codes):
        return None
    context = request.context
    rows = comments_on(label, number, context.per, request.user)
    first = max(0, len(rows) - LATEST)
    writes = context.per >= context.today
    return Conversation(
        label, number, rows[:first], rows[first:], (form or CommentForm()) if writes else None
    )
