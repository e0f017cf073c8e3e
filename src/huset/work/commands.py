"""Commands for the weekly digest: ``huset digest send``."""

import time
from datetime import date, datetime

import click

from huset.kernel.setup import set_up

A_MINUTE = 60


@click.group()
def digest() -> None:
    """Veckobrevet: det var och en ska göra, som e-post en gång i veckan."""


@digest.command()
@click.option("--dry-run", is_flag=True, help="Visa vad som skulle skickas, utan att skicka.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Som om det vore den dagen.")
def send(*, dry_run: bool, day: datetime | None) -> None:
    """Skicka veckans brev till dem som inte har fått det."""
    set_up()
    from django.utils import timezone

    from huset.kernel.actions import command_line_user
    from huset.work.tasks import send_digests

    on = day.date() if day else timezone.localdate()
    if dry_run:
        _show(on)
        return
    _require_mail()
    result = send_digests(
        day=on, by=command_line_user(), say=lambda said: click.echo(said, err=True)
    )
    click.echo(str(result))
    if result.left:
        raise SystemExit(1)


@digest.command()
def watch() -> None:
    """Skicka varje måndag morgon, så länge kommandot är igång. Ingår i huset serve."""
    set_up()
    _require_mail()
    from django.db import close_old_connections
    from django.utils import timezone

    from huset.kernel.actions import servers_own
    from huset.work.tasks import Clock, Sent, send_digests

    def send_as_server(on: date) -> Sent:
        return send_digests(day=on, by=servers_own("veckobrevet", "Veckobrevet"))

    clock = Clock(send_as_server)
    while True:
        close_old_connections()
        clock.tick(timezone.localtime())
        close_old_connections()
        time.sleep(A_MINUTE)


def _show(day: date) -> None:
    """Say who would get a letter, by number, and how much is in it."""
    from huset.work.letters import subject
    from huset.work.queries import addressees

    found = list(addressees(day))
    for to in found:
        click.echo(f"Person {to.person.pk}: {subject(to.owed)}")
    click.echo(f"{len(found)} brev skulle skickas. Inget har skickats.")


def _require_mail() -> None:
    """Say what lacks before any mail can be sent."""
    from huset.work.addresses import what_mail_lacks

    if lacking := what_mail_lacks():
        raise click.ClickException(f"Inga brev skickas: {', '.join(lacking)} är inte angivet.")
