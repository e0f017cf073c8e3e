"""The search API: the same query as the page."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from huset.kernel.api import Plain, answers
from huset.kernel.rights import ANYONE
from huset.organisation.permissions import actor
from huset.organisation.queries import bodies_in_scope
from huset.search.addresses import address_of
from huset.search.asked import LONGEST_QUESTION
from huset.search.filling import Freshness
from huset.search.matching import Chosen
from huset.search.queries import MOST_PAGES, Question
from huset.search.queries import search as ask

router = Router(tags=["search"])


class SearchIn(Schema):
    """What to search for: words, and choices that limit them."""

    q: Plain = Field(max_length=LONGEST_QUESTION)
    kind: Plain = Field("", max_length=60)
    body: Plain = Field("", max_length=40)
    per: date | None = None
    at_any_time: bool = False
    page: int = Field(1, ge=1, le=MOST_PAGES)


class HitOut(Schema):
    """A thing that was found, and why."""

    kind: str
    code: str
    title: str
    text: str
    why: str
    body_code: str
    url: str
    valid_from: date | None
    valid_to: date | None


class FoundOut(Schema):
    """A page of the answer, and how many there are in all and of each kind."""

    count: int
    kinds: dict[str, int]
    hits: list[HitOut]


@router.get("/", response=answers(FoundOut), auth=ANYONE)
def search(request: HttpRequest, asked: Query[SearchIn]) -> dict[str, object]:
    """Search in everything that you may see."""
    per = asked.per or timezone.localdate()
    days = {} if asked.at_any_time else {"first": per, "last": per}
    chosen = Chosen(kind=asked.kind, bodies=bodies_in_scope(asked.body, per), **days)
    found = ask(Question(asked.q, actor(request), per, chosen, page=asked.page))
    if found.freshness is Freshness.MISSING:
        raise HttpError(409, "Sökregistret byggs. Försök igen om en stund.")
    return {
        "count": found.count,
        "kinds": {kind.kind: kind.count for kind in found.kinds},
        "hits": [
            {field: getattr(hit, field) for field in HIT_FIELDS}
            | {"title": hit.name, "url": address_of(hit, request.context)}  # type: ignore[attr-defined]  # see kernel.http
            for hit in found.hits
        ],
    }


HIT_FIELDS = ("kind", "code", "text", "why", "body_code", "valid_from", "valid_to")
