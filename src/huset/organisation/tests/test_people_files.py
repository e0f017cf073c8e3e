"""People and mandates out as a file, and in again."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from huset.kernel.models import Event
from huset.kernel.personal import PROTECTED
from huset.organisation.actions import give_mandate, hand_over, register_person
from huset.organisation.models import Mandate, Person
from huset.organisation.people_files import preview_people
from huset.organisation.rules import Role
from huset.organisation.tests import make

pytestmark = pytest.mark.django_db
HEADINGS = "Kod i katalogen;Namn;E-post;Roll;Organ eller ansvar;Parti;Från och med;Till och med\n"


@pytest.fixture
def people():
    """A chair with a party, a manager with a deputy, and someone protected."""
    make.model()
    body = make.body()
    unit = make.unit("100", of=body)
    chair = person("Ordföranden", email="o@x.se", external_id="k1")
    give(chair, Role.CHAIR, body, party="Parti A", until=date(2026, 12, 31))
    manager = give(person("=Chefen"), Role.MANAGER, unit)
    give(person("Hemlig Zebra", protected=True), Role.MEMBER, body, party="Parti Z")
    hand_over(
        mandate=manager,
        to=person("Vikarien"),
        since=date(2026, 1, 1),
        until=date(2026, 6, 30),
        by=make.user(),
    )


@pytest.fixture
def registrar(people):
    return make.signed_in(Role.REGISTRAR, make.body("KS", kind="executive_board"))


def person(name, **more):
    return register_person(name=name, user=None, by=make.user(), **more)


def give(who, role, place, **more):
    return give_mandate(
        person=who, role=role, place=place, since=make.SINCE, by=make.user(), **more
    )


def previewed(lines, by_user=0):
    return preview_people((HEADINGS + lines).encode(), "p.csv", by_user=by_user)


def sent(client, content, name="p.csv"):
    where = client.post(
        reverse("organisation:people-import"), {"file": SimpleUploadedFile(name, content)}
    ).url
    found = client.get(where).context["preview"]
    return where, found, client.post(where, {"mark": found.mark})


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_that_is_fetched_and_sent_back_changes_nothing(registrar, form):
    content = registrar.get(reverse("organisation:people-file", args=[form])).content
    before = Event.objects.count()
    _, found, answer = sent(registrar, content, f"p.{form}")

    assert (found.errors, found.items, found.unchanged) == ((), [], 4)
    assert found.warnings == (
        "Rad 4 gäller skyddade personuppgifter och hoppas över. Ändra dem på personens sida."
        if form == "csv"
        else "Rad 6 gäller skyddade personuppgifter och hoppas över. Ändra dem på personens sida.",
    )
    assert (answer.status_code, Event.objects.count()) == (409, before)


def test_a_protected_identity_is_masked_in_the_file(registrar):
    text = registrar.get(reverse("organisation:people-file", args=["csv"])).content.decode()

    assert PROTECTED in text
    assert ("Zebra" in text, "Parti Z" in text) == (False, False)


def test_a_formula_is_written_as_text(registrar):
    text = registrar.get(reverse("organisation:people-file", args=["csv"])).content.decode()

    assert ";=Chefen" not in text


def test_a_file_adds_and_changes_and_the_second_time_changes_nothing(registrar):
    lines = (
        "k2;Ny Ordförande;ny@x.se;Ordförande;BUN;Parti B;2027-01-01;\n"
        "k1;Ordföranden;o2@x.se;Ordförande;BUN;Parti A;2020-01-01;2026-11-30\n"
        "k2;Ny Ordförande;ny@x.se;ledamot;BUN;Parti B;2026-12-01;2026-12-31\n"
    )
    content = (HEADINGS + lines).encode()
    _, found, answer = sent(registrar, content)

    assert (found.errors, len(found.new), len(found.changed)) == ((), 2, 1)
    assert answer.status_code == 302
    assert Person.objects.get(external_id="k2").mandates.count() == 2
    assert Person.objects.get(external_id="k1").email == "o2@x.se"
    assert Mandate.objects.get(person__external_id="k1").valid_to == date(2026, 11, 30)
    _, again, _ = sent(registrar, content)
    assert (again.errors, again.items, again.unchanged) == ((), [], 3)


def test_a_new_chair_may_begin_when_the_old_ones_row_ends(people):
    found = previewed(
        ";Ny;;Ordförande;BUN;;2026-06-01;\nk1;Ordföranden;o@x.se;Ordförande;BUN;Parti A;2020-01-01;"
        "2026-05-31\n"
    )

    assert found.errors == ()


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        (";Ny;;Kung;BUN;;2026-01-01;", "D (Roll)", "finns inte att välja"),
        (";Ny;;Ledamot;NOPE;;2026-01-01;", "E (Organ eller ansvar)", "Organet ”NOPE” finns inte"),
        (";Ny;;Enhetschef;999;;2026-01-01;", "E (Organ eller ansvar)", "Enheten ”999” finns inte"),
        (";Ny;;Ledamot;BUN;;i fjol;", "G (Från och med)", "är inget datum"),
        (";Ny;;Ledamot;BUN;;;", "G (Från och med)", "saknas"),
        (";Ny;inte;Ledamot;BUN;;2026-01-01;", "C (E-post)", "saknar @"),
        (";Ny;;Medarbetare;100;Parti A;2026-01-01;", "F (Parti)", "bara för förtroendevalda"),
        (";Ny;;Ordförande;BUN;;2026-01-01;", "D (Roll)", "redan en ordförande"),
        (";=Chefen;;Ledamot;BUN;;2026-01-01;", "D (Roll)", "både förtroendevald"),
        (";Ny;;Ledamot;BUN;;2019-01-01;", "D (Roll)", "finns inte den 2019-01-01"),
    ],
)
def test_each_fault_has_its_row_and_column(people, line, column, said):
    found = previewed(line + "\n")

    assert [(e.row, e.column, said in e.message) for e in found.errors] == [(2, column, True)]
    assert not found.can_import


def test_rows_are_judged_beside_each_other(people):
    found = previewed(
        ";Ny;;Ledamot;BUN;;2026-01-01;\n;Ny;;Ledamot;BUN;;2026-01-01;\n"
        ";Ny;;Medarbetare;100;;2026-01-01;\n;Ny;a@b.se;Ersättare;BUN;;2026-01-01;\n"
    )

    assert [(e.row, e.message.split(" ", 2)[0]) for e in found.errors] == [
        (3, "Rad"),
        (4, "Ingen"),
        (5, "Rad"),
    ]


def test_one_fault_and_nothing_is_stored(registrar):
    lines = ";Ny;;Ledamot;BUN;;2026-01-01;\n;Fel;;Ledamot;NOPE;;2026-01-01;\n"
    _, _, answer = sent(registrar, (HEADINGS + lines).encode())

    assert answer.status_code == 409
    assert not Person.objects.filter(name="Ny").exists()


def test_two_with_the_same_name_are_told_apart_by_the_code(people):
    person("Kim", external_id="a")
    person("Kim", external_id="b")
    found = previewed(";Kim;;Ledamot;BUN;;2026-01-01;\nb;Kim;;Ersättare;BUN;;2026-01-01;\n")

    assert [e.message for e in found.errors] == ["2 personer har samma namn"]
    assert [c.item.external_id for c in found.new] == ["b"]


def test_a_row_about_someone_protected_is_skipped_without_naming_them(people):
    found = previewed(";Hemlig Zebra;;Ersättare;BUN;;2026-01-01;\n")

    assert (found.items, found.errors) == ([], ())
    assert "Zebra" not in found.warnings[0]


def test_nobody_gives_themselves_a_mandate_by_file(people):
    me = make.user("me")
    register_person(name="Jag", user=me, by=make.user())
    found = previewed(";Jag;;Systemförvaltare;100;;2026-01-01;\n", by_user=me.pk)

    assert [e.message for e in found.errors] == ["Ingen ger sig själv ett uppdrag"]


def test_a_long_file_asks_as_many_questions_as_a_short_one(people, questions):
    counts = []
    for rows in (1, 30):
        lines = "".join(f";Ny {n};;Ledamot;BUN;;2026-01-01;\n" for n in range(rows))
        previewed(lines)
        with questions() as asked:
            assert previewed(lines).errors == ()
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_what_is_no_table_or_no_longer_waits_is_said(registrar):
    url = reverse("organisation:people-import")
    answer = registrar.post(url, {"file": SimpleUploadedFile("p.csv", b"hej")})
    gone = reverse("organisation:people-preview", args=["0" * 64])

    assert "saknar rubriker" in answer.content.decode()
    assert registrar.get(gone, {"namn": "p.csv"}).status_code == 404
    assert registrar.get(reverse("organisation:people-file", args=["pdf"])).status_code == 404


def test_two_with_the_same_name_are_told_apart_by_their_mandates(registrar):
    give(person("Ordföranden"), Role.MANAGER, make.unit("200", of=make.body("SN")))
    content = registrar.get(reverse("organisation:people-file", args=["csv"])).content
    found = preview_people(content, "p.csv", by_user=0)

    assert (found.errors, found.items, found.unchanged) == ((), [], 5)
