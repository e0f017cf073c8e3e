"""What applied on a day."""

from datetime import date

from django.db.models import Q


def on(day: date, *, through: str = "") -> Q:
    """Those that apply on ``day``; ``through`` reaches the dates by way of a relation."""
    start, end = f"{through}valid_from", f"{through}valid_to"
    return Q(**{f"{start}__lte": day}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": day}))
