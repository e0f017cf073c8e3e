"""Which editions bind on a day: decided by then, and within their days."""

from datetime import date

from django.db.models import Q

from huset.kernel import validity
from huset.organisation.permissions import Area

NO_DRAFTS = Area()


def decided(per: date, *, through: str = "") -> Q:
    """Editions that were decided by a day; ``through`` reaches them by way of a relation."""
    return Q(**{f"{through}decision__meeting__day__lte": per})


def in_force(per: date, *, through: str = "") -> Q:
    """Editions in force on a day. One that rests on a remit ends with it at the latest."""
    rests = Q(**{f"{through}remit__isnull": True}) | validity.on(per, through=f"{through}remit__")
    return decided(per, through=through) & validity.on(per, through=through) & rests


def visible(per: date, drafts: Area = NO_DRAFTS) -> Q:
    """Editions that a reader sees: what was decided by a day, and drafts in their own area."""
    if drafts.everything:
        return decided(per) | Q(decision=None)
    own = Q(decision=None, document__decided_by__code__in=drafts.codes)
    return decided(per) | own
