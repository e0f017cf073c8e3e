"""Tokens that no longer work are kept for a year."""

from datetime import date, timedelta

import pytest

from huset.access.models import Token
from huset.access.retention import STOPPED_TOKENS
from huset.kernel.models import Event
from huset.organisation.tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
LIMIT = TODAY - timedelta(days=365)
LATER = TODAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("last_day", "revoked_on", "count"),
    [
        pytest.param(LATER, None, 0, id="still works"),
        pytest.param(LIMIT, None, 0, id="stopped a year ago to the day"),
        pytest.param(LIMIT - timedelta(days=1), None, 1, id="stopped longer ago"),
        pytest.param(LATER, LIMIT - timedelta(days=1), 1, id="revoked longer ago"),
        pytest.param(LATER, LIMIT, 0, id="revoked a year ago to the day"),
    ],
)
def test_a_token_that_stopped_working_is_kept_for_a_year(last_day, revoked_on, count):
    Token.objects.create(
        owner=make.user(),
        name="prov",
        scope="read",
        prefix="huset_ab",
        digest="0" * 64,
        created_on=date(2024, 1, 1),
        last_day=last_day,
        revoked_on=revoked_on,
    )

    assert STOPPED_TOKENS.due(TODAY).count == count
    STOPPED_TOKENS.carry_out(TODAY, make.user())
    assert Token.objects.count() == 1 - count
    assert Event.objects.filter(what="access.token.forgotten").exists()
