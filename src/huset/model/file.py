"""The model file: YAML in, a governance model out, or every error at once."""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import cast

import yaml

from huset.model.build import Builder
from huset.model.checks import CHECKS
from huset.model.errors import ModelError, ModelErrors
from huset.model.rules import GovernanceModel

LARGEST, DEEPEST = 1_000_000, 20
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def fingerprint(text: str) -> str:
    """The SHA-256 of a file's text, by which a loaded version is known."""
    return sha256(text.encode()).hexdigest()


def load(text: str, *, name: str) -> GovernanceModel:
    """The model that a file describes; `name` is how the errors call the file."""
    builder = Builder()
    model = builder.build(read(text, name), GovernanceModel)
    check_sections(builder)
    builder.check_references()
    if builder.errors:
        raise ModelErrors(name, builder.errors)
    return cast("GovernanceModel", model)


def check_sections(builder: Builder) -> None:
    """Check each section that could be read whole; a half one would give false alarms."""
    faulty = {re.split(r"[.\[]", error.path)[0] for error in builder.errors}
    for section, check in CHECKS.items():
        if section in builder.built and section not in faulty:
            for finding in check(builder.built[section]):
                node = builder.places[finding.path]
                builder.report(node, finding.path, finding.message, finding.instead)


def read(text: str, name: str) -> yaml.Node:
    """The file's nodes, each with its place, once the text is known to be harmless."""
    try:
        errors = list(unwanted(text))
        node = None if errors else yaml.compose(text, Loader)
    except yaml.YAMLError as error:
        raise ModelErrors(name, [syntax_error(text, error)]) from None
    if node is None:
        raise ModelErrors(name, errors or [ModelError(1, 1, "", "Filen är tom", "en styrmodell")])
    return node


def unwanted(text: str) -> Iterator[ModelError]:
    """What a model file may not hold: tabs in the margin, and all that YAML can hide a trap in."""
    if len(text) > LARGEST:
        yield ModelError(1, 1, "", "Filen är för stor", f"högst {LARGEST} tecken")
        return
    for lost in re.finditer("\N{REPLACEMENT CHARACTER}", text):
        line = text.count("\n", 0, lost.start()) + 1
        yield ModelError(line, 1, "", "Raden har ett oläsligt tecken", "filen sparad som UTF-8")
    tabs = [
        ModelError(
            text.count("\n", 0, tab.end()) + 1, len(tab[0]), "", "Indrag med tabb", "blanksteg"
        )
        for tab in re.finditer(r"^ *\t", text, re.MULTILINE)
    ]
    yield from tabs or forbidden_events(text)


def forbidden_events(text: str) -> Iterator[ModelError]:
    depth = 0
    for event in yaml.parse(text, Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        mark = cast("yaml.Mark", event.start_mark)
        line, column = mark.line + 1, mark.column + 1
        if depth > DEEPEST:
            yield ModelError(line, column, "", "För många nivåer i varandra", "färre indrag")
            return
        if getattr(event, "anchor", None):
            instead = "hela värdet på varje ställe"
            yield ModelError(
                line, column, "", "Ankare (&) och hänvisningar (*) tillåts inte", instead
            )
        if getattr(event, "tag", None):
            yield ModelError(line, column, "", "Typmärken (!) tillåts inte", "värdet utan märke")


def syntax_error(text: str, error: yaml.YAMLError) -> ModelError:
    """Where the reading stopped, in the file's own terms."""
    mark = getattr(error, "problem_mark", None)
    position = getattr(error, "position", 0)
    line = mark.line + 1 if mark else text.count("\n", 0, position) + 1
    column = mark.column + 1 if mark else position - text.rfind("\n", 0, position)
    instead = "rätt indrag, kolon och citattecken här eller på raden ovanför"
    return ModelError(line, column, "", "Raden går inte att läsa som YAML", instead)
