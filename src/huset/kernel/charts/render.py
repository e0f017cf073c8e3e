"""Charts drawn on the server, each once, and the library that lets a browser draw them."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

import vl_convert
from django.core.cache import caches

from huset.kernel.charts.specs import Spec

Drawn = TypeVar("Drawn", str, bytes)

PNG_SCALE = 2.5


def svg(spec: Spec) -> str:
    """Give the chart as SVG."""
    return _once("svg", spec, vl_convert.vegalite_to_svg)


def png(spec: Spec) -> bytes:
    """Give the chart as a picture, sharp enough for paper."""
    return _once("png", spec, lambda given: vl_convert.vegalite_to_png(given, scale=PNG_SCALE))


def bundle(folder: Path) -> str:
    """Give the JavaScript module that exports ``vegaEmbed``; built once, kept in ``folder``."""
    kept = folder / f"vega-{vl_convert.get_vega_version()}.js"
    if not kept.exists():
        _write(kept, vl_convert.javascript_bundle("export { vegaEmbed };"))
    return kept.read_text(encoding="utf-8")


def _once(form: str, spec: Spec, draw: Callable[[str], Drawn]) -> Drawn:
    text = json.dumps(spec, sort_keys=True)
    key = f"chart:{form}:{sha256(text.encode()).hexdigest()}"
    drawn: Drawn | None = caches["charts"].get(key)
    if drawn is None:
        drawn = draw(text)
        caches["charts"].set(key, drawn, timeout=None)
    return drawn


def _write(path: Path, text: str) -> None:
    # Written aside and moved, so that another process never reads half of it.
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as aside:
        aside.write(text)
    Path(aside.name).replace(path)
