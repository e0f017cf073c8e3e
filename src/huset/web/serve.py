"""``huset serve``: the database made ready, then the web server and the worker beside it."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from types import FrameType

import click

from huset.kernel.setup import set_up

WORKERS = 2


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option(
    "--example/--no-example", default=True, help="Läs in exempelkommunen i en tom databas."
)
def serve(host: str, port: int, *, example: bool) -> None:
    """Starta Huset: webbservern och den som utför bakgrundsarbete."""
    with socket.socket() as asked:
        if asked.connect_ex((host, port)) == 0:
            raise click.ClickException(f"Port {port} används redan. Välj en annan med --port.")
    set_up()
    prepare(example=example)
    click.echo(f"Huset finns på http://{host}:{port}")
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    web += ["--host", host, "--port", str(port), "--workers", str(WORKERS)]
    web += ["--blocking-threads", "1", "--log-level", "warning", "huset.web.wsgi:application"]
    run_together([web, [sys.executable, "-m", "django", "db_worker", "-v0"]])


def prepare(*, example: bool) -> None:
    """Bring database and static files up to date, and load the example into an empty one."""
    from django.core.management import call_command  # noqa: PLC0415 -- Django must be set up

    click.echo("Databasen görs i ordning …")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from huset.organisation.models import Body  # noqa: PLC0415 -- see above

    if example and not Body.objects.exists():
        from huset.examples.load import load_installed_example  # noqa: PLC0415 -- slow to import

        load_installed_example(click.echo)


def run_together(commands: Sequence[list[str]]) -> None:
    """Run processes until one of them ends or we are told to stop; then end them all.

    Each has a session of its own, so that only we answer to the terminal's Ctrl-C.
    """
    running = [
        subprocess.Popen(command, env=os.environ, start_new_session=True)  # noqa: S603 -- our own commands
        for command in commands
    ]

    def stop(_signal: int, _frame: FrameType | None) -> None:
        for process in running:
            process.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    os.wait()
    stop(signal.SIGTERM, None)
    for process in running:
        process.wait()
