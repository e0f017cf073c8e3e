"""Documents of every shape, for tests that hold for all of them."""

from datetime import date

from hypothesis import strategies as st

from huset.kernel.documents import tree
from huset.kernel.status import Status, Tone

words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=20
)
headings = words.filter(str.strip)
statuses = st.builds(Status, words, words, st.sampled_from(Tone))
cells = st.none() | words | statuses
columns = st.builds(tree.Column, words, st.sampled_from(tree.ColumnKind), words)


@st.composite
def tables(draw):
    heads = draw(st.lists(columns, min_size=1, max_size=4))
    kinds = draw(st.lists(st.sampled_from(tree.RowKind), max_size=4))
    rows = [
        tree.Row(tuple(draw(cells) for _ in (heads[:1] if kind == "head" else heads)), kind)
        for kind in kinds
    ]
    return tree.Table(draw(words), tuple(heads), tuple(rows), draw(tuples(words)))


def tuples(of):
    return st.lists(of, max_size=3).map(tuple)


specs = st.dictionaries(words, st.recursive(st.integers() | words | st.none(), st.lists))
links = st.builds(tree.Link, words, st.just("") | st.just("https://example.org/a?b=1&c=2"))
texts = st.one_of(
    st.builds(tree.Paragraph, words, words),
    st.builds(tree.Bullets, tuples(words)),
    tables(),
    st.builds(tree.StatusLine, words, statuses, words),
    st.builds(
        tree.KeyFigures,
        tuples(st.builds(tree.KeyFigure, words, words, words, st.none() | statuses)),
    ),
    st.builds(tree.Facts, tuples(st.builds(tree.Fact, words, words))),
    st.builds(tree.Callout, words, words, st.sampled_from(Tone)),
    st.builds(tree.Links, words, tuples(links)),
)
blocks = texts | st.builds(tree.Figure, words, words, specs, st.none() | tables())


@st.composite
def documents(draw, of=blocks):
    contents = draw(st.lists(st.lists(of, max_size=3), max_size=4))
    sections = [
        tree.Section(f"s-{number}", draw(headings), tuple(content))
        for number, content in enumerate(contents)
    ]
    if sections:
        whole = tree.Section("whole", draw(headings), sections=tuple(sections[1:]))
        sections = [sections[0], whole]
    return tree.Document(
        draw(headings),
        draw(words),
        draw(st.dates(date(1900, 1, 1))),
        tuple(sections),
        standing=draw(words),
        example=draw(st.booleans()),
    )
