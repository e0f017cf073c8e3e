"""The register and a document's page: what is shown, to whom, and what is never blocked."""

import time
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from huset.documents.models import Edition, GoverningDocument
from huset.documents.queries.document import document as document_of
from huset.documents.queries.in_force import in_force
from huset.documents.queries.register import Asked, register
from huset.documents.rules import Reading, Scope
from huset.documents.tasks import read_edition
from huset.documents.tests import files, make
from huset.organisation.actions import end_remit
from huset.organisation.models import Remit
from huset.organisation.rules import Role
from huset.organisation.tests.make import SINCE, body, decision, model, signed_in, user

TODAY = make.TODAY
DAY = timedelta(days=1)
PDF = "application/pdf"


@pytest.fixture
def house(db):
    """The model, and a committee."""
    model()
    return body("SN", "Socialnämnden")


def shown(url, client=None, status=200, **asked):
    answer = (client or Client()).get(url, asked)
    assert answer.status_code == status, answer.content
    return answer.content.decode()


def page_of(document):
    return reverse("documents:document", args=[document.pk])


def guideline(of, title="Riktlinjen", **more):
    return make.document(title, kind="guideline", scope=Scope.BODY, of=of, bodies=[of], **more)


def test_the_register_shows_what_is_decided_and_drafts_to_those_within(house):
    make.edition(of=guideline(house, "Beslutad"))
    make.draft(of=guideline(house, "Utkastet"))
    make.draft(of=guideline(body("BUN"), "Andras"))
    url = reverse("documents:documents")
    public, within = shown(url), shown(url, signed_in(Role.EMPLOYEE, house))

    assert [t in public for t in ("Beslutad", "Utkastet", "Andras")] == [True, False, False]
    assert [t in within for t in ("Beslutad", "Utkastet", "Andras")] == [True, True, False]


def test_the_register_is_as_of_a_day(house):
    later = date(2026, 3, 1)
    make.edition(of=guideline(house), since=later)

    assert [r.status.word for r in register(later)] == ["Gäller"]
    assert register(later - DAY) == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Asked(), ["Annan", "Riktlinjen", "Åtta"]),
        (Asked(kind="guideline"), ["Annan", "Riktlinjen"]),
        (Asked(document_class="normative"), ["Annan", "Riktlinjen", "Åtta"]),
        (Asked(document_class="activating"), []),
        (Asked(standing="review"), ["Annan"]),
        (Asked(words="rikt SOCIAL"), ["Riktlinjen"]),
        (Asked(words="rikt skola"), []),
        (Asked(body_codes=("SN",)), ["Riktlinjen", "Åtta"]),
        (Asked(body_codes=("BUN",)), ["Annan", "Åtta"]),
        (Asked(order="standing"), ["Riktlinjen", "Åtta", "Annan"]),
        (Asked(order="review"), ["Annan", "Riktlinjen", "Åtta"]),
        (Asked(order="decided"), ["Åtta", "Annan", "Riktlinjen"]),
    ],
)
def test_the_register_is_chosen_and_ordered(house, asked, expected):
    make.edition(of=guideline(house))
    make.edition(of=guideline(body("BUN"), "Annan"), review_by=TODAY)
    make.edition(of=make.document("Åtta"), since=SINCE + DAY)

    assert [row.title for row in register(TODAY, asked)] == expected


def test_a_long_register_costs_no_more_questions_than_a_short_one(house, questions):
    def count():
        with questions() as asked:
            register(TODAY)
        return len(asked)

    make.edition(of=guideline(house))
    register(TODAY)
    few = count()
    for number in range(7):
        old = make.document(f"Gammal {number}")
        make.edition(of=make.document(f"Ny {number}", replaces=old, bodies=[house]))

    register(TODAY)
    assert count() == few


def test_a_long_register_is_shown_a_page_at_a_time(house):
    of = guideline(house)
    GoverningDocument.objects.bulk_create(
        GoverningDocument(kind="policy", title=f"P {n}", scope="group", decided_by=of.decided_by)
        for n in range(205)
    )
    client, url = signed_in(Role.EMPLOYEE, house), reverse("documents:documents")

    assert "Sida 3 av 3" in shown(url, client, sida=99)
    assert "206 styrdokument" in shown(url, client)
    assert shown(url, client, sida="x", klass="finns-inte")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_register_is_fetched_as_it_is_shown(house, form):
    make.edition(of=guideline(house, "=Formel"), registry_number="SN 2025/1")
    make.edition(of=make.document("Policyn"))
    answer = Client().get(reverse("documents:register-file", args=[form]), {"typ": "guideline"})
    if form == "csv":
        said = answer.content.decode("utf-8-sig").splitlines()[1].split(";")
    else:
        book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
        said = [str(cell) for cell in book.get_sheet_by_index(0).to_python()[3]]

    assert said[0].lstrip("'") == "=Formel"
    assert said[1:4] == ["Riktlinje", "Normerande", "Socialnämnden"]
    assert (said[8], said[-1]) == ("SN 2025/1", "Gäller")


def test_the_register_is_no_other_kind_of_file(house):
    assert Client().get(reverse("documents:register-file", args=["exe"])).status_code == 404


def test_the_api_says_what_the_register_says(house):
    make.edition(of=guideline(house), review_by=date(2030, 1, 1))
    make.draft(of=guideline(house, "Utkastet"))
    rows = Client().get("/api/documents/", {"per": "2026-11-22", "body": "SN"}).json()

    assert [(r["title"], r["standing"], r["status"]) for r in rows] == [
        (row.title, row.standing, row.status.word)
        for row in register(TODAY, Asked(body_codes=("SN",)))
    ]
    assert (rows[0]["decided_by"], rows[0]["review_by"]) == ("SN", "2030-01-01")


def test_a_chain_of_replacements_is_shown_both_ways(house):
    first = make.edition(of=make.document("Den första")).document
    second = make.edition(
        of=make.document("Den andra", replaces=first), since=date(2022, 1, 1)
    ).document
    third = make.edition(
        of=make.document("Den tredje", replaces=second), since=date(2024, 1, 1)
    ).document

    assert "Det är ersatt av" in shown(page_of(first))
    found, last = document_of(second.pk, TODAY), document_of(third.pk, TODAY)
    assert [link.row.title for link in found.replaces] == ["Den första"]
    assert [link.row.title for link in found.replaced_by] == ["Den tredje"]
    assert [link.row.title for link in last.replaces] == ["Den andra", "Den första"]


def test_an_edition_that_rests_on_a_remit_ends_with_it(house):
    document = make.document(kind="terms_of_reference", scope=Scope.BODY, bodies=[house])
    remit = Remit.objects.create(
        body=house,
        kind="terms_of_reference",
        title="Reglemente",
        valid_from=SINCE,
        decision=decision(day=SINCE),
    )
    client = signed_in(Role.REGISTRAR)
    url = reverse("documents:new-edition", args=[document.pk])
    assert "Reglemente, från 2020-01-01" in shown(url, client)
    client.post(url, {"remit": remit.pk})
    assert Edition.objects.filter(in_force(TODAY)).exists()
    end_remit(remit=remit, last_day=TODAY - DAY, by=user())

    assert not Edition.objects.filter(in_force(TODAY)).exists()
    assert [r.status.word for r in register(TODAY)] == ["Utgången"]


def test_a_draft_is_closed_to_those_outside_in_every_form(house):
    draft = make.draft(
        of=guideline(house), file=files.sent("a.pdf", files.pdf("hemligt")), texts=["hemligt"]
    )
    within = signed_in(Role.EMPLOYEE, house)
    addresses = [
        page_of(draft.document),
        reverse("documents:edition", args=[draft.pk]),
        reverse("documents:file", args=[draft.pk]),
    ]

    assert [Client().get(url).status_code for url in addresses] == [404, 404, 404]
    assert [within.get(url).status_code for url in addresses] == [200, 302, 200]


def test_a_draft_of_a_decided_document_is_seen_only_from_within(house):
    document = make.edition(of=guideline(house), texts=["Den gamla texten"]).document
    make.draft(of=document, since=TODAY + DAY, texts=["Den nya texten"])
    public, within = Client(), signed_in(Role.EMPLOYEE, house)

    assert "väntar på beslut" not in shown(page_of(document))
    assert "väntar på beslut" in shown(page_of(document), within)
    assert "Den nya texten" in shown(page_of(document), within, utgava=2)
    assert public.get(page_of(document), {"utgava": 2}).status_code == 404


def test_a_text_is_read_a_page_at_a_time_and_htmx_gets_the_page_alone(house):
    document = make.edition(of=guideline(house), texts=["Sidan ett", "Sidan två"]).document
    whole = shown(page_of(document), sida=2)
    part = Client().get(
        page_of(document), {"sida": 2}, HTTP_HX_REQUEST="true", HTTP_HX_TARGET="reader"
    )

    assert ("Sidan två" in whole, "Sidan ett" in whole) == (True, False)
    assert part.content.decode().strip().startswith('<div id="reader"')
    assert "Sidan två" in shown(page_of(document), sida=99)


@pytest.mark.parametrize(
    ("media_type", "paragraphs"),
    [(PDF, 1), ("application/vnd.oasis.opendocument.text", 2)],
    ids=["the paper's lines are joined", "the writer's are kept"],
)
def test_a_text_is_read_in_its_writers_paragraphs(house, media_type, paragraphs):
    line = "Nämnden ansvarar för den verksamhet som lagen lägger på"
    edition = make.edition(of=guideline(house), texts=[f"{line}\nden och följer upp den."])
    Edition.objects.filter(pk=edition.pk).update(media_type=media_type)

    for name in ("documents:document", "documents:receipt"):
        where = reverse(name, args=[edition.document.pk])
        text = shown(where, signed_in(Role.SECRETARY, house))
        assert (f"<p>{line} den" in text, f"<p>{line}</p>" in text) == (
            paragraphs == 1,
            paragraphs == 2,
        )


def test_a_file_is_saved_and_never_run(house):
    content = files.pdf("Text")
    edition = make.edition(
        of=guideline(house), file=files.sent("Riktlinje åäö.pdf", content), texts=["Text"]
    )
    answer = Client().get(reverse("documents:file", args=[edition.pk]))

    assert (answer.content, answer["Content-Type"]) == (content, PDF)
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert edition.sha256 in shown(page_of(edition.document))


def send(client, document, name, content, **more):
    said = {"since": "2026-12-01", "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("documents:new-edition", args=[document.pk]), said | more)


def work():
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


@pytest.mark.django_db(transaction=True)  # the worker takes connections of its own
@pytest.mark.parametrize(
    ("name", "content", "reading", "said"),
    [
        ("bra.pdf", files.pdf("Det här står i filen"), Reading.READ, "Det här står i filen"),
        ("last.pdf", files.encrypted_pdf(), Reading.UNREADABLE, "skyddad med lösenord"),
        ("trasig.pdf", b"%PDF-1.7 skr", Reading.UNREADABLE, "Filen är skadad"),
        ("lang.pdf", files.long_pdf(500), Reading.READ, "Sida 1 av 500"),
        ("skannad.pdf", files.scanned_pdf(), Reading.READ, "sökningen hittar den inte"),
        ("text.docx", files.word("Ord i Word"), Reading.READ, "Ord i Word"),
    ],
    ids=["good", "encrypted", "broken", "500 pages", "scanned", "Word"],
)
def test_a_file_is_read_in_the_background_and_the_page_says_how_it_went(
    name, content, reading, said
):
    model()
    sn = body("SN", "Socialnämnden")
    document, client = guideline(sn), signed_in(Role.SECRETARY, sn)
    began = time.monotonic()
    assert send(client, document, name, content).status_code == 302
    waited = time.monotonic() - began
    edition = Edition.objects.get()
    assert edition.reading == Reading.WAITING
    assert "Filens text läses" in shown(page_of(document), client)
    work()
    edition.refresh_from_db()

    assert waited < 5  # the web process opens nothing: it is as fast for 500 pages as for one
    assert edition.reading == reading
    assert said in shown(page_of(document), client)
    polled = client.get(page_of(document), HTTP_HX_REQUEST="true", HTTP_HX_TARGET="reading")
    assert polled["HX-Refresh"] == "true"


@pytest.mark.django_db(transaction=True)  # see above
def test_a_file_can_be_read_again_and_a_replaced_one_is_not_kept():
    model()
    sn = body("SN", "Socialnämnden")
    document, client = guideline(sn), signed_in(Role.SECRETARY, sn)
    send(client, document, "a.pdf", files.pdf("Första"))
    edition = Edition.objects.get()
    change = reverse("documents:change-edition", args=[edition.pk])
    seen = client.get(change).context["form"]["seen"].value()
    other = SimpleUploadedFile("b.pdf", files.pdf("Andra"))
    client.post(change, {"since": "2026-12-01", "seen": seen, "file": other})
    client.post(reverse("documents:read-again", args=[edition.pk]))
    work()

    assert "Andra" in shown(page_of(document), client)
    assert [p.text for p in edition.pages.all()] == ["Andra"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("policy.exe.pdf", b"%PDF-1.7", "dubbla filändelser"),
        ("policy.exe", b"MZ", "Skicka PDF, Word"),
        ("policy.pdf", b"MZ", "inte den sorts fil"),
        ("policy.pdf", b"%PDF-" + bytes(20_000_001), "större än 20 MB"),
        ("policy.pdf", b"", "Filen är tom. Öppna den"),
    ],
)
def test_a_bad_upload_gets_a_clear_answer_in_the_form(house, name, content, said):
    answer = send(signed_in(Role.SECRETARY, house), guideline(house), name, content)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Edition.objects.exists()


def test_a_file_that_cannot_be_queued_is_not_kept_waiting(house, monkeypatch):
    def stop(**_of):
        raise RuntimeError("the server stops here")

    client = signed_in(Role.SECRETARY, house)
    document = guideline(house)
    monkeypatch.setattr(type(read_edition), "enqueue", lambda *_self, **of: stop(**of))
    with pytest.raises(RuntimeError):
        send(client, document, "a.pdf", files.pdf("a"))

    assert not Edition.objects.exists()


def test_a_decided_edition_without_text_gets_one_from_its_page(house):
    edition, client = make.edition(of=guideline(house)), signed_in(Role.SECRETARY, house)
    where = reverse("documents:supply-text", args=[edition.pk])
    assert where in shown(page_of(edition.document), client)
    assert where not in shown(page_of(edition.document))
    given = client.post(where, {"file": SimpleUploadedFile("a.pdf", files.pdf("a"))})
    edition.refresh_from_db()

    assert (given.status_code, edition.file_name) == (302, "a.pdf")
    assert "redan en text" in client.post(where, {"url": "https://a.se/"}).content.decode()
    assert signed_in(Role.SECRETARY, body("BUN")).get(where).status_code == 403


def typed(**more):
    return {
        "kind": "guideline",
        "title": "Ny riktlinje",
        "scope": "body",
        "decided_by": "SN",
        "bodies": ["SN"],
        "owner": "Socialchefen",
    } | more


def test_a_document_is_registered_and_leads_on_to_its_text(house):
    client = signed_in(Role.SECRETARY, house)
    answer = client.post(reverse("documents:new"), typed())
    document = GoverningDocument.objects.get()

    assert answer.url == reverse("documents:new-edition", args=[document.pk])
    answer = client.post(answer.url, {"since": "2026-12-01"})
    assert (Edition.objects.get().review_by, answer.status_code) == (date(2030, 12, 1), 302)


def test_what_the_model_refuses_is_said_in_the_form(house):
    client = signed_in(Role.SECRETARY, house)
    answer = client.post(reverse("documents:new"), typed(scope="group")).content.decode()

    assert "beslutas av kommunfullmäktige, inte av Socialnämnden" in answer
    assert not GoverningDocument.objects.exists()


def test_one_writes_only_for_ones_own_body(house):
    other = body("BUN", "Barnnämnden")
    theirs, client = guideline(other), signed_in(Role.SECRETARY, house)
    draft = make.draft(of=theirs)
    answer = client.post(reverse("documents:new"), typed(decided_by="BUN", bodies=["BUN"]))
    got = [
        client.get(reverse(f"documents:{name}", args=[number])).status_code
        for name, number in (
            ("change", theirs.pk),
            ("new-edition", theirs.pk),
            ("end", theirs.pk),
            ("change-edition", draft.pk),
            ("review", draft.pk),
        )
    ]
    posted = [
        client.post(reverse(f"documents:{name}", args=[number])).status_code
        for name, number in (
            ("remove", theirs.pk),
            ("withdraw-edition", draft.pk),
            ("read-again", draft.pk),
        )
    ]

    assert answer.status_code == 200  # their body is not even among the choices
    assert "Välj ett giltigt alternativ" in answer.content.decode()
    assert (got, posted) == ([403] * 5, [403] * 3)


def test_a_clash_shows_both_texts_and_can_then_be_saved(house):
    document, client = guideline(house), signed_in(Role.SECRETARY, house)
    url = reverse("documents:change", args=[document.pk])
    seen = client.get(url).context["form"]["seen"].value()
    client.post(url, typed(owner="Deras ansvarige", seen=seen))
    answer = client.post(url, typed(owner="Min ansvarige", seen=seen))
    page = answer.content.decode()

    assert answer.status_code == 409
    assert ("Deras ansvarige" in page, "Min ansvarige" in page) == (True, True)
    again = answer.context["form"]["seen"].value()
    assert client.post(url, typed(owner="Min ansvarige", seen=again)).status_code == 302
    assert GoverningDocument.objects.get().owner == "Min ansvarige"


def test_a_document_is_reviewed_and_ended_from_its_page(house):
    edition = make.edition(of=guideline(house), review_by=TODAY)
    client = signed_in(Role.SECRETARY, house)
    review = reverse("documents:review", args=[edition.pk])
    seen = client.get(review).context["form"]["seen"].value()
    said = {"why": "Står sig.", "review_by": "2035-01-01", "seen": seen.isoformat()}
    assert client.post(review, said).status_code == 302
    made = decision(of=house, day=date(2026, 1, 15))
    end = reverse("documents:end", args=[edition.document_id])
    assert client.post(end, {"decision": made.pk, "last_day": "2026-01-31"}).status_code == 302
    edition.refresh_from_db()

    assert (edition.review_by, edition.valid_to) == (date(2035, 1, 1), date(2026, 1, 31))
    assert "upphävt" in shown(page_of(edition.document))


def test_a_decided_edition_is_not_changed_by_any_form(house):
    edition = make.edition(of=guideline(house))
    client = signed_in(Role.SECRETARY, house)
    answer = client.get(reverse("documents:change-edition", args=[edition.pk]), follow=True)
    client.post(reverse("documents:withdraw-edition", args=[edition.pk]))

    assert "En ny text är en ny utgåva" in answer.content.decode()
    assert Edition.objects.filter(pk=edition.pk).exists()


def test_a_document_costs_the_same_with_many_editions(house, questions):
    def count(document):
        with questions() as asked:
            document_of(document.pk, TODAY)
        return len(asked)

    one = make.edition(of=guideline(house)).document
    many = guideline(house, "Många")
    for year in (2020, 2021, 2022, 2023):
        make.edition(of=many, since=date(year, 1, 1))
    count(one)

    assert count(many) == count(one)
