"""The files of decisions: what is taken, what is refused, and who may fetch them."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from huset.kernel.actions import Refused
from huset.organisation import attachments
from huset.organisation.actions import attach
from huset.organisation.attachments import Sent, place
from huset.organisation.models import Attachment, Decision
from huset.organisation.rules import Role
from huset.organisation.tests import make

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
PDF = b"%PDF-1.7 ..."
PNG = b"\x89PNG\r\n\x1a\n..."
EXE = b"MZ\x90\x00"
HTML = b"<!doctype html><script>alert(1)</script>"


def archive(*names: str, mimetype: bytes = b"") -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as into:
        if mimetype:
            into.writestr("mimetype", mimetype)
        for name in names:
            into.writestr(name, "x")
    return content.getvalue()


WORD = archive("[Content_Types].xml", "word/document.xml")
ODT = archive("content.xml", mimetype=attachments.ODT)


def attached(name: str, content: bytes) -> Attachment:
    return attach(decision=make.decision(day=DAY), file=Sent(name, content), by=make.user())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Protokoll 2026-03-01.pdf", PDF),
        ("Bilaga nr 2.5.PDF", PDF),
        ("Tjänsteskrivelse.docx", WORD),
        ("Skrivelse.odt", ODT),
        ("Karta.png", PNG),
        ("Karta.jpeg", b"\xff\xd8\xff\xe0"),
    ],
)
def test_files_of_the_kinds_that_are_taken_are_kept_by_their_sha256(name, content):
    found = attached(name, content)

    assert place(found.sha256).read_bytes() == content
    assert (found.name, found.size) == (name, len(content))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("virus.exe", EXE, "tas inte emot", id="a program"),
        pytest.param("sida.html", HTML, "tas inte emot", id="a page"),
        pytest.param("bild.svg", b"<svg/>", "tas inte emot", id="a drawing with script"),
        pytest.param("Protokoll", PDF, "tas inte emot", id="no ending"),
        pytest.param("virus.pdf", EXE, "inte den sorts fil", id="a program as PDF"),
        pytest.param("sida.png", HTML, "inte den sorts fil", id="a page as PNG"),
        pytest.param("bild.jpg", PNG, "inte den sorts fil", id="PNG as JPEG"),
        pytest.param("x.docx", archive("a.txt"), "inte den sorts fil", id="any archive as Word"),
        pytest.param("x.docx", ODT, "inte den sorts fil", id="ODT as Word"),
        pytest.param("x.odt", WORD, "inte den sorts fil", id="Word as ODT"),
        pytest.param("x.docx", b"PK\x03\x04broken", "inte den sorts fil", id="a broken archive"),
        pytest.param(
            "x.docx",
            archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
            "inte den sorts fil",
            id="macros",
        ),
        pytest.param("x.docm", WORD, "tas inte emot", id="a file for macros"),
        pytest.param("faktura.exe.pdf", PDF, "dubbla filändelser", id="double ending"),
        pytest.param("faktura.pdf.exe", EXE, "tas inte emot", id="double ending the other way"),
        pytest.param("a\u202efdp.pdf", PDF, "tecken som inte syns", id="reversed text"),
        pytest.param("../../etc/x.pdf", PDF, "tecken som inte syns", id="a way out"),
        pytest.param("x\x00.pdf", PDF, "tecken som inte syns", id="a null"),
        pytest.param("tom.pdf", b"", "är tom", id="empty"),
        pytest.param("x" * 197 + ".pdf", PDF, "för långt", id="a long name"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_with_a_sentence(name, content, said):
    with pytest.raises(Refused, match=said):
        attached(name, content)

    assert not Attachment.objects.exists()


def test_a_large_file_is_refused(monkeypatch):
    monkeypatch.setattr(attachments, "MOST_BYTES", len(PDF) - 1)
    with pytest.raises(Refused, match="större än 20 MB"):
        attached("x.pdf", PDF)


def test_the_same_file_is_attached_once():
    decision = make.decision(day=DAY)
    attach(decision=decision, file=Sent("a.pdf", PDF), by=make.user())
    with pytest.raises(Refused, match="redan en bilaga"):
        attach(decision=decision, file=Sent("b.pdf", PDF), by=make.user())


def test_a_file_is_saved_and_never_shown_by_the_browser(client):
    make.model()
    found = attached("Bilaga å.pdf", PDF)
    answer = client.get(f"/decisions/{found.decision_id}/files/{found.pk}/")

    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_is_got_by_its_own_decision_and_from_its_day(client):
    make.model()
    found = attached("a.pdf", PDF)
    other = make.decision(day=DAY)
    address = f"/decisions/{found.decision_id}/files/{found.pk}/"

    assert client.get(f"/decisions/{other.pk}/files/{found.pk}/").status_code == 404
    assert client.get(address, {"per": "2026-02-28"}).status_code == 404
    assert client.get(address, {"per": "2026-03-01"}).status_code == 200


def test_a_file_that_has_been_changed_on_the_disk_is_not_given(client):
    make.model()
    found = attached("a.pdf", b"%PDF-changed")
    place(found.sha256).write_bytes(EXE)
    address = f"/decisions/{found.decision_id}/files/{found.pk}/"

    assert client.get(address).status_code == 404


def minuted(**changed: object) -> dict[str, object]:
    return {
        "paragraph": "5",
        "title": "Beslutet",
        "child_rights": "not_relevant",
        "child_rights_why": "Rör inga barn.",
        "sustainability": "assessed",
        "sustainability_why": "Inga utsläpp.",
        "executed_by": "-",
    } | changed


def test_a_decision_is_registered_with_its_files():
    make.model()
    meeting = make.meeting(make.body(), DAY)
    client = make.signed_in(Role.SECRETARY)
    files = [SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.png", PNG)]
    answer = client.post(f"/meetings/{meeting.pk}/decisions/new/", minuted(attachments=files))
    made = Decision.objects.get()

    assert answer.url == f"/decisions/{made.pk}/"
    assert list(made.attachments.values_list("name", flat=True)) == ["a.pdf", "b.png"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"attachments": [SimpleUploadedFile("a.pdf", EXE)]}, "inte den sorts fil"),
        ({"child_rights": ""}, "måste fyllas i"),
        ({"sustainability_why": " "}, "måste fyllas i"),
        ({"executed_by": ""}, "måste fyllas i"),
        ({"executed_by": "BUN"}, "Ange till när beslutet ska vara verkställt"),
        ({"due": "2026-12-31"}, "Det finns inget att verkställa"),
        ({"paragraph": "0"}, "större än eller lika med 1"),
        ({"executed_by": "BUN", "due": "2026-02-01"}, "före beslutet 2026-03-01"),
    ],
)
def test_a_form_with_something_wrong_saves_nothing_and_says_what(changed, said):
    make.model()
    meeting = make.meeting(make.body(), DAY)
    client = make.signed_in(Role.SECRETARY)
    answer = client.post(f"/meetings/{meeting.pk}/decisions/new/", minuted(**changed))

    assert said in answer.content.decode()
    assert not Decision.objects.exists()
