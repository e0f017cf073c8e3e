"""The grounds: the stones that the house rests on, and the sign posts beside it."""

from collections.abc import Sequence
from dataclasses import replace

from huset.house.drawing.lettering import widest_word
from huset.house.drawing.rows import fitting, lefts, shares
from huset.house.drawing.shapes import Box, Drawn, Label, Span, Stack, label
from huset.house.drawing.sizes import Sizes
from huset.house.rules import Room

_STONE_SPACE = 230
_STONE_PADDING = (12, 9)
_STONE_GAP = 4
_HEWN = (5, 5, 5, 5)
_ROUGH = ((9, 14, 7, 11), (13, 8, 11, 6), (7, 11, 14, 9))
_SIGN_PADDING = (10, 8)
_SIGN_GAP = 10
_SIGN_TIP = 16


def stones(rooms: Sequence[Room], span: Span, top: int, sizes: Sizes, *, hewn: bool) -> Stack:
    """Lay stones in courses as wide as the span: rough ones as they come, hewn ones alike."""
    space = round(_STONE_SPACE * sizes.scale)
    labels = [label(room, space, sizes.stone, sizes) for room in rooms]
    parts: list[Drawn] = []
    for course in fitting(labels, _need, _STONE_GAP, span.width):
        widths = _widths(course, span.width, hewn=hewn)
        tall = max(one.height for one in course) + 2 * _STONE_PADDING[1]
        for one, x, width in zip(course, lefts(widths, span.x, _STONE_GAP), widths, strict=True):
            box = Box(x, top, width, tall)
            corners = _HEWN if hewn else _ROUGH[len(parts) % len(_ROUGH)]
            parts.append(one.drawn(box, _rounded(box, corners)))
        top += tall + _STONE_GAP
    return Stack(tuple(parts), top)


def signs(rooms: Sequence[Room], span: Span, top: int, sizes: Sizes, *, rightwards: bool) -> Stack:
    """Hang signs one under the other, all pointing the same way."""
    space = span.width - _SIGN_TIP - 2 * _SIGN_PADDING[0]
    size = _sign_size(rooms, space, sizes)
    parts: list[Drawn] = []
    for room in rooms:
        one = label(room, space, size, sizes)
        face = Box(
            span.x if rightwards else span.x + _SIGN_TIP,
            top,
            span.width - _SIGN_TIP,
            one.height + 2 * _SIGN_PADDING[1],
        )
        box = replace(face, x=span.x, width=span.width)
        parts.append(replace(one.drawn(face, _pointed(box, rightwards=rightwards)), box=box))
        top = box.bottom + _SIGN_GAP
    return Stack(tuple(parts), parts[-1].box.bottom if parts else top)


def _sign_size(rooms: Sequence[Room], space: int, sizes: Sizes) -> int:
    """Return the largest size in which no sign's name is broken, or else the smallest."""
    words = [room.short or room.name for room in rooms]
    fits = (size for size in sizes.signs if all(widest_word(w, size) <= space for w in words))
    return next(fits, sizes.signs[-1])


def _widths(course: Sequence[Label], width: int, *, hewn: bool) -> list[int]:
    needs = [_need(one) for one in course]
    free = width - _STONE_GAP * (len(needs) - 1)
    if hewn and max(needs) * len(needs) <= free:
        needs = [max(needs)] * len(needs)
    return shares(needs, needs, free)


def _need(one: Label) -> int:
    return one.width + 2 * _STONE_PADDING[0]


def _rounded(box: Box, corners: tuple[int, int, int, int]) -> str:
    first, second, third, fourth = corners
    return (
        f"M{box.x + first} {box.y}H{box.right - second}Q{box.right} {box.y} {box.right}"
        f" {box.y + second}V{box.bottom - third}Q{box.right} {box.bottom} {box.right - third}"
        f" {box.bottom}H{box.x + fourth}Q{box.x} {box.bottom} {box.x} {box.bottom - fourth}"
        f"V{box.y + first}Q{box.x} {box.y} {box.x + first} {box.y}z"
    )


def _pointed(box: Box, *, rightwards: bool) -> str:
    if rightwards:
        far, neck, tip = box.x, box.right - _SIGN_TIP, box.right
    else:
        far, neck, tip = box.right, box.x + _SIGN_TIP, box.x
    return f"M{far} {box.y}H{neck}L{tip} {box.centre}L{neck} {box.bottom}H{far}z"
