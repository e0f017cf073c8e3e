"""A document as text that can be kept for ever: written the same way each time, and read back.

A field that has its default is left out, so a kept document keeps its digest when the tree learns
to say more.
"""

import json
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from hashlib import sha256
from typing import Any, get_type_hints

from huset.kernel.charts.specs import Spec
from huset.kernel.documents import tree

_KIND = "is"
_KINDS: dict[str, type] = {
    name: kind for name, kind in vars(tree).items() if isinstance(kind, type) and is_dataclass(kind)
}


def to_json(document: tree.Document) -> str:
    """Write a document as canonical JSON."""
    return json.dumps(
        _freeze(document),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    )


def from_json(text: str) -> tree.Document:
    """Read a document that ``to_json`` wrote."""
    document = _thaw(json.loads(text))
    if not isinstance(document, tree.Document):
        raise TypeError("the text is not a document")
    return document


def digest(document: tree.Document) -> str:
    """Give the SHA-256 by which a kept document is known to be unchanged."""
    return sha256(to_json(document).encode()).hexdigest()


def _freeze(value: Any) -> Any:  # noqa: ANN401 -- any part of the tree
    if is_dataclass(value):
        said = {f.name: getattr(value, f.name) for f in fields(value)}
        kept = {f.name: _freeze(said[f.name]) for f in fields(value) if _says(f, said[f.name])}
        return {_KIND: type(value).__name__, **kept}
    if isinstance(value, tuple):
        return [_freeze(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _says(of: Field[Any], value: object) -> bool:
    return of.default is MISSING or value != of.default


def _thaw(value: Any, hint: Any = None) -> Any:  # noqa: ANN401 -- any part of the tree
    if hint == Spec:
        return value
    if isinstance(value, list):
        return tuple(_thaw(item) for item in value)
    if isinstance(value, dict):
        kind = _KINDS[value[_KIND]]
        given = {name: item for name, item in value.items() if name != _KIND}
        return kind(**{name: _thaw(item, _hints(kind)[name]) for name, item in given.items()})
    if hint is date:
        return date.fromisoformat(value)
    is_word = isinstance(hint, type) and issubclass(hint, StrEnum)
    return hint(value) if is_word else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
