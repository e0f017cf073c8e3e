"""A document as tagged PDF (PDF/UA-1), set by Typst.

The tree goes to ``pdf.typ`` as JSON: what people have written is never read as Typst's code.
"""

import json
import re
from dataclasses import asdict, fields, is_dataclass
from datetime import UTC, date, datetime, time
from functools import cache, singledispatch
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

import typst

from huset.kernel.charts.render import svg
from huset.kernel.documents.fit import fit
from huset.kernel.documents.tree import Document, Figure, Table

_TEMPLATE = Path(__file__).with_name("pdf.typ")
_RARE = re.compile(r"[^ -~\u00a0-\u017f\u2013\u2019\u201d\u2212]")
_IN_ALL_WEIGHTS = b"""
#set document(title: "-")
#let letter = sys.inputs.letter
#letter #text(weight: "semibold", letter) #strong(letter)
"""
_JOINING = {"Mn", "Mc", "Me", "Cf"}  # marks that no letter was composed with, and hidden signs
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def render_pdf(document: Document) -> bytes:
    """Set a document as PDF; the same document gives the same bytes."""
    data = json.dumps(_data(document))
    return _compile(_TEMPLATE, {"document": data}, datetime.combine(document.date, time(), UTC))


def _compile(
    source: Path | bytes, inputs: dict[str, str], timestamp: datetime | None = None
) -> bytes:
    return typst.compile(
        source,
        sys_inputs=inputs,
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=timestamp,
    )


def _data(value: Any) -> Any:  # noqa: ANN401 -- any part of the tree
    if is_dataclass(value):
        own = {field.name: _data(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__, **own, **_more(value)}
    if isinstance(value, tuple):
        return [_data(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return _printable(value) if isinstance(value, str) else value


@singledispatch
def _more(_part: object) -> dict[str, Any]:
    """Give what a part needs beyond its own fields to be set."""
    return {}


@_more.register
def _table(part: Table) -> dict[str, Any]:
    return {"groups": _data(part.groups), "fit": asdict(fit(part))}


@_more.register
def _figure(part: Figure) -> dict[str, Any]:
    return {"chart": None, "svg": _printable(svg(part.chart))}


def _printable(text: str) -> str:
    return _RARE.sub(lambda found: _shown(found[0]), normalize("NFC", text))


def _shown(letter: str) -> str:
    if category(letter) in _JOINING:
        return ""
    return letter if _has_shape(letter) else _UNKNOWN


@cache
def _has_shape(letter: str) -> bool:
    """Whether the fonts that come with Typst know a letter; PDF/UA refuses one they do not."""
    try:
        _compile(_IN_ALL_WEIGHTS, {"letter": letter})
    except typst.TypstError:
        return False
    return True
