"""Commands for the example municipality: ``huset example load``."""

from pathlib import Path
from time import perf_counter

import click

from huset.kernel.setup import set_up

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def example() -> None:
    """Exempelkommunen: en hel kommun att prova med."""


@example.command()
@click.option("--model", type=A_FILE, help="Läs bara in styrmodellen i filen.")
def load(*, model: Path | None) -> None:
    """Läs in exempelkommunen i en tom databas. Finns det redan en kommun ändras inget."""
    set_up()
    from huset.examples.load import load_installed_example, load_only_model

    started = perf_counter()

    def say(what: str) -> None:
        click.echo(f"{perf_counter() - started:5.1f} s  {what}")

    if model:
        load_only_model(model, progress=say)
    else:
        load_installed_example(say)
