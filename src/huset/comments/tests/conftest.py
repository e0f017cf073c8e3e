"""Bodies are what is talked about in these tests: the things themselves lie higher up."""

import pytest

from huset.comments.tests import make


@pytest.fixture(autouse=True)
def bodies_are_commentable(settings):
    settings.COMMENTABLES = make.PATHS
