"""The organisation as four lists in Excel and CSV: out, changed by hand, previewed, and in again.

What a file does not speak of is left as it is. A unit's row with a new first day is a move, and
what lies under the unit follows, as when it is moved on its page.
"""

from huset.organisation.files.columns import LISTS, cells_of, columns_of
from huset.organisation.files.lines import BodyLine, Key, Line, RemitLine, ShareLine, UnitLine
from huset.organisation.files.merging import Fault, Merged, Said, World, merged

__all__ = [
    "LISTS",
    "BodyLine",
    "Fault",
    "Key",
    "Line",
    "Merged",
    "RemitLine",
    "Said",
    "ShareLine",
    "UnitLine",
    "World",
    "cells_of",
    "columns_of",
    "merged",
]
