"""The shelf as all that can be found."""

from typing import Any

import pytest

from huset.search.tests import shelf


@pytest.fixture
def shelved(settings: Any, db: None) -> None:
    settings.FINDERS = [shelf.PATH]
    shelf.SHELF.things = []
    shelf.SHELF.told = []
