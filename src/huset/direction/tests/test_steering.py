from datetime import date, timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from huset.direction.actions import (
    Described,
    add_provision,
    correct_provision,
    describe_external_steering,
    end_external_steering,
    list_external_steering,
    register_training,
    remove_external_steering,
    remove_provision,
)
from huset.direction.models import ExternalSteering, Provision
from huset.direction.queries import (
    external_page,
    external_steering,
    provision_mark,
    steering_mark,
    steering_of,
)
from huset.direction.rules import ExternalKind, TrainedGroup
from huset.direction.tests import make
from huset.direction.tests.pointing import pointing
from huset.kernel.actions import Clash, Refused
from huset.kernel.models import Event
from huset.organisation.rules import Role
from huset.organisation.tests.make import SINCE, body, model, signed_in, user

pytestmark = pytest.mark.django_db
CHANGE_DAY = date(2025, 7, 1)


def said(law: ExternalSteering, **changes) -> Described:
    given = {
        "kind": ExternalKind(law.kind),
        "title": law.title,
        "reference": law.reference,
        "url": law.url,
        "extra_weight": law.extra_weight,
        "note": law.note,
        "bodies": tuple(law.bodies.all()),
    }
    return Described(**given | changes)


def typed(law: ExternalSteering, **changes) -> dict:
    given = {"kind": law.kind, "title": law.title, "seen": steering_mark(law)}
    return given | changes


def provision(law: ExternalSteering, code: str = "1", **more) -> Provision:
    return add_provision(
        steering=law, code=code, label=f"§ {code}", title=f"Om {code}", by=user(), **more
    )


def titles(per: date, **asked) -> list[str]:
    return [row.title for row in external_steering(per, **asked)]


@pytest.mark.parametrize(
    ("per", "title"),
    [
        pytest.param(date(2025, 6, 30), "Gamla", id="the last day of the old one"),
        pytest.param(CHANGE_DAY, "Nya", id="the first day of the new one"),
    ],
)
def test_a_law_that_is_replaced_ends_and_the_new_one_begins(per, title):
    old = make.external("SOL2001", "Gamla")
    end_external_steering(steering=old, last_day=CHANGE_DAY - timedelta(days=1), by=user())
    list_external_steering(
        code="SOL", kind=ExternalKind.LAW, title="Nya", since=CHANGE_DAY, by=user()
    )

    assert titles(per) == [title]


def test_what_has_extra_weight_comes_first_and_a_law_without_bodies_steers_every_one():
    make.external("AML", "Arbetsmiljölag")
    weighty = make.external("X", "Överst")
    describe_external_steering(
        steering=weighty,
        said=said(weighty, extra_weight=True),
        seen=steering_mark(weighty),
        by=user(),
    )
    school = make.external("SKOL", "Skollag")
    describe_external_steering(
        steering=school,
        said=said(school, bodies=(body("BUN"),)),
        seen=steering_mark(school),
        by=user(),
    )
    body("SN")

    assert titles(SINCE) == ["Överst", "Arbetsmiljölag", "Skollag"]
    assert titles(SINCE, body_codes=("SN",)) == ["Överst", "Arbetsmiljölag"]
    assert titles(SINCE, kind="convention") == []
    assert [row.code for row in steering_of("BUN", SINCE)] == ["X", "AML", "SKOL"]


@pytest.mark.parametrize(
    ("code", "more", "why"),
    [
        ("", {}, "saknas"),
        ("KL", {}, "används redan"),
        ("X", {"url": "http://example.com/"}, "https://"),
        ("X", {"url": "javascript:alert(1)"}, "https://"),
        ("X", {"catalogue": "OKÄND"}, "ingen sådan förteckning"),
    ],
)
def test_what_cannot_be_listed_is_refused_and_leaves_no_trace(code, more, why):
    make.external("KL")
    before = Event.objects.count()
    with pytest.raises(Refused, match=why):
        list_external_steering(
            code=code, kind=ExternalKind.LAW, title="T", since=SINCE, by=user(), **more
        )

    assert (ExternalSteering.objects.count(), Event.objects.count()) == (1, before)


def test_the_log_tells_which_bodies_a_law_steers():
    law = make.external()
    describe_external_steering(
        steering=law, said=said(law, bodies=(body(),)), seen=steering_mark(law), by=user()
    )
    line = Event.objects.last()

    assert (line.before["bodies"], line.after["bodies"]) == ("", "BUN")


def test_one_who_comes_second_is_refused_and_so_is_a_change_that_changes_nothing():
    law = make.external()
    seen = steering_mark(law)
    describe_external_steering(steering=law, said=said(law, note="Min"), seen=seen, by=user())
    with pytest.raises(Clash, match="Någon annan"):
        describe_external_steering(steering=law, said=said(law, note="Din"), seen=seen, by=user())
    law.refresh_from_db()
    assert law.note == "Min"
    with pytest.raises(Refused, match="Inget är ändrat"):
        describe_external_steering(steering=law, said=said(law), seen=steering_mark(law), by=user())


@pytest.mark.parametrize(
    ("last_day", "refused"),
    [
        pytest.param(SINCE - timedelta(days=1), "Välj den dagen", id="before it begins"),
        pytest.param(SINCE, "", id="its first day"),
        pytest.param(date(2030, 1, 1), "slutar redan", id="later than it ends already"),
    ],
)
def test_a_law_ends_within_its_days(last_day, refused):
    law = make.external()
    if last_day.year == 2030:
        end_external_steering(steering=law, last_day=date(2029, 1, 1), by=user())
    if refused:
        with pytest.raises(Refused, match=refused):
            end_external_steering(steering=law, last_day=last_day, by=user())
    else:
        end_external_steering(steering=law, last_day=last_day, by=user())
        assert titles(last_day) == ["Kommunallagen"]
        assert titles(last_day + timedelta(days=1)) == []


def test_provisions_by_hand_lie_in_order_and_at_most_one_level_down():
    law, other = make.external(), make.external("PBL", "Plan- och bygglag")
    chapter = provision(law, "1")
    section = provision(law, "1:1", parent=chapter)
    provision(law, "2")

    nodes = external_page("KL", SINCE).nodes
    assert [(n.code, [b.code for b in n.below]) for n in nodes] == [("1", ["1:1"]), ("2", [])]
    for parent in (section, provision(other)):
        with pytest.raises(Refused, match="översta nivån"):
            provision(law, "9", parent=parent)
    with pytest.raises(Refused, match="finns redan"):
        provision(law, "2")


def test_a_provision_is_corrected_by_one_at_a_time():
    found = provision(make.external())
    seen = provision_mark(found)
    correct_provision(provision=found, words=("§ 1", "Rätt"), url="", seen=seen, by=user())
    with pytest.raises(Clash):
        correct_provision(provision=found, words=("§ 1", "Fel"), url="", seen=seen, by=user())

    assert Provision.objects.get().title == "Rätt"


def test_a_provision_is_removed_only_when_nothing_lies_under_it():
    chapter = provision(make.external())
    section = provision(chapter.steering, "1:1", parent=chapter)
    with pytest.raises(Refused, match="Ta bort dem först"):
        remove_provision(provision=chapter, by=user())
    remove_provision(provision=section, by=user())
    remove_provision(provision=chapter, by=user())

    assert not Provision.objects.exists()


def test_a_law_listed_by_mistake_is_removed_but_not_one_that_something_rests_on():
    model()
    rested = make.external()
    provision(make.external("SKOL", "Skollag"))
    counted = {"group": TrainedGroup.STAFF, "day": CHANGE_DAY, "count": (1, 2)}
    register_training(steering=rested, body=body(), by=user(), **counted)
    client = signed_in(Role.CONTROLLER)
    for code in ("KL", "SKOL"):
        assert f"/direction/steering/{code}/remove/" in (
            client.get(f"/direction/steering/{code}/end/").content.decode()
        )
        client.post(f"/direction/steering/{code}/remove/")

    assert list(ExternalSteering.objects.all()) == [rested]
    line = Event.objects.last()
    assert (line.what, line.before["code"]) == ("direction.external_steering.removed", "SKOL")
    with pytest.raises(Refused, match="Avsluta den i stället"):
        remove_external_steering(steering=rested, by=user())


def test_a_law_tells_what_rests_on_each_provision_with_as_many_questions_however_many(
    settings, questions
):
    law = list_external_steering(
        code="KL", kind=ExternalKind.LAW, title="KL", since=SINCE, by=user(), catalogue="KL"
    )
    numbers = dict(law.provisions.values_list("code", "pk"))
    few = list_external_steering(code="X", kind=ExternalKind.LAW, title="X", since=SINCE, by=user())
    provision(few)
    with pointing(settings) as (goals, _):
        goals.rows = [("M1", "BUN", SINCE, [numbers["6:1"], numbers["6:2"]])]
        with questions() as asked_few:
            external_page("X", SINCE)
        with questions() as asked_many:
            page = external_page("KL", SINCE)

    chapter = next(node for node in page.nodes if node.code == "6")
    assert len(asked_many) == len(asked_few)
    assert (chapter.touched, chapter.touched_below, chapter.resting) == (1, 2, ())
    assert chapter.below[0].resting[0].links[0].code == "M1"


def test_the_register_asks_as_much_for_many_laws_as_for_few(questions):
    body()
    for number in range(3):
        make.external(f"L{number}").bodies.set([body()])
    with questions() as few:
        external_steering(SINCE)
    for number in range(3, 30):
        make.external(f"L{number}").bodies.set([body()])
    with questions() as many:
        external_steering(SINCE)

    assert len(few) == len(many)


def test_the_pages_of_the_register(page):
    model()
    law = make.external()
    provision(law)
    register = page("/direction/steering/")

    assert "Kommunallagen" in register
    assert "Lägg till" not in register
    assert "§ 1" in page("/direction/steering/KL/")
    assert "Inga bestämmelser att visa" in page("/direction/steering/KL/?urval=med")
    assert "Gäller inte" in page("/direction/steering/KL/?per=2001-01-01")
    assert "Inget att visa" in page("/direction/steering/?slag=convention")
    assert "Kommunallagen" in page("/direction/steering/?slag=%27%3B--")


def test_the_register_as_a_file(client):
    model()
    make.external()
    for form, ends in (("xlsx", "xlsx"), ("csv", "csv")):
        answer = client.get(f"/direction/steering/file/{form}/")
        assert answer.status_code == 200
        assert ends in answer["Content-Disposition"]
    assert client.get("/direction/steering/file/exe/").status_code == 404
    rows = CalamineWorkbook.from_filelike(
        BytesIO(client.get("/direction/steering/file/xlsx/").content)
    )
    assert rows.get_sheet_by_index(0).to_python()[-1][:3] == ["KL", "Kommunallagen", "Lag"]


FORMS = ["steering/new/", "steering/KL/change/", "steering/KL/end/", "steering/KL/add/"]


@pytest.mark.parametrize("where", FORMS)
@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.CHAIR, Role.REGISTRAR, Role.AUDITOR])
def test_only_one_who_writes_the_direction_keeps_the_register(where, role):
    model()
    make.external()

    assert signed_in(role).get(f"/direction/{where}").status_code == 403
    assert signed_in(Role.CONTROLLER).get(f"/direction/{where}").status_code == 200


def test_a_law_is_listed_by_form_with_its_catalogue_and_its_bodies():
    model()
    body()
    client = signed_in(Role.CONTROLLER)
    asked = {"code": "BARN", "kind": "convention", "title": "Barnkonventionen"}
    asked |= {"since": "2020-01-01", "catalogue": "BARN", "bodies": ["BUN"], "extra_weight": "on"}
    answer = client.post("/direction/steering/new/", asked)
    law = ExternalSteering.objects.get()

    assert answer.url == "/direction/steering/BARN/"
    assert (law.provisions.count(), law.extra_weight) == (54, True)
    assert [b.code for b in law.bodies.all()] == ["BUN"]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("url", "http://example.com", "https://"),
        ("url", "javascript:alert(1)", "Skriv hela adressen"),
        ("title", "x" * 201, "200"),
        ("code", "a b", "Skriv koden"),
        ("code", "NEW", "Välj en annan"),
        ("since", "0001-01-01", "Välj ett år"),
        ("since", "i går", "datum"),
        ("kind", "lagen", "giltig"),
        ("bodies", "FINNS-INTE", "giltig"),
        ("catalogue", "../../etc/passwd", "giltig"),
        ("note", "x" * 20_001, "20"),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_is_stored(field, value, told):
    model()
    body()
    asked = {"code": "X", "kind": "law", "title": "T", "since": "2020-01-01"}
    answer = signed_in(Role.CONTROLLER).post("/direction/steering/new/", asked | {field: value})
    text = answer.content.decode()

    assert answer.status_code == 200
    assert told in text.split('class="error-summary"')[1]
    assert not ExternalSteering.objects.exists()


def test_the_form_shows_both_texts_when_someone_else_was_quicker():
    model()
    law, client = make.external(), signed_in(Role.CONTROLLER)
    mine = typed(law, note="Min anteckning")
    client.post("/direction/steering/KL/change/", typed(law, note="Någon annans"))
    answer = client.post("/direction/steering/KL/change/", mine)
    text = answer.content.decode()

    assert answer.status_code == 409
    assert "Min anteckning" in text
    assert "Någon annans" in text
    law = ExternalSteering.objects.get()
    assert law.note == "Någon annans"
    assert steering_mark(law) in text  # having seen it, saving again is meant
    again = client.post("/direction/steering/KL/change/", mine | {"seen": steering_mark(law)})
    assert again.status_code == 302
    assert ExternalSteering.objects.get().note == "Min anteckning"


def test_a_change_without_what_was_seen_is_refused():
    model()
    law, client = make.external(), signed_in(Role.CONTROLLER)
    answer = client.post("/direction/steering/KL/change/", typed(law, note="Ny", seen=""))

    assert answer.status_code == 409
    assert ExternalSteering.objects.get().note == ""


def test_provisions_are_added_corrected_and_removed_by_form():
    model()
    law, client = make.external(), signed_in(Role.CONTROLLER)
    client.post("/direction/steering/KL/add/", {"code": "1", "label": "1 kap.", "title": "Allmänt"})
    found = law.provisions.get()
    where = f"/direction/provisions/{found.pk}"
    seen = provision_mark(found)
    client.post(f"{where}/change/", {"label": "1 kap.", "title": "Grunder", "seen": seen})
    late = client.post(f"{where}/change/", {"label": "1 kap.", "title": "Sent", "seen": seen})

    assert law.provisions.get().title == "Grunder"
    assert (late.status_code, "Sent" in late.content.decode()) == (409, True)
    assert client.get(f"{where}/remove/").status_code == 405
    assert client.post(f"{where}/remove/").status_code == 302
    assert not law.provisions.exists()
    assert client.post(f"{where}/remove/").status_code == 404


def test_a_provision_is_closed_to_those_who_may_not_write():
    model()
    found = provision(make.external())
    for name in ("change", "remove"):
        where = f"/direction/provisions/{found.pk}/{name}/"
        assert signed_in(Role.DIRECTOR).post(where).status_code == 403
    assert Provision.objects.exists()


def test_a_law_that_is_not_there_is_not_found():
    model()
    client = signed_in(Role.CONTROLLER)
    for where in ("", "change/", "end/", "add/"):
        assert client.get(f"/direction/steering/FINNS-INTE/{where}").status_code == 404
