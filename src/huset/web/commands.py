"""The command line: ``huset``."""

import click

from huset.examples.commands import example
from huset.followup.commands import report
from huset.kernel.commands import log
from huset.ledger.commands import sie
from huset.model.commands import model
from huset.web.serve import serve


@click.group()
@click.version_option(package_name="huset")
def main() -> None:
    """Huset: kommunens styrning, från vision till vardag och tillbaka."""


for command in (serve, example, model, sie, report, log):
    main.add_command(command)
