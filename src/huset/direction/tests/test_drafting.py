"""Drafts: written, changed and thrown away by those who may, and lost by no one."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from huset.direction.actions import adopt_strategic_plan, change_draft, drop_draft, write_draft
from huset.direction.actions.adopting import Area
from huset.direction.deciding import VISIONS
from huset.direction.models import CoreValue, StrategicPlan, Vision, VisionStatement
from huset.direction.queries import vision
from huset.direction.queries.versions import Content, Line, Version, version
from huset.direction.rules import Part
from huset.direction.tests import make
from huset.kernel.actions import Clash, Refused
from huset.kernel.models import Event
from huset.organisation.rules import Role
from huset.organisation.tests.make import decision, model, reader, signed_in, user

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 1)
PER = date(2026, 11, 22)
LINES = (Line("Leva", "Nära."), Line("Växa", "Alla."))


@pytest.fixture(autouse=True)
def a_model(db):
    model()


def content(part: Part, *lines: Line, title: str = "Förslaget") -> Content:
    known = {Part.VISION: {"title": title, "text": "Kort."}, Part.PLAN: {"title": title}}
    return Content(since=DAY, lines=lines or LINES, **known.get(part, {}))


def drafted(part: Part, *lines: Line) -> Version:
    made = write_draft(part=part, content=content(part, *lines), by=user())
    return read(part, made.pk)


def read(part: Part, number: int) -> Version:
    found = version(part, number, PER, drafts=True)
    assert found
    return found


def posted(lines: list[dict[str, Any]], **head: Any) -> dict[str, Any]:
    """What the form sends: the head, and each line under its number."""
    data = {"rad-TOTAL_FORMS": len(lines), "rad-INITIAL_FORMS": 0} | head
    for number, line in enumerate(lines):
        data |= {f"rad-{number}-{key}": value for key, value in line.items()}
    return data


def controller() -> Client:
    return signed_in(Role.CONTROLLER)


@pytest.mark.parametrize("part", Part)
def test_a_draft_keeps_its_lines_in_their_order_and_applies_to_nothing(part):
    draft = drafted(part)

    assert draft.is_draft
    assert [(line.title, line.text) for line in draft.content.lines] == [
        ("Leva", "Nära."),
        ("Växa", "Alla."),
    ]


@pytest.mark.parametrize("part", Part)
def test_a_changed_draft_keeps_the_records_of_the_lines_that_remain(part):
    draft = drafted(part, Line("Ett", "1"), Line("Två", "2"), Line("Tre", "3"))
    one, two, three = draft.content.lines
    wanted = (three, Line("Ny", "n"), Line("Ett, ändrad", "1", id=one.id))
    change_draft(
        part=part,
        number=draft.id,
        content=content(part, *wanted),
        seen=draft.content.mark,
        by=user(),
    )
    after = read(part, three.id if part is Part.VALUES else draft.id).content.lines

    assert [line.title for line in after] == ["Tre", "Ny", "Ett, ändrad"]
    assert [after[0].id, after[2].id] == [three.id, one.id]
    assert two.id not in {line.id for line in after}


@pytest.mark.parametrize("part", Part)
def test_a_change_made_from_an_older_text_is_refused_and_changes_nothing(part):
    draft = drafted(part)
    first, second = content(part, Line("Först", "a")), content(part, Line("Sedan", "b"))
    seen = draft.content.mark
    change_draft(part=part, number=draft.id, content=first, seen=seen, by=user())
    number = (Vision, CoreValue, StrategicPlan)[list(Part).index(part)].objects.get().pk
    lines = Event.objects.count()
    with pytest.raises(Clash):
        change_draft(part=part, number=number, content=second, seen=seen, by=user())
    with pytest.raises(Clash):
        drop_draft(part=part, number=number, seen=seen, by=user())

    assert [line.title for line in read(part, number).content.lines] == ["Först"]
    assert Event.objects.count() == lines


@pytest.mark.parametrize(
    ("part", "what"),
    [
        (Part.VISION, "Visionen"),
        (Part.VALUES, "Värdegrunden"),
        (Part.PLAN, "Den strategiska planen"),
    ],
)
def test_what_is_decided_cannot_be_changed_only_succeeded(part, what):
    made = {
        Part.VISION: make.vision,
        Part.VALUES: lambda: make.core_values()[0],
        Part.PLAN: make.plan,
    }[part]()
    decided = read(part, made.pk)
    given = {"part": part, "number": made.pk, "seen": decided.content.mark, "by": user()}
    with pytest.raises(Refused, match=f"{what} är beslutad och kan inte ändras"):
        change_draft(content=content(part), **given)
    with pytest.raises(Refused, match="är beslutad"):
        drop_draft(**given)

    assert read(part, made.pk).content == decided.content


@pytest.mark.parametrize("part", Part)
def test_a_dropped_draft_is_gone_and_the_log_remembers_it(part):
    draft = drafted(part)
    drop_draft(part=part, number=draft.id, seen=draft.content.mark, by=user())

    assert version(part, draft.id, PER, drafts=True) is None
    assert Event.objects.filter(what="direction.draft.dropped").last().before["title"]
    with pytest.raises(Refused, match="finns inte längre"):
        drop_draft(part=part, number=draft.id, seen=draft.content.mark, by=user())


def test_a_part_of_a_draft_that_a_plan_points_at_is_not_taken_away():
    draft = drafted(Part.VISION)
    leva = VisionStatement.objects.get(title="Leva")
    adopt_strategic_plan(
        title="Planen",
        majority="",
        areas=[Area("Skola", "", leva)],
        decision=None,
        since=DAY,
        until=None,
        by=user(),
    )
    with pytest.raises(Refused, match="Något pekar på det du vill ta bort: Skola"):
        drop_draft(part=Part.VISION, number=draft.id, seen=draft.content.mark, by=user())
    with pytest.raises(Refused, match="Något pekar på"):
        change_draft(
            part=Part.VISION,
            number=draft.id,
            content=content(Part.VISION, Line("Annat")),
            seen=draft.content.mark,
            by=user(),
        )

    assert VisionStatement.objects.count() == 2


def test_core_values_have_one_draft_a_day_and_at_least_one_word():
    drafted(Part.VALUES)
    other = write_draft(
        part=Part.VALUES, content=Content(since=date(2028, 1, 1), lines=LINES), by=user()
    )
    with pytest.raises(Refused, match="Det finns redan ett utkast till värdegrund från 2027-01-01"):
        drafted(Part.VALUES)
    for lines, said in (((), "minst ett värdeord"), (LINES, "Det finns redan ett utkast")):
        with pytest.raises(Refused, match=said):
            change_draft(
                part=Part.VALUES,
                number=other.pk,
                content=Content(since=DAY, lines=lines),
                seen=read(Part.VALUES, other.pk).content.mark,
                by=user(),
            )


def test_an_area_cannot_serve_a_part_that_is_not_there():
    with pytest.raises(Refused, match="En del av visionen finns inte längre"):
        drafted(Part.PLAN, Line("Skola", statement=999))


def test_a_new_draft_begins_from_what_applies(client):
    make.vision("Den gamla")
    text = controller().get("/direction/vision/new/").content.decode()

    assert 'value="Den gamla"' in text


@pytest.mark.parametrize(
    ("part", "head"),
    [
        ("vision", {"title": "Ny", "text": "Kort.", "since": "2027-01-01"}),
        ("values", {"since": "2027-01-01"}),
        ("plan", {"title": "Ny", "majority": "Alla", "since": "2027-01-01", "until": "2030-10-14"}),
    ],
)
def test_a_draft_is_written_with_lines_in_the_places_they_were_given(part, head):
    lines = [
        {"title": "Sist", "text": "x", "place": "3"},
        {"title": "", "text": ""},
        {"title": "Först", "text": "x", "place": "1"},
        {"title": "Utan plats", "text": "x"},
    ]
    answer = controller().post(f"/direction/{part}/new/", posted(lines, **head))
    assert answer.status_code == 302
    found = read(Part(part), int(answer.url.rstrip("/").rpartition("/")[2]))

    assert [line.title for line in found.content.lines] == ["Först", "Sist", "Utan plats"]
    assert found.valid_from == DAY


@pytest.mark.parametrize(
    ("moved", "to", "order"),
    [
        (0, 3, ["Två", "Tre", "Ett"]),
        (2, 1, ["Tre", "Ett", "Två"]),
        (1, 1, ["Två", "Ett", "Tre"]),
        (0, 1, ["Ett", "Två", "Tre"]),
    ],
)
def test_a_line_goes_where_it_is_placed(moved, to, order):
    draft = drafted(Part.VISION, Line("Ett"), Line("Två"), Line("Tre"))
    lines = [
        {"id": line.id, "title": line.title, "text": "", "place": number}
        for number, line in enumerate(draft.content.lines, 1)
    ]
    lines[moved]["place"] = to
    head = {"title": "Ny", "since": "2027-01-01", "seen": draft.content.mark}
    data = posted(lines, **head) | {"rad-INITIAL_FORMS": 3}
    answer = controller().post(f"/direction/vision/{draft.id}/edit/", data)

    assert answer.status_code == 302
    assert [line.title for line in read(Part.VISION, draft.id).content.lines] == order


BAD = [
    pytest.param("vision", {"title": "", "since": "2027-01-01"}, [], "Rubrik", id="no title"),
    pytest.param("vision", {"title": "N", "since": "i morgon"}, [], "datum", id="no day"),
    pytest.param("vision", {"title": "N", "since": "0001-01-01"}, [], "Välj ett år", id="no year"),
    pytest.param(
        "vision",
        {"title": "N", "since": "2027-01-01"},
        [{"title": "", "text": "x"}],
        "Del 1: Skriv en rubrik",
        id="a text without a title",
    ),
    pytest.param(
        "vision",
        {"title": "N", "since": "2027-01-01"},
        [{"title": "x" * 121, "text": ""}],
        "Skriv högst 120 tecken",
        id="a long title",
    ),
    pytest.param("values", {"since": "2027-01-01"}, [], "minst ett värdeord", id="no values"),
    pytest.param(
        "values",
        {"since": "2027-01-01"},
        [{"title": "Mod", "text": ""}],
        "Skriv vad ordet betyder",
        id="a word without a meaning",
    ),
    pytest.param(
        "plan",
        {"title": "N", "since": "2027-01-01", "until": "2026-12-31"},
        [],
        "slutar gälla innan den börjar",
        id="ends first",
    ),
    pytest.param(
        "plan",
        {"title": "N", "since": "2027-01-01"},
        [{"title": "Skola", "statement": "999"}],
        "Område 1",
        id="a part that is not there",
    ),
]


@pytest.mark.parametrize(("part", "head", "lines", "said"), BAD)
def test_what_cannot_be_saved_says_why_and_saves_nothing(part, head, lines, said):
    answer = controller().post(f"/direction/{part}/new/", posted(lines, **head))

    assert answer.status_code in {200, 409}
    assert said in answer.content.decode()
    assert (Vision.objects.count(), CoreValue.objects.count(), StrategicPlan.objects.count()) == (
        0,
        0,
        0,
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"title": "N", "since": "2027-01-01"}, id="no lines at all"),
        pytest.param(
            {"title": "N", "since": "2027-01-01", "rad-TOTAL_FORMS": "x", "rad-INITIAL_FORMS": "y"},
            id="no numbers",
        ),
        pytest.param(
            {"title": "N", "since": "2027-01-01"}
            | {"rad-TOTAL_FORMS": "999999", "rad-INITIAL_FORMS": "0"},
            id="too many",
        ),
    ],
)
def test_a_form_that_was_tampered_with_is_shown_again(data):
    answer = controller().post("/direction/vision/new/", data)

    assert answer.status_code == 200
    assert "Något behöver rättas" in answer.content.decode()
    assert Vision.objects.count() == 0


def test_a_clash_shows_both_texts_and_the_next_save_is_by_one_who_has_seen_them():
    draft = drafted(Part.VISION)
    writer, where = controller(), f"/direction/vision/{draft.id}/edit/"
    change_draft(
        part=Part.VISION,
        number=draft.id,
        content=content(Part.VISION, Line("Den andres")),
        seen=draft.content.mark,
        by=user("nils"),
    )
    mine = posted(
        [{"title": "Mitt", "text": ""}],
        title="Min rubrik",
        since="2027-01-01",
        seen=draft.content.mark,
    )
    answer = writer.post(where, mine)
    text = answer.content.decode()

    assert answer.status_code == 409
    assert "Den andres" in text
    assert 'value="Min rubrik"' in text
    assert 'value="Mitt"' in text
    mark = read(Part.VISION, draft.id).content.mark
    assert f'value="{mark}"' in text
    assert writer.post(where, mine | {"seen": mark}).status_code == 302
    assert read(Part.VISION, draft.id).title == "Min rubrik"


def test_a_decided_version_has_no_form_and_no_button(client):
    made = make.vision()
    answer = controller().get(f"/direction/vision/{made.pk}/edit/", follow=True)
    text = answer.content.decode()

    assert answer.redirect_chain
    assert "Det som är beslutat ändras inte" in text
    assert "Ändra utkastet" not in text


def test_a_draft_is_thrown_away_by_its_button():
    draft = drafted(Part.PLAN)
    writer, where = controller(), f"/direction/plan/{draft.id}/drop/"
    stale = writer.post(where, {"seen": "x"}, follow=True)
    done = writer.post(where, {"seen": draft.content.mark}, follow=True)

    assert "Någon har ändrat utkastet sedan du öppnade sidan" in stale.content.decode()
    assert "Utkastet är kastat" in done.content.decode()
    assert StrategicPlan.objects.count() == 0


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CONTROLLER])
def test_only_controllers_write_drafts(role):
    draft = drafted(Part.VISION)
    client = Client()
    client.force_login(reader(role))
    for address in ("new", f"{draft.id}/edit", f"{draft.id}/drop"):
        assert client.post(f"/direction/vision/{address}/", {}).status_code == 403
    assert "Ändra" not in client.get("/direction/").content.decode().partition('id="drafts"')[2]


def test_a_draft_that_is_decided_keeps_its_parts_and_can_no_longer_be_changed():
    draft = drafted(Part.VISION)
    VISIONS.decide(draft.id, decision=decision(day=date(2026, 6, 15)), by=user())
    found = vision(DAY)

    assert found
    assert [s.id for s in found.statements] == [line.id for line in draft.content.lines]
    with pytest.raises(Refused, match="kan inte ändras"):
        change_draft(
            part=Part.VISION,
            number=draft.id,
            content=content(Part.VISION),
            seen=draft.content.mark,
            by=user(),
        )
