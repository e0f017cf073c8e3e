"""What is stored about a person, how long, and that what is let go of is gone."""

import io
import json
import os
import zipfile
from datetime import date, datetime, timedelta

import pytest
from click.testing import CliRunner
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from huset.kernel.actions import Refused
from huset.kernel.models import Event, User
from huset.organisation.actions import (
    correct_person,
    give_mandate,
    plan_meeting,
    register_person,
)
from huset.organisation.actions.privacy import (
    WAITING_FILES,
    carry_out_retention,
    make_extract,
)
from huset.organisation.commands import retention
from huset.organisation.models import Decision, Mandate, Person
from huset.organisation.privacy_rules import elected_kept_until, official_kept_until
from huset.organisation.queries.privacy import extract, former_people, processing
from huset.organisation.retention import dry_run
from huset.organisation.rules import Role
from huset.organisation.tests import make

pytestmark = pytest.mark.django_db
NAME, EMAIL, ACCOUNT = "Zebrakvist Unik", "zebrakvist@unik.se", "zebrakonto"
TRACES = ("zebrakvist", "zebrakonto")


def someone(role=Role.EMPLOYEE, until=date(2022, 12, 31), **more):
    """Someone unmistakable, with an account, a mandate and a line in the log."""
    account = make.user(ACCOUNT)
    account.email = EMAIL
    account.set_unusable_password()
    account.save()
    who = register_person(
        name=NAME, user=account, email=EMAIL, external_id="zebrakod", by=make.user(), **more
    )
    place = make.body() if role is Role.MEMBER else make.unit()
    give_mandate(person=who, role=role, place=place, since=make.SINCE, until=until, by=make.user())
    plan_meeting(body=make.body(), day=date(2024, 5, 1), by=account)
    return who


def everything():
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- the database's own names
            found += [f"{table}: {row}" for row in cursor.fetchall()]
    return "\n".join(found).casefold()


@pytest.mark.parametrize(
    ("last_day", "kept_until"),
    [
        (date(2022, 10, 31), date(2024, 10, 31)),
        (date(2024, 2, 29), date(2026, 2, 28)),
    ],
    ids=["two years", "a leap day"],
)
def test_an_official_is_kept_for_two_years(last_day, kept_until):
    assert official_kept_until(last_day) == kept_until


@pytest.mark.parametrize(
    ("last_day", "kept_until"),
    [
        (date(2022, 12, 31), date(2026, 12, 31)),
        (date(2023, 1, 1), date(2030, 12, 31)),
        (date(2026, 12, 31), date(2030, 12, 31)),
    ],
    ids=["the end of a term", "the first day of the next", "the end of the next"],
)
def test_an_elected_member_is_kept_to_the_end_of_the_next_term(last_day, kept_until):
    assert elected_kept_until(last_day) == kept_until


@pytest.mark.parametrize(
    ("today", "count"), [(date(2024, 12, 31), 0), (date(2025, 1, 1), 1)], ids=["kept", "due"]
)
def test_a_former_official_is_due_the_day_after(today, count):
    someone()

    assert [run.due.count for run in dry_run(today)][:2] == [count, 0]


@pytest.mark.parametrize(
    ("today", "count"), [(date(2026, 12, 31), 0), (date(2027, 1, 1), 1)], ids=["kept", "due"]
)
def test_a_former_elected_member_is_due_after_the_next_term(today, count):
    someone(Role.MEMBER)

    assert [run.due.count for run in dry_run(today)][:2] == [0, count]


def test_someone_with_a_mandate_is_kept_and_someone_without_any_counts_from_registration():
    someone(until=None)
    other = register_person(name="Aldrig", user=None, by=make.user())
    today = timezone.localdate()

    assert [(f.person_id, f.kept_until) for f in former_people(elected=False)] == [
        (other.pk, official_kept_until(today))
    ]


def test_after_retention_the_name_is_in_no_table():
    who = someone()
    correct_person(person=who, name=f"{NAME} Ny", by=make.user(), why="Gift")
    assert all(trace in everything() for trace in TRACES)
    carry_out_retention(today=date(2026, 1, 1), by=make.user())
    who.refresh_from_db()
    account = who.user

    assert [trace for trace in (*TRACES, "zebrakod") if trace in everything()] == []
    assert (who.name, who.mandates.count()) == (f"Gallrad person {who.pk}", 1)
    assert (str(account), account.is_active, account.has_usable_password()) == (
        who.name,
        False,
        False,
    )


def test_retention_twice_lets_go_once():
    someone()
    carry_out_retention(today=date(2026, 1, 1), by=make.user())
    gone = Event.objects.filter(what="organisation.person.anonymised").count()
    carry_out_retention(today=date(2026, 1, 1), by=make.user())

    assert (gone, Event.objects.filter(what="organisation.person.anonymised").count()) == (1, 1)


def test_what_belongs_to_a_closed_account_alone_goes_with_it():
    who = someone()
    related = [r for r in User._meta.related_objects if r.on_delete.__name__ == "CASCADE"]
    carry_out_retention(today=date(2026, 1, 1), by=make.user())

    assert related
    assert [
        r.related_model.__name__
        for r in related
        if r.related_model._default_manager.filter(**{r.field.name: who.user}).exists()
    ] == []


def test_files_that_wait_too_long_and_expired_sessions_are_due(
    settings, django_capture_on_commit_callbacks
):
    settings.UPLOADS.mkdir()
    old, new = settings.UPLOADS / "old", settings.UPLOADS / "new"
    for path in (old, new):
        path.write_bytes(b"x")
    day = timezone.now() - timedelta(days=32)
    os.utime(old, (day.timestamp(), day.timestamp()))
    Session.objects.create(
        session_key="gammal", session_data="", expire_date=timezone.now() - timedelta(days=1)
    )
    today = timezone.localdate()
    assert [run.due.count for run in dry_run(today)][2:4] == [1, 1]
    with django_capture_on_commit_callbacks(execute=True):
        carry_out_retention(today=today, by=make.user())

    assert (old.exists(), new.exists(), Session.objects.count()) == (False, True, 0)
    assert WAITING_FILES.due(today).count == 0


def test_the_command_shows_first_and_carries_out_when_told(monkeypatch):
    monkeypatch.setattr("huset.organisation.commands.set_up", lambda: None)
    who = someone()
    shown = CliRunner().invoke(retention).output
    who.refresh_from_db()
    name = who.name
    done = CliRunner().invoke(retention, ["--carry-out"]).output
    who.refresh_from_db()

    assert "Tjänstepersoner utan uppdrag: 1, det äldsta" in shown
    assert "Inget har ändrats" in shown
    assert "Gallringen är genomförd" in done
    assert (NAME in shown, name, who.name) == (False, NAME, f"Gallrad person {who.pk}")


def test_an_extract_holds_every_kind_with_its_purpose_and_what_may_mention_one():
    who = someone()
    make.decision(title=f"Om {NAME}")
    found = {kind.purpose.word: kind for kind in extract(who, masked=False)}
    says = {word: " | ".join(row.says for row in kind.rows) for word, kind in found.items()}

    assert list(found) == [
        "Vem någon är",
        "Hur någon nås",
        "Vem som gjorde något",
        "Fri text som kan nämna någon",
        "Hemligheter",
    ]
    assert "roll: Medarbetare" in says["Vem någon är"]
    assert f"e-post: {EMAIL}" in says["Hur någon nås"]
    assert "organisation.meeting.planned" in says["Vem som gjorde något"]
    assert f"möjlig träff, ”…Om {NAME}…”" in says["Fri text som kan nämna någon"]
    assert says["Hemligheter"] == "lösenord: lagras, visas inte"
    assert all(kind.purpose.purpose and kind.purpose.basis for kind in found.values())


def test_an_extract_is_written_in_the_log_with_its_reason():
    who = someone()
    with pytest.raises(Refused, match="Skäl saknas"):
        make_extract(person=who, by=make.user(), why=" ")
    make_extract(person=who, by=make.user(), why="Begäran")
    line = Event.objects.get(what="organisation.extract.made")

    assert (line.subject_id, line.why) == (who.pk, "Begäran")


def test_one_gets_the_own_extract_and_the_one_who_protects_data_anyones(client):
    make.model()
    who = someone(until=None)
    url, said = reverse("organisation:extract", args=[who.pk]), {"why": "Begäran", "form": "page"}
    client.force_login(who.user)
    own = client.post(url, said)
    officer = make.signed_in(Role.ADMINISTRATOR).post(url, said)
    other = make.signed_in(Role.CONTROLLER).post(url, said)

    assert (own.status_code, officer.status_code, other.status_code) == (200, 200, 403)
    assert EMAIL in own.content.decode()
    assert Event.objects.filter(what="organisation.extract.made").count() == 2


def test_an_extract_comes_as_json_and_excel(client):
    make.model()
    who = someone(until=None)
    client.force_login(who.user)
    url = reverse("organisation:extract", args=[who.pk])
    told = json.loads(client.post(url, {"why": "Begäran", "form": "json"}).content)
    book = client.post(url, {"why": "Begäran", "form": "xlsx"}).content
    strings = zipfile.ZipFile(io.BytesIO(book)).read("xl/sharedStrings.xml").decode()

    assert told["person"] == who.pk
    assert (EMAIL in json.dumps(told), EMAIL in strings) == (True, True)


def test_a_protected_persons_extract_is_whole_for_themselves_alone(client):
    make.model()
    who = someone(until=None, protected=True)
    url, said = reverse("organisation:extract", args=[who.pk]), {"why": "Begäran", "form": "json"}
    client.force_login(who.user)
    own = client.post(url, said).content.decode()
    officer = make.signed_in(Role.ADMINISTRATOR).post(url, said).content.decode()

    assert (EMAIL in own, EMAIL in officer, ACCOUNT in officer) == (True, False, False)


def test_a_look_at_an_extract_gives_nothing_and_logs_nothing():
    make.model()
    who = someone(until=None)
    page = make.signed_in(Role.ADMINISTRATOR).get(reverse("organisation:extract", args=[who.pk]))

    assert EMAIL not in page.content.decode()
    assert not Event.objects.filter(what="organisation.extract.made").exists()


def test_the_register_of_processing_is_read_from_the_models():
    someone()
    found = {row.register: row for row in processing()}

    assert found["person"].records == 1
    assert [(p.word, fields) for p, fields in found["person"].kinds] == [
        ("Vem någon är", "namn, kod i katalogen, användare"),
        ("Hur någon nås", "e-post"),
    ]


def test_the_page_shows_rules_dry_run_and_register():
    make.model()
    someone()
    page = make.signed_in(Role.ADMINISTRATOR).get(reverse("organisation:privacy"))
    text = page.content.decode()

    assert [run.due.count for run in page.context["runs"]] == [1, 0, 0, 0, 0, 0, 0, 0, 0]
    assert ("24 månader" in text, "art. 30" in text, NAME in text) == (True, True, False)


def test_the_account_of_a_protected_person_bears_no_name():
    who = someone()
    correct_person(person=who, protected=True, by=make.user())
    hidden = str(User.objects.get(username=ACCOUNT))
    correct_person(person=who, protected=False, by=make.user())

    assert (hidden, str(User.objects.get(username=ACCOUNT))) == ("Skyddade personuppgifter", NAME)


def test_what_is_left_blank_of_a_protected_person_is_kept():
    make.model()
    who = someone(until=None, protected=True)
    admin = make.signed_in(Role.ADMINISTRATOR)
    url = reverse("organisation:correct-person", args=[who.pk])
    page = admin.get(url).content.decode()
    admin.post(url, {"name": "", "email": "", "external_id": "", "protected": "on"})
    who.refresh_from_db()

    assert [trace for trace in TRACES if trace in page.casefold()] == []
    assert (who.name, who.email, who.external_id) == (NAME, EMAIL, "zebrakod")


def test_a_decisions_day_is_no_reason_to_keep_a_name():
    """The mandates and decisions stay when the name is let go of."""
    someone()
    make.decision()
    carry_out_retention(today=date(2026, 1, 1), by=make.user())

    assert (Decision.objects.count(), Mandate.objects.count()) == (1, 1)
    assert Person.objects.get().email == ""
    assert isinstance(Event.objects.order_by("id").first().at, datetime)
