"""Addresses that keep what the reader has chosen."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from huset.kernel.context import Context
from huset.kernel.shell import NavItem

Page = tuple[str, tuple[object, ...], dict[str, object]]
"""A page's name, with arguments and the reader's choices that it needs."""


def link(context: Context, name: str, *args: Any, **choices: Any) -> str:
    """Give a page's address with the reader's choices; ``choices`` add to them or replace them."""
    kept = context.choices | choices
    query = urlencode({key: value for key, value in kept.items() if value not in {"", None}})
    return reverse(name, args=args) + (f"?{query}" if query else "")


def link_to(context: Context, page: Page) -> str:
    """Give the address of a page that is named as a value."""
    name, args, choices = page
    return link(context, name, *args, **choices)


def trail(context: Context, *steps: tuple[str, str, tuple[Any, ...]] | str) -> list[NavItem]:
    """Give the way here from the house: (label, page name, arguments) each, and last the page."""
    items = [NavItem("Huset", link(context, "house:house"))]
    for step in steps:
        if isinstance(step, str):
            items.append(NavItem(step, "", current=True))
        else:
            label, name, args = step
            items.append(NavItem(label, link(context, name, *args)))
    return items
