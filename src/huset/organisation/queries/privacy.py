"""What people ask about personal data: everything about one person, and what each register holds.

Both are read from the models' own classes (`kernel.personal`) and links, so a new model is in.
"""

# ruff: noqa: SLF001 -- `_meta` and `_default_manager` are Django's public names

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model, Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from huset.kernel.models import Event, User
from huset.kernel.personal import PROTECTED, Personal
from huset.organisation.models import Mandate, Person
from huset.organisation.privacy_rules import (
    PURPOSES,
    Purpose,
    anonymous_name,
    elected_kept_until,
    official_kept_until,
)
from huset.organisation.rules import ELECTED

SHORTEST_NAME = 3  # a shorter name would be found in every text
AROUND = 60  # signs of a text shown on each side of a name
ESCAPED = re.compile(r"\\u([0-9a-f]{4})")  # as a JSON column may keep a letter
THIRD_PARTY_HIDDEN = ("secret", "token", "password", "data", "key")


@dataclass(frozen=True)
class Stored:
    """A record about someone: in which register, its number, and what it says."""

    register: str
    number: str
    says: str


@dataclass(frozen=True)
class StoredKind:
    """Everything of one kind that is stored about someone, with its purpose and legal basis."""

    purpose: Purpose
    rows: tuple[Stored, ...]


@dataclass(frozen=True)
class Processing:
    """What a register stores about people: its fields by kind (GDPR art. 30)."""

    register: str
    records: int
    kinds: tuple[tuple[Purpose, str], ...]


@dataclass(frozen=True)
class Former:
    """Someone without mandates, whose name is kept until a day."""

    person_id: int
    kept_until: date


def extract(person: Person, *, masked: bool) -> list[StoredKind]:
    """Everything that is stored about a person, by kind. ``masked`` hides a protected identity."""
    rows: dict[Personal, list[Stored]] = {kind: [] for kind in PURPOSES}
    for kind, stored in _about(person, masked=masked):
        rows[kind].append(stored)
    return [StoredKind(PURPOSES[kind], tuple(found)) for kind, found in rows.items() if found]


def processing() -> list[Processing]:
    """The register of processing: what each register stores about people."""
    found = []
    for model in _models():
        kinds: dict[Personal, list[str]] = {}
        for name, kind in _classes(model).items():
            if kind is not Personal.NONE:
                kinds.setdefault(kind, []).append(_verbose(model, name))
        if kinds:
            told = tuple((PURPOSES[kind], ", ".join(kinds[kind])) for kind in kinds)
            found.append(Processing(_register(model), model._default_manager.count(), told))
    return sorted(found, key=lambda row: row.register)


def former_people(*, elected: bool) -> list[Former]:
    """People whose mandates have all ended, those once elected or the others, and how long kept."""
    spans: dict[int, list[tuple[str, date | None]]] = {}
    for number, role, until in Mandate.objects.values_list("person_id", "role", "valid_to"):
        spans.setdefault(number, []).append((role, until))
    registered = dict(
        Event.objects.filter(subject="organisation.Person", what="organisation.person.registered")
        .order_by("-id")
        .values_list("subject_id", "at")
    )
    found = []
    for number, name in Person.objects.values_list("pk", "name"):
        held = spans.get(number, [])
        was_elected = any(role in ELECTED for role, _ in held)
        ends = [until for _, until in held if until]
        if name == anonymous_name(number) or was_elected != elected or len(ends) != len(held):
            continue
        if not held and number in registered:
            ends = [timezone.localdate(registered[number])]
        if ends:
            kept = [official_kept_until(max(ends))]
            kept += [elected_kept_until(u) for role, u in held if u and role in ELECTED]
            found.append(Former(number, max(kept)))
    return found


def _about(person: Person, *, masked: bool) -> Iterator[tuple[Personal, Stored]]:
    """Every record of the person, linked to the person, or told of them in the log."""
    own: list[Model] = [person, *filter(None, [person.user])]
    for record in own:
        yield from _own_fields(record, masked=masked)
    subjects = {(record._meta.label, record.pk) for record in own}
    for model, field in _links():
        target = person if field.related_model is Person else person.user
        if target is None or (model is Person and field.name == "user"):
            continue
        kind = _classes(model).get(field.name, Personal.IDENTITY)
        for row in model._default_manager.filter(**{field.name: target}).order_by("pk"):
            if kind is Personal.IDENTITY:
                subjects.add((model._meta.label, row.pk))
            yield kind, Stored(_register(model), str(row.pk), _says(row, kind))
    yield from _log_lines(subjects)
    for hit in _hits(person):
        says = PROTECTED if masked else hit.says
        yield Personal.FREE_TEXT, Stored(hit.register, hit.number, says)


def _own_fields(record: Model, *, masked: bool) -> Iterator[tuple[Personal, Stored]]:
    for name, kind in _classes(record).items():
        field = record._meta.get_field(name)
        if kind is Personal.NONE or not isinstance(field, Field) or field.is_relation:
            continue
        value = field.value_from_object(record)
        if value in {None, ""}:
            continue
        if kind is Personal.SECRET:
            value = "lagras, visas inte"
        elif masked:
            value = PROTECTED
        says = f"{_verbose(type(record), name)}: {value}"
        yield kind, Stored(_register(type(record)), str(record.pk), says)


def _log_lines(subjects: Iterable[tuple[str, int]]) -> Iterator[tuple[Personal, Stored]]:
    """What the log tells of the person's records; it keeps digests of names, never names."""
    asked = Q(pk__in=[])
    for label, number in subjects:
        asked |= Q(subject=label, subject_id=number)
    events = _words("EVENTS")
    for event in Event.objects.filter(asked).order_by("id"):
        says = (
            f"{timezone.localtime(event.at):%Y-%m-%d %H:%M}: {events.get(event.what, event.what)}"
        )
        yield Personal.IDENTITY, Stored("historiken", str(event.pk), says)


def _says(row: Model, kind: Personal) -> str:
    """A linked record in one line: no secrets, no one else, and no free text by whoever acted."""
    classes, parts = _classes(row), []
    for field in row._meta.concrete_fields:
        theirs = field.is_relation and field.related_model in {User, Person}
        free = classes.get(field.name) is Personal.FREE_TEXT and kind is Personal.ACTOR
        hidden = not classes and any(word in field.name for word in THIRD_PARTY_HIDDEN)
        if theirs or free or hidden or field.primary_key:
            continue
        if classes.get(field.name) is Personal.SECRET:
            continue
        value = getattr(row, field.name)
        if value in {None, ""}:
            continue
        named = _words("VALUES").get(f"{row._meta.label}.{field.name}", {})
        parts.append(f"{field.verbose_name}: {named.get(value, value) if named else value}")
    return "; ".join(parts)


def _hits(person: Person) -> Iterator[Stored]:
    """Free texts that mention the person by name, e-mail or user name: possible hits."""
    user = person.user
    texts = {person.name, person.email, user.username if user else ""}
    sought = [text for text in texts if len(text) >= SHORTEST_NAME]
    for model in _models():
        free = [name for name, kind in _classes(model).items() if kind is Personal.FREE_TEXT]
        for name in free:
            found = model._default_manager.annotate(_said=Cast(name, TextField()))
            asked = Q(pk__in=[])
            for text in sought:
                escaped = json.dumps(text)[1:-1]  # as a JSON column may keep it
                asked |= Q(_said__icontains=text) | Q(_said__icontains=escaped)
            for number, said in found.filter(asked).values_list("pk", "_said"):
                near = f"{_verbose(model, name)}: möjlig träff, {_near(said, sought)}"
                yield Stored(_register(model), str(number), near)


def _near(said: str, sought: Iterable[str]) -> str:
    said = ESCAPED.sub(lambda found: chr(int(found[1], 16)), said)
    places = [said.casefold().find(text.casefold()) for text in sought]
    at = max(0, min((place for place in places if place >= 0), default=0) - AROUND)
    return f"”…{said[at : at + 2 * AROUND]}…”"


def _links() -> list[tuple[type[Model], ForeignKey[Any, Any]]]:
    """Every link to a person or a user, in every model: our own, and those we build on."""
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model in {User, Person}
    ]


def _models() -> list[type[Model]]:
    return [model for model in apps.get_models() if hasattr(model, "personal")]


def _classes(model: Model | type[Model]) -> Mapping[str, Personal]:
    classes: Mapping[str, Personal] = getattr(model, "personal", {})
    return classes


def _register(model: type[Model]) -> str:
    """What a register is called; "konto" for the user who signs in."""
    named: str = _words("KINDS").get(model._meta.label_lower) or str(model._meta.verbose_name)
    return named


def _verbose(model: type[Model], name: str) -> str:
    return str(getattr(model._meta.get_field(name), "verbose_name", name))


def _words(which: str) -> dict[str, Any]:
    """The slices' own words for the log: what their events, records and values are called."""
    told: dict[str, Any] = {}
    for config in apps.get_app_configs():
        path = f"{config.name}.events"
        if config.name.startswith("huset.") and find_spec(path):
            told |= getattr(import_module(path), which, {})
    return told
