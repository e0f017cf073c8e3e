"""What differs between two texts, in words that people can read."""

from time import monotonic

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from huset.kernel.differences import (
    WORDS,
    Extent,
    Kind,
    Piece,
    differences,
    extent,
    flowing,
    laid_out,
    tidied,
)

SAME, ADDED, REMOVED = Kind.SAME, Kind.ADDED, Kind.REMOVED
SAMPLES = st.sampled_from(
    ["nämnden", "ska", "om", "2026-11-22", "§", "5", "t.ex.", "a", ",", "(", "–"]
)
PARAGRAPHS = st.lists(st.lists(SAMPLES, max_size=12).map(" ".join), max_size=8).map("\n".join)
TEXTS = st.one_of(PARAGRAPHS, st.text(max_size=80))
COMPONENT = "kernel/components/differences.html"


def told(pieces, *kinds):
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@given(TEXTS, TEXTS)
def test_the_pieces_together_are_the_two_texts(before, after):
    pieces = differences(before, after)
    assert told(pieces, SAME, ADDED) == tidied(after)
    assert told(pieces, SAME, REMOVED) == tidied(before)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself_however_it_is_spaced(text):
    spaced = text.replace(" ", "  ").replace("\n", " \n\n ")
    assert {piece.kind for piece in differences(text, spaced)} <= {SAME}


@given(TEXTS, TEXTS)
def test_no_word_is_ever_cut(before, after):
    pieces = differences(before, after)
    for text, kind in ((before, REMOVED), (after, ADDED)):
        mine = [piece.text for piece in pieces if piece.kind in {SAME, kind}]
        assert [word for part in mine for word in WORDS.findall(part)] == WORDS.findall(text)


@given(TEXTS, TEXTS)
def test_out_of_time_the_pieces_are_still_the_two_texts(before, after):
    pieces = differences(before, after, seconds=0)
    assert told(pieces, SAME, ADDED) == tidied(after)
    assert told(pieces, SAME, REMOVED) == tidied(before)


def test_what_differs_is_told_in_whole_words():
    assert differences("Svar inom 14 dagar.", "Svar inom 10 dagar.") == (
        Piece(SAME, "Svar inom "),
        Piece(REMOVED, "14"),
        Piece(ADDED, "10"),
        Piece(SAME, " dagar.\n"),
    )


def test_a_sentence_that_is_added_leaves_its_paragraph_and_those_after_it_readable():
    before = "Samtalet skrivs ned inom en vecka."
    after = (
        "Samtalet skrivs ned inom en dag. Barnet får läsa.\nTolk\nTolk bokas alltid när det behövs."
    )

    assert told(differences(before, after), SAME) == "Samtalet skrivs ned inom en .\n"


def test_paragraphs_with_little_in_common_are_shown_whole():
    before, after = "Nämnden leder skolan och förskolan.", "Avgifter tas ut enligt taxa."
    assert differences(before, after) == (
        Piece(REMOVED, before + "\n"),
        Piece(ADDED, after + "\n"),
    )


def test_paragraphs_that_were_touched_are_compared_each_with_what_it_has_become():
    before = "Nämnden ska leda skolan.\nNämnden ska leda förskolan väl.\nSlut"
    after = "Nämnden ska styra skolan.\nEtt nytt stycke här.\nNämnden ska leda förskolan.\nSlut"
    added = told(differences(before, after), ADDED)
    assert added == "styraEtt nytt stycke här.\n"
    assert told(differences(before, after), REMOVED).split() == ["leda", "väl"]


def test_five_hundred_pages_take_a_bounded_time():
    pages = [
        f"Sida {n} " + " ".join(f"ord{n * 7 % (k + 3)}" for k in range(300)) for n in range(500)
    ]
    begins = monotonic()
    pieces = differences("\n".join(pages), " ".join(reversed(pages)), seconds=0.5)
    assert monotonic() - begins < 3
    assert told(pieces, SAME, REMOVED) == tidied("\n".join(pages))


def test_how_much_differs_is_counted_in_words():
    pieces = differences(
        "Svar ges på alla frågor inom 14 dagar.", "Svar ges på frågor inom 10 dagar."
    )
    assert extent(pieces) == Extent(added=1, removed=2, same=6)
    assert extent(pieces).percent == 20
    assert (Extent(1, 0, 9999).percent, Extent(0, 0, 5).percent) == (1, 0)


def test_many_paragraphs_that_are_the_same_are_folded_away_but_for_their_neighbours():
    before = [f"Stycke {n}" for n in range(10)]
    stretches = laid_out(differences("\n".join(before), "\n".join([*before, "Ett till"])))
    assert [(len(s.paragraphs), s.folded) for s in stretches] == [(9, True), (2, False)]


def test_few_paragraphs_that_are_the_same_are_shown():
    stretches = laid_out(differences("a\nb\nc", "a\nb\nc\nd"))
    assert [(len(s.paragraphs), s.folded) for s in stretches] == [(2, False), (2, False)]


def test_a_break_between_paragraphs_that_is_new_is_marked():
    (stretch,) = laid_out(differences("Ett två tre. Fyra fem sex.", "Ett två tre.\nFyra fem sex."))
    assert [told(p.pieces, SAME, ADDED) for p in stretch.paragraphs] == [
        "Ett två tre.¶",
        "Fyra fem sex.",
    ]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        pytest.param("Nämnden ska\nbesluta om det.", ["Nämnden ska besluta om det."], id="small"),
        pytest.param("Kommun-\nstyrelsen får.", ["Kommunstyrelsen får."], id="divided"),
        pytest.param(
            "Rubrik\nNämnden ska besluta om allt det som hela\nKommunen äger.",
            ["Rubrik", "Nämnden ska besluta om allt det som hela Kommunen äger."],
            id="full line",
        ),
        pytest.param(
            "Nämnden får det.\nStyrelsen beslutar om allt annat.",
            ["Nämnden får det.", "Styrelsen beslutar om allt annat."],
            id="room for more",
        ),
        pytest.param(
            "Nämnden ska besluta om:\n– avgifter och taxor samt\n3 § gäller för alla.",
            ["Nämnden ska besluta om:", "– avgifter och taxor samt", "3 § gäller för alla."],
            id="a list",
        ),
        pytest.param(
            "Samtalet hålls där barnet känner sig tryggt.\nEfter samtalet\nDet skrivs ned.",
            ["Samtalet hålls där barnet känner sig tryggt.", "Efter samtalet", "Det skrivs ned."],
            id="a heading",
        ),
        pytest.param("Ett\n\ntvå", ["Ett", "två"], id="blank line"),
        pytest.param("", [], id="empty"),
    ],
)
def test_lines_that_a_page_was_too_narrow_for_are_joined(text, paragraphs):
    assert tidied(flowing(text)).splitlines() == paragraphs


def test_the_component_says_in_words_what_is_added_and_struck():
    stretches = laid_out(differences("Svar inom 14 <b>dagar.", "Svar inom 10 <b>dagar."))
    html = render_to_string(COMPONENT, {"stretches": stretches})
    assert html.count('<ins><span class="visually-hidden">tillagt: </span>10') == 1
    assert html.count('<del><span class="visually-hidden">struket: </span>14') == 1
    assert (html.count("<b>"), html.count("&lt;b&gt;")) == (0, 1)


def test_the_component_says_how_many_paragraphs_it_folds_and_when_there_is_nothing():
    many = "\n".join(f"Stycke {n}" for n in range(14))
    html = render_to_string(COMPONENT, {"stretches": laid_out(differences(many, many + "\nnytt"))})
    assert html.count("… 13 stycken lika …") == 1
    assert "Ingen text att jämföra." in render_to_string(COMPONENT, {"stretches": ()})
