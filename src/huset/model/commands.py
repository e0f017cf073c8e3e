"""Commands for the governance model."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from huset.model.errors import ModelError, ModelErrors
from huset.model.file import load

FAULTY = 2


@click.group()
def model() -> None:
    """Styrmodellen och dess fil."""


@model.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Skriv felen som JSON.")
def check(file: Path, *, as_json: bool) -> None:
    """Granska en modellfil och visa alla fel på en gång."""
    try:
        found = load(_text(file), name=str(file))
    except ModelErrors as wrong:
        faults = [asdict(error) for error in wrong.errors]
        click.echo(json.dumps(faults, ensure_ascii=False, indent=2) if as_json else str(wrong))
        raise SystemExit(FAULTY) from None
    click.echo("[]" if as_json else f"{file}: {found.title} går att använda")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        error = ModelError(1, 1, "", "Filen går inte att öppna", "sökvägen till en fil som finns")
        raise ModelErrors(str(file), [error]) from None
