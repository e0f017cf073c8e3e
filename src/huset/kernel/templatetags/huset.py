"""The few words that every template knows."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString

from huset.kernel.links import Page, link, link_to
from huset.kernel.money import number
from huset.kernel.periods import long_date
from huset.kernel.shell import deviation as word_deviation
from huset.kernel.sparks import sparkline
from huset.kernel.status import Status

register = template.Library()


@register.simple_tag(takes_context=True)
def go(context: Any, name: str, *args: Any, **choices: Any) -> str:
    """Give the address of a page, keeping the reader's choices (``organ``, ``ar`` ...)."""
    return link(context["request"].context, name, *args, **choices)


@register.simple_tag(takes_context=True)
def go_to(context: Any, page: Page) -> str:
    """Give the address of a page that is named as a value, keeping the reader's choices."""
    return link_to(context["request"].context, page)


@register.simple_tag(takes_context=True)
def money(context: Any, ore: int | None, sign: str = "") -> str:
    """Write an amount in öre as the reader wants it; ``"+"`` writes the plus of a positive one."""
    text: str = context["request"].context.money(ore, plus=sign == "+")
    return text


@register.simple_tag
def spark(values: Sequence[Decimal | None], target: Decimal | None, says: str) -> SafeString:
    """Draw how a value has moved beside its figure, with the target as a dashed line."""
    return sparkline(values, says=says, target=target)


@register.filter
def day(value: date | None) -> str:
    """Write a day as a sentence does."""
    return "" if value is None else long_date(value)


@register.filter
def figure(value: Decimal | int | None, decimals: int = 0) -> str:
    """Write a number in Swedish."""
    return number(value, decimals)


@register.filter
def signed(value: Decimal | int | None, decimals: int = 0) -> str:
    """Write a difference in Swedish, with its plus or minus."""
    return number(value, decimals, plus=True)


@register.simple_tag(takes_context=True)
def net(context: Any, ore: int | None) -> str:
    """Write a net cost in öre as screens do: a cost is minus."""
    text: str = context["request"].context.money(None if ore is None else -ore)
    return text


@register.inclusion_tag("kernel/components/deviation.html", takes_context=True)
def deviation(context: Any, ore: int | None) -> dict[str, Status]:
    """Write a deviation in öre with its sign in colour, symbol and word: plus is better."""
    return {"deviation": word_deviation(ore, context["request"].context.denomination)}
