"""A table as an answer: a file that the browser saves, as Excel or as CSV."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from huset.kernel.importing.tables import Columns
from huset.kernel.importing.writing import write_csv, write_table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def table_response(
    form: str, title: str, columns: Columns, rows: Iterable[Sequence[Any]], file_name: str
) -> HttpResponse:
    """Answer with the table as ``xlsx`` or as ``csv``; any other form is not found."""
    if form == "xlsx":
        return download(write_table(title, columns, rows), XLSX, f"{file_name}.xlsx")
    if form == "csv":
        return download(write_csv(columns, rows), CSV, f"{file_name}.csv")
    raise Http404(f"{title} finns som xlsx och som csv.")


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    """Answer with a file that the browser saves under its name."""
    header = content_disposition_header(True, name)
    return HttpResponse(content, kind, headers={"Content-Disposition": str(header)})
