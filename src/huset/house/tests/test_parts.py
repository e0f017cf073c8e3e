"""The municipality's own words on the parts of its house, and what else a part's page says."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from huset.house import texts
from huset.house.actions import LONGEST_TEXT, return_to_model_text, write_part_text
from huset.house.models import PartText
from huset.kernel.actions import Refused
from huset.kernel.models import Event
from huset.model.queries import model_in_force
from huset.organisation.actions import give_mandate, register_person
from huset.organisation.rules import Role, UnitKind
from huset.organisation.tests.make import body, meeting, model, signed_in, unit, user

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2026, 1, 1), date(2026, 7, 1)


@pytest.fixture(autouse=True)
def a_model(db):
    model()


def write(text="Målen är våra.", since=FIRST, part="goals", **more):
    return write_part_text(part=part, text=text, since=since, by=user(), **more)


def told(per, part="goals"):
    return texts.words_of(model_in_force(per).part(part), per)


def spans():
    return list(PartText.objects.order_by("valid_from").values_list("valid_from", "valid_to"))


def test_without_an_own_text_the_models_applies():
    assert told(FIRST).paragraphs == model_in_force(FIRST).part("goals").text
    assert told(FIRST).since is None


def test_an_own_text_applies_from_its_day_and_ends_the_one_before():
    write("Först.", FIRST)
    write("Sedan.\r\n\r\n\r\n  Och mer.  ", SECOND)

    assert spans() == [(FIRST, SECOND - timedelta(days=1)), (SECOND, None)]
    assert told(SECOND).paragraphs == ("Sedan.", "Och mer.")


@pytest.mark.parametrize(
    ("per", "said", "since"),
    [
        pytest.param(FIRST - timedelta(days=1), None, None, id="the day before the first"),
        pytest.param(FIRST, "Först.", FIRST, id="its first day"),
        pytest.param(SECOND - timedelta(days=1), "Först.", FIRST, id="its last day"),
        pytest.param(SECOND, "Sedan.", SECOND, id="the day of the next"),
        pytest.param(date(2026, 9, 30), "Sedan.", SECOND, id="the last day of all"),
        pytest.param(date(2026, 10, 1), None, None, id="when the model's applies again"),
    ],
)
def test_each_day_has_its_text(per, said, since):
    write("Först.", FIRST)
    write("Sedan.", SECOND)
    return_to_model_text(part="goals", since=date(2026, 10, 1), by=user())

    assert told(per).paragraphs == ((said,) if said else model_in_force(per).part("goals").text)
    assert told(per).since == since


def test_a_text_is_corrected_on_its_own_first_day():
    write("Mål en.")
    write("Målen.")

    assert spans() == [(FIRST, None)]
    last = Event.objects.order_by("-id").first()
    assert (last.what, last.before["text"], last.after["text"]) == (
        "house.part_text.corrected",
        "Mål en.",
        "Målen.",
    )


def test_the_same_text_again_changes_nothing():
    write()
    lines = Event.objects.count()
    write(since=SECOND)

    assert (spans(), Event.objects.count()) == ([(FIRST, None)], lines)


def test_the_history_tells_what_the_text_was():
    write("Först.", FIRST)
    new = write("Sedan.", SECOND)
    line = Event.objects.get(what="house.part_text.written", subject_id=new.pk)

    assert (line.before["text"], line.after["text"]) == ("Först.", "Sedan.")


def test_a_text_that_began_the_same_day_is_taken_back_whole():
    write()
    return_to_model_text(part="goals", since=FIRST, by=user())

    assert spans() == []
    assert Event.objects.order_by("-id").first().what == "house.part_text.withdrawn"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param({"text": " \n\n "}, "Skriv en text", id="empty"),
        pytest.param({"text": "x" * (LONGEST_TEXT + 1)}, "Korta den till högst", id="too long"),
        pytest.param({"part": "tower"}, "finns inte i styrmodellen", id="no such part"),
        pytest.param({"since": date(2025, 1, 1)}, "redan en text som gäller", id="before another"),
        pytest.param({"seen": "old"}, "Någon annan har ändrat", id="not as it was seen"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(change, why):
    write("Först.", FIRST)
    lines = Event.objects.count()

    with pytest.raises(Refused, match=why):
        write(**({"text": "Nytt.", "since": SECOND} | change))
    assert (spans(), Event.objects.count()) == ([(FIRST, None)], lines)


def test_the_longest_text_is_not_too_long():
    assert len(write("x" * LONGEST_TEXT).text) == LONGEST_TEXT


def test_where_the_models_text_applies_there_is_nothing_to_return_from():
    with pytest.raises(Refused, match="gäller redan"):
        return_to_model_text(part="goals", since=FIRST, by=user())


# Pages


@pytest.fixture
def controller():
    return signed_in(Role.CONTROLLER, body("KF", "Kommunfullmäktige", "council"))


def filled(client, part="goals", **changes):
    form = client.get(f"/parts/{part}/text/").context["form"]
    return {name: str(form[name].value()) for name in form.fields} | changes


def test_the_form_begins_with_what_applies(controller):
    data = filled(controller)

    assert data["text"] == "\n\n".join(model_in_force(timezone.localdate()).part("goals").text)


def test_a_text_is_written_shown_and_returned_from(controller):
    today = timezone.localdate()
    answer = controller.post("/parts/goals/text/", filled(controller, text="Våra egna ord."))
    page = controller.get("/parts/goals/").content.decode()
    before = controller.get("/parts/goals/", {"per": str(today - timedelta(days=1))})

    assert (answer.status_code, answer.url) == (302, "/parts/goals/")
    assert "<p>Våra egna ord.</p>" in page
    assert "Kommunens egna ord sedan" in page
    assert "/history/house.parttext/" in page
    assert "Våra egna ord." not in before.content.decode()

    seen = filled(controller)["seen"]
    controller.post("/parts/goals/text/restore/", {"seen": seen})
    assert "Våra egna ord." not in controller.get("/parts/goals/").content.decode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"text": ""}, "Skriv en text.", id="empty"),
        pytest.param({"text": " \r\n "}, "Skriv en text.", id="blank"),
        pytest.param({"text": "x" * (LONGEST_TEXT + 1)}, "högst", id="too long"),
        pytest.param({"since": "2020-01-01"}, "Dagen har passerat", id="past"),
        pytest.param({"since": "igår"}, "giltigt datum", id="no day"),
        pytest.param({"text": "a\x00b"}, "Null", id="a null sign"),
    ],
)
def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(controller, change, says):
    answer = controller.post("/parts/goals/text/", filled(controller, **change))

    assert answer.status_code == 200
    assert says.lower() in answer.content.decode().lower()
    assert PartText.objects.count() == 0


def test_two_who_write_at_once_lose_nothing(controller):
    mine = filled(controller, text="Min text.")
    write("Din text.", timezone.localdate())
    answer = controller.post("/parts/goals/text/", mine)
    page = answer.content.decode()

    assert answer.status_code == 200
    assert ("Din text." in page, "Min text." in page) == (True, True)
    assert PartText.objects.get().text == "Din text."

    again = {name: answer.context["form"][name].value() for name in mine}
    assert controller.post("/parts/goals/text/", again).status_code == 302
    assert PartText.objects.get().text == "Min text."


def test_a_text_is_not_returned_from_unseen(controller):
    seen = filled(controller)["seen"]
    write("Nyare.", timezone.localdate())
    controller.post("/parts/goals/text/restore/", {"seen": seen})

    assert PartText.objects.get().text == "Nyare."


def test_a_part_that_the_model_has_not_cannot_be_written(controller):
    assert controller.get("/parts/tower/text/").status_code == 404
    assert controller.post("/parts/tower/text/", {}).status_code == 404
    assert controller.post("/parts/tower/text/restore/", {}).status_code == 404


@pytest.mark.parametrize("role", [None, Role.CHAIR, Role.DIRECTOR, Role.REGISTRAR])
def test_only_those_who_write_the_direction_change_a_text(role, client):
    who = signed_in(role, body("KF", "Kommunfullmäktige", "council")) if role else client

    assert who.get("/parts/goals/text/").status_code in {302, 403}
    assert who.post("/parts/goals/text/", {"text": "x"}).status_code in {302, 403}
    assert "Ändra texten" not in who.get("/parts/goals/").content.decode()
    assert PartText.objects.count() == 0


def test_what_is_typed_is_text_and_nothing_else(controller):
    write("<script>alert(1)</script>", timezone.localdate())

    assert "<script>alert" not in controller.get("/parts/goals/").content.decode()


# Who answers, and what is due


def hold(role, at, name):
    person = register_person(name=name, user=None, by=user())
    give_mandate(person=person, role=role, place=at, since=FIRST, by=user())


def test_the_page_names_bodies_and_who_leads_them(client):
    council, committee = body("KF", "Kommunfullmäktige", "council"), body("SN", "Socialnämnden")
    body("BUN", "Barnnämnden")
    hold(Role.CHAIR, council, "Olga Ordförande")
    hold(Role.CHAIR, committee, "Sture Ordförande")
    page = client.get("/parts/goals/").content.decode()
    of_one = client.get("/parts/goals/", {"organ": "SN"}).content.decode()
    main = of_one.split('id="who"')[1].split("</section>")[0]

    assert [name in page for name in ("Olga", "Sture", "Barnnämnden")] == [True] * 3
    assert [name in main for name in ("Olga", "Sture", "Barnnämnden")] == [True, True, False]


def test_an_administration_stands_beside_those_under_committees_and_its_units_do_not(client):
    unit("5000", of=body("SN", "Socialnämnden"), kind=UnitKind.ADMINISTRATION)
    unit("9310", of=body("FIN", "Finansförvaltningen", "administration"))
    page = client.get("/parts/operations_plans/").content.decode()
    who = page.split('id="who"')[1].split("</section>")[0]

    assert [name in who for name in ("Enheten 5000", "Finansförvaltningen")] == [True, True]
    assert "Enheten 9310" not in who


def test_officials_are_named_to_those_within_alone(client):
    company = body("AB", "Bolaget", "company")
    hold(Role.MANAGING_DIRECTOR, company, "Vera Direktör")
    within = signed_in(Role.EMPLOYEE, company)

    assert "Vera" not in client.get("/parts/goals/").content.decode()
    assert "Vera" in within.get("/parts/goals/").content.decode()


def test_the_planned_meeting_that_decides_is_due(client):
    council = body("KF", "Kommunfullmäktige", "council")
    met = meeting(council, date(2027, 6, 14))
    page = client.get("/parts/budget/", {"per": "2027-01-15"}).content.decode()

    assert f"/meetings/{met.pk}/" in page
    assert "Fullmäktige beslutar om rambudget" in page


def test_the_page_asks_as_many_questions_for_many_bodies_as_for_one(client, questions):
    counts = []
    for codes in (["A1"], ["A2", "A3", "A4"]):
        for code in codes:
            meeting(body(code), date(2027, 6, 1))
            hold(Role.CHAIR, body(code), f"Ordförande {code}")
        client.get("/parts/goals/")
        write(f"Text {code}", FIRST)
        with questions() as asked:
            client.get("/parts/goals/")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_those_who_read_the_log_reach_the_texts_history():
    write("Först.", FIRST)
    text = write("Sedan.", SECOND)
    page = signed_in(Role.CONTROLLER).get(f"/history/house.parttext/{text.pk}/").content.decode()

    assert ("Egen text: Mål" in page, "Först." in page) == (True, True)


@pytest.mark.django_db(transaction=True)  # each thread has a connection of its own
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one transaction write at a time"
)
def test_two_first_texts_at_the_same_moment_leave_one_and_a_clear_answer():
    model()
    seen, writer, start = texts.mark_of("goals"), user(), Barrier(2)

    def one(text):
        start.wait()
        try:
            write_part_text(part="goals", text=text, since=FIRST, by=writer, seen=seen)
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(one, ["Den ena.", "Den andra."]))

    assert "Någon annan har ändrat texten" in answers[0]
    assert (answers[1], PartText.objects.count()) == ("saved", 1)
