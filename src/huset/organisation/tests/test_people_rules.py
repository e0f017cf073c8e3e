"""Which mandates may be held together: the rules as tables of boundaries."""

from datetime import date

import pytest

from huset.kernel.actions import Refused
from huset.organisation.actions import (
    correct_mandate,
    correct_person,
    end_mandate,
    give_mandate,
    hand_over,
    move_unit,
    register_person,
    withdraw_mandate,
)
from huset.organisation.mandate_rules import Span
from huset.organisation.models import Mandate, Unit
from huset.organisation.permissions import actor_of
from huset.organisation.rules import Right, Role
from huset.organisation.tests import make

pytestmark = pytest.mark.django_db
START, END = date(2024, 1, 1), date(2024, 12, 31)


def person(name="Kim", **more):
    return register_person(name=name, user=None, by=make.user(), **more)


def give(who, role, place, since=START, until=END, **more):
    return give_mandate(
        person=who, role=role, place=place, since=since, until=until, by=make.user(), **more
    )


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        (Span(START, END), Span(END, None), True),
        (Span(START, END), Span(date(2025, 1, 1), None), False),
        (Span(START, None), Span(date(2030, 1, 1), None), True),
        (Span(START, START), Span(date(2023, 1, 1), date(2023, 12, 31)), False),
        (Span(START, START), Span(date(2023, 1, 1), START), True),
    ],
    ids=["the last day", "the day after", "both go on", "the day before", "the first day"],
)
def test_two_spans_meet_when_they_share_a_day(first, second, meet):
    assert (first.meets(second), second.meets(first)) == (meet, meet)


@pytest.mark.parametrize(
    ("since", "refused"),
    [(END, True), (date(2025, 1, 1), False)],
    ids=["the last day of the other", "the day after"],
)
def test_nobody_is_elected_and_official_in_the_same_body_the_same_day(since, refused):
    who, body = person(), make.body()
    give(who, Role.MEMBER, body)
    if refused:
        with pytest.raises(Refused, match="både förtroendevald och tjänsteperson"):
            give(who, Role.EMPLOYEE, make.unit(of=body), since=since, until=None)
    else:
        give(who, Role.EMPLOYEE, make.unit(of=body), since=since, until=None)

    assert Mandate.objects.filter(person=who).count() == (1 if refused else 2)


def test_the_head_of_an_administration_is_refused_with_the_law():
    who, body = person(), make.body()
    give(who, Role.DIRECTOR, make.unit(of=body))
    with pytest.raises(Refused, match=r"KL 7 kap. 3 §"):
        give(who, Role.MEMBER, body)


def test_an_official_may_be_elected_in_another_body():
    who = person()
    give(who, Role.EMPLOYEE, make.unit(of=make.body("BUN")))
    give(who, Role.MEMBER, make.body("SN"))

    assert Mandate.objects.filter(person=who).count() == 2


@pytest.mark.parametrize(
    ("body", "since", "refused"),
    [
        ("BUN", date(2024, 6, 30), True),
        ("BUN", date(2024, 7, 1), False),
        ("SN", date(2024, 6, 30), True),
        ("SN", date(2024, 7, 1), True),
    ],
    ids=[
        "the old body until its last day",
        "the old body after the move",
        "the new body, a mandate that reaches into it",
        "the new body from the move",
    ],
)
def test_a_units_role_counts_in_the_body_that_the_unit_belongs_to_that_day(body, since, refused):
    who, old, new = person(), make.body("BUN"), make.body("SN")
    unit = make.unit("100", of=old)
    move_unit(unit=unit, body=new, parent=None, since=date(2024, 7, 1), by=make.user())
    give(who, Role.EMPLOYEE, Unit.objects.get(body=old), since=START, until=None)
    if refused:
        with pytest.raises(Refused, match="både förtroendevald"):
            give(who, Role.MEMBER, make.body(body), since=since)
    else:
        give(who, Role.MEMBER, make.body(body), since=since)


@pytest.mark.parametrize("kind", ["council", "committee", "company"])
@pytest.mark.parametrize("auditor_first", [True, False], ids=["auditor first", "member first"])
def test_an_auditor_sits_in_no_council_committee_or_company(kind, auditor_first):
    make.model()
    who, auditors = person(), make.body("REV", "Revisionen", "auditors")
    pairs = [(Role.AUDITOR, auditors), (Role.SUBSTITUTE, make.body("X", kind=kind))]
    first, second = pairs if auditor_first else pairs[::-1]
    give(who, *first)
    with pytest.raises(Refused, match=r"KL 4 kap. 4-5 §§"):
        give(who, *second)


def test_an_auditor_may_sit_in_a_municipal_association():
    make.model()
    who = person()
    give(who, Role.AUDITOR, make.body("REV", "Revisionen", "auditors"))
    give(who, Role.MEMBER, make.body("FÖRB", kind="municipal_association"))

    assert Mandate.objects.filter(person=who).count() == 2


@pytest.mark.parametrize(
    ("role", "kind", "said"),
    [
        (Role.AUDITOR, "committee", "hör till revisionen"),
        (Role.MEMBER, "administration", "tjänstepersonernas"),
        (Role.MANAGER, "committee", "hör hemma i en enhet"),
    ],
)
def test_a_role_is_held_where_it_belongs(role, kind, said):
    make.model()
    with pytest.raises(Refused, match=said):
        give(person(), role, make.body("X", kind=kind))


def test_an_elected_role_is_not_held_in_a_unit():
    with pytest.raises(Refused, match="hör hemma i ett organ"):
        give(person(), Role.MEMBER, make.unit())


@pytest.mark.parametrize(
    ("since", "until", "refused"),
    [
        (date(2019, 12, 31), None, True),
        (date(2020, 1, 1), None, False),
        (date(2025, 6, 30), None, False),
        (date(2025, 7, 1), None, True),
        (START, date(2025, 6, 30), False),
        (START, date(2025, 7, 1), True),
        (END, START, True),
    ],
    ids=[
        "the day before the body",
        "its first day",
        "its last day",
        "the day after",
        "until its last day",
        "until the day after",
        "ends before it begins",
    ],
)
def test_a_mandate_begins_and_ends_while_its_body_exists(since, until, refused):
    body = make.body()
    body.valid_to = date(2025, 6, 30)
    body.save()
    if refused:
        with pytest.raises(Refused, match=r"finns inte den|slutar 2024"):
            give(person(), Role.MEMBER, body, since=since, until=until)
    else:
        give(person(), Role.MEMBER, body, since=since, until=until)


def test_the_same_mandate_is_not_given_twice():
    who, body = person(), make.body()
    give(who, Role.MEMBER, body)
    with pytest.raises(Refused, match="redan ledamot"):
        give(who, Role.MEMBER, body, since=END, until=None)
    give(who, Role.MEMBER, body, since=date(2025, 1, 1), until=None)

    assert Mandate.objects.filter(person=who).count() == 2


def test_a_body_has_one_chair_and_a_unit_one_head_at_a_time():
    body = make.body()
    give(person("A"), Role.CHAIR, body)
    give(person("B"), Role.DIRECTOR, make.unit(of=body))
    with pytest.raises(Refused, match="redan en ordförande"):
        give(person("C"), Role.CHAIR, body, since=END, until=None)
    with pytest.raises(Refused, match="redan en förvaltningschef"):
        give(person("D"), Role.MANAGER, Unit.objects.get())

    give(person("E"), Role.CHAIR, body, since=date(2025, 1, 1), until=None)
    give(person("F"), Role.VICE_CHAIR, body)


def test_an_officials_party_is_never_stored():
    with pytest.raises(Refused, match=r"art. 9"):
        give(person(), Role.EMPLOYEE, make.unit(), party="Parti A")


def test_nobody_gives_themselves_a_mandate():
    me = make.user("me")
    who = register_person(name="Jag", user=me, by=make.user())
    with pytest.raises(Refused, match="sig själv"):
        give_mandate(person=who, role=Role.ADMINISTRATOR, place=make.unit(), since=START, by=me)


def test_a_directory_code_belongs_to_one_person():
    person("A", external_id="k1")
    other = person("B")
    with pytest.raises(Refused, match="annan person"):
        person("C", external_id="k1")
    with pytest.raises(Refused, match="annan person"):
        correct_person(person=other, external_id="k1", by=make.user())
    with pytest.raises(Refused, match="namn"):
        person(" ")


def handed(holder, deputy, since=date(2024, 3, 1), until=date(2024, 3, 31)):
    return hand_over(mandate=holder, to=deputy, since=since, until=until, by=make.user())


@pytest.mark.parametrize(
    ("today", "may"),
    [
        (date(2024, 2, 29), False),
        (date(2024, 3, 1), True),
        (date(2024, 3, 31), True),
        (date(2024, 4, 1), False),
    ],
    ids=["the day before", "the first day", "the last day", "the day after"],
)
def test_a_deputy_has_the_rights_exactly_those_days(today, may, monkeypatch):
    unit, account = make.unit(), make.user("vikarie")
    holder = give(person("Chef"), Role.MANAGER, unit)
    deputy = register_person(name="Vikarie", user=account, by=make.user())
    handed(holder, deputy)
    monkeypatch.setattr("huset.organisation.permissions.timezone.localdate", lambda: today)

    assert actor_of(account).may(Right.WRITE_FOLLOW_UP, unit.code) is may


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (date(2023, 12, 31), START, "inte alla de dagarna"),
        (END, date(2025, 1, 1), "inte alla de dagarna"),
    ],
)
def test_a_mandate_is_handed_over_within_its_own_days(since, until, said):
    holder = give(person("Chef"), Role.MANAGER, make.unit())
    with pytest.raises(Refused, match=said):
        handed(holder, person("Vikarie"), since, until)


@pytest.mark.parametrize(
    ("until", "refused"), [(date(2024, 12, 31), False), (date(2025, 1, 1), True)]
)
def test_a_hand_over_lasts_a_year_at_most(until, refused):
    holder = give(person("Chef"), Role.MANAGER, make.unit(), until=None)
    if refused:
        with pytest.raises(Refused, match="högst ett år"):
            handed(holder, person("Vikarie"), START, until)
    else:
        assert handed(holder, person("Vikarie"), START, until).stands_in_for == holder


def test_nobody_stands_in_for_themselves_or_passes_it_on_or_doubles_it():
    chief = person("Chef")
    holder = give(chief, Role.MANAGER, make.unit())
    deputy = handed(holder, person("Vikarie"))
    for mandate, to, said in (
        (holder, chief, "för sig själv"),
        (deputy, person("C"), "lämnas inte vidare"),
        (holder, person("D"), "vikarierar redan"),
    ):
        with pytest.raises(Refused, match=said):
            handed(mandate, to)


def test_only_a_member_or_substitute_of_the_body_serves_for_an_elected_member():
    body = make.body()
    holder = give(person("Ledamot"), Role.MEMBER, body)
    outsider, substitute = person("Utomstående"), person("Ersättare")
    give(substitute, Role.SUBSTITUTE, body)
    with pytest.raises(Refused, match=r"KL 5 kap. 17 §"):
        handed(holder, outsider)

    assert handed(holder, substitute).person == substitute


def test_an_auditor_has_no_deputy():
    holder = give(person(), Role.AUDITOR, make.body("REV", kind="auditors"))
    with pytest.raises(Refused, match=r"KL 12 kap. 7 §"):
        handed(holder, person("B"))


def test_a_deputy_is_no_second_head_but_is_bound_by_the_other_rules():
    body = make.body()
    holder = give(person("Chef"), Role.DIRECTOR, make.unit(of=body))
    member = person("Ledamot")
    give(member, Role.MEMBER, body)
    with pytest.raises(Refused, match="både förtroendevald"):
        handed(holder, member)


def test_a_mandate_ends_with_those_who_stand_in_for_it():
    holder = give(person("Chef"), Role.MANAGER, make.unit())
    before = handed(holder, person("A"), date(2024, 2, 1), date(2024, 3, 31))
    after = handed(holder, person("B"), date(2024, 5, 1), date(2024, 5, 31))
    end_mandate(mandate=holder, last_day=date(2024, 3, 15), by=make.user(), why="Slutar")
    before.refresh_from_db()

    assert (holder.valid_to, before.valid_to) == (date(2024, 3, 15), date(2024, 3, 15))
    assert not Mandate.objects.filter(pk=after.pk).exists()
    with pytest.raises(Refused, match="Ge ett nytt"):
        end_mandate(mandate=holder, last_day=date(2024, 3, 16), by=make.user())
    with pytest.raises(Refused, match="ta tillbaka"):
        end_mandate(mandate=holder, last_day=date(2023, 12, 31), by=make.user())


def test_only_a_mandate_that_has_not_begun_is_taken_back():
    mandate = give(person(), Role.MANAGER, make.unit())
    with pytest.raises(Refused, match="gäller sedan"):
        withdraw_mandate(mandate=mandate, today=START, by=make.user())
    withdraw_mandate(mandate=mandate, today=date(2023, 12, 31), by=make.user())

    assert Mandate.objects.count() == 0


def test_a_corrected_mandate_is_held_to_the_rules():
    body = make.body()
    first = give(person("A"), Role.CHAIR, body)
    give(person("B"), Role.CHAIR, body, since=date(2025, 1, 1), until=None)
    with pytest.raises(Refused, match="redan en ordförande"):
        correct_mandate(mandate=first, until=None, party="", by=make.user())
    first.refresh_from_db()

    assert first.valid_to == END
