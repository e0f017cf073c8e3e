"""Who reports an indicator wherever it belongs: the official who answers for it, and no other."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huset.goals.models import Measurement
from huset.goals.tests import make
from huset.organisation.models import Mandate, Person
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, decision, model, reader

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year - 1
OFFICIALS = (Role.MANAGER, Role.EMPLOYEE, Role.REGISTRAR)


@pytest.fixture
def councils():
    """An indicator of the council's goal that owes last year's value, and one beside it."""
    model()
    council = body("KF", "Kommunfullmäktige", "council")
    goal = make.goal(of=council, years=(YEAR, YEAR + 2), decision=None)
    own, other = (make.indicator(code, of=goal, unit="kr") for code in "AB")
    goal.decision = decision(day=date(YEAR - 1, 11, 24))
    goal.save()
    return own, other


def owner(indicator, role):
    """Someone with a role in a committee, who answers for an indicator of the council's."""
    who = reader(role)
    indicator.owner = Person.objects.get(user=who)
    indicator.save()
    client = Client()
    client.force_login(who)
    return client


def typed(indicator, value):
    row = f"{indicator.pk}-{YEAR}-12"
    return {f"{row}-seen": "", f"{row}-value": value, f"{row}-source": "Egen"}


def sent(client, lines):
    content = ("Indikator;År;Utfall;Källa\n" + lines).encode()
    data = {"file": SimpleUploadedFile("v.csv", content), "known_from": timezone.localdate()}
    return client.post(reverse("goals:values"), data)


def call(client, indicator, **more):
    said = {"indicator": indicator.code, "year": YEAR, "value": "7", "source": "Egen"} | more
    return client.post("/api/goals/values/", said, content_type="application/json")


def stored():
    return list(Measurement.objects.values_list("indicator__code", "value").order_by("id"))


@pytest.mark.parametrize("role", OFFICIALS)
def test_the_owner_reports_on_the_page_whatever_their_place(councils, role):
    own, other = councils
    client = owner(own, role)
    page = client.get(reverse("goals:report")).content.decode()

    assert "A Indikatorn 1" in page
    assert "B Indikatorn 2" not in page
    seen = re.search(rf'name="{own.pk}-{YEAR}-12-seen" value="(\w*)"', page)[1]
    answer = client.post(
        reverse("goals:report"), typed(own, "7") | {f"{own.pk}-{YEAR}-12-seen": seen}
    )
    assert answer.status_code == 302
    assert stored() == [("A", 7)]
    assert client.post(reverse("goals:report"), typed(other, "8")).status_code == 409
    assert stored() == [("A", 7)]


@pytest.mark.parametrize("role", OFFICIALS)
def test_the_owner_reports_by_file_and_only_what_is_theirs(councils, role):
    own, other = councils
    client = owner(own, role)
    fetched = client.get(reverse("goals:values-file", args=["csv"])).content.decode()
    assert [line[0] for line in fetched.splitlines()[1:]] == ["A"]

    url = sent(client, f"A;{YEAR};7;Egen\n").url
    mark = re.search(r'name="mark" value="(\w+)"', client.get(url).content.decode())[1]
    assert client.post(url, {"mark": mark}).status_code == 302
    assert stored() == [("A", 7)]
    page = client.get(sent(client, f"{other.code};{YEAR};8;Egen\n").url).content.decode()
    assert "B hör till Kommunfullmäktige, som du inte rapporterar för" in page


@pytest.mark.parametrize("role", OFFICIALS)
def test_the_owner_reports_through_the_api_and_only_what_is_theirs(councils, role):
    own, other = councils
    client = owner(own, role)

    assert call(client, own).status_code == 200
    assert call(client, other).status_code == 403
    assert stored() == [("A", 7)]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CHAIR, Role.AUDITOR])
def test_an_elected_member_reports_nothing_even_as_an_owner(councils, role):
    own, _ = councils
    client = owner(own, role)

    for where in (reverse("goals:report"), reverse("goals:values")):
        assert client.get(where).status_code == 403
    assert call(client, own).status_code == 401
    assert stored() == []


def test_one_who_has_no_mandate_any_longer_reports_nothing(councils):
    own, _ = councils
    client = owner(own, Role.MANAGER)
    Mandate.objects.update(valid_to=date(YEAR, 12, 31))

    assert client.get(reverse("goals:report")).status_code == 403
    assert call(client, own).status_code == 401


def test_an_indicator_that_nobody_answers_for_opens_nothing(councils):
    client = Client()
    client.force_login(reader(Role.EMPLOYEE))

    assert client.get(reverse("goals:report")).status_code == 403
    assert call(client, councils[0]).status_code == 401
    assert call(Client(), councils[0]).status_code == 401


def test_the_owner_sees_the_councils_when_they_choose_it_and_the_own_bodys_when_not(councils):
    own, _ = councils
    client = owner(own, Role.MANAGER)
    there, here = (
        client.get(reverse("goals:report"), {"organ": code}).content.decode()
        for code in ("KF", "BUN")
    )

    assert "A Indikatorn 1" in there
    assert "A Indikatorn 1" not in here
