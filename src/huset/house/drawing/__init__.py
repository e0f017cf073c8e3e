"""The drawn house: every part of the governance model in its place, as finished coordinates."""

from huset.house.drawing.whole import Drawing, draw

__all__ = ["Drawing", "draw"]
