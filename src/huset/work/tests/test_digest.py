"""The weekly digest, sent to a real mail server: what it says, to whom, and never twice."""

import email
import email.policy
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huset.kernel.models import Event, User
from huset.organisation.actions import correct_person, hand_over, register_person
from huset.organisation.models import Mandate
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, user
from huset.work import commands
from huset.work.actions import choose_digest, claim_digest
from huset.work.addresses import way_out
from huset.work.models import Digest, DigestChoice
from huset.work.rules import monday_of
from huset.work.smtp import SMTP_BACKEND
from huset.work.tasks import Clock, Sent, send_digests
from huset.work.tests import make
from huset.work.tests.make import DAY

pytestmark = pytest.mark.django_db
HERE = "127.0.0.1"
SITE = "https://huset.kommun.se"


class Inbox:
    """A mail server's ears: keeps letters, and refuses those that it is told to."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.to: list[str] = []
        self.refuses: dict[str, str] = {}

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 -- as the library calls it
        if answer := self.refuses.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- see above
        for address in envelope.rcpt_tos:
            self.to.append(address)
        parsed = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.letters.append(parsed)
        return "250 OK"


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind((HERE, 0))
        return asked.getsockname()[1]


@contextmanager
def serving(inbox: Inbox, port: int) -> Iterator[None]:
    server = Controller(inbox, hostname=HERE, port=port)
    server.start()
    try:
        yield
    finally:
        server.stop()


@pytest.fixture
def port(settings) -> int:
    make.house()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP_BACKEND, HERE
    settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = free_port(), 5
    settings.DEFAULT_FROM_EMAIL, settings.SITE_URL = "huset@kommun.se", SITE
    return settings.EMAIL_PORT


@pytest.fixture
def inbox(port) -> Iterator[Inbox]:
    found = Inbox()
    with serving(found, port):
        yield found


def today() -> date:
    return timezone.localdate()


def send(day: date | None = None) -> tuple[Sent, list[str]]:
    said: list[str] = []
    return send_digests(day=day or today(), by=user(), say=said.append), said


def parts(letter: EmailMessage) -> tuple[str, str]:
    return tuple(letter.get_body((kind,)).get_content() for kind in ("plain", "html"))


def told(what: str) -> int:
    return Event.objects.filter(what=what).count()


def test_a_letter_says_what_waits_with_whole_links_and_a_way_out(inbox):
    make.someone()
    make.to_do(today() - DAY, title="Försenad sak")
    make.to_do(title="Senare sak")
    result, said = send()
    (letter,) = inbox.letters

    assert (result, said) == (Sent(sent=1), [])
    assert letter["Subject"].startswith("Mitt arbete: 1 försenat")
    assert (letter["From"], letter["To"]) == ("huset@kommun.se", "bun@kommun.se")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"].endswith("@huset.kommun.se>")
    for text in parts(letter):
        assert "försenat 1 dag" in text
        assert f"{SITE}/decisions/" in text
        assert f"{SITE}/work/" in text
        assert f"{SITE}/digest/stop/" in text
        assert set(re.findall(r"https?://[^/\s\"<]+", text)) == {SITE}
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_letter_names_nobody(inbox):
    person = make.someone()
    make.to_do(title="Motion av Zebrakvist Unik")
    register_person(name="Zebrakvist Unik", user=None, by=user())
    send()
    whole = inbox.letters[0].as_string() + "".join(parts(inbox.letters[0]))

    assert "Zebrakvist" not in whole
    assert person.name not in whole


def test_one_who_stands_in_is_told_so_without_a_name(inbox):
    director = make.someone(email="borta@kommun.se")
    make.to_do()
    deputy = register_person(name="Vikarien", user=None, email="vik@kommun.se", by=user())
    hand_over(
        mandate=director.mandates.get(),
        to=deputy,
        since=today() - DAY,
        until=today() + DAY,
        by=user(),
    )
    correct_person(person=director, protected=True, by=user(), why="Skydd")
    send()
    letter = inbox.letters[inbox.to.index("vik@kommun.se")]

    assert "Du vikarierar." in parts(letter)[0]
    assert director.name.casefold() not in parts(letter)[0].casefold()


def test_one_letter_a_week_and_the_next_week_a_new_one(inbox):
    make.someone()
    make.to_do()
    monday = monday_of(today())
    for day in (monday, monday, monday + 6 * DAY, monday + 7 * DAY):
        send(day)

    assert inbox.to == ["bun@kommun.se"] * 2
    assert [(d.week, d.sent) for d in Digest.objects.order_by("week")] == [
        (monday, True),
        (monday + 7 * DAY, True),
    ]


def test_a_week_over_the_new_year_is_one_week(inbox):
    make.someone()
    make.to_do(date(2030, 1, 1))
    for day in (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 3)):
        send(day)

    assert len(inbox.letters) == 1


def test_nothing_is_sent_to_those_without_address_mandate_duty_or_wish(inbox):
    make.to_do()
    make.to_do(of=body("AN"))
    make.to_do(of=body("CN"))
    make.to_do(of=body("DN"))
    without_address = make.someone("AN")
    without_address.email = ""
    without_address.save()
    ended = make.someone("BUN")
    Mandate.objects.filter(person=ended).update(valid_to=today() - DAY)
    choose_digest(person=make.someone("CN"), wanted=False, by=user())
    closed = make.someone("DN")
    User.objects.filter(pk=closed.user_id).update(is_active=False)
    make.someone("EN", Role.MEMBER)
    result, _ = send()

    assert (result.sent, inbox.to) == (0, [])
    assert Digest.objects.count() == 0


def test_what_another_server_has_taken_upon_itself_is_not_sent(inbox):
    person = make.someone()
    make.to_do()
    week = monday_of(today())
    assert claim_digest(person=person, week=week, duties=1, by=user())
    assert claim_digest(person=person, week=week, duties=1, by=user()) is None
    send()

    assert inbox.letters == []


def test_two_servers_that_send_at_once_send_one_letter(inbox, monkeypatch):
    """The other one gets in between the look and the letter."""
    make.someone()
    make.to_do()
    from huset.work import tasks  # noqa: PLC0415 -- to step in between

    real = tasks.addressees

    def slow(day):
        found = list(real(day))
        monkeypatch.setattr(tasks, "addressees", real)
        send()
        return iter(found)

    monkeypatch.setattr(tasks, "addressees", slow)
    send()

    assert len(inbox.letters) == 1


def test_one_who_is_refused_for_good_stops_nobody_and_is_not_tried_again(inbox):
    for code in ("AN", "BUN", "CN"):
        make.someone(code)
        make.to_do(of=body(code))
    inbox.refuses["bun@kommun.se"] = "550 no such user bun@kommun.se"
    result, said = send()
    again, _ = send()

    assert (result.sent, result.refused, result.left) == (2, 1, 0)
    assert inbox.to == ["an@kommun.se", "cn@kommun.se"]
    assert (again.sent, again.refused) == (0, 0)
    assert "550" in said[0]
    assert "bun@kommun.se" not in said[0] + str(list(Event.objects.values_list("why", "after")))
    assert told("work.digest.refused") == 1


def test_one_who_is_refused_for_now_is_tried_again(inbox):
    make.someone()
    make.to_do()
    inbox.refuses["bun@kommun.se"] = "450 try later"
    first, _ = send()
    inbox.refuses.clear()
    second, _ = send()

    assert (first.left, second.sent, len(inbox.letters)) == (1, 1, 1)
    assert told("work.digest.put_off") == 1


def test_an_address_that_cannot_be_written_stops_nobody(inbox):
    make.someone("AN", email="a@b.se\nBcc: alla@b.se")
    make.someone("BUN")
    make.to_do(of=body("AN"))
    make.to_do()
    result, _ = send()

    assert (result.sent, result.refused, inbox.to) == (1, 1, ["bun@kommun.se"])


def test_a_server_that_is_down_is_tried_later_and_gets_every_letter_once(port):
    for code in ("AN", "BUN"):
        make.someone(code)
        make.to_do(of=body(code))
    down, said = send()
    inbox = Inbox()
    with serving(inbox, port):
        up, _ = send()

    assert (down.sent, down.left, up.sent) == (0, 2, 2)
    assert "svarar inte" in said[0]
    assert Digest.objects.filter(sent=True).count() == 2
    assert sorted(inbox.to) == ["an@kommun.se", "bun@kommun.se"]
    assert told("work.digest.claimed") == 2


class Quits(Inbox):
    """A server that goes away in the middle of the second letter."""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- as the library calls it
        if self.letters:
            server.transport.abort()
            return "250 OK"
        return await super().handle_DATA(server, session, envelope)


def test_a_server_that_goes_away_leaves_the_rest_for_later(port):
    for code in ("AN", "BUN", "CN"):
        make.someone(code)
        make.to_do(of=body(code))
    with serving(Quits(), port):
        first, said = send()
    inbox = Inbox()
    with serving(inbox, port):
        second, _ = send()

    assert (first.sent, first.left) == (1, 2)
    assert len(said) == 1
    assert (second.sent, len(inbox.letters)) == (2, 2)


def header_of(letter: EmailMessage) -> str:
    found = letter["List-Unsubscribe"].strip()
    assert (found[0], found[-1]) == ("<", ">")
    assert "=?" not in found
    return found[1:-1].removeprefix(SITE)


def test_the_way_out_works_in_one_step_from_a_mail_program(inbox):
    person = make.someone()
    make.to_do()
    send()
    url = header_of(inbox.letters[0])
    client = Client(enforce_csrf_checks=True)
    answer = client.post(url, {"List-Unsubscribe": "One-Click"})
    again = client.post(url, {"List-Unsubscribe": "One-Click"})
    send(today() + 7 * DAY)

    assert (answer.status_code, again.status_code) == (200, 200)
    assert "Du får inget veckobrev" in answer.content.decode()
    assert not DigestChoice.objects.get(person=person).wanted
    assert len(inbox.letters) == 1
    assert told("work.digest.chosen") == 1


def test_looking_at_the_way_out_changes_nothing(inbox):
    person = make.someone()
    answer = Client().get(reverse("work:stop", args=[way_out(person.pk)]))

    assert "Vill du sluta få veckobrevet?" in answer.content.decode()
    assert person.name not in answer.content.decode()
    assert not DigestChoice.objects.exists()


def test_a_false_way_out_leads_nowhere(port):
    person = make.someone()
    good = way_out(person.pk)
    for proof in (good[:-1] + ("A" if good[-1] != "A" else "B"), "1", way_out(10_000)):
        for ask in (Client().get, Client().post):
            assert ask(reverse("work:stop", args=[proof])).status_code == 404


def test_the_way_out_of_one_without_an_account_works_too(port):
    person = register_person(name="Ny", user=None, email="ny@kommun.se", by=user())
    Client().post(reverse("work:stop", args=[way_out(person.pk)]))

    assert not DigestChoice.objects.get(person=person).wanted


def run(*arguments: str):
    return CliRunner().invoke(commands.digest, arguments)


def test_the_command_sends_and_says_how_many(inbox):
    make.someone()
    make.to_do()
    first, second = run("send"), run("send")

    assert (first.output, first.exit_code) == ("Skickade: 1.\n", 0)
    assert (second.output, second.exit_code) == ("Skickade: 0.\n", 0)


def test_the_command_fails_when_letters_are_left(port):
    make.someone()
    make.to_do()
    answer = run("send")

    assert answer.exit_code == 1
    assert "kvar att skicka: 1" in answer.output


def test_a_dry_run_sends_nothing_and_names_nobody(inbox):
    person = make.someone()
    make.to_do()
    answer = run("send", "--dry-run", "--day", "2026-03-09")

    assert "1 brev skulle skickas" in answer.output
    assert f"Person {person.pk}: Mitt arbete: " in answer.output
    assert person.email not in answer.output
    assert (inbox.letters, Digest.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("lacking", "name"),
    [
        ("EMAIL_HOST", "HUSET_SMTP"),
        ("DEFAULT_FROM_EMAIL", "HUSET_MAIL_FROM"),
        ("SITE_URL", "HUSET_URL"),
    ],
)
def test_without_a_setting_nothing_is_sent_and_the_command_says_why(inbox, settings, lacking, name):
    make.someone()
    make.to_do()
    setattr(settings, lacking, "")
    answer = run("send")

    assert (answer.exit_code, inbox.letters) == (1, [])
    assert f"Inga brev skickas: {name} är inte angivet." in answer.output


MORNING = datetime(2026, 3, 9, 6, 0, tzinfo=timezone.get_default_timezone())
MINUTE = timedelta(minutes=1)


def ticked(results: list[object], moments: list[datetime]) -> list[datetime]:
    """The moments when a clock sent, of those when it ticked."""
    sent_at = []

    def send_now(day: date) -> Sent:
        sent_at.append(now)
        result = results.pop(0)
        if isinstance(result, Exception):
            raise result
        return result

    clock = Clock(send_now)
    for now in moments:
        clock.tick(now)
    return sent_at


def test_the_clock_sends_once_a_monday_and_again_the_next():
    minutes = [MORNING + n * MINUTE for n in range(-5, 120)]
    next_week = [MORNING + 7 * DAY]

    assert ticked([Sent(sent=3), Sent()], minutes + next_week) == [MORNING, *next_week]


def test_the_clock_tries_again_the_same_day_while_letters_are_left():
    minutes = [MORNING + n * MINUTE for n in range(60)]

    assert ticked([Sent(left=2), ValueError("fault"), Sent(sent=2)], minutes) == [
        MORNING,
        MORNING + 15 * MINUTE,
        MORNING + 30 * MINUTE,
    ]


def test_the_clock_does_not_go_on_with_mondays_letters_on_tuesday():
    assert ticked([Sent(left=1)], [MORNING, MORNING + DAY]) == [MORNING]
