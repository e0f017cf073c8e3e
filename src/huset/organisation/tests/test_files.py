"""The organisation as files: out and in without loss, previewed first, all or nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from huset.kernel.actions import Refused
from huset.kernel.importing import write_csv, write_table
from huset.kernel.models import Event
from huset.organisation.actions import (
    give_remit,
    import_list,
    move_unit,
    open_unit,
    share_body,
)
from huset.organisation.files import LISTS, columns_of
from huset.organisation.models import Body, Decision, Remit, Share, Unit
from huset.organisation.queries import body_kinds, list_rows, read_list
from huset.organisation.rules import RemitKind, Role, UnitKind
from huset.organisation.tests import make

pytestmark = pytest.mark.django_db
PER, MOVE = date(2026, 11, 22), date(2027, 1, 1)
NAMES = list(LISTS)


def columns(name):
    return tuple(columns_of(name, body_kinds(PER)).values())


def exported(form="xlsx"):
    write = {
        "xlsx": lambda n: write_table(n, columns(n), list_rows(n, PER)),
        "csv": lambda n: write_csv(columns(n), list_rows(n, PER)),
    }[form]
    return {name: write(name) for name in NAMES}


def taken_in(name, content, form="xlsx"):
    reading = read_list(name, content, f"fil.{form}", PER)
    assert reading.preview.errors == ()
    return import_list(name=name, said=reading.said, why="Inläst", by=make.user())


def emptied():
    Unit.objects.update(parent=None)
    Body.objects.update(reports_to=None)
    for model in (Share, Remit, Unit):
        model.objects.all().delete()
    Body.objects.exclude(code="KF").delete()


def rows_of(name):
    return list_rows(name, PER)


def house():
    """A group with every kind of row: a move, shares outside and inside, a decided remit."""
    make.model()
    decision = make.decision()
    bun, company = make.body("BUN"), make.body("VKF", "Bolaget", "company")
    make.body("SN")
    Body.objects.exclude(code="KF").update(reports_to=Body.objects.get(code="KF"), order=3)
    top = make.unit("1", of=bun, kind=UnitKind.ADMINISTRATION)
    make.unit("11", parent=top)
    make.unit("111", parent=Unit.objects.get(code="11"))
    move_unit(unit=top, body=Body.objects.get(code="SN"), parent=None, since=MOVE, by=make.user())
    for holder, name, percent in ((decision.meeting.body, "", "50.125"), (None, "=1+1", None)):
        share_body(
            body=company,
            holder=holder,
            holder_name=name,
            percent=Decimal(percent) if percent else None,
            since=make.SINCE,
            by=make.user(),
            source="En källa",
            source_year=2025,
        )
    for title, decided in (("-Reglementet", decision), ("Utkastet", None)):
        give_remit(
            body=bun,
            kind=RemitKind.TERMS_OF_REFERENCE,
            title=title,
            since=date(2026, 1, 1),
            decision=decided,
            url="https://example.org/",
            by=make.user(),
            is_example=True,
        )


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_is_fetched_and_sent_to_an_empty_house_is_the_same(form):
    house()
    files, before = exported(form), [rows_of(name) for name in NAMES]
    emptied()
    assert [len(rows_of(name)) for name in NAMES] == [1, 0, 0, 0]

    for name in NAMES:
        taken_in(name, files[name], form)

    assert [rows_of(name) for name in NAMES] == before
    assert exported("csv") == {
        n: write_csv(columns(n), r) for n, r in zip(NAMES, before, strict=True)
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_same_file_twice_changes_nothing(name):
    house()
    content = exported()[name]
    lines = Event.objects.count()

    assert taken_in(name, content) == 0
    preview = read_list(name, content, "fil.xlsx", PER).preview
    assert (preview.items, preview.unchanged) == ([], len(rows_of(name)))
    assert Event.objects.count() == lines


def units_file(*rows):
    """A file of units: code, body, the unit above, first and last day."""
    lines = ["Ansvar;Namn;Slag;Organ;Under;Från;Till"]
    for code, body, above, first, last in rows:
        lines.append(f"{code};Enheten {code};Enhet;{body};{above};{first};{last}")
    return "\n".join(lines).encode()


def placed(code):
    found = Unit.objects.filter(code=code).select_related("body", "parent")
    return [
        (u.body.code, u.parent.code if u.parent else "", str(u.valid_from), str(u.valid_to or ""))
        for u in found.order_by("valid_from")
    ]


def tree():
    make.model()
    make.body("SN")
    top = make.unit("1", of=make.body("BUN"))
    make.unit("11", parent=top)


def test_a_row_with_a_new_first_day_is_a_move_and_those_under_follow():
    tree()
    content = units_file(("1", "SN", "", "2027-01-01", ""))

    assert taken_in("units", content, "csv") == 4
    assert placed("1") == [
        ("BUN", "", "2020-01-01", "2026-12-31"),
        ("SN", "", "2027-01-01", ""),
    ]
    assert placed("11") == [
        ("BUN", "1", "2020-01-01", "2026-12-31"),
        ("SN", "1", "2027-01-01", ""),
    ]
    assert Unit.objects.get(code="11", valid_to=None).parent.valid_from == MOVE
    assert Event.objects.filter(what="organisation.unit.moved").count() == 2
    assert taken_in("units", content, "csv") == 0


def test_a_whole_list_with_one_row_added_for_a_move_is_the_same_move():
    tree()
    old = [("1", "BUN", "", "2020-01-01", ""), ("11", "BUN", "1", "2020-01-01", "")]
    content = units_file(*old, ("1", "SN", "", "2027-01-01", ""))

    assert taken_in("units", content, "csv") == 4
    assert placed("11")[1] == ("SN", "1", "2027-01-01", "")
    assert taken_in("units", content, "csv") == 0


def test_the_unit_above_may_stand_further_down_and_what_is_left_out_is_left_alone():
    tree()
    content = units_file(("21", "SN", "2", "2026-01-01", ""), ("2", "SN", "", "2026-01-01", ""))
    preview = read_list("units", content, "f.csv", PER).preview

    assert preview.warnings == ("2 rader som finns här saknas i filen. De lämnas som de är.",)
    assert taken_in("units", content, "csv") == 2
    assert placed("21") == [("SN", "2", "2026-01-01", "")]
    assert placed("1") == [("BUN", "", "2020-01-01", "")]


@pytest.mark.parametrize(
    ("rows", "place", "fault"),
    [
        ([("2", "XX", "", "2026-01-01", "")], "D (Organ)", "Organet ”XX” finns inte"),
        ([("2", "SN", "9", "2026-01-01", "")], "E (Under)", "Enheten ”9” finns inte då"),
        ([("2", "SN", "1", "2026-01-01", "")], "D (Organ)", "1 hör till BUN"),
        ([("2", "SN", "", "2019-01-01", "")], "F (Från)", "Nämnden SN finns inte alla de dagarna"),
        (
            [("2", "SN", "", "2026-01-01", "2025-01-01")],
            "G (Till)",
            "Sista dagen 2025-01-01 är före den första",
        ),
        ([("SN", "SN", "", "2026-01-01", "")], "A (Ansvar)", "SN är ett organs kod"),
        (
            [("2", "SN", "", "2026-01-01", ""), ("2", "SN", "", "2026-01-01", "")],
            "F (Från)",
            "Rad 2 säger redan samma sak",
        ),
        (
            [("2", "SN", "", "2025-01-01", "2026-12-31"), ("2", "SN", "", "2026-01-01", "")],
            "G (Till)",
            "2 har en annan rad från 2026-01-01",
        ),
        (
            [("2", "SN", "3", "2026-01-01", ""), ("3", "SN", "2", "2026-01-01", "")],
            "E (Under)",
            "2 ligger under sig själv",
        ),
        (
            [("1", "BUN", "", "2020-01-01", "2026-12-31")],
            "G (Till)",
            "11 ligger under 1, som inte finns alla de dagarna",
        ),
    ],
)
def test_a_fault_is_told_with_its_row_and_column_and_nothing_is_stored(rows, place, fault):
    tree()
    before = rows_of("units")
    reading = read_list("units", units_file(*rows), "f.csv", PER)

    told = [(error.column, error.message) for error in reading.preview.errors]
    assert told == [(place, fault)]
    assert not reading.preview.can_import
    with pytest.raises(Refused, match="Inget har sparats"):
        import_list(name="units", said=reading.said, why="Inläst", by=make.user())
    assert rows_of("units") == before


def test_a_unit_under_one_with_two_places_needs_a_row_for_each():
    tree()
    taken_in("units", units_file(("1", "SN", "", "2027-01-01", "")), "csv")
    content = units_file(("12", "BUN", "1", "2026-01-01", ""))

    errors = read_list("units", content, "f.csv", PER).preview.errors
    assert [e.message for e in errors] == ["1 har en ny plats från 2027-01-01"]


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("bodies", "Kod;Namn;Slag;Rapporterar till;Från\nX;X;Nämnd;Y;2020-01-01", "”Y” finns inte"),
        ("bodies", "Kod;Namn;Slag;Från\nX;X;Klubb;2020-01-01", "finns inte att välja"),
        ("bodies", "Kod;Namn;Slag;Rapporterar till;Från\nX;X;Nämnd;X;2020-01-01", "till sig"),
        ("bodies", "Kod;Namn;Slag;Från\n1;X;Nämnd;2020-01-01", "en enhets kod"),
        ("bodies", "Kod;Namn;Slag;Från\nBUN;X;Nämnd;2021-01-01", "har enheter utanför"),
        ("shares", "Organ;Ägare;Procent;Från\nSN;SN;50;2020-01-01", "äger sig självt"),
        ("shares", "Organ;Ägare;Procent;Från\nSN;;50;2020-01-01", "ska ha en ägare"),
        ("shares", "Organ;Ägare;Procent;Från\nSN;BUN;101;2020-01-01", "utanför gränserna"),
        ("shares", "Organ;Ägare;Procent;Från\nQ;BUN;1;2020-01-01", "”Q” finns inte"),
        (
            "shares",
            "Organ;Ägare utanför koncernen;Procent;Från\nSN;A;60;2020-01-01\nSN;B;60;2021-01-01",
            "över 100 procent 2021-01-01",
        ),
        (
            "shares",
            "Organ;Ägare;Från\nSN;BUN;2020-01-01\nSN;BUN;2021-01-01",
            "har redan en andel",
        ),
        (
            "remits",
            "Organ;Slag;Titel;Beslut;Från\nSN;Reglemente;R;KF 2020-01-01 § 1;2021-01-01",
            "inte registrerat",
        ),
        (
            "remits",
            "Organ;Slag;Titel;Adress;Från\nSN;Avtal om samverkan;R;ftp:x;2021-01-01",
            "ingenstans",
        ),
        (
            "remits",
            "Organ;Slag;Titel;Från\nSN;Reglemente;R;2021-01-01\nSN;Reglemente;R;2022-01-01",
            "gäller redan",
        ),
        (
            "remits",
            "Organ;Slag;Titel;Beslut;Från\nSN;Reglemente;R;KF 2025-11-24 § 1;2021-01-01",
            "Beslutet fattades 2025-11-24",
        ),
    ],
)
def test_the_other_lists_tell_their_faults(name, text, fault):
    tree()
    make.decision()
    errors = read_list(name, text.encode(), "f.csv", PER).preview.errors

    assert errors
    assert fault in str(errors[0])


def test_a_column_that_the_file_has_not_got_is_left_alone():
    house()
    taken_in("bodies", "Kod;Namn;Slag;Från\nVKF;Nytt namn;Bolag;2020-01-01".encode(), "csv")
    body = Body.objects.get(code="VKF")

    assert (body.name, body.order, body.reports_to.code) == ("Nytt namn", 3, "KF")


@pytest.fixture
def controller():
    tree()
    return make.signed_in(Role.CONTROLLER)


def sent(client, name, content):
    file = SimpleUploadedFile("enheter.csv", content)
    return client.post("/organisation/files/send/", {"name": name, "file": file})


def test_a_file_is_sent_in_previewed_and_stored(controller):
    content = units_file(("1", "SN", "", "2027-01-01", ""))
    answer = sent(controller, "units", content)
    page = controller.get(answer.url).content.decode()
    assert "1 Enheten 1, från 2027-01-01" in page
    assert Unit.objects.count() == 2

    mark = page.split('name="mark" value="')[1].split('"')[0]
    stale = controller.post(answer.url, {"mark": "0" * 64})
    assert (stale.status_code, Unit.objects.count()) == (409, 2)
    done = controller.post(answer.url, {"mark": mark})
    assert (done.status_code, Unit.objects.count()) == (302, 4)
    assert controller.get(answer.url).status_code == 404


def test_what_is_no_table_is_refused_at_once(controller):
    page = sent(controller, "units", b"%PDF-1.7").content.decode()

    assert "Filen är en PDF" in page
    assert controller.get("/organisation/files/units.pdf").status_code == 404
    assert controller.get("/organisation/files/persons.csv").status_code == 404


def test_formulas_are_text_in_a_fetched_file(client):
    house()
    content = client.get("/organisation/files/shares.csv").content.decode("utf-8-sig")

    assert "'=1+1" in content


class RoundTrip(TestCase):
    """Any history of units, made through the actions, comes back as it was."""

    @settings(max_examples=25, deadline=None)
    @given(
        opened=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 400)), min_size=1, max_size=6),
        moves=st.lists(
            st.tuples(st.integers(0, 5), st.integers(0, 6), st.integers(1, 3000)), max_size=6
        ),
        name=st.text(
            st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")),
            min_size=1,
            max_size=20,
        ),
    )
    def test_units_come_back_as_they_were(self, opened, moves, name):
        make.model()
        self._made(opened, moves, name)
        files, before = exported("csv"), rows_of("units")
        excel = exported("xlsx")["units"]
        assert read_list("units", excel, "f.xlsx", PER).preview.items == []
        emptied()
        for each in ("bodies", "units"):
            taken_in(each, files[each], "csv")
        assert rows_of("units") == before
        assert taken_in("units", files["units"], "csv") == 0
        assert Decision.objects.count() == 0

    def _made(self, opened, moves, name):
        bodies = [make.body("KF", "Fullmäktige", "council"), make.body("BUN"), make.body("SN")]
        units = []
        for number, (above, days) in enumerate(opened):
            parent = units[above] if above < len(units) else None
            units.append(self._opened(number, bodies, parent, days, name))
        for which, where, days in moves:
            self._moved(f"u{which}", where, bodies, make.SINCE + timedelta(days))

    def _opened(self, number, bodies, parent, days, name):
        since = (parent.valid_from if parent else make.SINCE) + timedelta(days)
        return open_unit(
            code=f"u{number}",
            name=name,
            kind=UnitKind.UNIT,
            body=parent.body if parent else bodies[number % 3],
            parent=parent,
            since=since,
            by=make.user(),
        )

    def _moved(self, code, where, bodies, day):
        unit = Unit.objects.filter(code=code).order_by("-valid_from").first()
        parent = Unit.objects.filter(code=f"u{where}").order_by("-valid_from").first()
        if unit is None:
            return
        try:
            move_unit(
                unit=unit,
                body=parent.body if parent else bodies[where % 3],
                parent=parent,
                since=day,
                by=make.user(),
            )
        except Refused:
            return
