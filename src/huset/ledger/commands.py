"""Commands for accounting files: ``huset sie check`` and ``huset sie import``."""

import json
import os
from pathlib import Path

import click

from huset.kernel.setup import set_up

REFUSED = 2
A_FILE = click.Path(path_type=Path)


@click.group()
def sie() -> None:
    """SIE-filer: granska dem, och läs in dem."""


@sie.command()
@click.argument("file", type=A_FILE)
@click.option("--json", "as_json", is_flag=True, help="Skriv allt som JSON.")
def check(file: Path, *, as_json: bool) -> None:
    """Granska en SIE-fil utan att läsa in den. Behöver ingen databas."""
    from huset.ledger.balances import must_fit
    from huset.ledger.sie import SieRefused, read, summary

    try:
        found = read(file)
        must_fit(found)
    except SieRefused as refused:
        click.echo(f"{refused.line}: {refused.text}", err=True)
        raise SystemExit(REFUSED) from None
    said = summary(found)
    if as_json:
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
        return
    click.echo(f"{file}: går att läsa in")
    for key, value in said.items():
        if not isinstance(value, list | dict):
            click.echo(f"  {key}: {value}")
    for warning in said["warnings"]:
        click.echo(f"{warning['line']}: {warning['text']}")


@sie.command("import")
@click.argument("file", type=A_FILE)
@click.option("--new-company", is_flag=True, help="Lägg upp bolaget om det inte är känt.")
@click.option("--json", "as_json", is_flag=True, help="Skriv utfallet som JSON.")
def import_(file: Path, *, new_company: bool, as_json: bool) -> None:
    """Läs in en SIE-fil. Samma fil två gånger ändrar ingenting."""
    set_up()
    from huset.kernel.actions import Refused, command_line_user
    from huset.ledger.actions import import_file

    name = os.fsencode(file.name).decode(errors="replace")
    try:
        done = import_file(path=file, name=name, by=command_line_user(), new_company=new_company)
    except Refused as refused:
        click.echo(str(refused), err=True)
        raise SystemExit(REFUSED) from None
    said = {"import": done.source.pk, "effect": done.verdict.effect, "text": done.verdict.text}
    click.echo(json.dumps(said, ensure_ascii=False) if as_json else done.verdict.text)
