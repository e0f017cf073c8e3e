"""The history of a thing: its lines in the log, in words, and its state on an earlier day.

The kernel knows no domain words. Each slice says its own in ``<slice>/events.py``, as plain data:
what its events are called, how values are worded, which amounts are öre, and which of its records
are parts of others, so that a goal's history tells of its indicators too.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone

from huset.kernel import validity
from huset.kernel.chain import Period, within
from huset.kernel.models import Event, Sourced, User, Version
from huset.kernel.money import show
from huset.kernel.personal import Personal
from huset.kernel.versions import is_whole

HIDDEN = "ändrat (visas inte)"  # a digest stands for what would say who someone is
NOTHING = "–"
SAID_LAST = frozenset(field.name for field in Sourced._meta.fields)  # noqa: SLF001 -- see model_of
DEEPEST = 3  # how many parts of parts a history follows
LONGEST = 300  # a history shows its latest lines; all of them are in the log
Names = Callable[[Collection[int]], Mapping[int, str]]


@dataclass(frozen=True)
class Wording:
    """How the log is put into words; ``names`` gives users' names as they may be shown."""

    names: Names
    tells_of_people: bool = False  # what lines on people say: for those who register them
    events: Mapping[str, str] = field(default_factory=dict)  # "goals.goal.adopted": "Antog målet"
    kinds: Mapping[str, str] = field(default_factory=dict)  # "goals.goal": "mål"
    keys: Mapping[str, str] = field(default_factory=dict)  # for what is no field of its model
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by "Model.field"
    amounts: Collection[str] = ()  # "Model.field" of what is öre
    parts: Mapping[str, str] = field(default_factory=dict)  # "Part": its fields to the whole

    def what(self, code: str) -> str:
        """What was done, in words; the code itself where nobody has worded it."""
        return self.events.get(code, code)

    def kind(self, subject: str) -> str:
        """What a kind of thing is called."""
        return self.kinds.get(subject.lower(), subject)


@dataclass(frozen=True)
class Change:
    """One field, from what to what, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryLine:
    """One line of the log, in words."""

    number: int
    at: datetime
    who: str
    mandate: str
    what: str
    subject: str  # "goals.goal", as addresses write it
    subject_id: int
    kind: str  # "mål"
    about: str  # the thing's own title; empty when it is no more
    changes: tuple[Change, ...]
    why: str


@dataclass(frozen=True)
class VersionLine:
    """A frozen content: its number, when it was frozen, its SHA-256, and whether it is whole."""

    number: int
    frozen_at: datetime
    digest: str
    whole: bool


Model = type[models.Model]


def model_of(subject: str) -> Model | None:
    """Find the kind of thing that an address names, such as ``goals.goal``."""
    try:
        found = apps.get_model(subject)
    except (LookupError, ValueError):
        return None
    return found if found.__module__.startswith("huset.") else None


def is_about_people(model: Model) -> bool:
    """Tell whether a kind of thing says who someone is."""
    return Personal.IDENTITY in getattr(model, "personal", {}).values()


def place_of(model: Model) -> str:
    """The way from a thing to the code of its body; empty for what is the whole group's."""
    place = getattr(model, "place", "")
    return place if isinstance(place, str) else ""


def title_of(model: Model, number: int) -> str | None:
    """A thing's own title, or ``None`` when there is no such thing."""
    if number > models.BigIntegerField.MAX_BIGINT:
        return None
    return _titles(model, {number}).get(number)


def key_of(model: Model, number: int, way: str) -> object:
    """What a thing's own address names it by: its number, or its code."""
    return model._default_manager.filter(pk=number).values_list(way, flat=True).first()  # noqa: SLF001 -- see model_of


def number_of(model: Model, code: str, day: date) -> int | None:
    """The number of the thing that had a code on a day; a kind without codes has none."""
    fields = {field.name for field in model._meta.concrete_fields}  # noqa: SLF001 -- see model_of
    if "code" not in fields:
        return None
    found = model._default_manager.filter(code=code)  # noqa: SLF001 -- see model_of
    if "valid_from" in fields:
        found = found.filter(validity.on(day))
    number: int | None = found.values_list("pk", flat=True).first()
    return number


def body_codes_of(model: Model, number: int) -> set[str]:
    """The codes of the bodies where a thing has, or has had, its place."""
    ways = [way for way in (place_of(model), getattr(model, "moved_to", "")) if way]
    found = model._default_manager.filter(pk=number)  # noqa: SLF001 -- see model_of
    return {code for codes in found.values_list(*ways) for code in codes if code} if ways else set()


def history_of(
    model: Model,
    number: int,
    wording: Wording,
    *,
    through: date,
    codes: Collection[str] | None = None,
) -> tuple[HistoryLine, ...]:
    """The lines through a day on a thing and on its parts, the latest first.

    ``codes`` are the bodies whose parts the reader may see; ``None`` is all of them.
    """
    found = Event.objects.none()
    for part, numbers in _whole(model, number, wording.parts, codes):
        told = Event.objects.filter(subject=part._meta.label, subject_id__in=numbers)  # noqa: SLF001 -- see model_of
        found = found | told
    return in_words(within(Period(until=through), found).order_by("-id")[:LONGEST], wording)


def in_words(events: Iterable[Event], wording: Wording) -> tuple[HistoryLine, ...]:
    """Put lines of the log in words. As many questions as there are kinds of things in them."""
    lines = tuple(events)
    known = _Known(lines, wording)
    return tuple(known.line(event) for event in lines)


def versions_of(model: Model, number: int) -> tuple[VersionLine, ...]:
    """What has been frozen of a thing, the latest first."""
    found = Version.objects.filter(subject=model._meta.label, subject_id=number)  # noqa: SLF001 -- see model_of
    return tuple(
        VersionLine(v.number, v.frozen_at, v.digest, is_whole(v)) for v in found.order_by("-number")
    )


def as_of(
    model: Model, numbers: Collection[int], counts: Callable[[Mapping[str, Any]], bool]
) -> dict[int, dict[str, Any]]:
    """The last state of each thing that ``counts``, rebuilt from what the log says it became.

    For things that are written over: they carry the day when they were said, and the log keeps
    what they said before.
    """
    if not numbers:
        return {}
    told = Event.objects.filter(subject=model._meta.label, subject_id__in=numbers)  # noqa: SLF001 -- see model_of
    states = told.order_by("id").values_list("subject_id", "after")
    return {number: after for number, after in states if after and counts(after)}


def _whole(
    model: Model, number: int, parts: Mapping[str, str], codes: Collection[str] | None
) -> list[tuple[Model, set[int]]]:
    """A thing and its parts, and theirs: each kind with its numbers."""
    found = [(model, {number})]
    level = [(model, {number})]
    for _ in range(DEEPEST):
        level = [
            (part, numbers)
            for whole, of in level
            for part, way in _parts_of(whole, parts)
            if (numbers := _numbers(part, way, of, codes))
        ]
        found += level
    return found


def _parts_of(whole: Model, parts: Mapping[str, str]) -> Iterable[tuple[Model, str]]:
    for label, ways in parts.items():
        part = apps.get_model(label)
        for way in ways.split():
            if part._meta.get_field(way).related_model is whole:  # noqa: SLF001 -- see model_of
                yield part, way


def _numbers(part: Model, way: str, of: set[int], codes: Collection[str] | None) -> set[int]:
    asked = part._default_manager.filter(**{f"{way}__in": of})  # noqa: SLF001 -- see model_of
    place = place_of(part)
    places = (place, getattr(part, "moved_to", ""))
    own = place and not any(one.startswith(f"{way}__") for one in places)  # else as the whole
    if codes is not None and own:
        asked = asked.filter(**{f"{place}__in": codes})
    return set(asked.values_list("pk", flat=True))


def _titles(model: Model, numbers: Collection[int]) -> dict[int, str]:
    found = model._default_manager.filter(pk__in=numbers)  # noqa: SLF001 -- see model_of
    if any(f.is_relation and not f.null for f in model._meta.concrete_fields):  # noqa: SLF001 -- see model_of
        found = found.select_related()  # what a title is made of
    return {record.pk: str(record) for record in found}


class _Known:
    """The titles and names that some lines need, asked for together."""

    def __init__(self, events: Collection[Event], wording: Wording) -> None:
        self.wording = wording
        people = {event.by_id for event in events}
        wanted: dict[Model, set[int]] = defaultdict(set)
        for event in events:
            if model := model_of(event.subject):
                wanted[model].add(event.subject_id)
                for related, number in _pointed_at(model, event):
                    wanted[related].add(number)
        people |= wanted.pop(User, set())
        self.names = wording.names(people)
        self.titles = {model: _titles(model, numbers) for model, numbers in wanted.items()}

    def line(self, event: Event) -> HistoryLine:
        model = model_of(event.subject)
        told = model is None or self.wording.tells_of_people or not is_about_people(model)
        return HistoryLine(
            number=event.id,
            at=event.at,
            who=self.names.get(event.by_id, ""),
            mandate=event.mandate,
            what=self.wording.what(event.what),
            subject=event.subject.lower(),
            subject_id=event.subject_id,
            kind=self.wording.kind(event.subject),
            about=self._title(model, event.subject_id) if model and told else "",
            changes=tuple(self._changes(model, event)) if told else (),
            why=event.why,
        )

    def _title(self, model: Model, number: int) -> str:
        titles = self.names if model is User else self.titles.get(model, {})
        return titles.get(number, "")

    def _changes(self, model: Model | None, event: Event) -> Iterable[Change]:
        before, after = event.before or {}, event.after or {}
        keys = [*before, *(key for key in after if key not in before)]
        for key in sorted(keys, key=SAID_LAST.__contains__):
            old, new = before.get(key), after.get(key)
            if key == "id" or old == new or (event.before is None and new in (None, "", False, [])):
                continue
            found = _field(model, key)
            words = (self._value(event.subject, key, found, value) for value in (old, new))
            yield Change(self._name(event.subject, key, found), *words)

    def _name(self, subject: str, key: str, found: "models.Field[Any, Any] | None") -> str:
        keys = self.wording.keys
        if found is not None:
            return str(found.verbose_name)
        return keys.get(f"{subject}.{key}") or keys.get(f"{subject}.*", "{}").format(key)

    def _value(
        self, subject: str, key: str, found: "models.Field[Any, Any] | None", value: object
    ) -> str:
        if value in (None, "", []):
            return NOTHING
        name = f"{subject}.{found.name if found else key}"
        if found is not None and found.is_relation:
            title = self._title(found.related_model, value)  # type: ignore[arg-type]  # a foreign key's
            return title or f"nr {value}"
        if isinstance(value, int) and not isinstance(value, bool):
            amounts = self.wording.amounts
            is_amount = name in amounts or (found is None and f"{subject}.*" in amounts)
            return f"{show(value)} kr" if is_amount else str(value)
        return self.wording.values.get(name, {}).get(str(value)) or _plain_words(value, found)


def _plain_words(value: object, found: "models.Field[Any, Any] | None") -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, str) and value.startswith("#") and found is not None:
        return HIDDEN if _names_someone(found) else value
    if isinstance(found, models.DecimalField):
        whole, _, decimals = f"{Decimal(str(value)):f}".partition(".")
        return ",".join(filter(None, (whole, decimals.rstrip("0"))))
    if isinstance(value, str) and (isinstance(found, models.DateTimeField) or _is_moment(value)):
        return f"{timezone.localtime(datetime.fromisoformat(value)):%Y-%m-%d %H:%M}"
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return str(value)


def _is_moment(value: str) -> bool:
    """Tell whether a value of no field is a point in time, as the log writes them."""
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value))


def _names_someone(found: "models.Field[Any, Any]") -> bool:
    kind = getattr(found.model, "personal", {}).get(found.name)
    return kind in {Personal.IDENTITY, Personal.CONTACT}


def _field(model: Model | None, key: str) -> "models.Field[Any, Any] | None":
    """The field that a key of the log is, by its column's name or its own."""
    if model is None:
        return None
    for found in model._meta.concrete_fields:  # noqa: SLF001 -- see model_of
        if found.attname == key:
            return found
    try:
        named = model._meta.get_field(key)  # noqa: SLF001 -- see model_of
    except FieldDoesNotExist:
        return None
    return named if isinstance(named, models.Field) and not named.is_relation else None


def _pointed_at(model: Model, event: Event) -> Iterable[tuple[Model, int]]:
    for key in {*(event.before or ()), *(event.after or ())}:
        found = _field(model, key)
        if found is None or not found.is_relation:
            continue
        for values in (event.before, event.after):
            if values and isinstance(number := values.get(key), int):
                yield found.related_model, number  # type: ignore[misc]  # a foreign key's
