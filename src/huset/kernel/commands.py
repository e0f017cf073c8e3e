"""Commands for the log: ``huset log verify`` and ``huset log export``."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from huset.kernel.setup import set_up

if TYPE_CHECKING:
    from huset.kernel.chain import Walked

BROKEN, A_BATCH = 2, 100
A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def log() -> None:
    """Loggen: vem som gjort vad, rad för rad."""


@log.command()
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def verify(*, file: Path | None) -> None:
    """Visa att ingen rad i loggen har ändrats i efterhand, och inget fruset innehåll.

    Med FILE prövas i stället en export, hel eller av en period.
    """
    set_up()
    if file is None:
        _verify_database()
    else:
        _verify_file(file)


@log.command()
@click.option("--since", type=DAY, help="Första dag, ÅÅÅÅ-MM-DD.")
@click.option("--until", type=DAY, help="Sista dag, ÅÅÅÅ-MM-DD.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(*, since: datetime | None, until: datetime | None, file: Path) -> None:
    """Skriv loggen till en fil (JSON Lines) som en revisor kan pröva utan Huset."""
    set_up()
    from huset.kernel.chain import Period, exported

    period = Period(_day(since), _day(until))
    try:
        with file.open("w", encoding="utf-8") as out:
            out.writelines(exported(period))
    except OSError as error:
        raise click.UsageError(f"{file} kan inte skrivas: {error.strerror}.") from error
    click.echo(f"Loggen är skriven till {file.name}.")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _verify_database() -> None:
    from huset.kernel.chain import walk_log
    from huset.kernel.models import Version
    from huset.kernel.versions import is_whole

    frozen = Version.objects.order_by("id").iterator(A_BATCH)
    faults = [f"{version}: innehållet är ändrat" for version in frozen if not is_whole(version)]
    walked = walk_log()
    _say(walked, faults)
    click.echo(f"Loggen är hel: {walked.lines} rader, {Version.objects.count()} versioner.")


def _verify_file(file: Path) -> None:
    from huset.kernel.chain import walk_file

    try:
        with file.open(encoding="utf-8") as lines:
            walked = walk_file(lines)
    except (ValueError, KeyError) as error:
        raise click.UsageError(str(error)) from error
    _say(walked, [])
    begins = f"från kontrollsumma {walked.starts_at}" if walked.starts_at else "från loggens början"
    click.echo(f"Exporten är hel: {walked.lines} rader, {begins}.")


def _say(walked: "Walked", faults: list[str]) -> None:
    """Say what is broken and end, where something is."""
    told = [str(walked.fault), *faults] if walked.fault else faults
    if told:
        click.echo("\n".join(told), err=True)
        raise SystemExit(BROKEN)
