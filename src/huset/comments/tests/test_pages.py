"""The pages where a thing is talked about: who sees what, and what happens to bad input."""

import html
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huset.comments.models import Comment, Mention
from huset.comments.tests.make import LABEL, account, comment, someone
from huset.organisation.actions import correct_person
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, model, signed_in, user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def anna(db):
    model()
    return someone("Anna Ek")


@pytest.fixture
def bo(anna):
    return someone("Bo Ek", Role.MANAGER)


def client_of(person) -> Client:
    client = Client()
    client.force_login(account(person))
    return client


def address(name="talk", code="BUN") -> str:
    return reverse(f"comments:{name}", args=[LABEL, body(code).pk])


def own(name, said) -> str:
    return reverse(f"comments:{name}", args=[said.pk])


def told(answer) -> str:
    """What a page says, without its markup and frame."""
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]
    return html.unescape(" ".join(re.sub(r"<[^>]+>", "", main).split()))


def test_what_is_said_stands_in_the_order_of_time_with_who_and_when(anna, bo):
    now = timezone.now()
    comment("Sedan", by=bo, at=now - DAY)
    comment("Först", by=anna, at=now - 2 * DAY)
    page = told(client_of(anna).get(address()))

    assert page.index("Anna Ek") < page.index("Först") < page.index("Bo Ek") < page.index("Sedan")
    assert f"{timezone.localtime(now - DAY):%Y-%m-%d %H:%M}" in page


def test_a_comment_is_written_and_leads_back_to_the_things_own_page(anna, bo):
    client = client_of(anna)
    answer = client.post(address(), {"text": "Hej @bo ek,\r\nläs <b>detta</b> http://x.se"})
    page = client.get(address()).content.decode()

    assert (answer.status_code, answer.url) == (
        302,
        reverse("organisation:body", args=["BUN"]) + "#kommentarer",
    )
    assert ">@Bo Ek</strong>,<br>läs &lt;b&gt;detta&lt;/b&gt; http://x.se" in page
    assert 'href="http://x.se' not in page
    assert Mention.objects.get().person == bo


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Kommentaren är tom. Skriv något."),
        ("a" * 4_001, "1 tecken för lång"),
        ("@Bo Eck", "Skriv @Bo Ek, eller ett mellanslag"),
        ("Hej \0", "tillåtna."),
    ],
)
def test_what_cannot_be_said_is_shown_again_with_the_reason(anna, bo, text, said):
    answer = client_of(anna).post(address(), {"text": text})

    assert answer.status_code == 409
    assert said in told(answer)
    assert (text[:20] in told(answer)) or "\0" in text
    assert Comment.objects.count() == 0


def test_what_the_form_says_of_the_place_is_not_heard(anna):
    body("SN")
    client_of(anna).post(address(), {"text": "Hej", "body": "SN", "subject": "organisation.unit"})

    assert Comment.objects.get().body.code == "BUN"


@pytest.mark.parametrize("name", ["talk", "people", "done"])
@pytest.mark.parametrize(
    ("role", "status"),
    [(None, 302), (Role.MANAGER, 403), (Role.MEMBER, 403), (Role.CONTROLLER, 200)],
    ids=str,
)
def test_only_those_within_read_and_write(anna, name, role, status):
    comment("Hemligt", by=anna)
    client = signed_in(role, body("SN")) if role else Client()
    for answer in (client.get(address(name)), client.post(address(name), {"text": "Hej"})):
        opened = {200, 302, 405}
        assert answer.status_code in (opened if status == 200 else {status, 405})
        assert ("Hemligt" in answer.content.decode()) <= (status == 200)
    assert Comment.objects.count() == (2 if status == 200 and name == "talk" else 1)


@pytest.mark.parametrize("name", ["change", "take-back"])
def test_another_bodys_manager_touches_no_comment(anna, name):
    said = comment("Hemligt", by=anna)
    answer = signed_in(Role.MANAGER, body("SN")).post(own(name, said), {"text": "Nej"})

    assert answer.status_code == 403
    assert Comment.objects.get().text == "Hemligt"


@pytest.mark.parametrize(
    "where", [["organisation.unit", 1], [LABEL, 999_999], ["x", 1], ["goals.goal", 1]]
)
def test_what_cannot_be_talked_about_is_not_found(anna, where):
    client = client_of(anna)

    assert client.get(reverse("comments:talk", args=where)).status_code == 404
    assert client.post(reverse("comments:talk", args=where), {"text": "x"}).status_code == 404


def test_a_comment_shows_from_its_day_and_is_written_today(anna):
    now = timezone.now()
    comment("Förr", by=anna, at=now - 10 * DAY)
    comment("Nyss", by=anna, at=now)
    earlier = client_of(anna).get(address(), {"per": (timezone.localdate() - 5 * DAY).isoformat()})
    today = client_of(anna).get(address())

    assert ["Förr" in told(page) for page in (earlier, today)] == [True, True]
    assert ["Nyss" in told(page) for page in (earlier, today)] == [False, True]
    assert ["<textarea" in page.content.decode() for page in (earlier, today)] == [False, True]


def test_the_one_who_is_mentioned_is_told_and_can_be_done(anna, bo):
    comment("@Bo Ek", by=anna, at=timezone.now())
    client = client_of(bo)
    before = told(client.get(address()))
    answer = client.post(address("done"))
    after = told(client.get(address()))

    assert "Du är nämnd här" in before
    assert "Du är nämnd här" not in told(client_of(anna).get(address()))
    assert answer.status_code == 302
    assert "Du är nämnd här" not in after
    assert Mention.objects.get().done == timezone.localdate()


def test_only_the_writer_is_offered_to_change(anna, bo):
    said = comment("Hej", by=anna, at=timezone.now())
    hers, his = (client_of(p).get(address()).content.decode() for p in (anna, bo))

    assert [own("change", said) in page for page in (hers, his)] == [True, False]
    assert [own("take-back", said) in page for page in (hers, his)] == [True, False]
    answer = client_of(bo).get(own("change", said))
    assert (answer.status_code, answer.url.endswith("#kommentarer")) == (302, True)


def test_a_comment_is_changed_as_it_was_typed(anna, bo):
    said = comment("Hej @Bo Ek", by=anna, at=timezone.now())
    client = client_of(anna)
    form = client.get(own("change", said)).context["form"]
    answer = client.post(
        own("change", said), {"text": "Hej då @Bo Ek", "seen": form["seen"].value()}
    )

    assert form["text"].value() == "Hej @Bo Ek"
    assert answer.status_code == 302
    assert Comment.objects.get().text == "Hej då @"
    assert "ändrad" in told(client.get(address()))


def test_two_windows_show_both_texts_and_the_second_can_be_saved(anna):
    said = comment("Hej", by=anna, at=timezone.now())
    client = client_of(anna)
    seen = client.get(own("change", said)).context["form"]["seen"].value()
    client.post(own("change", said), {"text": "Ur det ena", "seen": seen})
    clash = client.post(own("change", said), {"text": "Ur det andra", "seen": seen})
    again = clash.context["form"]["seen"].value()

    assert clash.status_code == 409
    assert "Ur det ena" in told(clash)
    assert "Ur det andra" in told(clash)
    assert Comment.objects.get().text == "Ur det ena"
    client.post(own("change", said), {"text": "Ur det andra", "seen": again})
    assert Comment.objects.get().text == "Ur det andra"


def test_a_comment_is_taken_back(anna):
    said = comment("Hej", by=anna, at=timezone.now())
    client = client_of(anna)

    assert client.get(own("take-back", said)).status_code == 405
    assert client.post(own("take-back", said)).status_code == 302
    assert Comment.objects.count() == 0
    assert client.get(own("change", said)).status_code == 404


def test_the_list_of_people_says_how_each_name_is_written(anna, bo):
    someone("Cilla Öst", Role.MANAGER, body("SN"))
    page = client_of(anna).get(address("people")).content.decode().partition('id="people"')[2]

    assert re.findall(r'<option value="([^"]*)">([^<]*)<', page) == [
        ("Anna Ek", "Anna Ek – Medarbetare"),
        ("Bo Ek", "Bo Ek – Enhetschef"),
    ]


def test_someone_protected_is_named_nowhere(anna, bo):
    comment("Hej", by=bo, at=timezone.now())
    comment("@Bo Ek", by=anna, at=timezone.now())
    correct_person(person=bo, protected=True, by=user(), why="Beslut")
    client = client_of(anna)
    for url in (address(), address("people"), own("change", Comment.objects.last())):
        page = client.get(url).content.decode()
        assert "Bo Ek" not in page
        assert "Skyddade personuppgifter" in page


def test_the_earlier_comments_are_folded(anna):
    for number in range(12):
        comment(f"Ord {number:02}", by=anna, at=timezone.now() - (20 - number) * DAY)
    page = client_of(anna).get(address()).content.decode()
    folded = re.search(r"<details><summary>.*?</details>", page, re.DOTALL)[0]

    assert "Visa 2 tidigare" in folded
    assert re.findall(r"Ord (\d\d)", folded) == ["00", "01"]
    assert re.findall(r"Ord (\d\d)", page) == [f"{number:02}" for number in range(12)]


def test_the_same_few_questions_for_2_comments_and_for_200(anna, bo, questions):
    client, counts = client_of(anna), []
    client.get(address())
    for many in (2, 200):
        for number in range(many):
            comment(f"@Bo Ek {number} {many}", by=anna, at=timezone.now())
        with questions() as asked:
            assert client.get(address()).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]
