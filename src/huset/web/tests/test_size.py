"""A page asks as much of the database for 300 units as for 3."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huset.budget.actions import split_frame
from huset.budget.tests.make import frame
from huset.kernel import memory
from huset.kernel.money import spread
from huset.organisation.models import Mandate, Person, Unit
from huset.organisation.rules import Role, UnitKind
from huset.organisation.tests import make
from huset.web.tests.test_rights import ADDRESSES, OPENED

YEAR = timezone.localdate().year
PAGES = [name for name, (args, *_) in ADDRESSES.items() if not args and name not in OPENED]


def units(first: int, last: int) -> None:
    """Units of one committee, each with a manager of its own, and its share of the frame."""
    committee = make.body("BUN")
    opened = Unit.objects.bulk_create(
        Unit(
            code=str(n),
            name=f"Enheten {n}",
            kind=UnitKind.UNIT,
            body=committee,
            valid_from=make.SINCE,
        )
        for n in range(first, last)
    )
    people = Person.objects.bulk_create(Person(name=f"Chefen {u.code}") for u in opened)
    Mandate.objects.bulk_create(
        Mandate(person=person, role=Role.MANAGER, unit=unit, valid_from=make.SINCE)
        for person, unit in zip(people, opened, strict=True)
    )
    decided = make.decision(
        of=make.body("KF", "Kommunfullmäktige", "council"), day=date(2025, 1, last % 28 + 1)
    )
    months = {unit: spread(1_200_00, [1] * 12) for unit in Unit.objects.all()}
    total = sum(sum(amounts) for amounts in months.values())
    split_frame(
        frame=frame(committee, total, year=YEAR, decided=decided), months=months, by=make.user()
    )


def asked_by(client: Client, name: str, questions: object) -> int:
    memory.forget()
    with questions() as asked:
        assert client.get(reverse(name)).status_code == 200
    return len(asked)


@pytest.mark.django_db
def test_a_page_asks_as_much_of_300_units_as_of_3(questions):
    make.model()
    units(100, 103)
    clients = {role: make.signed_in(role) for role in (Role.CONTROLLER, Role.ADMINISTRATOR)}
    counts = {}
    for size in ("small", "large"):
        if size == "large":
            units(103, 400)
        for role, client in clients.items():
            for name in PAGES:
                if client.get(reverse(name)).status_code == 200:
                    counts.setdefault((name, role), []).append(asked_by(client, name, questions))

    assert [(key, pair) for key, pair in counts.items() if pair[0] != pair[1]] == []
