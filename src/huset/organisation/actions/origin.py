"""Where a record comes from, as every action of the organisation takes it."""

from typing import TypedDict


class Origin(TypedDict, total=False):
    """Where a record comes from: a public source and its year, or example data."""

    source: str
    source_year: int | None
    is_example: bool
