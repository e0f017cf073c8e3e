"""How the ledger writes amounts: to the öre, so that a reader can check every sum by hand."""

from django import template

from huset.kernel.money import show

register = template.Library()


@register.filter
def kr(ore: int | None) -> str:
    """Write an amount in kronor and öre, whatever the reader has chosen elsewhere."""
    return show(ore)
