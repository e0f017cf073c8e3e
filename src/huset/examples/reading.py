"""The example's files: YAML in which ``Y`` is the running year, and every record says its origin.

``Y``, ``Y-1`` and ``Y+2`` are years, ``Y-1-06-15`` is a day, and ``{Y+1}`` is a year inside a text;
plain years are real and stay.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from huset.kernel.money import Denomination
from huset.model.file import Loader

Entry = Mapping[str, Any]
RELATIVE = re.compile(r"Y([+-][0-9])?(?:-([0-9]{2})-([0-9]{2}))?")
IN_TEXT = re.compile(r"\{Y([+-][0-9])?\}")
SOURCE = re.compile(r"(.+) \(([0-9]{4})\)")


@dataclass(frozen=True)
class Files:
    """The folder with an example's files, read as of a day."""

    folder: Path
    today: date

    def text(self, name: str) -> str:
        """A file as it stands."""
        return (self.folder / f"{name}.yaml").read_text(encoding="utf-8")

    def read(self, name: str) -> Any:  # noqa: ANN401 -- what a YAML file holds
        """A file's content, with its relative years and days made real."""
        content = yaml.load(self.text(name), Loader)  # noqa: S506 -- it is the safe one
        return resolved(content, self.today.year)


def resolved(value: Any, year: int) -> Any:  # noqa: ANN401 -- what a YAML file holds
    """Give the same content with every ``Y`` counted from a year."""
    if isinstance(value, dict):
        return {resolved(key, year): resolved(below, year) for key, below in value.items()}
    if isinstance(value, list):
        return [resolved(item, year) for item in value]
    return _text(value, year) if isinstance(value, str) else value


def _text(text: str, year: int) -> str | int | date:
    found = RELATIVE.fullmatch(text)
    if not found:
        return IN_TEXT.sub(lambda inside: str(year + int(inside[1] or 0)), text)
    at = year + int(found[1] or 0)
    return date(at, int(found[2]), int(found[3])) if found[2] else at


def origin(entry: Entry) -> dict[str, Any]:
    """Where a record comes from: its ``source``, else it is example data; it may be both."""
    if "source" not in entry:
        return {"is_example": True}
    found = SOURCE.fullmatch(entry["source"])
    if not found:
        raise ValueError(f"a source ends with its year in brackets: {entry['source']}")
    return {
        "source": found[1],
        "source_year": int(found[2]),
        "is_example": entry.get("example", False),
    }


def million(amount: float) -> int:
    """An amount that a file gives in millions, in öre."""
    return int(Decimal(str(amount)) * Denomination.MNKR.ore)
