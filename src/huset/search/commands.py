"""``huset search``: the index made anew, or brought up to date."""

import click

from huset.kernel.setup import set_up


@click.group()
def search() -> None:
    """Sökregistret."""


@search.command()
def rebuild() -> None:
    """Gör om sökregistret från grunden; under tiden svarar det gamla."""
    set_up()
    from huset.search.filling import rebuild as build

    click.echo(f"Sökregistret är byggt: {build().things} saker.")


@search.command()
def refresh() -> None:
    """Läs in det som har ändrats sedan sist."""
    set_up()
    from huset.search.filling import refresh as bring_up

    click.echo(f"Sökregistret är aktuellt: {bring_up().things} saker lästes in.")
