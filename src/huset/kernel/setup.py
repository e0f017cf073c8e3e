"""Starting Django for a command: commands that only read a file do without it."""

import os

import django
from django.core.management import call_command
from django.db import OperationalError


class NotReadyError(Exception):
    """The installation lacks something; the message says what, and what to do."""


def set_up() -> None:
    """Make settings, models and the database ready, also on a new machine.

    Must come before a slice's models are imported. Raises NotReadyError.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huset.web.settings")
    try:
        django.setup()
        call_command("migrate", verbosity=0)
    except OSError as fault:
        raise NotReadyError(f"Datamappen går inte att använda: {fault}") from fault
    except OperationalError as fault:
        raise NotReadyError(f"Databasen går inte att nå: {fault}") from fault
