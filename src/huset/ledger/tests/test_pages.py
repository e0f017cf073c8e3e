"""The ledger's pages: who sees what, and a file's way in."""

import os
import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from huset.kernel.importing import uploads
from huset.ledger import forms, tasks
from huset.ledger.models import Import
from huset.ledger.tests import make
from huset.organisation.models import Body, Unit
from huset.organisation.rules import Role
from huset.organisation.tests import make as organisation

pytestmark = pytest.mark.django_db
LINES = """
    #VER A 1 20260115 "Inköp"
    {
    #TRANS 4010 {1 "100" 6 "P1"} 100.00 "" "Böcker"
    #TRANS 4010 {1 "200"} 250.00 "" "Möbler"
    #TRANS 1930 {} -350.00
    }
    #VER A 2 20260215 "Avgift"
    {
    #TRANS 3010 {1 "100"} -40.00
    #TRANS 1930 {} 40.00
    }
"""


@pytest.fixture
def body():
    make.municipality()
    return Body.objects.get(code="BUN")


@pytest.fixture
def controller(client, body):
    client.force_login(organisation.reader(Role.CONTROLLER, body))
    return client


def main_of(response):
    page = response.content.decode()
    return text_of_html(page[page.index("<main") : page.index("</main>")])


def text_of_html(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html)).strip()


def sent(client, path):
    with path.open("rb") as file:
        response = client.post(reverse("ledger:upload"), {"file": file})
    assert response.status_code == 302
    return response.url


def test_a_file_goes_from_upload_to_preview_to_import(controller, tmp_path):
    url = sent(controller, make.sie(LINES, tmp_path))
    preview = main_of(controller.get(url))
    assert "Ny: bolaget har inga räkenskaper för 2026-01-01 till 2026-12-31." in preview
    assert "2 verifikationer, 5 rader, 4 konton" in preview
    assert Import.objects.count() == 0
    done = controller.post(url.split("?")[0] + "import/", {"name": "prov.se"}, follow=True)
    source = Import.objects.get()
    assert done.redirect_chain == [(reverse("ledger:import", args=[source.pk]), 302)]
    assert "Filens summor och det som är lagrat är lika" in main_of(done)
    assert not uploads.waits(source.sha256)


def test_a_file_that_cannot_be_read_says_why_and_offers_no_import(controller, tmp_path):
    path = make.sie("#VER A 1 20260115\n{\n#TRANS 4010 {} ett", tmp_path)
    page = main_of(controller.get(sent(controller, path)))
    assert "Filen kan inte läsas in som den är" in page
    assert "Läs in" not in page


def test_an_unknown_company_is_asked_about(controller, tmp_path):
    path = make.sie(LINES, tmp_path, org_number="556000-0001", company="Provbolaget AB")
    url = sent(controller, path)
    assert "Nytt bolag" in main_of(controller.get(url))
    start = url.split("?")[0] + "import/"
    refused = controller.post(start, {"name": "prov.se"}, follow=True)
    assert "hör inte till något känt bolag" in main_of(refused)
    assert Import.objects.count() == 0
    controller.post(start, {"name": "prov.se", "new_company": "on"})
    assert Import.objects.get().company.name == "Provbolaget AB"


def test_the_same_file_again_is_told_and_has_no_button(controller, tmp_path):
    make.imported(make.sie(LINES, tmp_path))
    page = main_of(controller.get(sent(controller, make.sie(LINES, tmp_path))))
    assert "Filen är redan inläst, som prov.se." in page
    assert "Läs in" not in page


def test_a_file_larger_than_the_limit_is_told_what_to_do(controller, monkeypatch):
    monkeypatch.setattr(forms, "LARGEST", 3)
    file = SimpleUploadedFile("stor.se", b"#FLAGGA 0")
    page = main_of(controller.post(reverse("ledger:upload"), {"file": file}))
    assert "Filen är större än 300 MB. Läs in den med ”huset sie import” på servern." in page


@pytest.mark.django_db(transaction=True)  # the worker takes connections of its own
def test_a_large_file_is_imported_in_the_background(controller, tmp_path, monkeypatch):
    monkeypatch.setattr(tasks, "SMALL", 10)
    url = sent(controller, make.sie(LINES, tmp_path))
    waiting = controller.post(url.split("?")[0] + "import/", {"name": "prov.se"})
    assert "Filen står i kö. Uppdatera" in main_of(controller.get(waiting.url))
    part = controller.get(waiting.url, headers={"HX-Request": "true"}).content.decode()
    assert text_of_html(part) == "Filen står i kö. Uppdatera"
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    done = reverse("ledger:import", args=[Import.objects.get().pk])
    assert controller.get(waiting.url).url == done
    assert controller.get(waiting.url, headers={"HX-Request": "true"})["HX-Redirect"] == done


@pytest.mark.django_db(transaction=True)  # the worker takes connections of its own
def test_a_file_that_is_asked_for_twice_leads_to_its_one_import(controller, tmp_path, monkeypatch):
    monkeypatch.setattr(tasks, "SMALL", 10)
    start = sent(controller, make.sie(LINES, tmp_path)).split("?")[0] + "import/"
    waiting = [controller.post(start, {"name": "prov.se"}).url for _ in range(2)]
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    done = reverse("ledger:import", args=[Import.objects.get().pk])
    assert [controller.get(url).url for url in waiting] == [done, done]
    assert controller.post(start, {"name": "prov.se"}).url == done


@pytest.mark.django_db(transaction=True)  # the worker takes connections of its own
def test_a_background_import_that_is_refused_says_why(controller, tmp_path, monkeypatch):
    monkeypatch.setattr(tasks, "SMALL", 10)
    path = make.sie(LINES, tmp_path, org_number="556000-0001")
    url = sent(controller, path)
    waiting = controller.post(url.split("?")[0] + "import/", {"name": "prov.se"})
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    assert "Filen lästes inte in: Rad 7:" in main_of(controller.get(waiting.url))


def test_a_file_that_no_longer_waits_is_not_found(controller):
    assert controller.get(reverse("ledger:preview", args=["0" * 64])).status_code == 404
    assert controller.get("/ledger/uploads/..%2Fsecret/").status_code == 404


def test_a_file_that_no_longer_waits_is_not_imported(controller):
    start = reverse("ledger:start", args=["0" * 64])
    page = controller.post(start, {"name": "prov.se"})
    assert page.url == reverse("ledger:preview", args=["0" * 64]) + "?namn=prov.se"
    assert controller.post(start).status_code == 400


@pytest.mark.parametrize(
    "url",
    [
        "/ledger/imports/999/",
        "/ledger/imports/999/vouchers/1/",
        "/ledger/progress/00000000-0000-0000-0000-000000000000/",
    ],
)
def test_what_is_not_there_is_not_found(controller, url):
    assert controller.get(url).status_code == 404


def test_old_uploads_are_let_go(controller, tmp_path):
    settings.UPLOADS.mkdir()
    forgotten = settings.UPLOADS / ("0" * 64)
    forgotten.write_bytes(b"")
    os.utime(forgotten, (0, 0))
    sent(controller, make.sie(LINES, tmp_path))
    assert not forgotten.exists()


def test_replaced_files_are_folded_under_the_one_in_force(controller, tmp_path):
    make.imported(make.sie(LINES, tmp_path, name="old.se", generated=20260901))
    make.imported(make.sie(LINES, tmp_path, name="new.se", generated=20261001))
    page = controller.get(reverse("ledger:imports")).content.decode()
    assert page.index("new.se") < page.index("Ersatta filer: 1") < page.index("old.se")


def test_the_rows_sum_is_the_sum_of_their_accounts(controller, tmp_path):
    make.imported(make.sie(LINES, tmp_path))
    page = main_of(controller.get(reverse("ledger:rows"), {"ar": 2026}))
    assert "Summa 3 rader: 310,00 kr (debet är plus)." in page
    assert "3010 Avgifter 1 −40,00 4010 Material 2 350,00 Summa 3 310,00" in page


def test_rows_follow_the_choices_of_the_address(controller, tmp_path):
    make.imported(make.sie(LINES, tmp_path))
    asked = {"ar": 2026, "organ": "100", "fran": 2, "till": 2, "konto": "30*"}
    page = main_of(controller.get(reverse("ledger:rows"), asked))
    assert "Summa 1 rader: −40,00 kr (debet är plus)." in page


def test_rows_without_a_unit_can_be_asked_for(controller, tmp_path):
    make.imported(make.sie(LINES, tmp_path))
    asked = {"ar": 2026, "enhet": "utan, 100", "alla": "on"}
    page = main_of(controller.get(reverse("ledger:rows"), asked))
    assert "Summa 4 rader: −250,00 kr (debet är plus)." in page


def test_a_wrong_choice_is_told_beside_the_field(controller):
    page = main_of(controller.get(reverse("ledger:rows"), {"fran": 13}))
    assert "Från: " in page


def test_a_page_beyond_all_pages_is_no_error(controller, tmp_path):
    make.imported(make.sie(LINES, tmp_path))
    for number in (999, 10**30):
        asked = {"ar": 2026, "sida": number}
        assert controller.get(reverse("ledger:rows"), asked).status_code == 200


def test_a_manager_sees_only_the_rows_of_the_own_units(client, body, tmp_path):
    source = make.imported(make.sie(LINES, tmp_path)).source
    client.force_login(organisation.reader(Role.MANAGER, Unit.objects.get(code="100")))
    rows = main_of(client.get(reverse("ledger:rows"), {"ar": 2026}))
    assert "Summa 2 rader: 60,00 kr (debet är plus)." in rows
    assert "Möbler" not in rows
    other = main_of(client.get(reverse("ledger:rows"), {"ar": 2026, "organ": "200"}))
    assert "Summa 0 rader" in other
    voucher = main_of(client.get(reverse("ledger:voucher", args=[source.pk, 1])))
    assert "Summa 1 rader: 100,00 kr . 2 rader till hör till andra enheter än dina." in voucher
    assert "Möbler" not in voucher


def test_a_company_with_the_same_codes_is_closed_to_the_municipalitys_managers(
    client, body, tmp_path
):
    other = make.sie(LINES, tmp_path, org_number="556000-0001", company="Provbolaget AB")
    source = make.imported(other, new_company=True).source
    client.force_login(organisation.reader(Role.MANAGER, Unit.objects.get(code="100")))
    rows = main_of(client.get(reverse("ledger:rows"), {"ar": 2026, "fil": source.pk}))
    assert "Böcker" not in rows
    assert client.get(reverse("ledger:voucher", args=[source.pk, 1])).status_code == 404
    client.force_login(organisation.reader(Role.AUDITOR, body))
    rows = main_of(client.get(reverse("ledger:rows"), {"ar": 2026, "fil": source.pk}))
    assert "Böcker" in rows


def test_a_voucher_shows_all_its_rows_to_who_sees_all(controller, tmp_path):
    source = make.imported(make.sie(LINES, tmp_path)).source
    page = main_of(controller.get(reverse("ledger:voucher", args=[source.pk, 1])))
    assert "Verifikation A 1 15 januari 2026: Inköp" in page
    assert "Summa 3 rader: 0,00 kr" in page
    for missing in (9, 2**40, 10**60):
        url = reverse("ledger:voucher", args=[source.pk, missing])
        assert controller.get(url).status_code == 404


@pytest.mark.parametrize(
    ("role", "name", "status"),
    [
        (Role.MEMBER, "imports", 200),
        (Role.MEMBER, "rows", 403),
        (Role.MEMBER, "upload", 403),
        (Role.MANAGER, "rows", 200),
        (Role.MANAGER, "upload", 403),
        (Role.AUDITOR, "rows", 200),
        (Role.AUDITOR, "upload", 403),
        (Role.CONTROLLER, "upload", 200),
        (Role.REGISTRAR, "rows", 403),
    ],
)
def test_each_role_opens_what_it_may(client, body, role, name, status):
    client.force_login(organisation.reader(role, body))
    assert client.get(reverse(f"ledger:{name}")).status_code == status


def test_someone_without_a_mandate_is_sent_to_sign_in(client, body):
    assert client.get(reverse("ledger:imports")).status_code == 302


def asked_by(client, url, questions):
    with questions() as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_three_imports_ask_as_many_questions_as_one(controller, tmp_path, questions):
    first = make.imported(make.sie(LINES, tmp_path, name="1.se", generated=20260901)).source
    pages = [reverse("ledger:imports"), reverse("ledger:rows"), f"/ledger/imports/{first.pk}/"]
    before = [asked_by(controller, url, questions) for url in pages]
    make.imported(make.sie(LINES, tmp_path, name="2.se", generated=20260902))
    make.imported(make.sie(LINES, tmp_path, name="3.se", year=2025))
    assert [asked_by(controller, url, questions) for url in pages] == before
