"""How someone might reach for rights that are not theirs, each way as a test."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huset.access.actions.accounts import open_account
from huset.access.tests.make import Directory, administrator, office, registrar
from huset.kernel.actions import Refused
from huset.organisation.actions import (
    close_unit,
    correct_mandate,
    correct_person,
    give_mandate,
    hand_over,
    register_person,
)
from huset.organisation.models import Mandate, Person
from huset.organisation.permissions import actor_of
from huset.organisation.rules import Right, Role
from huset.organisation.tests import make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PASSWORD = "en lång ramsa om tolv ekorrar"  # noqa: S105 -- of an account that lives for a test
HEADINGS = "Kod i katalogen;Namn;E-post;Roll;Organ eller ansvar;Parti;Från och med;Till och med\n"


@pytest.fixture
def house():
    """An administrator and a registrar, who holds no right to govern Huset itself."""
    make.model()
    return administrator(), registrar()


def governing():
    """The administrator's mandate."""
    return Mandate.objects.get(person__user=administrator(), role=Role.ADMINISTRATOR)


def as_registrar():
    client = Client()
    client.force_login(registrar())
    return client


def accomplice(**known):
    return register_person(name="Medhjälparen", user=None, by=make.user(), **known)


def refused(client, name, number, said):
    return client.post(reverse(f"organisation:{name}", args=[number]), said).status_code == 403


def test_a_registrar_makes_nobody_an_administrator(house):
    said = {"role": "administrator", "place": f"enhet:{office().code}", "since": "2024-01-01"}
    friend = accomplice()

    assert refused(as_registrar(), "give-mandate", friend.pk, said)
    assert not friend.mandates.exists()


def test_a_registrar_neither_ends_corrects_nor_hands_over_an_administrators_mandate(house):
    client, mandate, friend = as_registrar(), governing(), accomplice()
    until = str(TODAY + timedelta(days=30))

    assert refused(client, "end-mandate", mandate.pk, {"last_day": str(TODAY)})
    assert refused(client, "correct-mandate", mandate.pk, {"until": str(TODAY)})
    assert refused(client, "withdraw-mandate", mandate.pk, {})
    over = {"to": friend.pk, "since": str(TODAY), "until": until}
    assert refused(client, "hand-over", mandate.pk, over)
    assert (governing().valid_to, Mandate.objects.filter(role=Role.ADMINISTRATOR).count()) == (
        None,
        1,
    )


def test_a_registrar_does_not_say_who_signs_in_as_an_administrator(house):
    boss = governing().person
    said = {"name": boss.name, "external_id": "min-egen-kod", "email": "jag@example.org"}

    assert refused(as_registrar(), "correct-person", boss.pk, said)
    boss.refresh_from_db()
    assert (boss.external_id, boss.email) == (None, "")


@pytest.mark.parametrize(
    "row",
    [
        ";Medhjälparen;;Systemförvaltare;900;;2024-01-01;\n",
        "min-kod;{boss};;Systemförvaltare;900;;2020-01-01;\n",
        ";{boss};;Systemförvaltare;900;;2020-01-01;2024-12-31\n",
    ],
)
def test_a_file_from_a_registrar_changes_nothing_that_governs(house, row):
    boss = governing().person
    content = (HEADINGS + row.format(boss=boss.name)).encode()
    client = as_registrar()
    where = client.post(
        reverse("organisation:people-import"), {"file": SimpleUploadedFile("p.csv", content)}
    ).url
    page = client.get(where)
    client.post(where, {"mark": page.context["form"].initial["mark"]})

    assert "styr själva Huset" in page.content.decode()
    boss.refresh_from_db()
    assert (boss.external_id, governing().valid_to, Mandate.objects.count()) == (None, None, 2)


def test_an_administrator_still_appoints_another(house):
    client, friend = Client(), accomplice()
    client.force_login(administrator())
    said = {"role": "administrator", "place": f"enhet:{office().code}", "since": "2024-01-01"}

    assert (
        client.post(reverse("organisation:give-mandate", args=[friend.pk]), said).status_code == 302
    )


@pytest.mark.parametrize(
    "change",
    [
        {"userName": "jag@example.org"},
        {"externalId": "min-egen-kod"},
        {"emails": [{"value": "jag@example.org", "primary": True}]},
        {"active": False},
    ],
)
def test_a_registrars_directory_does_not_take_over_or_shut_out_an_administrator(house, change):
    directory, boss = Directory(), governing().person
    account = boss.user.username
    answer = directory.patch(str(boss.pk), {"op": "replace", "value": change})

    assert answer.status_code == 400
    boss.refresh_from_db()
    assert (boss.user.username, boss.user.is_active, boss.external_id, boss.email) == (
        account,
        True,
        None,
        "",
    )
    assert governing().valid_to is None


def test_a_registrars_directory_does_not_remove_an_administrator(house):
    boss = governing().person

    assert Directory().call("DELETE", f"Users/{boss.pk}").status_code == 400
    assert governing().valid_to is None


def test_a_registrars_directory_opens_no_account_for_an_administrator_without_one(house):
    friend = accomplice(external_id="id-anna")
    give_mandate(
        person=friend, role=Role.ADMINISTRATOR, place=office(), since=make.SINCE, by=make.user()
    )
    directory = Directory()
    said = {"userName": "anna", "externalId": "id-anna", "displayName": "Anna"}
    core = "urn:ietf:params:scim:schemas:core:2.0:User"

    assert directory.call("POST", "Users", {"schemas": [core], **said}).status_code == 400
    friend.refresh_from_db()
    assert friend.user is None


def test_nobody_lengthens_a_mandate_of_their_own(house):
    mandate = Mandate.objects.get(person__user=registrar())
    Mandate.objects.filter(pk=mandate.pk).update(valid_to=TODAY)
    url = reverse("organisation:correct-mandate", args=[mandate.pk])
    page = as_registrar().post(url, {"until": "", "party": ""})

    assert "Ingen förlänger sitt eget uppdrag" in page.content.decode()
    mandate.refresh_from_db()
    assert mandate.valid_to == TODAY


@pytest.mark.parametrize("until", [None, TODAY + timedelta(days=400)])
def test_a_deputy_is_not_made_lasting_by_a_correction(house, until):
    boss = make.reader(Role.DIRECTOR)
    deputy = hand_over(
        mandate=Mandate.objects.get(person__user=boss),
        to=accomplice(),
        since=TODAY,
        until=TODAY + timedelta(days=7),
        by=make.user(),
    )

    with pytest.raises(Refused, match="högst ett år"):
        correct_mandate(mandate=deputy, until=until, party="", by=make.user())
    correct_mandate(mandate=deputy, until=TODAY + timedelta(days=30), party="", by=make.user())


def test_a_deputy_has_no_rights_the_day_before_or_the_day_after(house):
    boss, friend = make.reader(Role.DIRECTOR), make.user("vikarien")
    deputy = hand_over(
        mandate=Mandate.objects.get(person__user=boss),
        to=register_person(name="Vikarien", user=friend, by=make.user()),
        since=TODAY,
        until=TODAY,
        by=make.user(),
    )
    told = []
    for since, until in ((1, 5), (-5, -1), (0, 0)):
        days = {"valid_from": since, "valid_to": until}
        moved = {name: TODAY + timedelta(days=step) for name, step in days.items()}
        Mandate.objects.filter(pk=deputy.pk).update(**moved)
        told.append(actor_of(friend).may(Right.WRITE_FOLLOW_UP, make.body().code))

    assert told == [False, False, True]


def test_a_manager_of_a_unit_that_is_no_more_does_not_lead_the_whole_body(house):
    body = make.body("BUN")
    make.unit("101", of=body)
    boss = make.reader(Role.MANAGER, make.unit("100", of=body))
    assert actor_of(boss).area(Right.WRITE_FOLLOW_UP).codes == {"100"}

    unit = Mandate.objects.get(person__user=boss).unit
    close_unit(unit=unit, last_day=date(2024, 12, 31), by=make.user())
    assert actor_of(boss).area(Right.WRITE_FOLLOW_UP).codes == {"100"}


def test_a_role_to_try_is_the_examples_never_a_real_persons(house, settings):
    settings.DEMO_SIGN_IN = True
    real = make.reader(Role.DIRECTOR)  # signs in by the municipality's provider: no password
    real.set_unusable_password()
    real.save()
    client = Client()
    page = client.get(reverse("web:sign-in")).content.decode()
    client.post(reverse("web:sign-in"), {"username": real.username})

    assert real.username not in page
    assert "_auth_user_id" not in client.session

    Person.objects.filter(user=real).update(is_example=True)
    client.post(reverse("web:sign-in"), {"username": real.username})
    assert client.session["_auth_user_id"] == str(real.pk)


def test_the_one_who_registers_people_does_not_lift_a_protection(house):
    hidden = accomplice(protected=True)
    url = reverse("organisation:correct-person", args=[hidden.pk])

    assert as_registrar().post(url, {"why": "Nyfiken"}).status_code == 403
    assert as_registrar().post(url, {"protected": "on", "email": "ny@x.se"}).status_code == 302
    hidden.refresh_from_db()
    assert (hidden.protected, hidden.email) == (True, "ny@x.se")

    client = Client()
    client.force_login(administrator())
    assert client.post(url, {"why": "Skyddet är hävt"}).status_code == 302
    hidden.refresh_from_db()
    assert hidden.protected is False


def test_an_account_without_a_mandate_sees_no_more_of_officials_than_a_resident(house):
    client = Client()
    client.force_login(make.user("utan-uppdrag"))

    assert client.get(reverse("organisation:gaps")).status_code == 403


def test_an_extract_names_nobody_protected_to_the_one_who_makes_it(house):
    account = make.user("zebrakonto")
    hidden = register_person(
        name="Zebrakvist", user=account, email="zebra@x.se", external_id="zebrakod", by=make.user()
    )
    correct_person(person=hidden, protected=True, by=make.user(), why="Beslut")
    client = Client()
    client.force_login(administrator())
    url = reverse("organisation:extract", args=[hidden.pk])

    for form in ("page", "json"):
        answer = client.post(url, {"why": "Begäran", "form": form})
        assert answer.status_code == 200
        assert "zebra" not in answer.content.decode().casefold()


def try_password(client, password, **headers):
    said = {"login": "berit", "password": password}
    return client.post(reverse("account_login"), said, headers=headers)


def test_no_header_about_where_one_calls_from_opens_a_locked_account(house):
    open_account(username="berit", name="Berit", email="", password=PASSWORD, by=make.user())
    for number in range(5):
        try_password(Client(), "fel", **{"X-Forwarded-For": f"192.0.2.{number}"})
    client = Client()
    answer = try_password(
        client, PASSWORD, **{"X-Forwarded-For": "198.51.100.1", "X-Real-IP": "198.51.100.2"}
    )

    assert "är låst" in answer.content.decode()
    assert "_auth_user_id" not in client.session
