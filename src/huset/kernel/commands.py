"""Commands for the log: ``huset log verify``."""

import click

from huset.kernel.setup import set_up

BROKEN = 2


@click.group()
def log() -> None:
    """Loggen: vem som gjort vad, rad för rad."""


@log.command()
def verify() -> None:
    """Visa att ingen rad i loggen och inget fruset innehåll har ändrats i efterhand."""
    set_up()
    from huset.kernel.actions import first_broken_line
    from huset.kernel.models import Event, Version
    from huset.kernel.versions import is_whole

    faults = [
        f"{version}: innehållet är ändrat"
        for version in Version.objects.all()
        if not is_whole(version)
    ]
    if (line := first_broken_line()) is not None:
        faults.insert(0, f"Rad {line} i loggen är inte som den skrevs.")
    if faults:
        click.echo("\n".join(faults), err=True)
        raise SystemExit(BROKEN)
    click.echo(
        f"Loggen är hel: {Event.objects.count()} rader, {Version.objects.count()} versioner."
    )
