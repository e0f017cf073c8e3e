"""Drafts of reorganisations wait for those who write them, until they are decided."""

import pytest

from huset.organisation.duties import Owner
from huset.organisation.permissions import actor_of
from huset.organisation.rules import Role
from huset.organisation.tests.make import reader
from huset.reorganisation.duties import duties
from huset.reorganisation.tests import make

pytestmark = pytest.mark.django_db


def owed(role):
    return duties(Owner(None, actor_of(reader(role))), make.BEFORE)


@pytest.mark.parametrize("role", [Role.CONTROLLER, Role.ADMINISTRATOR])
def test_a_draft_waits_for_those_who_write_plans(role):
    make.house()
    plan = make.plan()
    (found,) = owed(role)

    assert (found.what, found.due) == ("Gör klart inför beslut: Ny kulturnämnd", make.DAY)
    assert found.page == ("reorganisation:plan", (plan.pk,), {})


def test_it_waits_for_nobody_else():
    make.house()
    make.plan()

    assert owed(Role.DIRECTOR) == []
