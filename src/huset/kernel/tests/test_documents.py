"""The tree of a document, and how it is kept."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from huset.kernel.documents.frozen import digest, from_json, to_json
from huset.kernel.documents.tree import (
    Bullets,
    Column,
    Document,
    Link,
    Paragraph,
    Row,
    RowKind,
    Section,
    Table,
    prose,
)
from huset.kernel.tests.document_strategies import documents

PAPER = Document("Delårsrapport", "Exempelkommun", date(2025, 8, 31))


@given(documents())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_kept_document_is_read_back_whole_and_written_the_same_again(document):
    kept = to_json(document)
    assert from_json(kept) == document
    assert to_json(from_json(kept)) == kept


def test_what_is_not_said_is_not_kept_so_a_digest_outlives_new_fields():
    assert to_json(PAPER) == (
        '{"date":"2025-08-31","is":"Document","organisation":"Exempelkommun",'
        '"title":"Delårsrapport"}'
    )


def test_a_digest_tells_one_changed_letter():
    assert digest(PAPER) == digest(from_json(to_json(PAPER)))
    assert digest(PAPER) != digest(replace(PAPER, title="Delarsrapport"))


def test_text_that_is_no_document_is_refused():
    with pytest.raises(TypeError, match="not a document"):
        from_json('"hej"')


def test_a_row_that_does_not_fit_its_columns_is_refused():
    with pytest.raises(ValueError, match="should have 2 cells"):
        Table("Mål", (Column("Mål"), Column("Utfall")), (Row(("Ekonomi",)),))


def test_a_head_row_is_one_cell():
    head = Row(("Intäkter",), RowKind.HEAD)
    assert Table("Mål", (Column("Mål"), Column("Utfall")), (head,)).rows == (head,)


def test_neighbouring_columns_of_one_group_share_a_heading():
    columns = (Column("Organ"), Column("Budget", group="År"), Column("Utfall", group="År"))
    assert Table("", columns, ()).groups == (("", 1), ("År", 2))
    assert Table("", columns[:1], ()).groups == ()


@pytest.mark.parametrize("wrong", ["", "Mål", "1-mal", 'a" onclick="'])
def test_an_id_that_cannot_stand_in_an_address_is_refused(wrong):
    with pytest.raises(ValueError, match="not an id"):
        Section(wrong, "Mål")


@pytest.mark.parametrize("nothing", ["", " ", "\u00a0"])
def test_a_title_and_a_heading_say_something(nothing):
    with pytest.raises(ValueError, match="no heading"):
        Section("mal", nothing)
    with pytest.raises(ValueError, match="no title"):
        replace(PAPER, title=nothing)


def test_two_sections_cannot_share_an_address():
    inner = Section("mal", "Mål")
    with pytest.raises(ValueError, match="not unique"):
        replace(PAPER, sections=(Section("ekonomi", "Ekonomi", sections=(inner,)), inner))


@pytest.mark.parametrize("wrong", ["javascript:alert(1)", "/mal/", "https://a b", "https://a\n"])
def test_a_link_that_is_no_web_address_is_refused(wrong):
    with pytest.raises(ValueError, match="not a web address"):
        Link("Läs mer", wrong)


def test_typed_text_becomes_paragraphs_and_points():
    typed = "Första raden\r\nfortsätter.\n\n- ett\n - två\n \n\n- a\nb"
    assert prose(typed) == (
        Paragraph("Första raden fortsätter."),
        Bullets(("ett", "två")),
        Paragraph("- a b"),
    )
    assert prose("  \n") == ()
