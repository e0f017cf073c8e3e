import re
from collections import Counter

import pytest

from huset.direction.actions import adopt_catalogue, list_external_steering
from huset.direction.catalogues import NAMES, Catalogue, catalogue, ink_on, levels_of
from huset.direction.models import Provision
from huset.direction.queries import external_page
from huset.direction.rules import ExternalKind
from huset.direction.tests import make
from huset.kernel.actions import Refused
from huset.kernel.models import Event
from huset.organisation.tests.make import SINCE, user

CONTRAST = 4.5


def law(code: str):
    return list_external_steering(
        code=code, kind=ExternalKind.LAW, title=code, since=SINCE, by=user(), catalogue=code
    )


@pytest.mark.parametrize(
    ("code", "first", "second"), [("KL", 13, 330), ("BARN", 54, 0), ("A2030", 17, 169)]
)
def test_a_catalogue_is_whole(code, first, second):
    entries = catalogue(code).entries
    known = {entry.code for entry in entries}

    assert [sum(not e.parent for e in entries), sum(bool(e.parent) for e in entries)] == [
        first,
        second,
    ]
    assert len(known) == len(entries)
    assert {e.parent for e in entries if e.parent} <= known


@pytest.mark.parametrize("code", NAMES)
def test_every_provision_fits_its_record_and_has_a_secure_address(code):
    fields = {f.name: f.max_length for f in Provision._meta.concrete_fields}
    for entry in catalogue(code).entries:
        assert entry.url.startswith("https://")
        assert entry.title == entry.title.strip() != ""
        for name in ("code", "label", "title", "url", "colour"):
            assert len(getattr(entry, name)) <= fields[name]


def test_the_act_has_as_many_sections_in_each_chapter_as_the_law():
    chapters = Counter(entry.parent for entry in catalogue("KL").entries if entry.parent)

    assert list(chapters.values()) == [10, 9, 14, 34, 72, 44, 25, 19, 38, 9, 24, 18, 14]


def test_each_goal_has_as_many_targets_as_the_agenda():
    goals = Counter(entry.parent for entry in catalogue("A2030").entries if entry.parent)

    assert list(goals.values()) == [7, 8, 13, 10, 9, 8, 5, 12, 8, 10, 10, 11, 5, 10, 12, 12, 19]


@pytest.mark.parametrize(
    ("code", "provision", "label"),
    [
        ("KL", "6", "6 kap."),
        ("KL", "6:1", "6 kap. 1 §"),
        ("KL", "8:16a", "8 kap. 16 a §"),
        ("BARN", "3", "Artikel 3"),
        ("A2030", "4", "Mål 4"),
        ("A2030", "4.7", "Delmål 4.7"),
        ("A2030", "17.19", "Delmål 17.19"),
    ],
)
def test_a_provision_is_called_as_people_write_it(code, provision, label):
    assert {e.code: e.label for e in catalogue(code).entries}[provision] == label


def test_a_goals_number_can_be_read_on_its_colour():
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    colours = [e.colour for e in catalogue("A2030").entries if not e.parent]
    assert len({*colours}) == 17
    for colour in colours:
        assert re.fullmatch("#[0-9A-F]{6}", colour)
        bright, dim = sorted([light(colour), light(ink_on(colour))], reverse=True)
        assert (bright + 0.05) / (dim + 0.05) >= CONTRAST, colour


def test_there_is_no_other_catalogue():
    assert catalogue("../KL") is None
    assert levels_of("")[0].many == "bestämmelser"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("KL", "13 kapitel och 330 paragrafer"),
        ("BARN", "54 artiklar"),
        ("A2030", "17 globala mål och 169 delmål"),
    ],
)
def test_listing_a_law_with_a_catalogue_makes_its_provisions_in_order(code, words):
    made = law(code)
    provisions = list(made.provisions.select_related("parent"))
    stored = [(p.code, p.parent.code if p.parent else "") for p in provisions]

    assert stored == [(e.code, e.parent) for e in catalogue(code).entries]
    assert external_page(code, SINCE).words == words


@pytest.mark.django_db
def test_a_new_edition_changes_titles_and_adds_without_losing_what_is_linked(monkeypatch):
    made = law("BARN")
    kept = {p.code: p.pk for p in made.provisions.all()}
    old = catalogue("BARN")
    entries = [e for e in old.entries if e.code != "54"]
    third = next(e for e in entries if e.code == "3")
    entries[entries.index(third)] = type(third)(**vars(third) | {"title": "Barnets bästa först"})
    entries.append(type(third)(**vars(third) | {"code": "55", "label": "Artikel 55"}))
    edition = Catalogue(old.code, old.name, old.source, old.levels, tuple(entries))
    for module in ("actions", "queries"):
        monkeypatch.setattr(f"huset.direction.{module}.steering.catalogue", lambda code: edition)

    assert external_page("BARN", SINCE).waiting == 2
    assert adopt_catalogue(steering=made, by=user()) == 2
    now = {p.code: p.pk for p in made.provisions.all()}
    assert {code: now[code] for code in kept} == kept  # the one that left the list stays
    assert set(now) - set(kept) == {"55"}
    assert made.provisions.get(code="3").title == "Barnets bästa först"
    assert external_page("BARN", SINCE).waiting == 0
    assert Event.objects.last().after == {"catalogue": "Barnkonventionen", "new": 1, "changed": 1}


@pytest.mark.django_db
def test_taking_in_the_same_edition_again_changes_nothing():
    made = law("BARN")
    lines = Event.objects.count()

    assert adopt_catalogue(steering=made, by=user()) == 0
    assert Event.objects.count() == lines


@pytest.mark.django_db
def test_a_law_without_a_catalogue_has_none_to_take_in():
    with pytest.raises(Refused, match="ingen sådan förteckning"):
        adopt_catalogue(steering=make.external(), by=user())
