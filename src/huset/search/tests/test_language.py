"""Words, stems, letters, and compounds taken apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huset.search.asked import Term, terms
from huset.search.compounds import parts, simple_parts
from huset.search.language import clean, distance, lowered, misspelt_by, plain, stem, words

LETTERS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzåäöé", min_size=1, max_size=30)


@pytest.mark.parametrize(
    "inflected",
    [
        "skola skolan skolor skolorna skolans",
        "ansvar ansvaret ansvarar",
        "kontor kontoret",
        "verksamhet verksamheten verksamheterna",
        "resultat resultatet",
        "barn barnet barnen barns",
        "plan planen planer planerna",
        "handlingsplan handlingsplanen handlingsplaner",
        "organ organet organen",
        "ekonomi ekonomin",
        "miljö miljön",
        "år året åren",
        "bostad bostaden bostäder bostäderna",
        "ledamot ledamöter ledamöterna",
        "vårdplats vårdplatsen vårdplatser",
        "insats insatser insatserna",
        "kommun kommunen kommunernas",
        "trygg trygga trygghet tryggheten",
    ],
)
def test_inflections_have_one_stem(inflected):
    assert len({stem(word) for word in inflected.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("mål", "mal"), ("år", "ar"), ("plan", "plats"), ("vård", "värd"), ("skatt", "skattesats")],
)
def test_other_words_have_other_stems(one, other):
    assert stem(one) != stem(other)


@given(LETTERS)
def test_a_stem_is_the_beginning_of_its_word_and_its_own_stem(word):
    assert word.startswith(stem(word))
    assert stem(stem(word)) == stem(word)


@given(st.text())
def test_small_letters_keep_their_places(text):
    assert len(lowered(text)) == len(text)


@given(st.text())
def test_a_clean_text_stays_as_it_is(text):
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("om-\nsorg", "omsorg"),
        ("om\u00adsorg", "omsorg"),
        ("2025-\n2026", "2025- 2026"),
        ("a\x00b \u00a0 c\t\nd", "a b c d"),
        ("a\u030angstro\u0308m", "ångström"),
    ],
)
def test_a_text_is_read_as_people_read_it(raw, read):
    assert clean(raw) == read


def test_words_are_letters_and_digits_and_section_signs():
    assert words("Enl. 6 kap. 1 § KL, e-tjänst_2") == [
        *("enl", "6", "kap", "1", "§", "kl"),
        *("e", "tjänst", "2"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [
        ("omsorg", "omsorg", 0),
        ("omsorg", "omsrog", 1),  # two letters that have changed places count once
        ("omsorg", "omsorgg", 1),
        ("omsorg", "omsrg", 1),
        ("äldreomsorg", "aldreomsrog", 2),
        ("plan", "vision", 3),
    ],
)
def test_how_far_words_are_from_each_other(one, other, away):
    assert distance(one, other, 2) == distance(other, one, 2) == away


@pytest.mark.parametrize(
    ("word", "letters"), [("mål", 0), ("plan", 1), ("nämnden", 1), ("omsorgen", 2), ("sn12", 0)]
)
def test_longer_words_may_be_more_wrong(word, letters):
    assert misspelt_by(word) == letters


def test_rings_and_dots_can_be_left_out():
    assert plain("äldreomsorgsråd") == "aldreomsorgsrad"


KNOWN = set(map(stem, ("förslag", "medborgare", "gård", "skatt")))


@pytest.mark.parametrize(
    ("word", "inside"),
    [
        ("hemtjänst", "hem tjänst"),
        ("hemtjänstens", "hem tjänst"),
        ("äldreomsorgsplan", "äldre omsorg plan"),  # with an -s- between
        ("gatukontoret", "gata kontor"),  # with another vowel
        ("kyrkogård", "kyrka gård"),
        ("kommunallagen", "kommunal lag"),
        ("medborgarförslag", "medborgare förslag"),
        ("samhällsbyggnadsnämnden", "samhälle byggnad nämnd"),
        ("måltidsplan", "måltid plan"),  # not of "mål" and "tid"
        ("budget", ""),
        ("personal", ""),
        ("ansvar", ""),
        ("verksamhet", ""),
        ("skolanplan", ""),  # an ending that no first part has
        ("undervisning", ""),
        ("plan", ""),
        ("2026plan", ""),
    ],
)
def test_compounds_are_taken_apart_where_both_sides_are_words(word, inside):
    assert simple_parts(word, KNOWN.__contains__) == tuple(map(stem, inside.split()))


def test_parts_that_lie_beside_each_other_are_a_part_too():
    found = parts("äldreomsorgsplan", KNOWN.__contains__)

    assert {stem("äldreomsorg"), stem("omsorgsplan")} <= set(found)
    assert stem("äldreomsorgsplan") not in found


@settings(deadline=None)
@given(LETTERS)
def test_any_word_can_be_tried(word):
    for part in parts(word, lambda found: len(found) % 2 == 0):
        assert part in word


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("äldre omsorg ", ["äldre", "omsorg"]),
        ("KS 2026/12 ", ["ks", ("2026", "12")]),
        ("§ 118", [("§", "118")]),
        ("§118", [("§", "118")]),
        ("6 kap. 1 §", [("6", "kap", "1", "§")]),
        ("KL 6 kap", ["kl", ("6", "kap")]),
        ("kap 6 § 1 lagen ", [("6", "kap"), ("§", "1"), "lagen"]),
        ("6:1", [("6", "1")]),
        ('"god ekonomisk" hushållning ', [("god", "ekonomisk"), "hushållning"]),
        ("”god ekonomisk”", [("god", "ekonomisk")]),
        ('"öppen ', ["öppen"]),
        ("e-tjänst", [("e", "tjänst")]),
        ("barn och unga ", ["barn", "unga"]),  # what says little is left out
        ("till och med ", ["till", "och", "med"]),  # unless there is nothing else
        ("plan plan ", ["plan"]),
        ("", []),
        ('""', []),
        ("!?", []),
    ],
)
def test_what_is_typed_is_taken_apart(typed, read):
    assert [t.words for t in terms(typed)] == [(r,) if isinstance(r, str) else r for r in read]


@pytest.mark.parametrize(
    ("typed", "unfinished"),
    [("oms", True), ("oms ", False), ('"oms"', False), ("§ 11", False), ("2026/1", True)],
)
def test_the_last_word_is_unfinished_until_something_follows(typed, unfinished):
    assert terms(typed)[-1].unfinished is unfinished


@given(st.text(max_size=500))
def test_anything_can_be_typed(text):
    found = terms(text)

    assert len(found) <= 12
    assert all(isinstance(term, Term) and term.words for term in found)
