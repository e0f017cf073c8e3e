"""The history of things, the log with its proof and export: what is told, and to whom."""

import ast
import json
import re
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from huset.budget.tests.make import frame
from huset.followup.actions import comment_goal, decide_report, mark_ready, open_round, write_report
from huset.goals.models import AssignmentReport
from huset.goals.tests import make as goals
from huset.kernel.actions import as_line, digest_of, record
from huset.kernel.history import HIDDEN, is_about_people, model_of, place_of, versions_of
from huset.kernel.log import LINES_A_PAGE
from huset.kernel.models import Event, LogHead, User
from huset.kernel.personal import PROTECTED
from huset.organisation.models import Body, Mandate, Person
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, decision, model, reader, signed_in, user
from huset.web import words

SRC = Path(__file__).parents[2]
DOC = SRC.parents[1] / "docs" / "concepts" / "log.md"
ACTIONS = [
    path
    for path in sorted(SRC.rglob("*.py"))
    if "tests" not in path.parts and {path.stem, path.parent.name} & {"actions", "chain"}
]
WORDS = {name: words._gathered(name) for name in ("EVENTS", "KINDS", "KEYS", "VALUES", "PARTS")}
UNTOLD = {  # what the log has no lines on: they come and go with something that it has
    "kernel.version",
    "ledger.account",
    "ledger.balance",
}


def events_of(path: Path) -> set[str]:
    """The events that a module of actions writes; where a part is worked out, as a pattern."""
    slice_ = path.relative_to(SRC).parts[0]
    event = rf"{slice_}\.[a-z_]+\.[a-z_]+"
    nodes = list(ast.walk(ast.parse(path.read_text())))
    texts = [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    made = ["".join(map(piece, n.values)) for n in nodes if isinstance(n, ast.JoinedStr)]
    return {re.escape(text) for text in texts if re.fullmatch(event, text)} | {
        text for text in made if text.startswith(rf"{slice_}\.")
    }


def piece(node: ast.expr) -> str:
    return re.escape(node.value) if isinstance(node, ast.Constant) else "[a-z_.]+"


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: path.relative_to(SRC).as_posix())
def test_every_event_is_worded(path):
    worded = WORDS["EVENTS"]

    assert [e for e in events_of(path) if not any(re.fullmatch(e, w) for w in worded)] == []


def test_no_words_are_left_of_events_that_are_gone():
    written = set().union(*map(events_of, ACTIONS))

    assert [w for w in WORDS["EVENTS"] if not any(re.fullmatch(e, w) for e in written)] == []


def test_every_kind_of_thing_is_called_something():
    kinds = {m._meta.label_lower for m in apps.get_models() if m.__module__.startswith("huset.")}

    assert kinds - WORDS["KINDS"].keys() == UNTOLD
    assert WORDS["KINDS"].keys() - kinds == set()


def test_the_words_are_about_fields_that_exist():
    amounts = {name for one in words.SLICES for name in getattr(one, "AMOUNTS", ())}
    told = {*WORDS["VALUES"], *(a for a in amounts if a not in WORDS["KEYS"])}
    for name in told:
        label, field = name.rsplit(".", 1)
        assert apps.get_model(label)._meta.get_field(field)
    for label, ways in WORDS["PARTS"].items():
        for way in ways.split():
            assert apps.get_model(label)._meta.get_field(way).is_relation
    for name in WORDS["KEYS"]:
        assert apps.get_model(name.rsplit(".", 1)[0])


def test_every_place_leads_to_a_code():
    models = [m for m in apps.get_models() if m.__module__.startswith("huset.") and place_of(m)]

    assert [m for m in models if list(m._default_manager.values_list(place_of(m))[:0])] == []


def test_what_says_who_someone_is_is_about_people():
    assert [is_about_people(m) for m in (Person, Mandate, User, Body)] == [True, True, True, False]


@pytest.mark.parametrize(
    "subject", ["goals.nothing", "nothing", "sessions.session", "a.b.c", "auth.group"]
)
def test_only_our_own_things_have_a_history(subject):
    assert model_of(subject) is None


@pytest.fixture
def house(db):
    """The model, the council, and two committees with a goal each."""
    model()
    ours, theirs = body("BUN", "Barnnämnden"), body("SN", "Socialnämnden")
    return goals.goal(of=ours, title="Vårt mål"), goals.goal(of=theirs, title="Deras mål")


def shown(client: Client, subject: str, number: int) -> str:
    answer = client.get(reverse("web:history", args=[subject, number]))
    assert answer.status_code == 200
    return told(answer)


def told(answer) -> str:
    """What a page says, without its markup and frame."""
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_a_history_tells_who_did_what_from_what_to_what_and_of_the_parts(house):
    mine, _ = house
    indicator = goals.indicator(of=mine, name="Studiero")
    goals.measurement(70, of=indicator, known_from=date(2027, 1, 1))
    goals.measurement(75, of=indicator, known_from=date(2027, 1, 1))
    page = shown(signed_in(Role.MANAGER, body("BUN")), "goals.goal", mine.pk)

    assert "Eva" in page
    assert "Antog målet" in page
    assert "Titel: Vårt mål" in page
    assert "Organ: Barnnämnden" in page
    assert "Nivå: Inriktningsmål" in page
    assert "Lade till indikatorn" in page
    assert "Bättre åt: högre är bättre" in page
    assert "Utfall: 70 → 75" in page
    assert page.index("70 → 75") < page.index("Antog målet")  # the latest first


def test_a_history_tells_why_and_under_which_mandate(house):
    mine, _ = house
    event = record("goals.goal.adopted", by=user(), on=mine, why="Fel kod.")
    with connection.cursor() as cursor:
        cursor.execute("update kernel_event set mandate = 'Controller' where id = %s", [event.id])
    page = shown(signed_in(Role.MANAGER, body("BUN")), "goals.goal", mine.pk)

    assert "Controller" in page
    assert "Fel kod." in page


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param({"net_cost": 123456}, {"net_cost": -5}, "1 234,56 kr → −0,05 kr", id="öre"),
        pytest.param({"is_plan": False}, {"is_plan": True}, "Planår: nej → ja", id="ja och nej"),
        pytest.param(
            {"x": None}, {"x": "2026-11-22T20:24:27.230Z"}, "x: 2026-11-22 21:24", id="a moment"
        ),
        pytest.param({"net_cost": None}, {"net_cost": 0}, "Nettokostnad: 0,00 kr", id="from none"),
        pytest.param(
            {"100": 100}, {"100": 250}, "Detaljbudget för 100: 1,00 kr → 2,50 kr", id="split"
        ),
        pytest.param({"body_id": 999}, {"body_id": None}, "Organ: nr 999 → –", id="no more"),
        pytest.param({"source": "#12"}, {"source": "#13"}, "Källa: #12 → #13", id="no digest"),
    ],
)
def test_values_are_worded(house, before, after, said):
    given = frame(body("BUN"), 100, year=2026, decided=decision())
    record("budget.frame.decided", by=user(), on=given, before=before, after=after)
    page = shown(signed_in(Role.CONTROLLER, body("BUN")), "budget.frame", given.pk)

    assert said in page.replace("\N{NO-BREAK SPACE}", " ")


def test_who_someone_is_reads_as_changed_and_a_protected_identity_as_protected(house):
    registrar = reader(Role.REGISTRAR)
    person = Person.objects.get(user=registrar)
    record(
        "organisation.person.corrected",
        by=registrar,
        on=person,
        before={"name": "#1", "protected": False},
        after={"name": "#2", "protected": True},
    )
    Person.objects.filter(pk=person.pk).update(protected=True)
    client = Client()
    client.force_login(registrar)
    page = shown(client, "organisation.person", person.pk)

    assert f"Namn: {HIDDEN} → {HIDDEN}" in page
    assert f"{PROTECTED} Registrator" in page or page.count(PROTECTED) > 2
    assert person.name not in page


HISTORY_OF = {
    "own goal": lambda mine, theirs: ("goals.goal", mine.pk),
    "another body's goal": lambda mine, theirs: ("goals.goal", theirs.pk),
    "own body": lambda mine, theirs: ("organisation.body", mine.body_id),
    "another body": lambda mine, theirs: ("organisation.body", theirs.body_id),
    "a person": lambda mine, theirs: ("organisation.person", Person.objects.first().pk),
    "a mandate": lambda mine, theirs: ("organisation.mandate", Mandate.objects.first().pk),
    "a user": lambda mine, theirs: ("kernel.user", user().pk),
    "no such goal": lambda mine, theirs: ("goals.goal", 999_999),
    "no such kind": lambda mine, theirs: ("goals.nothing", 1),
}
SEEN = {
    Role.MANAGER: (200, 403, 200, 403, 403, 403, 403, 403, 404),
    Role.EMPLOYEE: (403, 403, 403, 403, 403, 403, 403, 403, 403),
    Role.AUDITOR: (200, 200, 200, 200, 403, 403, 403, 404, 404),
    Role.REGISTRAR: (200, 200, 200, 200, 200, 200, 200, 404, 404),
    Role.ADMINISTRATOR: (200, 200, 200, 200, 200, 200, 200, 404, 404),
}


@pytest.mark.parametrize("role", SEEN)
def test_each_reads_the_histories_of_the_own_place_and_registrars_those_of_people(house, role):
    client = signed_in(role, body("BUN"))
    for (name, of), expected in zip(HISTORY_OF.items(), SEEN[role], strict=True):
        answer = client.get(reverse("web:history", args=of(*house)))
        assert answer.status_code == expected, name


def test_a_resident_is_asked_to_sign_in(house):
    answer = Client().get(reverse("web:history", args=["goals.goal", house[0].pk]))

    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("web:sign-in"))


def test_of_what_many_bodies_share_each_reads_the_own_part(house):
    given = goals.assignment(bodies=[body("BUN"), body("SN")])
    for report in AssignmentReport.objects.all():
        report.comment = f"Från {report.body.code}"
        record("goals.assignment.reported", by=user(), on=report)
    manager, auditor = (
        shown(signed_in(role, body("BUN")), "goals.assignment", given.pk)
        for role in (Role.MANAGER, Role.AUDITOR)
    )

    assert [f"Från {code}" in manager for code in ("BUN", "SN")] == [True, False]
    assert [f"Från {code}" in auditor for code in ("BUN", "SN")] == [True, True]


def test_a_code_leads_to_the_history_of_what_has_it(house):
    client = signed_in(Role.MANAGER, body("BUN"))
    found = client.get(reverse("web:history-of-code", args=["organisation.body", "BUN"]))
    lacking = [["organisation.body", "NOPE"], ["goals.measurement", "1"], ["nothing", "1"]]

    assert found.url == reverse("web:history", args=["organisation.body", body("BUN").pk])
    assert {client.get(reverse("web:history-of-code", args=a)).status_code for a in lacking} == {
        404
    }


def test_a_page_offers_its_history_to_those_who_may_read_it(house):
    mine, theirs = house
    manager = signed_in(Role.MANAGER, body("BUN"))

    def offers(client, goal):
        return "Historik" in client.get(reverse("goals:goal", args=[goal.pk])).content.decode()

    assert [offers(manager, mine), offers(manager, theirs), offers(Client(), mine)] == [
        True,
        False,
        False,
    ]


def test_what_was_frozen_is_listed_and_said_to_be_whole_or_not(house):
    bun = body("BUN")
    april = open_round(point="t1", year=2026, cutoff=date(2026, 4, 30), by=user())
    words_ = {"summary": "Bra.", "economy": "", "action_needed": ""}
    write_report(round=april, body=bun, words=words_, edition=0, by=user())
    report = mark_ready(round=april, body=bun, by=user())
    decide_report(report=report, decision=decision(of=bun, day=date(2026, 5, 20)), by=user())
    (version,) = versions_of(type(report), report.pk)
    client = signed_in(Role.MANAGER, bun)
    pages = (
        lambda: shown(client, "followup.bodyreport", report.pk),
        lambda: told(Client().get("/follow-up/t1/2026/", {"organ": "BUN"})),
    )
    for page in pages:
        assert f"Version 1 är som när den frystes {version.frozen_at.astimezone():%Y}" in page()
        assert version.digest in page()
    with connection.cursor() as cursor:
        cursor.execute("""update kernel_version set content = '{"a": 1}'""")
    assert "Version 1 är inte som när den frystes" in pages[0]()


def test_a_history_asks_as_much_of_many_lines_as_of_few(house, questions):
    mine, _ = house
    client = signed_in(Role.MANAGER, body("BUN"))
    goals.measurement(of=goals.indicator(of=mine))

    def asked() -> int:
        with questions() as said:
            shown(client, "goals.goal", mine.pk)
        return len(said)

    few = asked()
    for year in range(2020, 2026):
        goals.measurement(of=goals.indicator(of=mine), year=year)

    assert asked() == few


def test_the_comments_of_a_round_belong_to_the_goal(house):
    mine, _ = house
    april = open_round(point="t1", year=2026, cutoff=date(2026, 4, 30), by=user())
    comment_goal(round=april, goal=mine, text="Det går framåt.", by=user())

    assert "Det går framåt." in shown(signed_in(Role.MANAGER, body("BUN")), "goals.goal", mine.pk)


@pytest.fixture
def auditor(house):
    return signed_in(Role.AUDITOR, body("BUN"))


def many(count: int) -> None:
    """Add lines to the log, as fast as a database can take them."""
    head, at = LogHead.objects.get(), timezone.now()
    events = []
    for number in range(head.number + 1, head.number + 1 + count):
        event = Event(
            id=number,
            at=at,
            by=user(),
            what="organisation.body.corrected",
            subject="organisation.Body",
            subject_id=body("BUN").pk,
            after={"name": "=1+1"},
            previous=head.digest,
        )
        event.digest = head.digest = digest_of(as_line(event))
        events.append(event)
    Event.objects.bulk_create(events, batch_size=500)
    head.number += count
    head.save()


def test_the_log_costs_the_same_long_as_short(auditor, questions):
    def asked() -> int:
        with questions() as said:
            assert auditor.get("/log/").status_code == 200
        return len(said)

    many(LINES_A_PAGE + 1)
    short = asked()
    many(10_000)

    assert asked() == short


def test_the_log_is_read_page_by_page_there_and_back(auditor):
    many(2 * LINES_A_PAGE)
    count = Event.objects.count()
    first = auditor.get("/log/").context["page"]
    second = auditor.get("/log/", {"fore": first.older}).context["page"]
    back = auditor.get("/log/", {"efter": second.newer}).context["page"]
    numbers = [[line.number for line in page.lines] for page in (first, second, back)]
    latest = list(range(count, count - LINES_A_PAGE, -1))

    assert numbers == [latest, [n - LINES_A_PAGE for n in latest], latest]
    assert (first.newer, back.newer) == (None, None)


@pytest.mark.parametrize(
    ("chosen", "subjects"),
    [
        pytest.param({"slag": "goals.goal"}, {"goals.goal"}, id="kind"),
        pytest.param({"vad": "goals.goal.adopted"}, {"goals.goal"}, id="event"),
        pytest.param({"fran": "2999-01-01"}, set(), id="from a day"),
        pytest.param({"till": "1999-01-01"}, set(), id="through a day"),
        pytest.param({"per": "1999-01-01"}, set(), id="as of a day"),
    ],
)
def test_the_log_is_chosen_from(auditor, chosen, subjects):
    page = auditor.get("/log/", chosen).context["page"]

    assert {line.subject for line in page.lines} == subjects


def test_the_log_is_chosen_by_person(auditor):
    other = user("Bo")
    record("goals.goal.adopted", by=other, on=goals.goal())
    page = auditor.get("/log/", {"vem": other.pk}).context["page"]

    assert [line.who for line in page.lines] == ["Bo"]


@pytest.mark.parametrize(
    "chosen", [{"fran": "i går"}, {"vem": "x"}, {"slag": "a.b"}, {"fore": "x"}]
)
def test_a_choice_that_cannot_be_is_said_and_never_exported(auditor, chosen):
    assert auditor.get("/log/", chosen).status_code == 200
    assert auditor.get("/log/export/jsonl/", chosen).status_code == 400


def test_those_who_do_not_register_people_read_no_more_of_them_than_that_it_was_done(auditor):
    page = told(auditor.get("/log/", {"slag": "organisation.mandate"}))
    registrar = told(signed_in(Role.REGISTRAR).get("/log/", {"slag": "organisation.mandate"}))

    assert ["Utsåg till uppdraget" in text for text in (page, registrar)] == [True, True]
    assert ["Roll: Revisor" in text for text in (page, registrar)] == [False, True]


def test_verifying_is_a_line_of_its_own_and_says_what_it_found(auditor):
    assert "inte prövats" in told(auditor.get("/log/"))
    count = Event.objects.count()
    page = told(auditor.post("/log/verify/", follow=True))

    assert f"Loggen är hel: {count} rader är prövade." in page
    assert f"rad 1 till {count}" in page
    with connection.cursor() as cursor:
        cursor.execute("update kernel_event set why = 'annat' where id = 2")
    page = told(auditor.post("/log/verify/", follow=True))
    assert "Loggen är inte hel. Rad 2 i loggen är inte som den skrevs: innehållet." in page


def export(client: Client, form: str, **chosen: str) -> bytes:
    answer = client.get(f"/log/export/{form}/", chosen)
    assert answer.status_code == 200
    assert answer.streaming
    return b"".join(answer.streaming_content)


def program() -> str:
    return re.search(r"```python\n(.*?)```", DOC.read_text(), re.DOTALL)[1]


def run_program(file: Path) -> tuple[int, str]:
    ran = subprocess.run(  # noqa: S603 -- our own page's program
        [sys.executable, "-c", program(), str(file)], capture_output=True, text=True, check=False
    )
    return ran.returncode, (ran.stdout + ran.stderr).strip()


def test_the_program_in_the_documentation_verifies_an_export(auditor, tmp_path):
    file = tmp_path / "logg.jsonl"
    file.write_bytes(export(auditor, "jsonl"))
    head = LogHead.objects.get()
    rows = file.read_text().splitlines()

    assert run_program(file) == (0, f"whole, to line {head.number} with digest {head.digest}")
    for tampered in (
        [*rows[:2], json.dumps(json.loads(rows[2]) | {"why": "annat"}), *rows[3:]],
        [*rows[:2], *rows[3:]],
        rows[:2],
    ):
        file.write_text("\n".join(tampered) + "\n")
        assert run_program(file)[1].startswith("line 2 is")


def test_the_program_is_as_short_as_promised():
    assert len([line for line in program().splitlines() if line.strip()]) <= 20


def test_a_text_in_the_log_never_becomes_a_formula(auditor):
    record("goals.goal.adopted", by=user(), on=goals.goal(title="=1+1"), why="@SUM(A1)")
    book = CalamineWorkbook.from_filelike(BytesIO(export(auditor, "xlsx")))
    head, *rows = book.get_sheet_by_index(0).to_python()

    assert head[:3] == ["Rad", "Tidpunkt", "Vem"]
    assert len(rows) == Event.objects.count()
    assert (rows[-1][6], rows[-1][9]) == ("=1+1", "@SUM(A1)")


def test_an_export_has_a_form_that_exists(auditor):
    assert auditor.get("/log/export/pdf/").status_code == 404
