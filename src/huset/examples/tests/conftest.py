"""The example, loaded once a module and rolled back after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from huset.examples.loading import Books
from huset.examples.tests.make import example

COARSE = 1000  # about a tenth of the vouchers


@contextmanager
def rolled_back(blocker: Any) -> Iterator[None]:
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The example without accounting files."""
    with rolled_back(django_db_blocker):
        example()
        yield


@pytest.fixture(scope="module")
def books(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The example with accounting files, and the folder where they are."""
    folder = tmp_path_factory.mktemp("books")
    with override_settings(LEDGER=folder / "ledger"), rolled_back(django_db_blocker):
        example(books=Books(folder, COARSE))
        yield folder
