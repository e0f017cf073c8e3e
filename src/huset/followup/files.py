"""A report as a file, made the same way for the page and for the command line."""

from base64 import b64encode
from collections.abc import Callable, Mapping

from django.template.loader import render_to_string
from django.utils import timezone

from huset.followup import queries
from huset.kernel.charts.render import svg
from huset.kernel.context import Context
from huset.kernel.documents.html import ChartUrl, render_html
from huset.kernel.documents.pdf import render_pdf
from huset.kernel.documents.tree import Document
from huset.kernel.documents.word import render_word
from huset.kernel.money import Denomination
from huset.organisation.queries import organisation


class UnknownReportError(LookupError):
    """No such report: the message says which there are."""


def report_file(kind: str, year: int, *, body: str, form: str) -> bytes:
    """Give the report of a body (or of the whole) as ``html``, ``pdf`` or ``docx``, in mnkr."""
    today = timezone.localdate()
    round_ = queries.round_of(kind, year, today)
    if round_ is None:
        known = ", ".join(f"{r.point} {r.year}" for r in queries.rounds(today))
        raise UnknownReportError(f"Det finns ingen uppföljning {kind} {year}. Det finns: {known}.")
    bodies = [b.code for b in organisation(today).bodies]
    if body and body not in bodies:
        raise UnknownReportError(f"Organet {body} finns inte. Det finns: {', '.join(bodies)}.")
    context = Context(body, year, today, Denomination.MNKR, today)
    reporting = queries.reporting_body(body, today)
    kept = queries.kept_document(round_.id, reporting, today)
    return RENDERERS[form](kept or queries.report_document(round_, context))


def _standalone(document: Document) -> bytes:
    page = {"document": document, "html": render_html(document, _inside(document))}
    return render_to_string("followup/standalone.html", page).encode()


def _inside(document: Document) -> ChartUrl:
    """Put the charts in the page itself, as pictures."""
    drawn = [b64encode(svg(figure.chart).encode()).decode() for figure in document.figures]
    return lambda number, form: f"data:image/svg+xml;base64,{drawn[number - 1]}"


RENDERERS: Mapping[str, Callable[[Document], bytes]] = {
    "html": _standalone,
    "pdf": render_pdf,
    "docx": render_word,
}
