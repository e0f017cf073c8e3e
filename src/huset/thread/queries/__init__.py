"""What people ask about the golden thread: the tree, the table, the matrix and what is broken."""

from huset.thread.queries.breaks import BodyShare, Break, breaks, draft_breaks, shares
from huset.thread.queries.matrix import Cell, Matrix, Row, matrix
from huset.thread.queries.strands import Asked, Strand
from huset.thread.queries.tied import (
    A_PART,
    Branch,
    Knot,
    Step,
    branches,
    knots,
    steps,
    thread,
)

__all__ = [
    "A_PART",
    "Asked",
    "BodyShare",
    "Branch",
    "Break",
    "Cell",
    "Knot",
    "Matrix",
    "Row",
    "Step",
    "Strand",
    "branches",
    "breaks",
    "draft_breaks",
    "knots",
    "matrix",
    "shares",
    "steps",
    "thread",
]
