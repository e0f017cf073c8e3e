"""The pages about people, as those who use them."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huset.organisation.actions import give_mandate, hand_over, register_person
from huset.organisation.models import Mandate, Person
from huset.organisation.queries.people import gaps
from huset.organisation.rules import Role
from huset.organisation.tests import make

pytestmark = pytest.mark.django_db
PEOPLE = "/people/"
LAST = date(2030, 12, 31)


@pytest.fixture
def committee():
    """A committee with an elected member, a unit, and its manager who has a deputy to come."""
    make.model()
    body = make.body()
    unit = make.unit("100", of=body)
    member = person("Ledamoten", email="ledamot@x.se")
    give(member, Role.MEMBER, body, party="Parti A")
    give(person("Chefen", email="chef@x.se"), Role.MANAGER, unit)
    return body


def person(name, **more):
    return register_person(name=name, user=None, by=make.user(), **more)


def give(who, role, place, **more):
    return give_mandate(
        person=who, role=role, place=place, since=make.SINCE, by=make.user(), **more
    )


def main_of(response):
    page = response.content.decode()
    page = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page)).strip()


def sees(client, url, **asked):
    page = main_of(client.get(url, asked))
    return [word for word in ("Ledamoten", "Chefen", "ledamot@x.se", "chef@x.se") if word in page]


def test_the_public_sees_elected_members_staff_sees_officials_and_few_see_addresses(committee):
    registrar, controller = make.signed_in(Role.REGISTRAR), make.signed_in(Role.CONTROLLER)
    url = reverse("organisation:person", args=[Person.objects.get(name="Chefen").pk])

    assert sees(Client(), PEOPLE) == ["Ledamoten"]
    assert sees(controller, PEOPLE) == ["Ledamoten", "Chefen"]
    assert Client().get(url).status_code == 404
    assert sees(controller, url) == ["Chefen"]
    assert sees(registrar, url) == ["Chefen", "chef@x.se"]


def test_the_register_is_filtered_by_body_role_and_party(committee):
    give(person("Annan"), Role.MEMBER, make.body("SN"), party="Parti B")
    controller = make.signed_in(Role.CONTROLLER)

    assert sees(controller, PEOPLE, organ="BUN") == ["Ledamoten", "Chefen"]
    assert sees(controller, PEOPLE, organ="SN") == []
    assert sees(controller, PEOPLE, organ="100") == ["Chefen"]
    assert sees(controller, PEOPLE, roll="manager") == ["Chefen"]
    assert sees(controller, PEOPLE, parti="Parti A") == ["Ledamoten"]
    assert controller.get(PEOPLE, {"roll": "kung"}).status_code == 400


def test_the_register_is_that_of_the_day(committee):
    Mandate.objects.filter(person__name="Ledamoten").update(valid_to=date(2024, 6, 30))

    assert sees(Client(), PEOPLE, per="2024-06-30") == ["Ledamoten"]
    assert sees(Client(), PEOPLE, per="2024-07-01") == []
    who = Person.objects.get(name="Ledamoten").pk
    url = reverse("organisation:person", args=[who])
    assert "Gäller" in main_of(Client().get(url, {"per": "2024-06-30"}))
    assert "Avslutat" in main_of(Client().get(url, {"per": "2024-07-01"}))


def test_the_register_asks_as_many_questions_for_three_as_for_one(committee, questions):
    client, counts = make.signed_in(Role.CONTROLLER), []
    for number in range(3):
        give(person(f"M{number}"), Role.SUBSTITUTE, make.body())
        client.get(PEOPLE)
        with questions() as asked:
            client.get(PEOPLE)
        counts.append(len(asked))

    assert counts[0] == counts[2]


def test_a_person_is_registered_given_a_mandate_corrected_and_ended(committee):
    registrar = make.signed_in(Role.REGISTRAR)
    registrar.post(reverse("organisation:add-person"), {"name": "Ny", "external_id": "k1"})
    who = Person.objects.get(name="Ny")
    url = reverse("organisation:give-mandate", args=[who.pk])
    said = {"role": "substitute", "place": "organ:BUN", "since": "2024-01-01", "party": "Parti A"}
    assert registrar.post(url, said).status_code == 302
    mandate = who.mandates.get()
    again = registrar.post(url, said)
    registrar.post(
        reverse("organisation:correct-mandate", args=[mandate.pk]),
        {"until": "2026-12-31", "party": "Parti B"},
    )
    mandate.refresh_from_db()
    known = (mandate.party, mandate.valid_to)
    ended = {"last_day": "2024-12-31", "why": "Flyttar"}
    registrar.post(reverse("organisation:end-mandate", args=[mandate.pk]), ended)
    mandate.refresh_from_db()

    assert "redan ersättare" in main_of(again)
    assert (known, mandate.valid_to) == (("Parti B", date(2026, 12, 31)), date(2024, 12, 31))


@pytest.mark.parametrize(
    "said",
    [
        {"role": "chair", "place": "organ:NOPE", "since": "2024-01-01"},
        {"role": "kung", "place": "organ:BUN", "since": "2024-01-01"},
        {"role": "chair", "place": "organ:BUN", "since": "igår"},
        {},
    ],
)
def test_what_cannot_be_is_answered_with_the_form(committee, said):
    who = person("Ny")
    url = reverse("organisation:give-mandate", args=[who.pk])
    answer = make.signed_in(Role.REGISTRAR).post(url, said)

    assert (answer.status_code, who.mandates.count()) == (200, 0)
    assert "Något behöver rättas" in main_of(answer)


def test_a_mandate_to_come_can_be_taken_back(committee):
    registrar = make.signed_in(Role.REGISTRAR)
    soon = timezone.localdate() + timedelta(days=30)
    who = person("Ny")
    mandate = give_mandate(
        person=who, role=Role.MEMBER, place=make.body(), since=soon, by=make.user()
    )
    page = main_of(registrar.get(reverse("organisation:end-mandate", args=[mandate.pk])))
    registrar.post(reverse("organisation:withdraw-mandate", args=[mandate.pk]))

    assert "Ta tillbaka uppdraget" in page
    assert who.mandates.count() == 0


def test_a_holder_hands_over_the_own_mandate_and_no_one_elses(committee):
    client = make.signed_in(Role.DIRECTOR, make.unit("200", of=committee))
    own = Mandate.objects.get(role=Role.DIRECTOR)
    other = Mandate.objects.get(role=Role.MANAGER)
    deputy, today = person("Vikarien"), timezone.localdate()
    said = {"to": deputy.pk, "since": today, "until": today + timedelta(days=20)}
    refused = client.post(reverse("organisation:hand-over", args=[other.pk]), said)
    done = client.post(reverse("organisation:hand-over", args=[own.pk]), said)
    page = main_of(client.get(reverse("organisation:person", args=[deputy.pk])))
    mine = main_of(client.get(reverse("organisation:own-mandates")))

    assert (refused.status_code, done.status_code) == (403, 302)
    assert Mandate.objects.get(person=deputy).stands_in_for == own
    assert f"Vikarierar för {own.person.shown}" in page
    assert "Vikarien vikarierar från" in mine


def test_a_hand_over_to_someone_unfit_says_why(committee):
    registrar = make.signed_in(Role.REGISTRAR)
    mandate = Mandate.objects.get(role=Role.MEMBER)
    said = {"to": person("Utomstående").pk, "since": "2024-03-01", "until": "2024-03-31"}
    answer = registrar.post(reverse("organisation:hand-over", args=[mandate.pk]), said)

    assert "KL 5 kap. 17 §" in main_of(answer)
    assert mandate.deputies.count() == 0


def test_ones_own_page_says_what_the_mandate_lets_one_do(committee):
    page = main_of(make.signed_in(Role.CHAIR).get(reverse("organisation:own-mandates")))

    assert "Ordförande, Nämnden BUN" in page
    assert "återremittera en färdig rapport i det egna organet och dess enheter" in page


def test_a_unit_without_a_manager_is_a_gap_that_is_counted(committee):
    make.unit("200", of=committee)
    Mandate.objects.filter(role=Role.MANAGER).update(valid_to=date(2024, 6, 30))
    client = make.signed_in(Role.CHAIR)

    found = [
        (
            [gap.unit.code for gap in gaps(day).without],
            [gap.unit.code for gap in gaps(day).leaving],
        )
        for day in (date(2024, 3, 1), date(2024, 6, 30), date(2024, 7, 1))
    ]
    assert found == [(["200"], []), (["200"], ["100"]), (["100", "200"], [])]
    assert "Luckor: 2" in main_of(client.get(PEOPLE))
    assert "Enheten 200" in main_of(client.get(reverse("organisation:gaps")))


def test_a_deputy_fills_no_gap_longer_than_the_days(committee):
    holder = Mandate.objects.get(role=Role.MANAGER)
    hand_over(
        mandate=holder,
        to=person("Vikarie"),
        since=date(2024, 1, 1),
        until=date(2024, 3, 31),
        by=make.user(),
    )
    assert [gap.unit.code for gap in gaps(date(2024, 3, 31)).leaving] == []


def test_a_mandate_that_outlives_its_body_is_a_finding(committee):
    committee.valid_to = date(2024, 6, 30)
    committee.save()
    page = make.signed_in(Role.MEMBER, make.body("SN")).get(
        reverse("organisation:gaps"), {"per": "2024-07-01"}
    )

    assert "kommunallagen 4 kap. 10 §" in main_of(page)
    assert [row.person for row in gaps(date(2024, 6, 30)).outlived] == []


def test_a_person_or_mandate_that_is_not_there_is_not_found(committee):
    registrar = make.signed_in(Role.REGISTRAR)
    for name in ("person", "correct-person", "give-mandate", "extract", "end-mandate", "hand-over"):
        assert registrar.get(reverse(f"organisation:{name}", args=[9999])).status_code == 404
