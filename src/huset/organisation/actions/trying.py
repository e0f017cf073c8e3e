"""Trying an action without doing it: whether it would be refused, and nothing is left behind."""

from collections.abc import Callable

from django.db import transaction


def try_out(do: Callable[[], object]) -> None:
    """Do something and take it back. Raises Refused when it cannot be done."""
    with transaction.atomic():
        do()
        transaction.set_rollback(True)
