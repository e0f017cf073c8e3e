"""Commands for local accounts: ``huset user add``, ``password`` and ``close``."""

import sys
from typing import TYPE_CHECKING, NoReturn

import click

from huset.kernel.setup import set_up

if TYPE_CHECKING:
    from huset.kernel.models import User

REFUSED = 2
STDIN = click.option(
    "--password-stdin", "from_stdin", is_flag=True, help="Läs lösenordet från standard in."
)


@click.group()
def user() -> None:
    """Lokala konton, för den som provar Huset utan kommunens inloggning."""


@user.command()
@click.argument("username")
@click.option("--name", required=True, help="Vem kontot är för.")
@click.option("--email", default="", help="Kopplar kontot till den i katalogen som har adressen.")
@STDIN
def add(username: str, *, name: str, email: str, from_stdin: bool) -> None:
    """Öppna ett konto."""
    set_up()
    from huset.access.actions.accounts import open_account
    from huset.kernel.actions import Refused, command_line_user

    try:
        opened = open_account(
            username=username,
            name=name,
            email=email,
            password=_password(from_stdin=from_stdin),
            by=command_line_user(),
        )
    except Refused as refused:
        _say_no(refused)
    click.echo(f"Kontot {opened.username} är öppnat. {_whose(opened)}")


@user.command()
@click.argument("username")
@click.option(
    "--forget-second-factor", is_flag=True, help="Glöm även kodappen, nycklarna och koderna."
)
@STDIN
def password(username: str, *, forget_second_factor: bool, from_stdin: bool) -> None:
    """Ge ett konto ett nytt lösenord. Den som är inloggad med kontot loggas ut."""
    set_up()
    from huset.access.actions.accounts import set_password
    from huset.kernel.actions import Refused, command_line_user

    account = _account(username)
    try:
        set_password(
            user=account,
            password=_password(from_stdin=from_stdin),
            forget_second_factor=forget_second_factor,
            by=command_line_user(),
        )
    except Refused as refused:
        _say_no(refused)
    click.echo(f"Kontot {account.username} har ett nytt lösenord.")


@user.command()
@click.argument("username")
def close(username: str) -> None:
    """Stäng ett konto. Den som är inloggad med kontot loggas ut."""
    set_up()
    from huset.access.actions.accounts import close_account
    from huset.kernel.actions import Refused, command_line_user

    try:
        closed = close_account(user=_account(username), by=command_line_user())
    except Refused as refused:
        _say_no(refused)
    click.echo(f"Kontot {closed.username} är stängt.")


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    typed: str = click.prompt(
        "Lösenord (minst 12 tecken)", hide_input=True, confirmation_prompt="En gång till"
    )
    return typed


def _account(username: str) -> "User":
    from huset.kernel.models import User

    found = User.objects.filter(username=username).first()
    if found is None:
        _say_no(f"Det finns inget konto som heter {username}.")
    return found


def _whose(opened: "User") -> str:
    from huset.organisation.models import Person

    if Person.objects.filter(user=opened).exists():
        return "Det hör till en person i katalogen och har den personens uppdrag."
    return "Det hör inte till någon i katalogen och har därför inga uppdrag."


def _say_no(why: object) -> NoReturn:
    click.echo(str(why), err=True)
    raise SystemExit(REFUSED)
