"""The command line: ``huset``."""

import click

from huset.access.commands import user
from huset.examples.commands import example
from huset.followup.commands import report
from huset.kernel.commands import log
from huset.kernel.setup import NotReadyError
from huset.ledger.commands import sie
from huset.model.commands import model
from huset.organisation.commands import retention
from huset.search.commands import search
from huset.web.serve import serve
from huset.work.commands import digest

NOT_READY = 2


class Commands(click.Group):
    """A group of commands that says in one line what an installation lacks."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except NotReadyError as lacking:
            click.echo(str(lacking), err=True)
            raise SystemExit(NOT_READY) from None


@click.group(cls=Commands)
@click.version_option(package_name="huset")
def main() -> None:
    """Huset: kommunens styrning, från vision till vardag och tillbaka."""


for command in (serve, example, model, sie, report, log, user, retention, search, digest):
    main.add_command(command)
