"""Core missions: by law or by decision, for each body, and the bodies that lack one."""

from datetime import date
from typing import Any

import pytest

from huset.direction.models import ExternalSteering, Provision
from huset.direction.tests.make import external
from huset.goals.actions import add_mission, change_mission, end_mission
from huset.goals.actions.missions import Mission
from huset.goals.models import CoreMission
from huset.goals.queries.missions import lacking, mission_mark, missions
from huset.kernel.actions import Clash, Refused
from huset.kernel.backlinks import backlinks
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, decision, model, signed_in, user

pytestmark = pytest.mark.django_db
SINCE, PER = date(2026, 1, 1), date(2026, 6, 1)


@pytest.fixture(autouse=True)
def a_model(db):
    model()


def law(code: str = "SKOL") -> ExternalSteering:
    return ExternalSteering.objects.filter(code=code).first() or external(code, "Skollag")


def by_law(title: str = "Skolan", **more: Any) -> Mission:
    return Mission(
        **{"title": title, "mandatory": True, "since": SINCE, "steering": [law()]} | more
    )


def by_decision(title: str = "Badet", day: date = SINCE, **more: Any) -> Mission:
    given = {"title": title, "mandatory": False, "since": day, "decision": decision(day=day)}
    return Mission(**given | more)


def added(mission: Mission, code: str = "BUN") -> CoreMission:
    return add_mission(body=body(code), mission=mission, by=user())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({}, "", id="a law"),
        pytest.param({"steering": []}, "säger vilken lag det vilar på", id="no law"),
        pytest.param(
            {"mandatory": False}, "säger vilket beslut det vilar på", id="voluntary, no decision"
        ),
        pytest.param({"since": date(2019, 12, 31)}, "finns från 2020-01-01", id="before the body"),
    ],
)
def test_a_mandatory_one_says_its_law_and_a_voluntary_one_its_decision(changes, said):
    if not said:
        assert added(by_law(**changes)).mandatory
        return
    with pytest.raises(Refused, match=said):
        added(by_law(**changes))

    assert CoreMission.objects.count() == 0


def test_a_provision_is_law_enough():
    made = Provision.objects.create(steering=law(), code="1", label="1 §", title="Skola")

    assert added(by_law(steering=[], provisions=[made])).provisions.get() == made


@pytest.mark.parametrize(
    ("by", "since", "said"),
    [
        ("KF", date(2026, 1, 1), ""),
        ("KF", date(2025, 12, 31), "kan inte gälla från 2025-12-31"),
        ("BUN", date(2026, 1, 1), "beslutas av Kommunfullmäktige, inte av Nämnden BUN"),
    ],
)
def test_a_voluntary_one_is_the_councils_from_the_day_it_decided(by, since, said):
    made = decision(of=None if by == "KF" else body(by), day=SINCE)
    if not said:
        assert added(by_decision(since=since, decision=made)).decision == made
        return
    with pytest.raises(Refused, match=said):
        added(by_decision(since=since, decision=made))


@pytest.mark.parametrize(
    ("per", "titles"),
    [
        pytest.param(date(2025, 12, 31), [], id="the day before"),
        pytest.param(date(2026, 1, 1), ["Skolan", "Badet"], id="the first day"),
        pytest.param(date(2026, 6, 30), ["Skolan", "Badet"], id="the last day of one"),
        pytest.param(date(2026, 7, 1), ["Skolan"], id="the day after"),
    ],
)
def test_missions_are_those_of_the_day(per, titles):
    added(by_law())
    bath = added(by_decision())
    end_mission(number=bath.pk, last=date(2026, 6, 30), seen=mission_mark(bath), by=user())

    assert [m.title for m in missions(per)] == titles


def test_a_mission_is_found_once_from_its_law_and_from_its_provision():
    made = Provision.objects.create(steering=law(), code="1", label="1 §", title="Skola")
    added(by_law(provisions=[made]))
    found = backlinks(ExternalSteering, [law().pk], PER)[law().pk]

    assert [(one.kind, one.title, one.body_code) for one in found] == [
        ("Grunduppdrag", "Skolan", "BUN")
    ]
    assert len(backlinks(Provision, [made.pk], PER)[made.pk]) == 1
    assert backlinks(Provision, [made.pk], date(2025, 12, 31)) == {}


def test_committees_companies_and_the_board_ought_to_have_one():
    for code, kind in (
        ("KF", "council"),
        ("KS", "executive_board"),
        ("SN", "committee"),
        ("AB", "company"),
        ("REV", "auditors"),
        ("AU", "subcommittee"),
    ):
        body(code, f"Organet {code}", kind)
    added(by_law(), "BUN")

    assert {code for code, _ in lacking(PER)} == {"KS", "SN", "AB"}
    assert lacking(PER, ["BUN"]) == []
    assert [code for code, _ in lacking(PER, ["SN"])] == ["SN"]


def test_an_older_text_neither_changes_nor_ends_it():
    made = added(by_law())
    seen = mission_mark(made)
    change_mission(number=made.pk, mission=by_law("Ändrad"), seen=seen, by=user("nils"))
    with pytest.raises(Clash):
        change_mission(number=made.pk, mission=by_law("Min"), seen=seen, by=user())
    with pytest.raises(Clash):
        end_mission(number=made.pk, last=PER, seen=seen, by=user())
    made.refresh_from_db()

    assert (made.title, made.valid_to) == ("Ändrad", None)


@pytest.mark.parametrize(
    ("last", "said"),
    [(date(2025, 12, 31), "Välj den dagen eller en senare"), (date(2026, 1, 1), "")],
)
def test_it_ends_on_its_first_day_at_the_earliest(last, said):
    made = added(by_law())
    given = {"number": made.pk, "last": last, "seen": mission_mark(made), "by": user()}
    if said:
        with pytest.raises(Refused, match=said):
            end_mission(**given)
    else:
        assert end_mission(**given).valid_to == last


def test_the_page_tells_of_law_and_decision_in_words_and_who_lacks(page):
    body("SN", "Socialnämnden")
    added(by_law())
    added(by_decision())
    text = page("/missions/?per=2026-06-01")

    assert "Lagstadgat" in text
    assert "Skollag" in text
    assert "Frivilligt" in text
    assert "Kommunfullmäktige 1 januari 2026 §" in text
    assert "Saknar grunduppdrag" in text
    assert "Socialnämnden" not in page("/missions/?per=2026-06-01&organ=BUN").partition("<main")[2]


def test_the_part_that_htmx_asks_for_is_the_part_of_the_page(page):
    added(by_law())
    part = page("/missions/?per=2026-06-01", headers={"HX-Request": "true"})

    assert part.startswith('<div id="missions">')
    assert part in page("/missions/?per=2026-06-01")


def test_the_list_asks_as_many_questions_for_three_as_for_one(page, questions):
    counts = []
    for wanted in (1, 3):
        while CoreMission.objects.count() < wanted:
            added(by_law(f"Skolan {CoreMission.objects.count()}"))
        page("/missions/")
        with questions() as asked:
            page("/missions/")
        counts.append(len(asked))

    assert counts[0] == counts[1]


FORM = {"title": "Skolan", "text": "", "kind": "lag", "since": "2026-01-01", "order": "1"}


def test_a_mission_is_added_changed_and_ended_by_its_forms():
    head = signed_in(Role.DIRECTOR, body("BUN"))
    number = law().pk
    body("KF", "Kommunfullmäktige", "council")
    done = head.post("/missions/new/BUN/", FORM | {"steering": [number]})
    made = CoreMission.objects.get()
    shown = head.get(f"/missions/{made.pk}/edit/").content.decode()
    new = FORM | {"title": "Skolorna", "steering": [number], "seen": mission_mark(made)}
    changed = head.post(f"/missions/{made.pk}/edit/", new)
    made.refresh_from_db()
    ended = head.post(
        f"/missions/{made.pk}/end/", {"last": "2026-12-31", "seen": mission_mark(made)}
    )
    made.refresh_from_db()

    assert [answer.status_code for answer in (done, changed, ended)] == [302] * 3
    assert 'value="Skolan"' in shown
    assert (made.title, made.valid_to) == ("Skolorna", date(2026, 12, 31))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "säger vilken lag"),
        ({"kind": "beslut"}, "säger vilket beslut"),
        ({"kind": "annat"}, "Välj ett giltigt alternativ"),
        ({"title": ""}, "Titel"),
        ({"since": "0001-01-01"}, "Välj ett år mellan"),
        ({"steering": ["999"]}, "Lagar"),
        ({"steering": ["abc"]}, "Lagar"),
        ({"decision": "999"}, "Beslut"),
        ({"order": "-1"}, "Plats"),
    ],
)
def test_what_cannot_be_saved_says_why_and_saves_nothing(changes, said):
    law()
    answer = signed_in(Role.CONTROLLER).post("/missions/new/BUN/", FORM | changes)

    assert answer.status_code in {200, 409}
    assert said in answer.content.decode()
    assert CoreMission.objects.count() == 0


def test_a_clash_shows_both_texts_and_the_next_save_is_by_one_who_has_seen_them():
    made = added(by_law())
    seen = mission_mark(made)
    change_mission(number=made.pk, mission=by_law("Den andres"), seen=seen, by=user("nils"))
    writer, where = signed_in(Role.CONTROLLER), f"/missions/{made.pk}/edit/"
    mine = FORM | {"title": "Min", "steering": [law().pk], "seen": seen}
    answer = writer.post(where, mine)
    text = answer.content.decode()
    made.refresh_from_db()

    assert answer.status_code == 409
    assert "Den andres" in text
    assert 'value="Min"' in text
    assert f'value="{mission_mark(made)}"' in text
    assert writer.post(where, mine | {"seen": mission_mark(made)}).status_code == 302


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/missions/999/", 404),
        ("/missions/999/edit/", 404),
        ("/missions/999/end/", 404),
        ("/missions/new/FINNSINTE/", 404),
    ],
)
def test_what_is_not_there_is_not_found(address, status):
    assert signed_in(Role.CONTROLLER).get(address).status_code == status


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [
        (Role.DIRECTOR, "BUN", 200),
        (Role.DIRECTOR, "SN", 403),
        (Role.CONTROLLER, "SN", 200),
        (Role.CHAIR, "BUN", 403),
    ],
)
def test_missions_are_written_in_their_own_body(role, place, status):
    made, reader = added(by_law()), signed_in(role, body(place))
    addresses = ("/missions/new/BUN/", f"/missions/{made.pk}/edit/", f"/missions/{made.pk}/end/")

    assert [reader.get(address).status_code for address in addresses] == [status] * 3
    shown = reader.get(f"/missions/{made.pk}/").content.decode()
    assert (f'href="/missions/{made.pk}/edit/"' in shown) is (status == 200)
