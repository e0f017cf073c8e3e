"""How names are found in a text, and how those who share a name are written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huset.comments.rules import (
    Named,
    Piece,
    in_full,
    labels,
    pieces,
    read,
    says_something,
    tidy,
)
from huset.kernel.importing.faults import Unfit

ANNA, BERG, AKE, PER, BO, MASKED = (
    Named(number, name, role, place)
    for number, name, role, place in (
        (1, "Anna Ek", "Controller", "Ekonomi"),
        (2, "Anna Ek Berg", "Enhetschef", "Hemtjänst"),
        (3, "Åke Öst-Ärlig", "Ledamot", "Nämnden"),
        (4, "Per O'Hara", "Revisor", "Revisionen"),
        (5, "Bo", "Medarbetare", "Skola"),
        (6, "Skyddade personuppgifter", "Ledamot", "Nämnden"),
    )
)
PEOPLE = (ANNA, BERG, AKE, PER, BO, MASKED)


@pytest.mark.parametrize(
    ("text", "kept", "mentioned"),
    [
        pytest.param("@Anna Ek", "@", [ANNA], id="alone"),
        pytest.param("Hej @Anna Ek!", "Hej @!", [ANNA], id="a full stop or other sign after"),
        pytest.param("Hej @Anna Ek.", "Hej @.", [ANNA], id="a full stop"),
        pytest.param("(@Anna Ek)", "(@)", [ANNA], id="brackets round it"),
        pytest.param("”@Anna Ek”", "”@”", [ANNA], id="quotes round it"),
        pytest.param("@anna ek", "@", [ANNA], id="lower case"),
        pytest.param("@ANNA EK", "@", [ANNA], id="upper case"),
        pytest.param("@Anna  Ek", "@", [ANNA], id="two spaces"),
        pytest.param("@Anna\N{NO-BREAK SPACE}Ek", "@", [ANNA], id="an unbroken space"),
        pytest.param("@Anna Ek Berg", "@", [BERG], id="the longer of two names"),
        pytest.param("@Anna Ek bergade in", "@ bergade in", [ANNA], id="the shorter of two"),
        pytest.param("@Anna Ek (Controller)", "@ (Controller)", [ANNA], id="a role is text"),
        pytest.param("@åke öst-ärlig, hej", "@, hej", [AKE], id="å, ä, ö and a hyphen"),
        pytest.param("@Per O'Hara", "@", [PER], id="an apostrophe"),
        pytest.param("@Bo-@Bo", "@-@", [BO, BO], id="the same one twice"),
        pytest.param("@Bo och @Anna Ek\nsedan", "@ och @\nsedan", [BO, ANNA], id="two"),
        pytest.param("@Skyddade personuppgifter", "@", [MASKED], id="as one may be shown"),
        pytest.param("eva@bo.se", "eva@bo.se", [], id="an e-mail address"),
        pytest.param("eva.ek@anna ek", "eva.ek@anna ek", [], id="an address with a name"),
        pytest.param("5 st @ 10 kr", "5 st @ 10 kr", [], id="a price"),
        pytest.param("@10", "@10", [], id="before a figure"),
        pytest.param("@ Anna Ek", "@ Anna Ek", [], id="before a space"),
        pytest.param("slut @", "slut @", [], id="last"),
        pytest.param("", "", [], id="nothing"),
    ],
)
def test_names_are_found_and_taken_out_of_the_text(text, kept, mentioned):
    found = read(text, PEOPLE)

    assert found.text == kept
    assert [number for _, number in found.mentions] == [one.number for one in mentioned]
    assert {found.text[place] for place, _ in found.mentions} <= {"@"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@Anna Eck", "”@Anna Eck” är ingen som kan nämnas här: @Anna Ek"),
        ("@Anna Eks förslag", "”@Anna Eks” är ingen som kan nämnas här: @Anna Ek"),
        ("@Anna Ek-Berg", "”@Anna Ek-Berg” är ingen som kan nämnas här: @Anna Ek Berg"),
        ("@Anna Ekström", "”@Anna Ekström” är ingen som kan nämnas här: @Anna Ek"),
        ("@per ohara kan du", "”@per” är ingen som kan nämnas här: @Per O'Hara"),
        ("@Controler kan du", "”@Controler” är ingen som kan nämnas här: @Controller"),
        ("@Åke", "”@Åke” är ingen som kan nämnas här: @Åke Öst-Ärlig"),
        ("@Zz", "”@Zz” är ingen som kan nämnas här: ett namn ur listan ”Nämn någon”"),
        ("@Bosse", "”@Bosse” är ingen som kan nämnas här: ett namn ur listan ”Nämn någon”"),
    ],
)
def test_a_name_that_is_nobodys_is_refused_with_the_closest(text, said):
    with pytest.raises(Unfit) as fault:
        read(text, (*PEOPLE, Named(7, "Controller", "Controller", "Ekonomi")))

    assert f"{fault.value.message}: {fault.value.instead.partition(', eller')[0]}" == said


def test_without_anyone_every_name_is_refused_and_other_signs_are_not():
    assert read("5 @ 3", ()).text == "5 @ 3"
    with pytest.raises(Unfit, match="”@Anna Ek” är ingen"):
        read("@Anna Ek", ())


TWIN = Named(11, "Anna Ek", "Enhetschef", "Skola")
SAME_ROLE = Named(12, "Anna Ek", "Controller", "Skola")
SAME_PLACE = Named(13, "Anna Ek", "Controller", "Ekonomi")


@pytest.mark.parametrize(
    ("people", "written"),
    [
        pytest.param([ANNA], ["Anna Ek"], id="alone"),
        pytest.param(
            [ANNA, TWIN], ["Anna Ek (Controller)", "Anna Ek (Enhetschef)"], id="two roles"
        ),
        pytest.param(
            [ANNA, TWIN, SAME_ROLE],
            [
                "Anna Ek (Controller, Ekonomi)",
                "Anna Ek (Enhetschef)",
                "Anna Ek (Controller, Skola)",
            ],
            id="two places",
        ),
        pytest.param([ANNA, SAME_PLACE], ["Anna Ek (nr 1)", "Anna Ek (nr 13)"], id="all the same"),
    ],
)
def test_those_who_share_a_name_are_written_with_role_place_or_number(people, written):
    label_of = {one.number: label for label, one in labels(people).items()}

    assert [label_of[one.number] for one in people] == written
    for one, label in zip(people, written, strict=True):
        assert [number for _, number in read(f"@{label}?", people).mentions] == [one.number]


def test_a_shared_name_is_refused_with_the_ways_to_write_it():
    with pytest.raises(Unfit) as fault:
        read("@anna ek, hej", [ANNA, TWIN])

    assert fault.value.message == "Flera heter Anna Ek"
    assert fault.value.instead == "@Anna Ek (Controller) eller @Anna Ek (Enhetschef)"


def test_a_longer_name_is_found_beside_those_who_share_a_shorter_one():
    people = [ANNA, TWIN, BERG]

    assert [n for _, n in read("@Anna Ek Berg", people).mentions] == [BERG.number]


@pytest.mark.parametrize(
    "name",
    ["Weiß Straße", "İbrahim Kaya", "L\N{LATIN SMALL LETTER DOTLESS I}nd", "J. (Jr) Ek+", "K-e"],
)
def test_odd_letters_do_no_harm(name):
    people = [Named(1, name, "Ledamot", "Nämnden")]

    assert read(f"@{tidy(name)}", people).mentions == ((0, 1),)
    for odd in ("\N{LATIN SMALL LETTER LONG S}", "İ", "ß"):
        assert read(f"hej {odd} @ {odd}", people).mentions == ()


def test_letters_and_line_breaks_are_written_in_one_way():
    apart = unicodedata.normalize("NFD", "@Åke Öst-Ärlig")

    assert tidy(f" {apart}\r\nhej\rdå \n") == "@Åke Öst-Ärlig\nhej\ndå"
    assert read(tidy(apart), PEOPLE).text == "@"


@pytest.mark.parametrize(
    ("text", "says"), [("hej", True), ("?", True), ("", False), ("\N{ZERO WIDTH SPACE}\n", False)]
)
def test_signs_that_are_not_seen_say_nothing(text, says):
    assert says_something(text) is says


def test_a_text_is_shown_with_its_names_as_they_may_be_shown():
    assert pieces("Hej @, och @!", [(11, "Bo"), (4, "Anna Ek")]) == (
        Piece("Hej "),
        Piece("@Anna Ek", is_name=True),
        Piece(", och "),
        Piece("@Bo", is_name=True),
        Piece("!"),
    )


@given(
    st.lists(
        st.one_of(
            st.sampled_from([f"@{one.name}" for one in PEOPLE]),
            st.text(alphabet="ab @.\n-", max_size=6),
        )
    )
)
def test_what_is_typed_is_what_is_shown(parts):
    """Whatever stands between the names, the text comes back; names keep their own letters."""
    text = tidy(" ".join(parts))
    try:
        found = read(text, PEOPLE)
    except Unfit:
        return
    name_of = {one.number: one.name for one in PEOPLE}
    assert in_full(found.text, [(at, name_of[n]) for at, n in found.mentions]) == text
