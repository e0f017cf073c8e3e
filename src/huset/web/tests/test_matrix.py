"""Every address × every role × the own place and another's, as promised, as kept and as printed.

The table of addresses is written for one committee and one of its units, where each role here has
its mandate. The same address is then tried for another committee and its unit. The matrix is
printed in ``docs/rights-matrix.md``; with ``HUSET_PRINT_MATRIX=1`` this test prints it anew.
"""

import os
from inspect import isclass
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from huset.kernel.models import User
from huset.kernel.rights import policy_of
from huset.organisation.models import Body, Mandate, Person, Unit
from huset.organisation.permissions import Actor, actor_of
from huset.organisation.rules import ON_BODIES, Role
from huset.organisation.words import ROLE_NAMES
from huset.web.tests.test_rights import ADDRESSES, EVERY, OPENED, PUBLIC, may_open

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("books")]
OWN = {"SN": "SN", "5130": "5130"}
OTHER = {"SN": "BUN", "5130": "3110"}
PRINTED = Path(__file__).parents[4] / "docs" / "rights-matrix.md"
SIGNS = {(True, True): "●", (True, False): "◐", (False, False): "–", (False, True): "?"}
HEAD = """# The matrix of rights

Every address and every role, as `src/huset/web/tests/test_matrix.py` tries them: ● open in the own
place and in another's, ◐ open in the own place only, – closed. The role's mandate is in a
committee, or in one of its units. An address without a place is open or closed wherever one is.
Who may what is told in words at `/rights/`; the rules are in [rights](concepts/rights.md).
"""


def reader(role: Role | None) -> tuple[Client, Actor]:
    """Someone with a role in the committee, or in its unit."""
    client = Client()
    if role is None:
        return client, Actor()
    user = User.objects.create_user(f"matrix-{role}", name=f"Matrix {role}")
    place = (
        {"body": Body.objects.get(code="SN")}
        if role in ON_BODIES
        else {"unit": Unit.objects.get(code="5130")}
    )
    person = Person.objects.create(name=user.name, user=user)
    Mandate.objects.create(person=person, role=role, valid_from="2023-01-01", **place)
    client.force_login(user)
    return client, actor_of(user)


def argument(value: object, world: dict[str, str]) -> object:
    """An argument of an address in a place: a record of that place, where there is one."""
    if not isclass(value):
        return world.get(value, value) if isinstance(value, str) else value
    records = value.objects.order_by("pk")
    place = getattr(value, "place", "")
    there = (
        records.filter(**{place: world["SN"]}).first() if isinstance(place, str) and place else None
    )
    return (there or records.first()).pk


def worlds(name: str) -> list[dict[str, str]]:
    """The places to try an address in: it has two when it depends on the place."""
    return [OWN, OTHER] if {*ADDRESSES[name][2:]} & {*OWN} else [OWN]


def promised(name: str, who: Actor) -> list[bool]:
    _, right, *at = ADDRESSES[name]
    return [may_open(who, right, *(world.get(a, a) for a in at)) for world in worlds(name)]


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role or "resident")
def test_each_role_opens_its_own_and_not_anothers(role):
    client, who = reader(role)
    wrong = []
    for name, (arguments, *_) in ADDRESSES.items():
        for world, may in zip(worlds(name), promised(name, who), strict=True):
            url = reverse(name, args=[argument(a, world) for a in arguments])
            status = client.get(url, {"organ": world["SN"]}).status_code
            allowed = OPENED.get(name, {200}) if may else {403 if role else 302}
            if status not in allowed:
                wrong.append((name, world["SN"], status, may))

    assert wrong == []


def printed() -> str:
    """The matrix as a page: a row for each address, a column for each role."""
    who = {role: reader(role)[1] for role in (None, *Role)}
    names = {None: "Invånare"} | ROLE_NAMES
    routes = dict(EVERY)
    rows = ["| address | who may | " + " | ".join(names[r] for r in who) + " |"]
    rows.append("| --- | --- |" + " :-: |" * len(who))
    for name in sorted(ADDRESSES, key=lambda n: str(routes[n].pattern)):
        kept = [promised(name, actor) for actor in who.values()]
        signs = (SIGNS[own, rest[0] if rest else own] for own, *rest in kept)
        policy = policy_of(routes[name].callback)
        right = ADDRESSES[name][1]
        said = "alla" if right is PUBLIC else getattr(right, "value", str(right))
        assert policy, name
        rows.append(f"| {routes[name].pattern} | {said} | " + " | ".join(signs) + " |")
    return "\n".join([HEAD, *rows, ""])


def test_the_printed_matrix_is_the_one_that_is_kept():
    now = printed()
    if os.environ.get("HUSET_PRINT_MATRIX"):
        PRINTED.write_text(now)

    assert PRINTED.read_text() == now
