"""Every address × every role × the own place and another's, as promised, as kept and as printed.

The table of addresses is written for one committee and one of its units, where each role here has
its mandate. The same address is then tried for another committee and its unit. The matrix is
printed in ``docs/rights-matrix.md``; with ``HUSET_PRINT_MATRIX=1`` this test prints it anew.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, reverse

from huset.kernel.models import User
from huset.kernel.rights import ANYONE
from huset.organisation.models import Body, Mandate, Person, Unit
from huset.organisation.permissions import Actor, actor_of
from huset.organisation.rules import ON_BODIES, Right, Role
from huset.organisation.words import ROLE_NAMES, who_may
from huset.web.api import api
from huset.web.tests.test_rights import (
    ADDRESSES,
    BY_TOKEN,
    EVERY,
    OPENED,
    PUBLIC,
    address,
    may_open,
)

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
            there = [world.get(a, a) if isinstance(a, str) else a for a in arguments]
            answer = ask(client, name, f"{address(name, there, world['SN'])}?organ={world['SN']}")
            if is_closed(answer, role) is may or (may and not is_expected(answer, name)):
                wrong.append((name, world["SN"], answer.status_code, may))

    assert wrong == []


def is_sent(name: str) -> bool:
    """Whether an address only takes what is sent to it: then something empty is sent."""
    return OPENED.get(name) == {405} and name != "account_logout"


def ask(client: Client, name: str, url: str) -> HttpResponse:
    return client.post(url) if is_sent(name) else client.get(url)


def is_closed(answer: HttpResponse, role: Role | None) -> bool:
    """Whether the door is closed: forbidden, or led to the sign-in where nobody is signed in."""
    if role:
        return answer.status_code == 403
    return answer.status_code == 302 and answer["Location"].partition("?")[0] == reverse(
        "web:sign-in"
    )


def is_expected(answer: HttpResponse, name: str) -> bool:
    if is_sent(name):
        return answer.status_code in {200, 302, 303, 400, 404, 409}
    return answer.status_code in OPENED.get(name, {200})


def printed() -> str:
    """The matrix as a page: a row for each address, a column for each role."""
    who = {role: reader(role)[1] for role in (None, *Role)}
    names = {None: "Invånare"} | ROLE_NAMES
    routes = dict(EVERY)
    rows = ["| address | who may | " + " | ".join(names[r] for r in who) + " |"]
    rows.append("| --- | --- |" + " :-: |" * len(who))
    for name in sorted(ADDRESSES, key=lambda n: str(routes[n].pattern)):
        kept = [promised(name, actor) for actor in who.values()]
        right = ADDRESSES[name][1]
        signs = (
            "–" if right == BY_TOKEN else SIGNS[own, rest[0] if rest else own]
            for own, *rest in kept
        )
        said = "everyone" if right is PUBLIC else getattr(right, "value", right)
        rows.append(f"| {route(routes[name])} | {said} | " + " | ".join(signs) + " |")
    rows += operations(who.values())
    return "\n".join([HEAD, *rows, ""])


def route(pattern: URLPattern) -> str:
    """An address as people write it: what varies stands in angle brackets."""
    plain = re.sub(r"\(\?P(<[a-z0-9]+>)[^)]*\)", r"\1", str(pattern.pattern)).strip("^$")
    return "/" + re.sub(r"<[a-z]+:", "<", plain)


def operations(who: Iterable[Actor]) -> list[str]:
    """The API's operations: open to everyone, or to those who have a right in the place."""
    rows = []
    for prefix, router in api._routers:
        for view in router.path_operations.values():
            for operation in view.operations:
                (policy,) = operation.auth_callbacks
                right = next((r for r in Right if who_may(r) == policy.sentence), PUBLIC)
                assert right or policy is ANYONE
                places = [[may_open(actor, right, code) for code in ("SN", "BUN")] for actor in who]
                signs = " | ".join(SIGNS[own, other] for own, other in places)
                path = f"/api{prefix}{operation.path}".replace("//", "/")
                rows.append(f"| {operation.methods[0]} {path} | {right or 'everyone'} | {signs} |")
    return sorted(rows)


def test_the_printed_matrix_is_the_one_that_is_kept():
    now = printed()
    if os.environ.get("HUSET_PRINT_MATRIX"):
        PRINTED.write_text(now)

    assert PRINTED.read_text() == now
