"""Where a hit leads: to its page on a day when it was there."""

from django.urls import NoReverseMatch

from huset.kernel.context import Context
from huset.kernel.links import link
from huset.search.queries import Hit


def address_of(hit: Hit, context: Context) -> str:
    """The hit's address; nothing where an older index names a page that is gone."""
    name, args, choices = hit.page
    day = day_of(hit, context)
    try:
        return link(context, name, *args, **choices | ({"per": day} if day else {}))
    except NoReverseMatch:
        return ""


def day_of(hit: Hit, context: Context) -> str:
    """The day to look at a thing that does not apply now: its first, or its last."""
    per = context.per
    if hit.valid_from and hit.valid_from > per:
        return hit.valid_from.isoformat()
    if hit.valid_to and hit.valid_to < per:
        return hit.valid_to.isoformat()
    return ""


def applies(hit: Hit, context: Context) -> str:
    """What is said of a thing that does not apply on the day; nothing of one that does."""
    per = context.per
    if hit.valid_from and hit.valid_from > per:
        return f"Gäller inte än: från {hit.valid_from}"
    if hit.valid_to and hit.valid_to < per:
        return f"Gällde till {hit.valid_to}"
    return ""
