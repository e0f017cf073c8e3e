"""The rules of governing documents: tables of boundaries."""

from datetime import date

import pytest

from huset.documents.rules import (
    NO_TEXT,
    Outcome,
    Party,
    Reading,
    Scope,
    Standing,
    Term,
    TypeRules,
    chain,
    days_refused,
    read_as,
    reading_refused,
    replaces_itself,
    review_after,
    scope_refused,
    shown_term,
    standing,
)

FROM, TO = date(2026, 1, 1), date(2026, 12, 31)
KF = Party("KF", "council", "Kommunfullmäktige")
SN = Party("SN", "committee", "Socialnämnden")
BUN = Party("BUN", "committee", "Barnnämnden")
VD = Party("VEMAB", "company", "Energibolaget")
POLICY = TypeRules("Policy", {"council"}, "kommunfullmäktige")
GUIDELINE = TypeRules("Riktlinje", {"council", "committee"}, "kommunfullmäktige eller nämnd")
PLAN = TypeRules("Plan", {"council", "committee"}, "kommunfullmäktige eller nämnd", has_end=True)


@pytest.mark.parametrize(
    ("term", "per", "replaced", "expected"),
    [
        (None, FROM, False, Standing.DRAFT),
        (Term(FROM, decided=False), TO, False, Standing.DRAFT),
        (Term(FROM), date(2025, 12, 31), False, Standing.COMING),
        (Term(FROM), FROM, False, Standing.IN_FORCE),
        (Term(FROM, TO), TO, False, Standing.IN_FORCE),
        (Term(FROM, TO), date(2027, 1, 1), False, Standing.EXPIRED),
        (Term(FROM, TO), date(2027, 1, 1), True, Standing.REPLACED),
        (Term(FROM, TO, ended=True), TO, False, Standing.IN_FORCE),
        (Term(FROM, TO, ended=True), date(2027, 1, 1), True, Standing.ENDED),
        (Term(FROM, review_by=date(2027, 4, 1)), date(2026, 12, 31), False, Standing.IN_FORCE),
        (Term(FROM, review_by=date(2027, 4, 1)), date(2027, 1, 1), False, Standing.REVIEW),
        (Term(FROM, review_by=date(2027, 4, 1)), date(2030, 1, 1), False, Standing.REVIEW),
        (Term(FROM, TO, date(2026, 6, 1)), date(2027, 1, 1), False, Standing.EXPIRED),
    ],
    ids=[
        "no edition",
        "a draft whose days have come",
        "the day before the first",
        "the first day",
        "the last day",
        "the day after the last",
        "the day after the last, with another in its place",
        "the last day before it was put an end to",
        "put an end to by a decision",
        "91 days before the review",
        "90 days before the review",
        "long after the review",
        "what has expired is not merely to be reviewed",
    ],
)
def test_how_a_document_stands(term, per, replaced, expected):
    assert standing(term, per, replaced=replaced) == expected


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ([], None),
        ([Term(FROM, decided=False)], 0),
        ([Term(date(2020, 1, 1), date(2025, 12, 31)), Term(FROM)], 1),
        ([Term(FROM), Term(date(2027, 1, 1)), Term(FROM, decided=False)], 0),
        ([Term(date(2020, 1, 1), date(2024, 12, 31)), Term(date(2027, 1, 1))], 1),
        ([Term(date(2020, 1, 1), date(2024, 12, 31)), Term(FROM, decided=False)], 0),
        ([Term(date(2016, 1, 1), date(2019, 12, 31)), Term(date(2020, 1, 1), date(2021, 1, 1))], 1),
    ],
    ids=["none", "draft", "in force", "not the coming", "the coming", "expired", "latest expired"],
)
def test_which_edition_speaks_for_a_document(terms, expected):
    assert shown_term(terms, date(2026, 6, 1)) == expected


@pytest.mark.parametrize(
    ("since", "years", "expected"),
    [
        (date(2026, 3, 1), 4, date(2030, 3, 1)),
        (date(2028, 2, 29), 4, date(2032, 2, 29)),
        (date(2028, 2, 29), 1, date(2029, 2, 28)),
        (date(2026, 3, 1), None, None),
    ],
)
def test_when_a_type_is_to_be_reviewed(since, years, expected):
    assert review_after(since, years) == expected


@pytest.mark.parametrize(
    ("of_type", "scope", "decider", "concerned", "said"),
    [
        (POLICY, Scope.GROUP, KF, (), ""),
        (POLICY, Scope.MUNICIPALITY, SN, (), "Policy beslutas av kommunfullmäktige"),
        (GUIDELINE, Scope.MUNICIPALITY, SN, (), "beslutas av kommunfullmäktige, inte av"),
        (GUIDELINE, Scope.GROUP, SN, (SN,), "hela kommunkoncernen"),
        (GUIDELINE, Scope.BODY, SN, (SN,), ""),
        (GUIDELINE, Scope.BODY, SN, (SN, BUN), ""),
        (GUIDELINE, Scope.BODY, SN, (), "Kryssa för vilka"),
        (GUIDELINE, Scope.BODY, SN, (BUN,), "Barnnämnden beslutas där"),
        (GUIDELINE, Scope.BODY, KF, (BUN,), "Barnnämnden beslutas där"),
        (POLICY, Scope.BODY, KF, (SN,), ""),
        (POLICY, Scope.BODY, KF, (VD,), ""),
        (GUIDELINE, Scope.BODY, VD, (VD,), "inte av Energibolaget"),
    ],
)
def test_who_decides_for_whom(of_type, scope, decider, concerned, said):
    refused = scope_refused(of_type, scope, decider, concerned)

    assert bool(refused) == bool(said)
    assert said in refused


@pytest.mark.parametrize(
    ("of_type", "term", "older", "said"),
    [
        (POLICY, Term(FROM), False, ""),
        (POLICY, Term(FROM, FROM), False, ""),
        (POLICY, Term(FROM, date(2025, 12, 31)), False, "Sista dagen"),
        (PLAN, Term(FROM), False, "gäller till en viss dag"),
        (PLAN, Term(FROM), True, ""),
        (PLAN, Term(FROM, TO), False, ""),
        (POLICY, Term(FROM, review_by=FROM), False, ""),
        (POLICY, Term(FROM, review_by=date(2025, 12, 31)), False, "Översynen"),
    ],
)
def test_which_days_an_edition_may_have(of_type, term, older, said):
    refused = days_refused(of_type, term, older=older)

    assert bool(refused) == bool(said)
    assert said in refused


def test_a_chain_is_followed_both_ways_and_ends_where_it_would_go_round():
    known = {1: None, 2: 1, 3: 2, 4: 3, 5: 3, 8: 9, 9: 8}

    assert chain(3, known) == ([2, 1], [[4, 5]])
    assert chain(1, known) == ([], [[2], [3], [4, 5]])
    assert chain(8, known) == ([9], [[9]])


@pytest.mark.parametrize(
    ("number", "replaces", "expected"),
    [(1, 3, True), (1, 1, True), (3, 1, False), (4, None, False)],
)
def test_a_document_never_comes_to_replace_itself(number, replaces, expected):
    assert replaces_itself(number, replaces, {1: None, 2: 1, 3: 2}) is expected


@pytest.mark.parametrize(
    ("outcome", "texts", "reading", "said"),
    [
        (Outcome.READ, ["ett"], Reading.READ, ""),
        (Outcome.READ, ["ett", " "], Reading.READ, "1 av 2 sidor"),
        (Outcome.READ, ["", ""], Reading.READ, NO_TEXT),
        (Outcome.PASSWORD, [], Reading.UNREADABLE, "lösenord"),
        (Outcome.BROKEN, [], Reading.UNREADABLE, "skadad"),
        (Outcome.TOO_LONG, [], Reading.UNREADABLE, "för lång"),
        (Outcome.STOPPED, [], Reading.UNREADABLE, "avbröts"),
    ],
)
def test_what_is_said_of_a_reading(outcome, texts, reading, said):
    found, note = read_as(outcome, texts)

    assert (found, said in note) == (reading, True)
    assert len(note) <= 300
    assert bool(reading_refused(found, note)) == (reading is Reading.UNREADABLE)


def test_what_is_still_being_read_cannot_be_decided():
    assert "läses fortfarande" in reading_refused(Reading.WAITING, "")
