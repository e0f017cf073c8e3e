"""Sending the weekly digest: one letter a person and week, whatever stops, restarts or refuses."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from huset.kernel import memory
from huset.kernel.models import User
from huset.work.actions import claim_digest, mark_refused, mark_sent, put_off
from huset.work.letters import letter
from huset.work.queries import Addressee, addressees
from huset.work.rules import is_digest_time, monday_of

Say = Callable[[str], None]
FOR_GOOD = 500  # from here on, a mail server's no is final
RETRY_AFTER = timedelta(minutes=15)
log = logging.getLogger(__name__)


class ServerLostError(Exception):
    """The mail server cannot be reached, or will take no more now; the message says which."""


@dataclass
class Sent:
    """How a round of sending went."""

    sent: int = 0
    refused: int = 0
    left: int = 0  # to be tried again later

    def __str__(self) -> str:
        said = [f"Skickade: {self.sent}"]
        if self.refused:
            said.append(f"avvisade: {self.refused}")
        if self.left:
            said.append(f"kvar att skicka: {self.left}")
        return ", ".join(said) + "."


def send_digests(*, day: date, by: User, say: Say = log.warning) -> Sent:
    """Send the digests of a day's week that have not been sent. Says what goes wrong."""
    with memory.one_look():
        waiting = list(addressees(day))
    result = Sent(left=len(waiting))
    if not waiting:
        return result
    connection = get_connection()
    try:
        connection.open()
        for to in waiting:
            _send(to, day, connection, result, by=by, say=say)
    except (OSError, SMTPException, ServerLostError) as fault:
        say(f"E-postservern svarar inte som den ska: {_without_addresses(fault)}")
    finally:
        _close(connection)
    return result


def _send(
    to: Addressee,
    day: date,
    connection: BaseEmailBackend,
    result: Sent,
    *,
    by: User,
    say: Say,
) -> None:
    digest = claim_digest(person=to.person, week=monday_of(day), duties=len(to.owed), by=by)
    result.left -= 1
    if digest is None:  # another server has it
        return
    try:
        made = letter(to, day)
        made.connection = connection
        made.send()
    except Exception as fault:
        why = _without_addresses(fault)
        if _is_final(fault):
            result.refused += 1
            mark_refused(digest=digest, why=why, by=by)
        else:
            result.left += 1
            put_off(digest=digest, why=why, by=by)
        if not _code(fault) and isinstance(fault, OSError | SMTPException):
            raise ServerLostError(why) from fault
        say(f"Brevet till person {to.person.pk} gick inte fram: {why}")
        return
    result.sent += 1
    mark_sent(digest=digest, by=by)


def _is_final(fault: Exception) -> bool:
    """Whether trying again would be in vain: a letter refused for good, or that cannot be sent."""
    return _code(fault) >= FOR_GOOD or isinstance(fault, ValueError)


def _code(fault: Exception) -> int:
    """What the server answered of this one letter; 0 when the fault is not the letter's."""
    if isinstance(fault, SMTPRecipientsRefused):
        return max((code for code, _ in fault.recipients.values()), default=0)
    return int(fault.smtp_code) if isinstance(fault, SMTPDataError) else 0


def _without_addresses(fault: Exception) -> str:
    """What went wrong, without the text of the server: it may name who the letter was to."""
    if isinstance(fault, ServerLostError):
        return str(fault)
    code = _code(fault) or getattr(fault, "smtp_code", 0)
    if code:
        return f"SMTP {code}"
    said = fault.strerror if isinstance(fault, OSError) else ""
    return f"{type(fault).__name__} {said or ''}".strip()


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (OSError, SMTPException):
        log.info("the mail server had gone already")


class Clock:
    """Tells when the digests are to be sent: Monday mornings, and again while some are left."""

    def __init__(self, send: Callable[[date], Sent]) -> None:
        self.send = send
        self.done: date | None = None
        self.tried: datetime | None = None

    def tick(self, now: datetime) -> None:
        """Send when it is time. Nothing that goes wrong stops the clock."""
        today = now.date()
        if not is_digest_time(now) or self.done == today:
            return
        if self.tried and now - self.tried < RETRY_AFTER:
            return
        self.tried = now
        try:
            result = self.send(today)
        except Exception:
            log.exception("the digests could not be sent")
            return
        if not result.left:
            self.done = today
