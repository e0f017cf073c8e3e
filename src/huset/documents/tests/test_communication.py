"""How documents become known: steps, whom they reach, what people answer, and who sees what."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from huset.documents.actions.communication import (
    Planned,
    change_step,
    give_receipt,
    plan_step,
    remove_step,
)
from huset.documents.duties import duties
from huset.documents.known import Answer, Tally, step_status, unknown
from huset.documents.models import Announcement, Receipt
from huset.documents.queries.communication import as_planned, people_reached, plan, step_row
from huset.documents.queries.document import mark_of
from huset.documents.queries.receipts import to_read
from huset.documents.retention import OLD_QUESTIONS
from huset.documents.rules import Audience
from huset.documents.tests import make
from huset.kernel.actions import Clash, Refused
from huset.kernel.models import Event
from huset.organisation.actions import correct_person, end_mandate, give_mandate
from huset.organisation.duties import Owner
from huset.organisation.models import Mandate, Person
from huset.organisation.permissions import Area, actor_of
from huset.organisation.queries.privacy import extract
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, model, reader, signed_in, unit, user

TODAY = make.TODAY
EVERYTHING = Area(everything=True)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def a_model(db):
    model()


@pytest.fixture
def staff():
    """A member, a manager of a unit, someone in the unit below it, and one elsewhere."""
    ours = body("BUN")
    top = unit("100", of=ours)
    below = unit("110", parent=top)
    return {
        "member": reader(Role.MEMBER, ours),
        "manager": reader(Role.MANAGER, top),
        "employee": reader(Role.EMPLOYEE, below),
        "other": reader(Role.EMPLOYEE, unit("200", of=body("SN"))),
    }


def person(who):
    return Person.objects.get(user=who)


def reached(step):
    return {one.person for one in people_reached(step, TODAY)}


def names(staff, *who):
    return {person(staff[one]).name for one in who}


@pytest.mark.parametrize(
    ("audience", "who"),
    [
        pytest.param(Audience.EVERYONE, ("member", "manager", "employee"), id="everyone"),
        pytest.param(Audience.MANAGERS, ("manager",), id="managers"),
        pytest.param(Audience.ELECTED, ("member",), id="elected"),
    ],
)
def test_a_step_for_a_body_reaches_its_own_and_its_units(staff, audience, who):
    step = make.step(place=body("BUN"), audience=audience)

    assert reached(step) == names(staff, *who)


def test_a_step_for_a_unit_reaches_those_under_it_and_nobody_above(staff):
    top, below = (staff[one].person.mandates.get().unit for one in ("manager", "employee"))

    assert reached(make.step(place=top)) == names(staff, "manager", "employee")
    assert reached(make.step(place=below)) == names(staff, "employee")


def test_someone_with_two_mandates_counts_once(staff):
    give_mandate(
        person=person(staff["member"]),
        role=Role.SUBSTITUTE,
        place=body("BUN"),
        since=TODAY,
        by=user(),
    )
    step = make.step(place=body("BUN"))

    assert step_row(step, TODAY).tally == Tally(reached=3, read=0, understood=0)


@pytest.mark.parametrize(
    ("found", "says", "percent"),
    [
        pytest.param(Tally(0, 0, 0), "Når ingen i dag", None, id="nobody"),
        pytest.param(Tally(3, 0, 0), "Ingen av 3 har svarat", 0, id="none yet"),
        pytest.param(Tally(3, 2, 2), "2 av 3 har läst och förstått (66 %)", 66, id="some"),
        pytest.param(
            Tally(200, 200, 199),
            "199 av 200 har läst och förstått (99 %), 1 har en fråga",
            99,
            id="all but 1",
        ),
        pytest.param(Tally(3, 3, 3), "3 av 3 har läst och förstått (100 %)", 100, id="all"),
    ],
)
def test_how_far_a_step_has_come_is_said_in_words(found, says, percent):
    assert (found.says, found.percent) == (says, percent)


@pytest.mark.parametrize(
    ("found", "day", "confirm_by", "word"),
    [
        pytest.param(Tally(3, 0, 0), TODAY + DAY, None, "Planerat", id="tomorrow"),
        pytest.param(Tally(3, 0, 0), TODAY, TODAY, "Pågår", id="the last day"),
        pytest.param(Tally(3, 2, 2), TODAY, TODAY - DAY, "Försenat", id="the day after"),
        pytest.param(Tally(3, 3, 3), TODAY, TODAY - DAY, "Känt och förstått", id="all have"),
        pytest.param(Tally(0, 0, 0), TODAY, TODAY - DAY, "Når ingen", id="nobody"),
        pytest.param(Tally(3, 2, 2), TODAY, None, "Pågår", id="no last day"),
    ],
)
def test_a_step_is_late_the_day_after_its_last(found, day, confirm_by, word):
    assert step_status(found, day, confirm_by, TODAY).word == word


@pytest.mark.parametrize(
    ("per", "announced", "late"),
    [
        pytest.param(date(2026, 3, 31), False, False, id="89 days"),
        pytest.param(date(2026, 4, 1), False, False, id="90 days"),
        pytest.param(date(2026, 4, 2), False, True, id="91 days"),
        pytest.param(date(2027, 4, 2), True, False, id="announced"),
    ],
)
def test_a_document_should_be_known_within_ninety_days(per, announced, late):
    assert unknown(date(2026, 1, 1), per, 90, announced=announced) is late


@pytest.mark.parametrize(
    ("more", "why"),
    [
        pytest.param({"confirm_by": TODAY - DAY}, "före dagen", id="confirmed before"),
        pytest.param({"day": date(2019, 12, 31)}, "beslutades", id="before the decision"),
        pytest.param({"how": "  "}, "Skriv hur", id="no way"),
        pytest.param({"day": TODAY + 50 * DAY}, "gäller till och med", id="after its last day"),
        pytest.param({"audience": Audience.ELECTED, "unit": True}, "Välj organet", id="elected"),
    ],
)
def test_a_step_that_cannot_be_is_refused_and_leaves_no_trace(more, why):
    edition = make.edition(until=TODAY + 40 * DAY)
    place = unit() if more.pop("unit", False) else body()
    said = {"audience": Audience.EVERYONE, "how": "APT", "day": TODAY} | more
    with pytest.raises(Refused, match=why):
        plan_step(edition=edition, planned=Planned(place, **said), by=user())

    assert not Announcement.objects.exists()


def test_the_same_step_is_not_planned_twice():
    step = make.step()
    with pytest.raises(Refused, match="finns redan"):
        make.step(of=step.edition)


def test_a_step_that_someone_else_has_changed_is_not_overwritten():
    step = make.step()
    seen = mark_of(as_planned(step))
    said = (body(), Audience.EVERYONE)
    change_step(step=step, planned=Planned(*said, "Intranät", TODAY), seen=seen, by=user())
    with pytest.raises(Clash, match="Intranät"):
        change_step(step=step, planned=Planned(*said, "Möte", TODAY), seen=seen, by=user())


def test_a_step_is_removed_and_the_answers_stay(staff):
    step = make.step()
    make.receipt(of=step.edition, by=staff["member"])
    remove_step(step=step, by=user())

    assert plan(step.edition.document_id, None, TODAY, drafts=EVERYTHING).others == 1
    assert Event.objects.filter(what="documents.announcement.removed").count() == 1


def test_what_is_announced_is_to_be_read_until_it_is_understood(staff):
    step = make.step(confirm_by=TODAY + 9 * DAY)
    who = staff["employee"]

    def waits():
        return [one for one in owed(who) if one.page[0] == "documents:receipt"]

    assert [(one.due, one.place, one.button) for one in waits()] == [
        (TODAY + 9 * DAY, "110", "Läs och bekräfta")
    ]
    make.receipt(of=step.edition, by=who, question="Gäller det helger?")
    assert [one.why for one in waits()] == [
        "Du har ställt en fråga. Bekräfta när du har fått svar."
    ]
    make.receipt(of=step.edition, by=who)
    assert waits() == []
    assert owed(staff["other"]) == []


def owed(who):
    return duties(Owner(person(who).pk, actor_of(who)), TODAY)


def test_nobody_is_asked_before_the_day_or_after_the_last(staff):
    who = person(staff["member"])
    coming = make.step(of=make.edition(until=TODAY), day=TODAY)

    assert [to_read(who.pk, day) != [] for day in (TODAY - DAY, TODAY, TODAY + DAY)] == [
        False,
        True,
        False,
    ]
    assert coming.edition.valid_to == TODAY


def test_a_draft_asks_nobody(staff):
    make.step(of=make.draft())

    assert to_read(person(staff["member"]).pk, TODAY) == []


def test_a_new_edition_asks_anew(staff):
    first = make.step()
    who = staff["member"]
    make.receipt(of=first.edition, by=who)
    second = make.edition(of=first.edition.document, since=TODAY)
    make.step(of=second, day=TODAY)

    assert [one.number for one in to_read(person(who).pk, TODAY)] == [2]
    assert to_read(person(who).pk, TODAY)[0].answer is Answer.NONE


def test_an_answer_goes_from_question_to_understood_and_not_back(staff):
    edition = make.step().edition
    who = staff["member"]
    make.receipt(of=edition, by=who, question="Vad är nytt?")
    receipt = make.receipt(of=edition, by=who)
    again = make.receipt(of=edition, by=who)

    assert (receipt.understood, receipt.question, again.pk) == (True, "Vad är nytt?", receipt.pk)
    with pytest.raises(Refused, match="Du bekräftade"):
        make.receipt(of=edition, by=who, question="Och det här?")
    told = Event.objects.filter(subject="documents.Receipt").values_list("what", flat=True)
    assert sorted(told) == ["documents.receipt.changed", "documents.receipt.given"]


@pytest.mark.parametrize("who", ["other", "someone else"])
def test_only_those_asked_answer_and_only_for_themselves(staff, who):
    edition = make.step().edition
    acting = staff["other"] if who == "other" else staff["manager"]
    mine = person(staff["other"] if who == "other" else staff["member"])
    with pytest.raises(Refused):
        give_receipt(edition=edition, person=mine, question="", day=TODAY, by=acting)

    assert not Receipt.objects.exists()


def test_an_answer_stays_when_someone_leaves(staff):
    edition = make.step().edition
    make.receipt(of=edition, by=staff["member"])
    end_mandate(
        mandate=Mandate.objects.get(person__user=staff["member"]), last_day=TODAY - DAY, by=user()
    )
    found = plan(edition.document_id, None, TODAY, drafts=EVERYTHING)

    assert (found.together, found.others) == (Tally(2, 0, 0), 1)


def test_an_extract_of_a_person_tells_what_they_have_answered(staff):
    edition = make.step().edition
    make.receipt(of=edition, by=staff["member"], question="Vad är nytt?")
    told = [
        row.says
        for kind in extract(person(staff["member"]), masked=False)
        for row in kind.rows
        if row.register == "läskvitto"
    ]

    assert any("fråga: Vad är nytt?" in says and "utgåva 1" in says for says in told)


@pytest.mark.parametrize(
    ("until", "kept"),
    [
        pytest.param(date(2024, 11, 22), "Vad är nytt?", id="two years ago"),
        pytest.param(date(2024, 11, 21), "", id="a day more"),
    ],
)
def test_a_question_is_kept_two_years_after_its_edition_and_never_in_the_log(staff, until, kept):
    edition = make.step(of=make.edition(until=until)).edition
    receipt = make.receipt(
        of=edition, by=staff["member"], question="Vad är nytt?", day=date(2024, 11, 1)
    )
    OLD_QUESTIONS.carry_out(date(2026, 11, 22), user())
    receipt.refresh_from_db()

    assert (receipt.question, receipt.understood) == (kept, False)
    assert OLD_QUESTIONS.due(date(2026, 11, 22)).count == 0
    assert [e for e in Event.objects.all() if "nytt?" in f"{e.before}{e.after}"] == []


def post(client, name, *args, **said):
    return client.post(reverse(f"documents:{name}", args=args), said)


def get(client, name, *args):
    return client.get(reverse(f"documents:{name}", args=args))


def client_of(who):
    client = Client()
    client.force_login(who)
    return client


def test_someone_reads_and_answers_on_the_page(staff):
    edition = make.step(of=make.edition(texts=["Första raden.\nAndra raden."])).edition
    client, number = client_of(staff["employee"]), edition.document_id
    page = get(client, "receipt", number).content.decode()
    answer = post(client, "receipt", number, edition=edition.pk, answer="understood")

    assert "<p>Första raden.</p>" in page
    assert answer.status_code == 302
    assert Receipt.objects.get().understood
    assert 'name="answer"' not in get(client, "receipt", number).content.decode()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        pytest.param({"answer": "question"}, "Skriv din fråga", id="no question"),
        pytest.param({"answer": "understood", "question": "Va?"}, "ta bort den", id="both"),
        pytest.param({}, "måste fyllas i", id="nothing"),
        pytest.param({"answer": "understood", "edition": "99"}, "annan utgåva", id="another"),
    ],
)
def test_an_answer_that_does_not_hold_together_is_not_kept(staff, said, why):
    edition = make.step().edition
    said = {"edition": edition.pk} | said
    page = post(client_of(staff["employee"]), "receipt", edition.document_id, **said)

    assert (page.status_code, Receipt.objects.exists()) == (200, False)
    assert why in page.content.decode()


@pytest.mark.parametrize("who", ["nobody", "outside", "no person"])
def test_those_who_are_not_asked_cannot_answer(staff, person, who):
    edition = make.step().edition
    clients = {"nobody": Client(), "outside": client_of(staff["other"]), "no person": Client()}
    if who == "no person":
        clients[who].force_login(person)
    answer = post(
        clients[who], "receipt", edition.document_id, edition=edition.pk, answer="understood"
    )

    assert answer.status_code == (302 if who == "nobody" else 403)
    assert not Receipt.objects.exists()


def test_a_plan_is_made_changed_and_removed_on_its_page(staff):
    edition, client = make.edition(), signed_in(Role.CONTROLLER)
    number = edition.document_id
    said = {"place": "organ:BUN", "audience": "everyone", "how": "APT", "day": str(TODAY)}

    assert post(client, "add-step", number, **said).status_code == 302
    step = Announcement.objects.get()
    form = get(client, "change-step", number, step.pk)
    seen = form.context_data["form"].initial["seen"]
    changed = said | {"how": "Intranät", "seen": seen}
    assert post(client, "change-step", number, step.pk, **changed).status_code == 302
    clash = post(client, "change-step", number, step.pk, **(changed | {"how": "Möte"}))
    assert (clash.status_code, "Möte" in clash.content.decode()) == (409, True)
    over = clash.context_data["form"].data["seen"]
    last = changed | {"how": "Möte", "seen": over}
    assert post(client, "change-step", number, step.pk, **last).status_code == 302
    assert Announcement.objects.get().how == "Möte"
    assert post(client, "remove-step", number, step.pk).status_code == 302
    assert not Announcement.objects.exists()


def test_a_committee_plans_for_its_own_and_the_deciding_body_for_all(staff):
    edition = make.edition()
    writer = signed_in(Role.SECRETARY, body("BUN"))
    said = {"audience": "everyone", "how": "APT", "day": str(TODAY)}
    number = edition.document_id

    assert post(writer, "add-step", number, place="organ:SN", **said).status_code == 200
    assert not Announcement.objects.exists()
    assert post(writer, "add-step", number, place="organ:BUN", **said).status_code == 302
    theirs = make.step(of=edition, place=body("SN"))
    for name in ("change-step", "remove-step"):
        assert post(writer, name, number, theirs.pk, **said).status_code == 403
    assert get(signed_in(Role.EMPLOYEE, body("BUN")), "add-step", number).status_code == 403


def test_a_step_is_found_under_its_own_document_alone():
    step, other = make.step(), make.edition()
    client = signed_in(Role.CONTROLLER)

    assert get(client, "step", other.document_id, step.pk).status_code == 404
    assert post(client, "remove-step", other.document_id, step.pk).status_code == 404


def test_names_are_shown_to_those_within_the_place_alone(staff):
    edition = make.edition()
    ours = make.step(of=edition, place=body("BUN"))
    within, without = client_of(staff["manager"]), client_of(staff["other"])

    assert get(within, "step", edition.document_id, ours.pk).status_code == 200
    assert get(without, "step", edition.document_id, ours.pk).status_code == 403
    assert get(without, "communication", edition.document_id).status_code == 200
    assert get(Client(), "communication", edition.document_id).status_code == 302


def test_a_protected_identity_is_not_named(staff):
    hidden = person(staff["employee"])
    step = make.step()
    make.receipt(of=step.edition, by=staff["employee"], question="Vad är nytt?")
    correct_person(person=hidden, protected=True, by=user(), why="Skydd")
    page = get(signed_in(Role.CONTROLLER), "step", step.edition.document_id, step.pk)
    questions = get(signed_in(Role.CONTROLLER), "communication", step.edition.document_id)

    for answer in (page, questions):
        assert hidden.name not in answer.content.decode()
        assert "Skyddade personuppgifter" in answer.content.decode()


def test_questions_are_read_by_those_within_the_deciding_body(staff):
    step = make.step()
    make.receipt(of=step.edition, by=staff["employee"], question="Gäller det helger?")
    number = step.edition.document_id
    inside = get(signed_in(Role.SECRETARY, make.council()), "communication", number)
    outside = get(client_of(staff["other"]), "communication", number)

    assert "Gäller det helger?" in inside.content.decode()
    assert person(staff["employee"]).name not in inside.content.decode()
    assert "Gäller det helger?" not in outside.content.decode()


def test_the_plan_and_the_duties_ask_as_much_for_three_steps_as_for_sixty(staff, questions):
    edition, counts = make.edition(), []
    who, client = staff["member"], signed_in(Role.CONTROLLER)
    for wanted in (3, 60):
        for number in range(Announcement.objects.count(), wanted):
            make.step(of=edition if number % 2 else make.edition(), how=f"Steg {number}")
        get(client, "communication", edition.document_id)
        with questions() as on_page:
            assert get(client, "communication", edition.document_id).status_code == 200
        mine = Owner(person(who).pk, actor_of(who))
        with questions() as owing:
            duties(mine, TODAY)
        counts.append((len(on_page), len(owing)))

    assert counts[0] == counts[1]
