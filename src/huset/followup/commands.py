"""Commands for reports: ``huset report``."""

from pathlib import Path

import click

from huset.kernel.setup import set_up

FORMS = click.Choice(["html", "pdf", "docx"])
UNKNOWN = 2


@click.command()
@click.argument("kind")
@click.argument("year", type=int)
@click.option("--body", default="", help="Organets kod; utan den gäller rapporten hela kommunen.")
@click.option("--format", "form", type=FORMS, default="pdf", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
def report(kind: str, year: int, *, body: str, form: str, out: Path) -> None:
    """Skriv en uppföljningsrapport till en fil. KIND är styrmodellens kod, till exempel t1."""
    set_up()
    from huset.followup.files import UnknownReportError, report_file

    try:
        content = report_file(kind, year, body=body, form=form)
    except UnknownReportError as unknown:
        click.echo(str(unknown), err=True)
        raise SystemExit(UNKNOWN) from None
    try:
        out.write_bytes(content)
    except OSError as error:
        click.echo(f"{out} kan inte skrivas ({error.strerror}). Välj en annan fil.", err=True)
        raise SystemExit(UNKNOWN) from None
    click.echo(f"{out}: {len(content)} byte")
