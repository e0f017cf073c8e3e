"""Mitt arbete: what waits, for whom, and what the pages say when nothing does."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huset.access.models import Token
from huset.kernel.models import Event, User
from huset.organisation.actions import (
    correct_person,
    give_mandate,
    hand_over,
    plan_meeting,
    register_person,
)
from huset.organisation.models import Mandate
from huset.organisation.rules import Role
from huset.organisation.tests.make import SINCE, body, signed_in, unit, user
from huset.work.models import CalendarFeed, DigestChoice
from huset.work.rules import sunday_of
from huset.work.tests import make
from huset.work.tests.make import DAY

pytestmark = pytest.mark.django_db
WORK = reverse("work:work")


@pytest.fixture(autouse=True)
def house(db):
    make.house()


def today() -> date:
    return timezone.localdate()


def page(client: Client, **asked: str) -> str:
    answer = client.get(WORK, asked)
    assert answer.status_code == 200
    return re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]


def groups(text: str) -> dict[str, list[str]]:
    """What stands in each group."""
    found = {}
    for section in re.findall(r'<section class="doc-section".*?</section>', text, re.DOTALL):
        title = re.search(r"<h2[^>]*>(.*?) <span", section)[1]
        found[title] = re.findall(r"<h3>(.*?)</h3>", section)
    return found


def test_what_waits_stands_in_order_of_urgency_with_a_button_that_leads_there():
    make.to_do(sunday_of(today()) + DAY, title="Senare")
    decision = make.to_do(today() - DAY, title="Försenad")
    make.to_do(sunday_of(today()), title="Snart")
    text = page(signed_in(Role.DIRECTOR))
    found = groups(text)

    assert found["Försenat"] == ["Verkställ: Försenad"]
    assert found["Den här veckan"] == ["Verkställ: Snart"]
    assert "Verkställ: Senare" in found["Senare"]
    assert list(found)[:3] == ["Försenat", "Den här veckan", "Senare"]
    assert "Försenat 1 dag" in text
    where = reverse("organisation:report-execution", args=[decision.pk])
    assert signed_in(Role.DIRECTOR).get(where).status_code == 200
    assert f'href="{where}"' in text


def test_nobody_sees_anothers_duties():
    make.to_do(of=body("SN"), title="Deras")

    assert "Deras" not in page(signed_in(Role.DIRECTOR))
    assert "Deras" in page(signed_in(Role.DIRECTOR, body("SN")))


def test_every_button_of_every_role_leads_to_a_page_that_opens():
    make.to_do()
    plan_meeting(body=body(), day=today() - 2 * DAY, by=user())
    for number, role in enumerate(Role):
        client = signed_in(role, unit(f"9{number}"))
        for url in re.findall(r'<a class="button" href="([^"]*)"', page(client)):
            assert client.get(url.replace("&amp;", "&")).status_code == 200, (role, url)


def test_the_choice_of_body_narrows_and_says_how_much_is_outside():
    make.to_do(title="Vår sak")
    client = signed_in(Role.DIRECTOR)

    assert "Vår sak" in page(client, organ="BUN")
    elsewhere = page(client, organ="KF")
    assert "Vår sak" not in elsewhere
    assert re.search(r"[0-9]+ till ligger utanför", elsewhere)


def test_a_unit_shows_what_is_its_own_and_its_subunits():
    parent = unit("700", of=body("SN"))
    unit("710", parent=parent)
    found = signed_in(Role.MANAGER, parent)

    assert found.get(WORK, {"organ": "710"}).status_code == 200


def test_when_nothing_waits_the_page_says_what_comes_next():
    make.someone("XN", Role.MEMBER)
    client = signed_in(Role.MEMBER, body("XN"))
    calm = page(client)
    plan_meeting(body=body("XN"), day=date(today().year + 1, 3, 1), by=user())
    next_time = page(client)

    assert "Inget väntar på dig" in calm
    assert "Inget är planerat i dina organ." in calm
    assert f"Nämnden XN 1 mars {today().year + 1}." in next_time


def test_someone_without_a_mandate_sees_a_friendly_page(client):
    client.force_login(User.objects.create_user("gast", name="Gäst"))

    assert "Du har inget uppdrag i dag" in page(client)
    for name in ("calendar", "mailings"):
        assert client.get(reverse(f"work:{name}")).status_code == 200


def test_someone_whose_mandate_ended_yesterday_sees_no_duties():
    person = make.someone()
    make.to_do()
    Mandate.objects.filter(person=person).update(valid_to=today() - DAY)
    client = Client()
    client.force_login(person.user)

    assert "Du har inget uppdrag i dag" in page(client)


def test_a_resident_is_led_to_the_sign_in_and_back(client):
    answer = client.get(WORK)

    assert (answer.status_code, answer.url) == (302, f"{reverse('web:sign-in')}?next={WORK}")


def test_what_is_shown_is_todays_whatever_day_is_chosen():
    make.to_do(title="Vår sak")
    text = page(signed_in(Role.DIRECTOR), per="2025-12-01")

    assert "Vår sak" in text
    assert "alltid läget i dag" in text
    assert (
        "per=2025-12-01"
        not in re.search(r'<a class="button" href="([^"]*execution[^"]*)"', text)[1]
    )


def deputy(**more: object) -> tuple[Client, Mandate]:
    """Someone who stands in for the director, beside a mandate of their own."""
    director = make.someone()
    account = user("vikarien")
    stand_in = register_person(name="Vikarien", user=account, by=user())
    give_mandate(
        person=stand_in,
        role=Role.EMPLOYEE,
        place=unit("100", of=body("SN")),
        since=SINCE,
        by=user(),
    )
    mandate = director.mandates.get()
    hand_over(
        mandate=mandate,
        to=stand_in,
        since=today() - DAY,
        until=today() + DAY,
        by=user(),
        why="Ledig",
    )
    client = Client()
    client.force_login(account)
    return client, mandate


def test_the_one_who_stands_in_sees_for_whom():
    make.to_do(title="Chefens sak")
    client, mandate = deputy()

    assert groups(page(client))["Senare"].count("Verkställ: Chefens sak") == 1
    assert f"Du vikarierar för {mandate.person.name}" in page(client)


def test_the_one_who_stands_in_for_someone_protected_does_not_see_their_name():
    make.to_do(title="Chefens sak")
    client, mandate = deputy()
    name = mandate.person.name
    correct_person(person=mandate.person, protected=True, by=user(), why="Skydd")

    assert "Du vikarierar för Skyddade personuppgifter" in page(client)
    assert name not in page(client)


def test_what_is_ones_own_already_is_not_told_again_for_another():
    make.to_do(title="Chefens sak")
    client, _ = deputy()
    other = unit("300", of=body())
    give_mandate(
        person=User.objects.get(username="vikarien").person,
        role=Role.MANAGER,
        place=other,
        since=SINCE,
        by=user(),
    )
    text = page(client)

    assert groups(text)["Senare"].count("Verkställ: Chefens sak") == 1


def test_the_page_asks_as_much_for_300_things_as_for_3(questions):
    client = signed_in(Role.DIRECTOR)
    counts = []
    for number in (3, 297):
        for _ in range(number):
            make.to_do()
        client.get(WORK)
        make.to_do()  # the log moves, so nothing is remembered
        with questions() as asked:
            assert client.get(WORK).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_choosing_a_role_and_signing_in_lead_to_ones_work():
    assert settings.LOGIN_REDIRECT_URL == "work:work"
    person = make.someone()
    person.is_example = True
    person.save()
    person.user.set_unusable_password()
    person.user.save()
    sign_in = reverse("web:sign-in")
    plain = Client().post(sign_in, {"username": person.user.username})
    asked = Client().post(sign_in, {"username": person.user.username, "next": "/goals/"})
    resident = Client().post(sign_in, {"username": ""})

    assert [a.url for a in (plain, asked, resident)] == [WORK, "/goals/", reverse("house:house")]


def test_the_menu_has_ones_work_first_for_those_who_have_signed_in():
    menu = r'<ul class="menu-items">\s*<li><a href="([^"]*)"'
    signed, not_signed = (
        re.search(menu, client.get(reverse("house:house")).content.decode())[1]
        for client in (signed_in(Role.DIRECTOR), Client())
    )

    assert (signed, not_signed) == (WORK, reverse("house:house"))


def test_the_digest_is_declined_and_asked_for_again_with_a_line_in_the_log_each_time():
    person = make.someone()
    client = Client()
    client.force_login(person.user)
    url = reverse("work:mailings")
    for said in ({}, {}, {"wanted": "on"}):
        assert client.post(url, said).status_code == 302

    assert DigestChoice.objects.get(person=person).wanted
    assert Event.objects.filter(what="work.digest.chosen").count() == 2


def test_a_calendar_gets_its_address_once_and_a_new_one_when_asked():
    person = make.someone()
    client = Client()
    client.force_login(person.user)
    url = reverse("work:calendar")
    secrets = [secret_in(client.post(url)) for _ in range(2)]
    feed = CalendarFeed.objects.get(person=person)

    assert secrets[0] != secrets[1]
    assert feed.digest not in secrets
    assert all(secret not in client.get(url).content.decode() for secret in secrets)
    assert [
        Client().get(reverse("work:feed", args=[secret])).status_code for secret in secrets
    ] == [404, 200]
    assert [e.what for e in Event.objects.filter(subject="work.CalendarFeed").order_by("id")] == [
        "work.feed.made",
        "work.feed.renewed",
    ]
    assert not Event.objects.filter(after__icontains=feed.digest).exists()
    assert Token.objects.count() == 0


def test_a_calendar_that_is_taken_away_is_gone_and_cannot_be_taken_twice():
    person = make.someone()
    client = Client()
    client.force_login(person.user)
    secret = secret_in(client.post(reverse("work:calendar")))
    for told in ("borttagen", "ingen adress att ta bort"):
        answer = client.post(reverse("work:calendar-remove"), follow=True)
        assert told in answer.content.decode()

    assert Client().get(reverse("work:feed", args=[secret])).status_code == 404


def test_one_without_a_mandate_gets_no_calendar():
    person = make.someone()
    Mandate.objects.filter(person=person).update(valid_to=today() - timedelta(days=1))
    client = Client()
    client.force_login(person.user)
    answer = client.post(reverse("work:calendar"))

    assert "inget uppdrag, så kalendern skulle vara tom" in answer.content.decode()
    assert not CalendarFeed.objects.exists()


def secret_in(answer) -> str:
    return re.search(r"/calendar/([\w-]{43})\.ics", answer.content.decode())[1]
