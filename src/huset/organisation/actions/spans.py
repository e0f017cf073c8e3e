"""What applies when, as the actions compare it."""

from django.db.models import Q

from huset.kernel.models import Valid
from huset.organisation.mandate_rules import Span


def span_of(record: Valid) -> Span:
    """The days that a record applies."""
    return Span(record.valid_from, record.valid_to)


def is_in_force(record: Valid, span: Span) -> bool:
    """Tell whether a record applies all of a span."""
    return span_of(record).within(span) == span


def overlapping(span: Span) -> Q:
    """Those that apply some day of a span."""
    after = Q(valid_to=None) | Q(valid_to__gte=span.first)
    return after & Q(valid_from__lte=span.last) if span.last else after
