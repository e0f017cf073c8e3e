"""Starting Django for a command: commands that only read a file do without it."""

import os

import django


def set_up() -> None:
    """Make models and settings ready. Must come before a slice's models are imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huset.web.settings")
    django.setup()
