"""The thread's rules: whole ways up, where they are broken, and the way through it all.

``a>b`` in the tables is that a hangs from b; ``A`` in capitals is a top.
"""

import pytest

from huset.thread.rules import MOST_WAYS, Node, Share, Thread, depth_within, tie, within

NO_PAGE = ("", (), {})


def thread(*said: str) -> Thread:
    nodes = []
    for one in said:
        key, _, above = one.partition(">")
        name, _, body = key.partition("@")
        top = name.isupper()
        nodes.append(
            Node(
                name,
                "",
                name,
                NO_PAGE,
                tuple(above.split(",")) if above else (),
                bodies=tuple(body.split("+")) if body else (),
                top=top,
                counted=not top,
            )
        )
    return tie(nodes)


@pytest.mark.parametrize(
    ("said", "loose"),
    [
        pytest.param(["V", "g>V"], (), id="under the vision"),
        pytest.param(["V", "a>V", "b>a", "c>b"], (), id="under it in steps"),
        pytest.param(["V", "g"], ("g",), id="under nothing"),
        pytest.param(["V", "g>gone"], ("g",), id="under what is not there"),
        pytest.param(["V", "a", "b>a"], ("a",), id="what only hangs below is not broken itself"),
        pytest.param(["V", "a", "b>a,V"], ("a",), id="one whole way of two is enough"),
        pytest.param(["V", "g>g"], ("g",), id="under itself"),
        pytest.param(["V", "a>b", "b>a", "c>b"], ("a",), id="a ring is broken in one place"),
        pytest.param(["V", "a>b,V", "b>a"], (), id="a ring with a way out"),
        pytest.param(["g"], ("g",), id="without a vision"),
        pytest.param([], (), id="nothing"),
    ],
)
def test_a_thread_is_broken_where_nothing_above_holds_it(said, loose):
    assert thread(*said).loose == loose


@pytest.mark.parametrize(
    ("said", "share"),
    [
        pytest.param([], None, id="nothing to count"),
        pytest.param(["V"], None, id="a top is not counted"),
        pytest.param(["V", "a"], 0, id="none"),
        pytest.param(["V", "a>V"], 100, id="all"),
        pytest.param(["V", "a>V", "b>V", "c"], 66, id="rounded down"),
        pytest.param(["V", "z", *(f"a{n}>V" for n in range(999))], 99, id="only all is all"),
    ],
)
def test_the_share_of_whole_threads_is_rounded_down(said, share):
    assert thread(*said).share().percent == share


def test_the_share_of_a_body_counts_what_it_has_with_others():
    found = thread("V", "a@X>V", "b@X+Y", "c@Y")

    assert (found.share("X"), found.share("Y"), found.share()) == (
        Share(1, 2),
        Share(0, 2),
        Share(1, 3),
    )


def test_a_way_that_another_already_holds_is_left_out():
    found = thread("V", "A>V", "g>A,V", "h>A,g")

    assert found.above == {"V": (), "A": ("V",), "g": ("A",), "h": ("g",)}
    assert found.below == {"V": ("A",), "A": ("g",), "g": ("h",), "h": ()}


def test_every_way_up_is_told_from_its_top():
    assert thread("V", "M", "a>V,M", "b>a", "c>b,M").ways_up("c") == (
        ("V", "a", "b", "c"),
        ("M", "a", "b", "c"),
    )


def test_a_way_up_through_a_ring_ends_and_too_many_ways_are_cut():
    ring = thread("a>b", "b>a")
    wide = thread("V", *(f"a{n}>V" for n in range(30)), f"g>{','.join(f'a{n}' for n in range(30))}")

    assert ring.ways_up("a") == (("b", "a"),)
    assert len(wide.ways_up("g")) == MOST_WAYS


def test_the_order_has_everything_once_and_the_loose_last():
    assert thread("V", "z", "y>z", "b>V", "a>b", "c>b,z").order() == (
        *("V", "b", "a", "c"),
        *("z", "y"),
    )


def test_the_order_reaches_what_hangs_in_a_ring():
    assert thread("a>b", "b>a").order() == ("a", "b")


def test_a_body_keeps_the_way_up_of_what_it_has():
    found = within(thread("V", "a@X>V", "b@Y>a", "c@X>V", "d@Z"), ["Y"])

    assert set(found.nodes) == {"V", "a", "b"}
    assert found.below == {"V": ("a",), "a": ("b",), "b": ()}
    assert found.loose == ()


@pytest.mark.parametrize(
    ("most", "depth"), [(0, 0), (1, 0), (2, 0), (3, 1), (5, 1), (6, 2), (99, 2)]
)
def test_levels_are_open_for_as_long_as_they_all_have_room(most, depth):
    found = thread("V", "a>V", "b>V", "c>a", "d>a", "e>b")

    assert depth_within(found, ["V"], most) == depth


def test_a_ring_is_not_opened_for_ever():
    assert depth_within(thread("a>b", "b>a"), ["a"], 10) == 9
