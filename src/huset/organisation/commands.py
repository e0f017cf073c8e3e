"""Commands for personal data: ``huset retention``."""

import click

from huset.kernel.setup import set_up


@click.command()
@click.option("--carry-out", is_flag=True, help="Gör det som annars bara visas.")
def retention(*, carry_out: bool) -> None:
    """Visa vad som ska gallras enligt reglerna, eller gör det."""
    set_up()
    from django.utils import timezone

    from huset.kernel.actions import command_line_user
    from huset.organisation.actions.privacy import carry_out_retention
    from huset.organisation.retention import dry_run

    today = timezone.localdate()
    for run in dry_run(today):
        oldest = f", det äldsta skulle ha gallrats efter {run.due.oldest}" if run.due.oldest else ""
        click.echo(f"{run.rule.what}: {run.due.count}{oldest}")
        click.echo(f"  {run.rule.after}. {run.rule.happens} {run.rule.why}.")
    if carry_out:
        carry_out_retention(today=today, by=command_line_user())
        click.echo("Gallringen är genomförd.")
    else:
        click.echo("Inget har ändrats. Kör med --carry-out för att gallra.")
