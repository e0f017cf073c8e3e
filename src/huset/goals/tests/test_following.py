"""What core missions are followed up by: added, changed, ended, reported, and shown as known."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huset.goals.actions import add_figure, change_figure, end_figure, end_mission
from huset.goals.duties import duties
from huset.goals.finding import INDICATORS
from huset.goals.models import Indicator, Measurement
from huset.goals.permissions import Reporter
from huset.goals.queries import goals, indicator
from huset.goals.queries.content import Measure, measure_of
from huset.goals.queries.due import values_to_report
from huset.goals.queries.following import change_of, figure_mark, following, next_figure_code
from huset.goals.queries.missions import mission, mission_mark
from huset.goals.rules import Target
from huset.goals.tests import make
from huset.kernel.actions import Clash, Refused
from huset.kernel.models import Event
from huset.organisation.duties import Owner
from huset.organisation.models import Person
from huset.organisation.permissions import actor_of
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, decision, model, reader, signed_in, user

pytestmark = pytest.mark.django_db
PER, KNOWN = date(2026, 6, 1), date(2026, 3, 1)
LAST_YEAR = timezone.localdate().year - 1


@pytest.fixture(autouse=True)
def a_model(db):
    model()


def measure(code: str = "X1", **said: Any) -> Measure:
    return Measure(**{"code": code, "name": "Elever", "unit": "elever"} | said)


def add(to, **said: Any) -> Indicator:
    made = add_figure(mission=to.pk, measure=measure(**said), since=KNOWN, by=user())
    return Indicator.objects.get(pk=made.pk)


def ended(made: Indicator, day: date = PER) -> None:
    end_figure(number=made.pk, day=day, seen=figure_mark(made), by=user())


def due(day: date, code: str, **asked: Any) -> Any:
    reporter = Reporter(frozenset({code}))
    return values_to_report(day, reporter=reporter, **asked).rows


def names(number: int, per: date = PER) -> tuple[list[str], list[str]]:
    found = following([number], per, per.year)[number]
    return [one.code for one in found.now], [one.code for one in found.before]


def main(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def test_it_counts_from_the_day_that_it_is_added_without_a_decision():
    held = make.mission()
    made = add(held, targets={2026: Target(Decimal(90))}, better="up")

    assert names(held.pk, KNOWN - timedelta(days=1)) == ([], [])
    assert names(held.pk, KNOWN) == (["X1"], [])
    said = Event.objects.get(what="goals.indicator.added")
    assert (said.subject_id, said.after["targets"]) == (made.pk, {"2026": ["90.0000"]})


@pytest.mark.parametrize(
    ("said", "why"),
    [
        pytest.param({"code": "TAGEN"}, "redan en indikator med koden TAGEN", id="code taken"),
        pytest.param(
            {"targets": {2026: Target(Decimal(9))}}, "vilken riktning", id="target, no direction"
        ),
        pytest.param(
            {"better": "within", "targets": {2026: Target(Decimal(9), Decimal(8))}},
            "Övre gränsen 2026 är lägre",
            id="upside down",
        ),
        pytest.param({"formula": "[FINNSINTE]"}, "som inte finns", id="formula of nothing"),
        pytest.param({"formula": "[X1] + 1"}, "går runt till sig själv", id="formula of itself"),
    ],
)
def test_what_cannot_be_used_is_refused_and_leaves_no_trace(said, why):
    held = make.mission()
    make.indicator("TAGEN")
    with pytest.raises(Refused, match=why):
        add(held, **said)

    assert not held.indicators.exists()


@pytest.mark.parametrize(
    ("last", "said"), [(KNOWN - timedelta(days=1), "gällde till 2026-02-28"), (KNOWN, "")]
)
def test_a_mission_that_has_ended_gets_no_more(last, said):
    held = make.mission()
    end_mission(number=held.pk, last=last, seen=mission_mark(held), by=user())
    if said:
        with pytest.raises(Refused, match=said):
            add(held)
    else:
        assert add(held).mission == held


def test_an_older_text_neither_changes_nor_ends_it():
    made = add(make.mission())
    seen = figure_mark(made)
    change_figure(number=made.pk, measure=measure(name="Den andres"), seen=seen, by=user("nils"))
    with pytest.raises(Clash):
        change_figure(number=made.pk, measure=measure(name="Min"), seen=seen, by=user())
    with pytest.raises(Clash):
        end_figure(number=made.pk, day=PER, seen=seen, by=user())
    made.refresh_from_db()

    assert (made.name, made.until) == ("Den andres", None)


def test_one_without_values_is_taken_away_and_the_log_remembers_it():
    made = add(make.mission())
    ended(made)

    assert not Indicator.objects.exists()
    assert Event.objects.get(what="goals.indicator.dropped").before["code"] == "X1"


def test_one_with_values_is_ended_and_can_still_be_read():
    made = make.figure("X1")
    make.measurement(453, of=made, year=2025)
    ended(made)
    held = made.mission_id

    assert names(held, PER - timedelta(days=1)) == (["X1"], [])
    assert names(held, PER) == ([], ["X1"])
    row = indicator(made.pk, PER, 2026)
    assert (row.measured, row.until) == ("453 elever", PER)
    assert due(PER, "BUN", period="2025-12") == []
    with pytest.raises(Refused, match="räknas inte längre"):
        ended(made)


def test_one_that_is_reported_while_its_end_is_confirmed_is_not_ended_unseen():
    made = make.figure()
    seen = figure_mark(made)
    make.measurement(453, of=made, year=2025)
    with pytest.raises(Clash):
        end_figure(number=made.pk, day=PER, seen=seen, by=user())

    assert Indicator.objects.get().until is None


def test_what_others_are_computed_from_stays():
    held = make.mission()
    used, per_head = add(held), add(held, code="X2", formula="[X1] / 2")
    with pytest.raises(Refused, match="används i formeln för X2"):
        ended(used)
    seen = figure_mark(used)
    with pytest.raises(Refused, match="Behåll koden"):
        change_figure(number=used.pk, measure=measure("X9"), seen=seen, by=user())
    make.measurement(10, of=used, year=2025)
    with pytest.raises(Refused, match="en formel skulle dölja"):
        change_figure(
            number=used.pk,
            measure=measure(formula="[X2] * 2"),
            seen=figure_mark(used),
            by=user(),
        )

    assert [one.measured for one in following([held.pk], PER, 2026)[held.pk].now] == [
        "10 elever",
        "5 elever",
    ]
    ended(per_head)  # computed values are kept to be read, as reported ones are
    assert names(held.pk) == (["X1"], ["X2"])


def test_the_next_code_is_the_first_that_is_free():
    held = make.mission()
    assert next_figure_code("BUN") == "BUN-G1"
    add(held, code="BUN-G1")
    add(held, code="BUN-G3")

    assert next_figure_code("BUN") == "BUN-G2"
    assert next_figure_code("SN") == "SN-G1"


@pytest.mark.parametrize(
    ("before", "latest", "unit", "said"),
    [
        pytest.param(441, 453, "elever", "+12 (+2,7 %)", id="more"),
        pytest.param(453, 441, "elever", "−12 (−2,6 %)", id="less"),
        pytest.param(453, 453, "elever", "0 (0,0 %)", id="the same"),
        pytest.param(0, 5, "elever", "+5", id="from nothing"),
        pytest.param(68, 70, "%", "+2 procentenheter", id="a share"),
        pytest.param(-100, -90, "kr", "+10 (+10,0 %)", id="a cost with a minus sign"),
    ],
)
def test_a_change_is_told_with_its_sign(before, latest, unit, said):
    assert change_of(Decimal(before), Decimal(latest), unit=unit, decimals=0) == said


@pytest.mark.parametrize(
    ("years", "said"),
    [
        pytest.param({2024: 441, 2025: 453}, "+12 (+2,7 %)", id="the year before"),
        pytest.param({2023: 441, 2025: 453}, "", id="a gap is no change"),
        pytest.param({2025: 453}, "", id="nothing before"),
        pytest.param({}, "", id="nothing at all"),
    ],
)
def test_a_change_is_since_the_year_before_and_nothing_else(years, said):
    made = make.figure()
    for year, value in years.items():
        make.measurement(value, of=made, year=year)
    (row,) = following([made.mission_id], PER, 2026)[made.mission_id].now

    assert row.change == said
    assert row.when == ("2025" if years else "")


@pytest.mark.parametrize(
    ("said", "word"),
    [
        pytest.param({}, None, id="no target is no status"),
        pytest.param({"better": "up"}, None, id="a direction alone is no status"),
        pytest.param(
            {"better": "up", "targets": {2026: Target(Decimal(400))}}, "Uppnått", id="met"
        ),
        pytest.param(
            {"better": "up", "targets": {2026: Target(Decimal(900))}}, "Ej uppnått", id="not met"
        ),
    ],
)
def test_only_what_has_a_target_is_judged(page, said, word):
    made = make.figure(**said)
    make.measurement(453, of=made, year=2025)
    (row,) = following([made.mission_id], PER, 2026)[made.mission_id].now
    assert (row.status.word if row.status else None) == word

    shown = [
        main(page(f"{where}?per=2026-06-01"))
        for where in (f"/missions/{made.mission_id}/", f"/indicators/{made.pk}/")
    ]
    assert ['class="status' in one for one in shown] == [word is not None] * 2
    assert [word in one for one in shown if word] == [True] * (2 if word else 0)


def test_the_page_of_a_mission_tells_all(page):
    held = make.mission(text="Från sex års ålder.")
    goal = make.goal("BUN1", level="committee_goal")
    goal.missions.set([held])
    made = make.figure("BUN-G1", of=held)
    for year, value in ((2024, 441), (2025, 453)):
        make.measurement(value, of=made, year=year)
    shown = main(page(f"/missions/{held.pk}/?per=2026-06-01"))

    for said in (
        "Frivilligt grunduppdrag för",
        "Från sex års ålder.",
        "Kommunfullmäktige 1 januari 2026 §",
        "från 1 januari 2026",
        "453 elever",
        "+12 (+2,7 %)",
        "453 elever (2025), +12 (+2,7 %) sedan året före",
        f"/indicators/{made.pk}/?per=2026-06-01",
        "BUN1 Målet 1",
        "Bedöms inte",
    ):
        assert said in shown
    assert "Lägg till" not in shown
    assert held.page() == ("goals:mission", (held.pk,), {})


def test_the_page_is_as_known_on_the_day(client):
    held = make.mission()
    made = make.figure(of=held)
    make.measurement(453, of=made, year=2025, known_from=KNOWN)
    end_mission(number=held.pk, last=date(2026, 6, 30), seen=mission_mark(held), by=user())
    where = f"/missions/{held.pk}/?per="
    answers = [
        client.get(f"{where}{day}")
        for day in ("2025-12-31", "2026-02-28", "2026-03-01", "2026-06-30", "2026-07-01")
    ]
    shown = [answer.content.decode() for answer in answers]

    assert [answer.status_code for answer in answers] == [404, 200, 200, 200, 200]
    assert ["453 elever" in one for one in shown[1:]] == [False, True, True, True]
    assert ["gällde till och med" in one for one in shown[1:]] == [False, False, False, True]


def test_a_voluntary_one_has_no_page_before_its_decision():
    held = make.mission(since=PER, decision=decision(day=PER))

    assert mission(held.pk, PER - timedelta(days=1), 2026) is None
    assert mission(held.pk, PER, 2026) is not None


def test_the_list_names_two_of_them_and_tells_how_many_there_are(page):
    held = make.mission()
    for number in range(1, 4):
        make.measurement(number, of=make.figure(of=held, name=f"Talet {number}"), year=2025)
    shown = main(page("/missions/?per=2026-06-01"))

    assert "3 nyckeltal" in shown
    assert ["Talet 1" in shown, "Talet 2" in shown, "Talet 3" in shown] == [True, True, False]
    assert "1 elever" in shown


@pytest.mark.parametrize(
    ("role", "place", "todo"),
    [(Role.DIRECTOR, "BUN", True), (Role.DIRECTOR, "SN", False), (Role.CHAIR, "BUN", False)],
)
def test_those_who_may_write_are_told_what_is_not_followed_up(role, place, todo):
    held = make.mission()
    shown = main(signed_in(role, body(place)).get("/missions/").content.decode())

    assert ('id="not-followed"' in shown) is todo
    assert (f"/missions/{held.pk}/figures/new/" in shown) is todo
    assert "Följs inte upp än" in shown


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [
        (Role.DIRECTOR, "BUN", 200),
        (Role.DIRECTOR, "SN", 403),
        (Role.CONTROLLER, "SN", 200),
        (Role.CHAIR, "BUN", 403),
        (None, "", 403),
    ],
)
def test_they_are_written_in_their_own_body(role, place, status):
    made = make.figure()
    client = signed_in(role, body(place)) if role else Client()
    addresses = (
        f"/missions/{made.mission_id}/figures/new/",
        f"/missions/figures/{made.pk}/edit/",
        f"/missions/figures/{made.pk}/end/",
    )

    asked = [client.get(address).status_code for address in addresses]
    sent = [client.post(address, {}).status_code for address in addresses]
    assert [one in {403, 302} for one in asked + sent] == [status == 403] * 6 or asked == [200] * 3
    assert (Indicator.objects.count(), made.name) == (1, Indicator.objects.get().name)
    shown = client.get(f"/missions/{made.mission_id}/").content.decode()
    assert ("figures/new/" in shown) is (status == 200)


FORM = {
    "code": "BUN-G1",
    "name": "Elever",
    "unit": "elever",
    "decimals": "0",
    "better": "",
    "frequency": "tertial",
}


def test_it_is_added_changed_and_ended_by_its_forms():
    held, head = make.mission(), signed_in(Role.DIRECTOR)
    owner = Person.objects.get(user=reader(Role.DIRECTOR))
    begun = head.get(f"/missions/{held.pk}/figures/new/").content.decode()
    assert 'value="BUN-G1"' in begun
    done = head.post(f"/missions/{held.pk}/figures/new/", FORM | {"owner": owner.pk})
    made = Indicator.objects.get()
    assert (done.status_code, done.url) == (302, f"/missions/{held.pk}/")
    assert (made.owner, made.frequency, made.since) == (owner, "tertial", timezone.localdate())
    assert (made.source, made.is_example) == ("Registrerat i Huset", False)

    where, year = f"/missions/figures/{made.pk}/edit/", timezone.localdate().year
    made.targets.create(year=year - 5, value=7)
    shown = head.get(where).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', shown)[1]
    said = FORM | {"seen": seen, "name": "Skolelever", "better": "up", f"target_{year}": "450,5"}
    assert head.post(where, said).status_code == 302
    made.refresh_from_db()
    assert made.name == "Skolelever"
    assert {y: t.value for y, t in measure_of(made).targets.items()} == {
        year - 5: Decimal(7),
        year: Decimal("450.5"),
    }

    end = f"/missions/figures/{made.pk}/end/"
    assert "har inga värden och tas bort helt" in head.get(end).content.decode()
    make.measurement(453, of=made, year=year - 1, known_from=timezone.localdate())
    assert "avslutas från i dag" in head.get(end).content.decode()
    assert head.post(end, {"seen": figure_mark(made)}).status_code == 302
    made.refresh_from_db()
    assert made.until == timezone.localdate()
    assert head.get(where).status_code == 404
    assert "Följs inte längre" in head.get(f"/missions/{held.pk}/").content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": ""}, "Kod"),
        ({"code": "har mellanslag"}, "utan mellanslag"),
        ({"code": "TAGEN"}, "redan en indikator med koden TAGEN"),
        ({"name": ""}, "Vad som mäts"),
        ({"name": "x" * 201}, "Vad som mäts"),
        ({"decimals": "9"}, "Decimaler"),
        ({"owner": "999"}, "Ansvarig"),
        ({"formula": "1 +"}, "Formel"),
        ({f"target_{LAST_YEAR + 1}": "90"}, "vilken riktning"),
        ({f"target_{LAST_YEAR + 1}": "många"}, "Målvärde"),
        ({f"upper_{LAST_YEAR + 1}": "9", "better": "within"}, "Skriv också den nedre gränsen"),
    ],
)
def test_what_cannot_be_saved_says_why_and_saves_nothing(changes, said):
    held = make.mission()
    make.indicator("TAGEN")
    answer = signed_in(Role.CONTROLLER).post(f"/missions/{held.pk}/figures/new/", FORM | changes)

    assert answer.status_code in {200, 409}
    assert said in answer.content.decode()
    assert not held.indicators.exists()


def test_a_clash_shows_both_texts_and_the_next_save_is_by_one_who_has_seen_them():
    made = add(make.mission(), code="BUN-G1")
    seen, where = figure_mark(made), f"/missions/figures/{made.pk}/edit/"
    change_figure(number=made.pk, measure=measure("BUN-G1", name="Deras"), seen=seen, by=user())
    writer = signed_in(Role.CONTROLLER)
    answer = writer.post(where, FORM | {"name": "Min", "seen": seen})
    text, made = answer.content.decode(), Indicator.objects.get()

    assert answer.status_code == 409
    assert "Deras" in text
    assert 'value="Min"' in text
    assert f'value="{figure_mark(made)}"' in text
    again = FORM | {"name": "Min", "seen": figure_mark(made)}
    assert writer.post(where, again).status_code == 302


@pytest.mark.parametrize(
    "address",
    ["/missions/999/figures/new/", "/missions/figures/999/edit/", "/missions/figures/999/end/"],
)
def test_what_is_not_there_is_not_found(address):
    assert signed_in(Role.CONTROLLER).get(address).status_code == 404


def test_a_goals_indicator_is_not_changed_as_a_key_figure():
    made = make.indicator()

    assert signed_in(Role.CONTROLLER).get(f"/missions/figures/{made.pk}/edit/").status_code == 404


def test_values_are_owed_and_reported_as_others_are_by_those_of_the_body():
    since, today = date(LAST_YEAR, 1, 1), timezone.localdate()
    made = make.figure("BUN-G1", of=make.mission(since=since, decision=decision(day=since)))
    head, other = signed_in(Role.DIRECTOR), signed_in(Role.DIRECTOR, body("SN"))
    (row,) = due(today, "BUN")
    said = {
        f"{row.key}-value": "453",
        f"{row.key}-source": "Elevregistret",
        f"{row.key}-seen": row.mark,
        "shown": row.key,
    }

    assert due(today, "SN") == []
    assert [made.code in one.get("/goals/report/").content.decode() for one in (head, other)] == [
        True,
        False,
    ]
    assert Client().get("/goals/report/").status_code in {302, 403}
    other.post("/goals/report/", said)
    assert not Measurement.objects.exists()
    assert head.post("/goals/report/", said).status_code == 302
    kept = Measurement.objects.get()
    assert (kept.indicator, kept.year, kept.value) == (made, LAST_YEAR, 453)


def test_the_file_of_values_has_them_and_is_read_for_the_own_body_alone():
    make.figure("BUN-G1")
    head, other = signed_in(Role.DIRECTOR), signed_in(Role.DIRECTOR, body("SN"))
    file = reverse("goals:values-file", args=["csv"])
    assert [b"BUN-G1" in one.get(file).content for one in (head, other)] == [True, False]

    line = f"Indikator;Namn;Enhet;År;Utfall;Källa\nBUN-G1;;;{LAST_YEAR};453;Elevregistret\n"
    shown = []
    for one in (head, other):
        sent = {
            "file": SimpleUploadedFile("v.csv", line.encode()),
            "known_from": timezone.localdate().isoformat(),
        }
        shown.append(one.post(reverse("goals:values"), sent, follow=True).content.decode())
    assert ["hör till Nämnden BUN" in one for one in shown] == [False, True]


@pytest.mark.parametrize(
    ("role", "place", "owes"),
    [(Role.DIRECTOR, "BUN", True), (Role.DIRECTOR, "SN", False), (Role.CHAIR, "BUN", False)],
)
def test_who_leads_is_told_that_a_value_is_owed(role, place, owes):
    make.figure("BUN-G1")
    found = duties(Owner(None, actor_of(reader(role, body(place)))), date(2027, 1, 1))

    assert [one.what for one in found] == ["Rapportera värde för Nyckeltalet 1, 2026"] * owes


def test_the_way_up_from_a_key_figure_leads_to_its_mission(page):
    made = make.figure()
    make.measurement(453, of=made, year=2025)
    shown = page(f"/indicators/{made.pk}/?per=2026-06-01")

    assert shown.count(f'href="/missions/{made.mission_id}/?per=2026-06-01"') == 2
    assert "har inget målvärde och bedöms inte. Senaste värdet är 453 elever (2025)" in shown
    assert "/goals/0/" not in shown
    assert page(f"/indicators/{made.pk}/chart.svg?per=2026-06-01")


def test_goals_do_not_count_what_follows_up_core_missions():
    make.goal()
    make.measurement(453, of=make.figure(), year=2025)
    (row,) = goals(PER, 2026)

    assert (row.indicators, row.measured) == ((), 0)


def test_search_finds_them_by_name_and_mission_until_they_are_ended():
    made = make.figure("BUN-G1", name="Elever vid gymnasiet")
    make.measurement(453, of=made, year=2025)
    (found,) = INDICATORS.find([made.pk])
    assert (found.title, found.code, found.body_code) == ("Elever vid gymnasiet", "BUN-G1", "BUN")
    assert [p.text for p in found.passages if p.text] == ["Skolan"]
    ended(made)
    (found,) = INDICATORS.find([made.pk])

    assert (found.valid_from, found.valid_to) == (date(2026, 1, 1), PER - timedelta(days=1))
    assert list(INDICATORS.touched("goals.CoreMission", [made.mission_id])) == [made.pk]


@pytest.mark.parametrize("where", ["/missions/", "/missions/{}/"])
def test_as_many_questions_for_a_hundred_as_for_two(page, questions, where):
    held, counts = make.mission(), []
    for wanted in (2, 100):
        while Indicator.objects.count() < wanted:
            make.measurement(of=make.figure(of=held), year=2025)
        page(where.format(held.pk))
        with questions() as asked:
            page(where.format(held.pk))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_history_of_a_mission_tells_of_its_key_figures():
    made = make.figure("BUN-G1")
    where = reverse("web:history", args=["goals.coremission", made.mission_id])
    shown = signed_in(Role.DIRECTOR).get(where).content.decode()

    assert "Lade till grunduppdraget" in shown
    assert "Lade till indikatorn" in shown
