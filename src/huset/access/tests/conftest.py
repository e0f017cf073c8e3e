"""What the tests of signing in share."""

from collections.abc import Iterator
from typing import Any

import pytest

from huset.conftest import rolled_back
from huset.organisation.tests import make


@pytest.fixture(scope="module")
def governed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The governance model, loaded once for a module: every page needs it."""
    with rolled_back(django_db_blocker):
        make.model()
        yield
