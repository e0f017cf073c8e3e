"""What people do with personal data: make extracts, and let go of what is no longer to be kept."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.utils import timezone

from huset.kernel.actions import Refused, action, record, snapshot
from huset.kernel.models import User
from huset.organisation.models import Person
from huset.organisation.privacy_rules import FILES_WAIT, anonymous_name
from huset.organisation.queries.privacy import Former, former_people
from huset.organisation.retention import Due, RetentionRule, dry_run

STORAGE_LIMIT = "Lagringsminimering (dataskyddsförordningen art. 5.1 e)"


@action
def make_extract(*, person: Person, by: User, why: str) -> None:
    """Note that an extract of everything about a person is handed out, and why."""
    if not why.strip():
        raise Refused("Skäl saknas. Skriv varför utdraget görs, till exempel begärans datum.")
    record("organisation.extract.made", by=by, on=person, after={}, why=why.strip())


@action
def anonymise_person(*, person: Person, by: User, why: str) -> Person:
    """Let go of who someone was: the mandates stay for the record, the account is closed."""
    before = snapshot(person)
    person.name, person.email = anonymous_name(person.pk), ""
    person.external_id, person.protected = None, False
    person.save()
    record("organisation.person.anonymised", by=by, on=person, before=before, why=why)
    if person.user:
        _close_account(person.user, person.name, by=by, why=why)
    return person


@action
def carry_out_retention(*, today: date, by: User) -> None:
    """Carry out every rule of retention, in one transaction."""
    for run in dry_run(today):
        if run.due.count:
            run.rule.carry_out(today, by)
    record("organisation.retention.carried_out", by=by, on=by, after={"day": today})


@action
def forget_expired_sessions(*, by: User) -> None:
    """Let go of sessions that no one can go on with."""
    count, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    record("organisation.retention.sessions_forgotten", by=by, on=by, after={"count": count})


@action
def forget_waiting_files(*, today: date, by: User) -> None:
    """Let go of files that were sent in and never imported, once all else is done."""
    old = _old_files(today)
    record("organisation.retention.files_discarded", by=by, on=by, after={"count": len(old)})

    def discard() -> None:
        for path in old:
            path.unlink(missing_ok=True)

    transaction.on_commit(discard)


def _close_account(user: User, name: str, *, by: User, why: str) -> None:
    """Close an account: what belongs to it alone (addresses, keys, sessions) goes with it."""
    before = snapshot(user)
    for link in User._meta.related_objects:  # noqa: SLF001 -- Django's public name for it
        if link.on_delete is models.CASCADE:
            field = link.field.name
            link.related_model._default_manager.filter(**{field: user}).delete()  # noqa: SLF001 -- see above
    user.username, user.name, user.email = f"gallrad-{user.pk}", name, ""
    user.is_active = False
    user.set_unusable_password()
    user.save()
    record("organisation.account.closed", by=by, on=user, before=before, why=why)


def _former(today: date, *, elected: bool) -> list[Former]:
    return [found for found in former_people(elected=elected) if found.kept_until < today]


def _due_people(today: date, *, elected: bool) -> Due:
    due = _former(today, elected=elected)
    return Due(len(due), min((found.kept_until for found in due), default=None))


def _anonymise(today: date, by: User, *, elected: bool, why: str) -> None:
    numbers = [found.person_id for found in _former(today, elected=elected)]
    for person in Person.objects.select_related("user").in_bulk(numbers).values():
        anonymise_person(person=person, by=by, why=why)


def _old_files(today: date) -> list[Path]:
    folder, oldest = Path(settings.UPLOADS), today - timedelta(days=FILES_WAIT)
    files = folder.iterdir() if folder.is_dir() else ()
    return [path for path in files if path.is_file() and _received(path) < oldest]


def _received(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()


def _due_files(today: date) -> Due:
    old = _old_files(today)
    return Due(len(old), min(map(_received, old), default=None))


def _due_sessions(today: date) -> Due:
    expired = Session.objects.filter(expire_date__lt=timezone.now()).order_by("expire_date")
    first = expired.first()
    return Due(expired.count(), first.expire_date.date() if first else None)


FORMER_OFFICIALS = RetentionRule(
    what="Tjänstepersoner utan uppdrag",
    why=STORAGE_LIMIT,
    after="24 månader efter det sista uppdraget",
    happens="Namn, e-post och kod tas bort och kontot stängs. Uppdragen finns kvar utan namn.",
    due=lambda today: _due_people(today, elected=False),
    carry_out=lambda today, by: _anonymise(today, by, elected=False, why="24 månader utan uppdrag"),
)
FORMER_ELECTED = RetentionRule(
    what="Förtroendevalda utan uppdrag",
    why=f"{STORAGE_LIMIT}; mandattiden är fyra år (kommunallagen 6 kap. 18 §)",
    after="Vid slutet av nästa mandattid",
    happens="Namn, e-post och kod tas bort och kontot stängs. Uppdragen finns kvar utan namn.",
    due=lambda today: _due_people(today, elected=True),
    carry_out=lambda today, by: _anonymise(
        today, by, elected=True, why="nästa mandattid har gått ut"
    ),
)
WAITING_FILES = RetentionRule(
    what="Filer som skickats in och aldrig lästs in",
    why=STORAGE_LIMIT,
    after=f"{FILES_WAIT} dagar",
    happens="Filen tas bort.",
    due=_due_files,
    carry_out=lambda today, by: forget_waiting_files(today=today, by=by),
)
EXPIRED_SESSIONS = RetentionRule(
    what="Utgångna inloggningar",
    why=STORAGE_LIMIT,
    after="När inloggningen har gått ut",
    happens="Inloggningen tas bort.",
    due=_due_sessions,
    carry_out=lambda today, by: forget_expired_sessions(by=by),
)
