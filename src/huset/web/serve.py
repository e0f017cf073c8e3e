"""``huset serve``: the database made ready, then the web server and the worker beside it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import FrameType

import click
from django.conf import settings

from huset.kernel.setup import set_up

WORKERS = 2
PATIENCE = 8  # seconds that a process gets to finish what it is doing


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
    click.echo("Databasen görs i ordning …")
    set_up()
    prepare(example=example)
    click.echo(f"Huset finns på http://{host}:{port}")
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    web += ["--host", host, "--port", str(port), "--workers", str(WORKERS)]
    web += ["--blocking-threads", "1", "--log-level", "warning", "huset.web.wsgi:application"]
    worker = ["nice", sys.executable, "-m", "django", "db_worker", "-v0"]  # pages come first
    run_together({"Webbservern": web, "Bakgrundsarbetaren": worker} | mailing())


def mailing() -> dict[str, list[str]]:
    """What sends the weekly digest, in an installation that has a mail server."""
    from huset.work.addresses import what_mail_lacks  # noqa: PLC0415 -- Django must be set up

    if lacking := what_mail_lacks():
        if settings.EMAIL_HOST:
            click.echo(f"Inga veckobrev skickas: {', '.join(lacking)} är inte angivet.", err=True)
        return {}
    main = "from huset.web.commands import main; main()"
    return {"Utskicken": ["nice", sys.executable, "-c", main, "digest", "watch"]}


def prepare(*, example: bool) -> None:
    """Bring static files up to date, and load the example into an empty database."""
    from django.core.management import call_command  # noqa: PLC0415 -- Django must be set up

    call_command("collectstatic", verbosity=0, interactive=False)
    from huset.organisation.models import Body  # noqa: PLC0415 -- see above
    from huset.web.background import take_up_again  # noqa: PLC0415 -- see above

    take_up_again()

    if example and not Body.objects.exists():
        from huset.examples.load import load_installed_example  # noqa: PLC0415 -- slow to import

        load_installed_example(click.echo)
    from huset.search.tasks import ask_for_refresh  # noqa: PLC0415 -- see above

    ask_for_refresh()


class StopAsked(Exception):  # noqa: N818 -- someone asked; nothing is wrong
    """We were told to stop."""


def run_together(commands: Mapping[str, list[str]]) -> None:
    """Run processes until one of them ends or we are told to stop; then end them all.

    Each has a session of its own, so that only we answer to the terminal's Ctrl-C.
    """
    running = {
        subprocess.Popen(command, env=os.environ, start_new_session=True).pid: name  # noqa: S603 -- our own commands
        for name, command in commands.items()
    }
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    try:
        ended, _ = os.wait()
    except StopAsked:
        end(list(running))
    else:
        click.echo(f"{running.pop(ended)} avslutades oväntat, så Huset stannar.", err=True)
        end(list(running))


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise StopAsked


def end(pids: Sequence[int]) -> None:
    """Ask processes to end, and end those that have not done so in time."""
    for number in (signal.SIGTERM, signal.SIGINT):  # once is enough
        signal.signal(number, signal.SIG_IGN)
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    for pid in pids:
        with suppress(ChildProcessError):
            while not os.waitpid(pid, os.WNOHANG)[0]:
                if time.monotonic() > deadline:
                    os.killpg(pid, signal.SIGKILL)
                time.sleep(0.05)
