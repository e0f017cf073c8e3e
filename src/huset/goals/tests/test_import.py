"""Indicators' values by file: who may, what the preview says, and that all or nothing is stored."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from huset.goals import queries
from huset.goals.actions import report_values
from huset.goals.models import Measurement
from huset.goals.permissions import Reporter, reportable_bodies
from huset.goals.queries import preview_values
from huset.goals.queries.known import Entered, Known, Which
from huset.goals.rules import Period
from huset.goals.tests import make
from huset.kernel.actions import Refused
from huset.kernel.importing import RowError, read_table, uploads
from huset.kernel.models import Event
from huset.organisation.permissions import actor_of
from huset.organisation.queries import organisation
from huset.organisation.rules import Right, Role
from huset.organisation.tests.make import body, model, reader, signed_in, unit, user

pytestmark = pytest.mark.django_db
HEADINGS = "Indikator;Namn;Enhet;År;Utfall;Källa\n"
KNOWN = date(2026, 3, 1)
YEAR = {"ar": "2026", "per": "2026-06-15"}
REPORTED = "goals.measurement.reported"
REPORTERS = {Role.MANAGING_DIRECTOR, Role.DIRECTOR, Role.MANAGER, Role.CONTROLLER}


@pytest.fixture
def indicators():
    """Two indicators of one body, the first with a value for 2025, and one of another body."""
    model()
    goal = make.goal()
    first = make.indicator("I1", of=goal)
    make.measurement(Decimal("27.4"), of=first, year=2025, source="Skolverket")
    return first, make.indicator("I2", of=goal), make.indicator("S1", of=make.goal(of=body("SN")))


def previewed(lines, *, codes=("BUN",), known_from=KNOWN):
    content = (HEADINGS + lines).encode()
    who = Reporter(frozenset(codes))
    return preview_values(content, "v.csv", known_from=known_from, reporter=who)


def row(code, year, *, value=None, preliminary=None, source=None):
    """A row of the file as it is read back: of the whole year and of all."""
    about = (code, f"Indikatorn {code[1:]}", "%", year, None, "", None, None)
    return (*about, value, None, preliminary, source)


def sent(client, lines, *, name="v.csv", known_from=KNOWN):
    content = lines if isinstance(lines, bytes) else (HEADINGS + lines).encode()
    data = {"file": SimpleUploadedFile(name, content), "known_from": known_from.isoformat()}
    return client.post(reverse("goals:values"), data)


def main_of(response):
    page = response.content.decode()
    page = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page)).strip()


def confirmed(client, url, seen=None):
    mark = re.search(r'name="mark" value="(\w+)"', (seen or client.get(url)).content.decode())
    return client.post(url, {"mark": mark[1]}, follow=True)


def stored():
    return [
        (m.indicator.code, m.year, m.value, m.known_from, m.source)
        for m in Measurement.objects.select_related("indicator").order_by("id")
    ]


def test_a_preview_tells_new_changed_unchanged_and_what_was_left_empty(indicators):
    found = previewed("I1;;;2025;27,40;\nI1;;;2024;26;Egen mätning\nI2;;;2025;;\n")
    assert [(c.row, c.what, c.before, c.after) for c in found.new] == [
        (3, "I1 Indikatorn 1, 2024", None, "26")
    ]
    assert (found.changed, found.unchanged, found.errors) == ((), 1, ())
    changed = previewed("I1;;;2025;28,5;Skolverket\n").changed
    assert [(c.row, c.before, c.after) for c in changed] == [(2, "27,4", "28,5")]


def test_every_fault_is_told_at_once_in_plain_swedish(indicators):
    lines = (
        "I1;;;2025;28;Skolverket\n"
        "I1;;;2025;29;Skolverket\n"
        "I1x;;;2025;1;k\n"
        "S1;;;2025;1;k\n"
        "I2;;;2027;1;k\n"
        "I2;;;2025;1;\n"
        ";;;2024;1.234;k\n"
    )
    bodies = "bara indikatorer ur filen som kan hämtas här"
    assert previewed(lines).errors == (
        RowError(3, "D (År)", "Rad 2 gäller också I1 2025", "varje värde en gång"),
        RowError(4, "A (Indikator)", "Indikatorn ”I1x” finns inte", "”I1”"),
        RowError(5, "A (Indikator)", "S1 hör till Nämnden SN, som du inte rapporterar för", bodies),
        RowError(
            6,
            "D (År)",
            "Värdet för 2027 kan inte vara känt redan 2026-03-01",
            "en period som har slutat före 2026-03-01",
        ),
        RowError(
            7,
            "F (Källa)",
            "Källan saknas för ett värde som är nytt eller ändrat",
            "varifrån det kommer, som Egen mätning",
        ),
        RowError(8, "A (Indikator)", "Indikator saknas", "ett värde i cellen"),
        RowError(
            8,
            "E (Utfall)",
            "”1.234” kan betyda både 1234 och 1,234",
            "1234 eller 1,234",
        ),
    )


def test_a_file_goes_from_upload_to_preview_to_stored_values(indicators):
    manager = signed_in(Role.MANAGER, unit())
    url = sent(manager, "I1;;;2025;28,5;Skolverket\nI2;;;2025;3;Egen mätning\n").url
    seen = manager.get(url)
    assert "Nya: 1. Ändrade: 1. Oförändrade: 0." in main_of(seen)
    assert "I1 Indikatorn 1, 2025 27,4 28,5" in main_of(seen)
    assert Measurement.objects.count() == 1
    done = confirmed(manager, url, seen)
    assert done.redirect_chain == [(reverse("goals:values"), 302)]
    assert "Värdena ur v.csv är sparade." in main_of(done)
    assert stored()[1:] == [
        ("I2", 2025, Decimal(3), KNOWN, "Egen mätning"),
        ("I1", 2025, Decimal("28.5"), KNOWN, "Skolverket"),
    ]
    assert Event.objects.filter(what=REPORTED, by__username="manager-100").count() == 2


def test_the_same_file_twice_changes_nothing(indicators):
    manager = signed_in(Role.MANAGER, unit())
    lines = "I1;;;2025;28,5;Skolverket\n"
    confirmed(manager, sent(manager, lines).url)
    lines_of_the_log = Event.objects.count()
    again = manager.get(sent(manager, lines).url)
    assert "Det finns inget att spara" in main_of(again)
    assert b"<button" not in again.content[again.content.index(b"<main") :]
    assert Event.objects.count() == lines_of_the_log


def test_one_fault_stops_every_row_even_when_it_is_confirmed(indicators):
    manager = signed_in(Role.MANAGER, unit())
    url = sent(manager, "I1;;;2025;28,5;Skolverket\nS1;;;2025;1;k\n").url
    seen = main_of(manager.get(url))
    assert "Rader med fel: 1." in seen
    assert "S1 hör till Nämnden SN, som du inte rapporterar för" in seen
    assert manager.post(url, {"mark": "x"}).status_code == 409
    assert len(stored()) == 1


def test_a_value_that_changed_since_the_preview_stops_every_row(indicators):
    manager, controller = signed_in(Role.MANAGER, unit()), signed_in(Role.CONTROLLER)
    url = sent(manager, "I1;;;2025;28;Skolverket\nI2;;;2025;3;Egen\n").url
    seen = manager.get(url)
    confirmed(controller, sent(controller, "I1;;;2025;30;Kolada\n").url)
    late = confirmed(manager, url, seen)
    assert late.status_code == 409
    assert "Något har ändrats sedan du förhandsgranskade. Inget har sparats." in main_of(late)
    assert "I1 Indikatorn 1, 2025 30 28" in main_of(late)
    assert [row[2] for row in stored()] == [Decimal("27.4"), Decimal(30)]
    assert confirmed(manager, url, late).status_code == 200
    assert [row[2] for row in stored()] == [Decimal("27.4"), Decimal(28), Decimal(3)]


def test_the_action_stores_all_or_nothing(indicators):
    first, second, _ = indicators
    values = [
        Entered(Which(second.pk, Period(2025)), None, Known(Decimal(3), source="Egen")),
        Entered(Which(first.pk, Period(2025)), Known(Decimal(26)), Known(Decimal(28))),
    ]
    before = stored()
    with pytest.raises(Refused) as refusal:
        report_values(values=values, known_from=KNOWN, by=user())
    assert str(refusal.value) == (
        "Värdet på I1 för 2025 har ändrats sedan du såg det, till 27,4. Inget har sparats."
    )
    assert stored() == before


def test_two_who_send_the_same_file_store_it_once(indicators):
    manager, controller = signed_in(Role.MANAGER, unit()), signed_in(Role.CONTROLLER)
    lines = "I2;;;2025;3;Egen\n"
    url = sent(manager, lines).url
    manager.get(url)
    assert sent(controller, lines).url == url
    confirmed(controller, url)
    assert manager.post(url, {"mark": "x"}).status_code == 404
    assert len(stored()) == 2


def test_a_manager_reports_for_their_own_body_and_a_controller_for_all(indicators):
    page = reverse("goals:values")
    manager, controller = signed_in(Role.MANAGER, unit()), signed_in(Role.CONTROLLER)
    assert re.findall(r"Indikatorn \d", main_of(manager.get(page, YEAR))) == [
        "Indikatorn 1",
        "Indikatorn 2",
    ]
    assert len(re.findall(r"Indikatorn \d", main_of(controller.get(page, YEAR)))) == 3
    chosen = main_of(controller.get(page, YEAR | {"organ": "SN"}))
    assert re.findall(r"Indikatorn \d", chosen) == ["Indikatorn 3"]
    other = main_of(manager.get(page, YEAR | {"organ": "SN"}))
    assert "Inga indikatorer" in other


@pytest.mark.parametrize("role", sorted(set(Role) - REPORTERS))
def test_others_may_neither_see_nor_send_values(indicators, role):
    client = signed_in(role, body("KF", "Kommunfullmäktige", "council"))
    assert client.get(reverse("goals:values")).status_code == 403
    assert client.get(reverse("goals:values-file", args=["xlsx"])).status_code == 403
    assert sent(client, "I1;;;2025;28;k\n").status_code == 403
    assert client.get(reverse("goals:values-preview", args=["0" * 64])).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client, indicators):
    assert client.get(reverse("goals:values")).url.startswith(reverse("web:sign-in"))


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_file_that_is_fetched_and_sent_back_changes_nothing(indicators, form):
    manager = signed_in(Role.MANAGER, unit())
    fetched = manager.get(reverse("goals:values-file", args=[form]), YEAR)
    assert f"v%C3%A4rden-2026.{form}" in fetched["Content-Disposition"]
    rows = read_table(fetched.content, f"v.{form}", queries.VALUE_COLUMNS).rows
    assert [tuple(one.values.values()) for one in rows] == [
        row("I1", 2025, value=Decimal("27.4"), preliminary=False, source="Skolverket"),
        row("I1", 2026),
        row("I2", 2026),
    ]
    seen = main_of(manager.get(sent(manager, fetched.content, name=f"v.{form}").url))
    assert "Nya: 0. Ändrade: 0. Oförändrade: 1." in seen


def test_the_values_are_files_of_two_sorts_only(indicators):
    client = signed_in(Role.CONTROLLER)
    assert client.get(reverse("goals:values-file", args=["pdf"])).status_code == 404


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7", "Filen är en PDF. Spara tabellen som Excel (.xlsx) eller CSV"),
        (b"a;b\n1;2\n", "Filen saknar rubriker. En rad ska ha minst dessa: Indikator, År."),
        (b"x" * 10_000_001, "Filen är större än 10 MB. Dela den i flera."),
    ],
    ids=["pdf", "no headings", "too large"],
)
def test_a_file_that_cannot_be_read_says_why_on_the_form(indicators, content, message):
    response = sent(signed_in(Role.CONTROLLER), content)
    assert response.status_code == 200
    assert f"Fil med värden: {message}" in main_of(response)


def test_values_cannot_be_known_from_a_day_to_come(indicators):
    controller = signed_in(Role.CONTROLLER)
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "Kända från: Dagen har inte kommit än." in main_of(
        sent(controller, "I1;;;2025;28;k\n", known_from=tomorrow)
    )
    url = sent(controller, "I1;;;2025;28;k\n").url
    assert controller.get(url.replace(str(KNOWN), str(tomorrow))).status_code == 400


def test_a_file_that_waits_no_longer_is_not_found(indicators):
    page = reverse("goals:values-preview", args=["0" * 64])
    client = signed_in(Role.CONTROLLER)
    assert client.get(page, {"namn": "v.csv", "kand": "2026-03-01"}).status_code == 404
    assert client.get(page).status_code == 400


def test_a_waiting_file_that_is_no_table_of_values_is_refused(indicators):
    page = reverse("goals:values-preview", args=[uploads.receive([b"#FLAGGA 0"])])
    client = signed_in(Role.CONTROLLER)
    assert client.get(page, {"namn": "v.se", "kand": "2026-03-01"}).status_code == 400


def test_an_auditor_sees_all_and_reports_for_none(indicators):
    auditor = actor_of(reader(Role.AUDITOR))
    assert auditor.area(Right.READ_INTERNAL).everything
    assert reportable_bodies(auditor, organisation(KNOWN)) == frozenset()


def test_the_list_asks_as_much_for_three_indicators_as_for_one(indicators, questions):
    model()
    client = signed_in(Role.CONTROLLER)
    page = reverse("goals:values")
    with questions() as one:
        client.get(page, YEAR | {"organ": "SN"})
    goal = indicators[2].goal
    for code in ("S2", "S3"):
        make.measurement(of=make.indicator(code, of=goal), year=2025)
    with questions() as three:
        assert "S" in main_of(client.get(page, YEAR | {"organ": "SN"}))
    assert len(three) == len(one)


def test_the_way_in_shows_for_those_who_report(indicators):
    goals = reverse("goals:goals")
    assert "Rapportera värden" in main_of(signed_in(Role.CONTROLLER).get(goals, YEAR))
    assert "Rapportera värden" not in main_of(signed_in(Role.AUDITOR).get(goals, YEAR))
