"""What the register lacks: each list at its boundaries, with why and a way to mend it."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from huset.direction.tests.make import external
from huset.documents.actions.editions import end_document
from huset.documents.actions.register import change_document
from huset.documents.duties import duties
from huset.documents.models import GoverningDocument
from huset.documents.queries.document import as_written, mark_of
from huset.documents.queries.lists import lacking
from huset.documents.rules import Scope
from huset.documents.tests import make
from huset.documents.upkeep import Lacking, months_after, review_status
from huset.model.actions import load_model
from huset.organisation.actions import give_remit
from huset.organisation.actions.decisions import decide_remit
from huset.organisation.duties import Owner
from huset.organisation.models import Person
from huset.organisation.permissions import actor_of
from huset.organisation.rules import RemitKind, Role
from huset.organisation.tests.make import (
    MODEL,
    SINCE,
    body,
    decision,
    model,
    reader,
    signed_in,
    user,
)

PER = date(2026, 11, 22)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def a_model(db):
    model()


def found(which, per=PER, **more):
    rows = next(one.found for one in lacking(per, **more) if one.which is which)
    return [row.title for row in rows]


@pytest.mark.parametrize(
    ("per", "shown"),
    [
        pytest.param(date(2026, 6, 30), [], id="the last day"),
        pytest.param(date(2026, 7, 1), ["Planen"], id="the day after"),
    ],
)
def test_a_document_has_expired_the_day_after_its_last(per, shown):
    make.edition(of=make.document("Planen"), until=date(2026, 6, 30))

    assert found(Lacking.EXPIRED, per) == shown


def test_what_was_replaced_or_ended_by_a_decision_has_not_expired():
    old = make.document("Gammal")
    make.edition(of=old, until=date(2026, 6, 30))
    make.edition(of=make.document("Ny", replaces=old), since=date(2026, 7, 1))
    ended = make.edition(of=make.document("Upphävd"))
    end_document(
        document=ended.document, decision=decision(of=make.council()), last_day=PER - DAY, by=user()
    )

    assert found(Lacking.EXPIRED) == []


@pytest.mark.parametrize(
    ("review_by", "months", "word"),
    [
        pytest.param(PER - DAY, 6, "Försenad översyn", id="yesterday"),
        pytest.param(PER, 6, "Ska ses över", id="today"),
        pytest.param(date(2027, 5, 22), 6, "Ska ses över", id="six months"),
        pytest.param(date(2027, 5, 23), 6, None, id="a day more"),
        pytest.param(date(2027, 5, 23), 12, "Ska ses över", id="within a year"),
        pytest.param(None, 12, None, id="never"),
    ],
)
def test_a_review_is_due_within_some_months_and_overdue_the_day_after(review_by, months, word):
    status = review_status(review_by, PER, months)

    assert (status.word if status else None) == word


def test_months_end_where_the_shorter_month_does():
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2027, 8, 31), 6) == date(2028, 2, 29)


def test_overdue_reviews_come_first():
    for title, day in (("Sen", PER - DAY), ("Snart", PER + DAY), ("Senast", date(2025, 1, 1))):
        make.edition(of=make.document(title), review_by=day)

    assert found(Lacking.REVIEW) == ["Senast", "Sen", "Snart"]


def test_every_body_has_what_the_model_requires_or_is_on_the_list():
    ours = body("BUN", "Barnnämnden")
    body("BO", "Bolaget", "company")
    make.council()
    delegation = make.document(
        kind="scheme_of_delegation", of=ours, scope=Scope.BODY, bodies=[ours]
    )
    make.edition(of=delegation)

    assert found(Lacking.MISSING) == [
        "Reglemente för Barnnämnden",
        "Bolagsordning för Bolaget",
        "Ägardirektiv för Bolaget",
        "Reglemente för Kommunfullmäktige",
    ]
    assert found(Lacking.MISSING, body_codes=["BUN"]) == ["Reglemente för Barnnämnden"]


def test_what_has_ended_or_is_a_draft_is_missing_all_the_same():
    ours = body("BUN", "Barnnämnden")
    for until, made in ((PER - DAY, make.edition), (None, make.draft)):
        of = make.document(kind="terms_of_reference", scope=Scope.BODY, bodies=[ours])
        made(of=of, until=until)

    assert "Reglemente för Barnnämnden" in found(Lacking.MISSING)


def test_one_for_everyone_is_enough():
    body("BUN")
    make.edition(of=make.document(kind="terms_of_reference"))

    assert [title for title in found(Lacking.MISSING) if "Reglemente" in title] == []


def test_a_remit_counts_but_its_text_is_lacking():
    ours = body("BUN", "Barnnämnden")
    given = give_remit(
        body=ours, kind=RemitKind.TERMS_OF_REFERENCE, title="Reglemente", since=SINCE, by=user()
    )
    decide_remit(remit=given, decision=decision(day=SINCE), by=user())
    row = next(
        row
        for one in lacking(PER, body_codes=["BUN"])
        for row in one.found
        if one.which is Lacking.MISSING and row.type_name == "Reglemente"
    )

    assert (row.status.word, row.mended_by) == ("Text saknas", "KF")
    assert row.mend == (
        "documents:new",
        (),
        {"typ": "terms_of_reference", "organ": "BUN", "av": "KF"},
    )


def test_the_form_begins_with_what_the_list_says_is_missing():
    ours = body("BUN", "Barnnämnden")
    make.council()
    page = signed_in(Role.CONTROLLER).get("/documents/lists/", {"lista": "missing"})
    mend = next(
        way
        for row, _, way in page.context_data["rows"]
        if row.title == f"Reglemente för {ours.name}"
    )
    form = signed_in(Role.CONTROLLER).get(mend).context_data["form"]

    assert [form[name].value() for name in ("kind", "scope", "decided_by", "bodies")] == [
        "terms_of_reference",
        "body",
        "KF",
        ["BUN"],
    ]


def test_a_document_without_goal_body_and_law_is_unlinked():
    ours, law = body("BUN"), external()
    make.edition(of=make.document("Ensam"))
    make.edition(of=make.document("Med organ", scope=Scope.BODY, bodies=[ours]))
    make.edition(of=make.document("Med lag", steering=[law]))

    assert found(Lacking.UNLINKED) == ["Ensam"]


@pytest.mark.parametrize(
    ("days", "shown"),
    [pytest.param(90, [], id="the last day"), pytest.param(91, ["Policyn"], id="the day after")],
)
def test_a_document_should_have_a_step_within_the_models_days(days, shown):
    make.edition(of=make.document("Policyn"), since=PER - days * DAY)

    assert found(Lacking.UNKNOWN) == shown


def test_a_step_takes_a_document_off_the_list():
    make.step(of=make.edition(of=make.document("Känd")))

    assert found(Lacking.UNKNOWN) == []


def test_a_document_without_an_owner_is_found_until_it_has_one():
    known = make.edition(of=make.document("Herrelös", owner="")).document
    assert found(Lacking.UNOWNED) == ["Herrelös"]

    document = GoverningDocument.objects.get(pk=known.pk)
    written = make.written(title="Herrelös", owner="HR-chef")
    change_document(
        document=document, written=written, seen=mark_of(as_written(document)), by=user()
    )
    assert found(Lacking.UNOWNED) == []


def test_drafts_are_on_no_list():
    make.draft(of=make.document("Utkast", owner=""), review_by=date(2027, 1, 1))

    assert [one.which for one in lacking(PER) if "Utkast" in {r.title for r in one.found}] == []


def test_the_page_shows_a_list_with_why_and_mends_it_for_those_who_may():
    made = make.edition(of=make.document("Planen"), until=PER - 9 * DAY)
    asked = {"per": "2026-11-22", "lista": "expired"}
    url = reverse("documents:lists")
    public = Client().get(url, asked).content.decode()
    writer = signed_in(Role.CONTROLLER).get(url, asked).content.decode()
    way = f'<a class="button" href="{reverse("documents:new-edition", args=[made.document_id])}'

    assert "Gällde till och med 13 november 2026." in public
    assert "Utgångna (1)" in public
    assert (way in public, way in writer) == (False, True)


def test_a_committees_secretary_mends_its_own_alone():
    make.edition(of=make.document("Fullmäktiges"), until=PER - DAY)
    page = signed_in(Role.SECRETARY, body("BUN")).get(
        reverse("documents:lists"), {"lista": "expired"}
    )

    assert "Fullmäktiges" in page.content.decode()
    assert "Ny utgåva" not in page.content.decode()


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_each_list_is_a_file(client, form):
    make.edition(of=make.document("Planen"), until=PER - 9 * DAY)
    answer = client.get(
        reverse("documents:lists-file", args=["expired", form]), {"per": "2026-11-22"}
    )
    if form == "xlsx":
        rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
        said = rows.to_python()[-1]
    else:
        said = answer.content.decode("utf-8-sig").splitlines()[-1].split(";")

    assert said[:4] == ["Planen", "Policy", "Kommunfullmäktige", "Utgången"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/documents/lists/nothing.csv", 404),
        ("/documents/lists/expired.pdf", 404),
        ("/documents/lists/?inom=x", 400),
        ("/documents/lists/?inom=-1", 400),
        ("/documents/lists/?lista=nothing", 200),
        ("/documents/lists/?inom=60", 200),
    ],
)
def test_what_is_no_list_gets_an_answer(client, path, status):
    assert client.get(path).status_code == status


def test_an_unknown_kind_of_body_in_the_model_is_refused_with_its_line():
    text = MODEL.read_text(encoding="utf-8")
    wrong = text.replace("required_of: [executive_board, committee]", "required_of: [comittee]")
    line = wrong[: wrong.index("[comittee]")].count("\n") + 1
    with pytest.raises(Exception, match=rf"(?s){line}:.*comittee.*finns inte") as refused:
        load_model(text=wrong, by=user())

    assert "committee" in str(refused.value)


def test_those_who_keep_a_register_owe_what_it_lacks_and_others_do_not():
    make.edition(of=make.document("Planen"), until=date(2025, 6, 30))
    own = body("BUN")
    theirs = make.document("Egen", of=own, scope=Scope.BODY, bodies=[own], kind="guideline")
    make.edition(of=theirs, until=date(2025, 6, 30))

    def owed(role, place=None):
        who = reader(role, place)
        mine = Owner(Person.objects.get(user=who).pk, actor_of(who))
        return [(one.what, one.place) for one in duties(mine, PER) if "gått ut" in one.what]

    assert owed(Role.CONTROLLER) == [("2 styrdokument har gått ut", "")]
    assert owed(Role.SECRETARY, own) == [("1 styrdokument har gått ut", "BUN")]
    assert owed(Role.EMPLOYEE, own) == []


def test_the_lists_ask_as_much_for_three_documents_as_for_three_hundred(questions):
    counts = []
    for wanted in (3, 300):
        make.many(wanted - GoverningDocument.objects.count(), until=PER - DAY)
        lacking(PER)
        with questions() as asked:
            lacking(PER)
        counts.append(len(asked))

    assert counts[0] == counts[1]
