"""Turns the nodes of a YAML file into the model's dataclasses, guided by their type hints."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Union, get_args, get_origin, get_type_hints

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from huset.model.errors import ModelError
from huset.model.scalars import SCALARS, UnfitError, closest, read_choice, suggestion
from huset.model.terms import Names

FAILED = object()
SHAPES: Mapping[type[Node], tuple[str, str]] = {
    ScalarNode: ("ett enda värde", "värdet på samma rad som nyckeln"),
    SequenceNode: ("en lista", "en rad för varje post, inledd med ”- ”"),
    MappingNode: ("nycklar med värden", "en rad ”nyckel: värde” för varje nyckel"),
}


@dataclass(frozen=True)
class Schema:
    """The keys of a record with what each holds, and those that cannot be left out."""

    hints: Mapping[str, object]
    required: tuple[str, ...]


@cache
def schema(kind: type) -> Schema:
    found = fields(kind)
    hints = get_type_hints(kind, include_extras=True)
    return Schema(
        {field.name: hints[field.name] for field in found},
        tuple(field.name for field in found if field.default is MISSING),
    )


def code_of(node: Node) -> ScalarNode | None:
    """The node that holds an entry's code, where the entry has one."""
    if not isinstance(node, MappingNode):
        return None
    return next((v for k, v in node.value if k.value == "code" and isinstance(v, ScalarNode)), None)


def below(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


@dataclass
class Builder:
    """Builds values and gathers, on the way, every error, reference, code and place."""

    errors: list[ModelError] = field(default_factory=list)
    codes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    places: dict[str, Node] = field(default_factory=dict)
    built: dict[str, object] = field(default_factory=dict)
    references: list[tuple[str, str, str]] = field(default_factory=list)

    def report(self, node: Node, path: str, message: str, instead: str) -> None:
        mark = node.start_mark
        self.errors.append(ModelError(mark.line + 1, mark.column + 1, path, message, instead))

    def build(self, node: Node, hint: object, path: str = "") -> object:
        self.places[path] = node
        self.built[path] = value = self._value(node, hint, path)
        return value

    def check_references(self) -> None:
        """Report each code that names nothing; a list that is missing is reported already."""
        for path, section, code in self.references:
            known = self.codes[section]
            if self.built.get(section, FAILED) is not FAILED and code not in known:
                node = self.places[path]
                self.report(node, path, f"”{code}” finns inte i {section}", suggestion(code, known))

    def _value(self, node: Node, hint: object, path: str) -> object:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin in {Union, UnionType}:
            return self._value(node, arguments[0], path)
        if origin is tuple:
            return self._items(node, arguments[0], path)
        if origin is Mapping:
            return self._mapping(node, path)
        if origin is Annotated:
            return self._reference(node, arguments[1], path)
        if isinstance(hint, type) and is_dataclass(hint) and hint not in SCALARS:
            return self._record(node, hint, path)
        return self._scalar(node, hint, path)

    def _fits(self, node: Node, shape: type[Node], path: str) -> bool:
        keys = [key for key, _ in node.value] if isinstance(node, MappingNode) else []
        if isinstance(node, shape) and all(isinstance(key, ScalarNode) for key in keys):
            return True
        what, instead = SHAPES[shape]
        self.report(node, path, f"Här ska stå {what}", instead)
        return False

    def _scalar(self, node: Node, hint: object, path: str) -> object:
        if not self._fits(node, ScalarNode, path):
            return FAILED
        try:
            if isinstance(hint, type) and issubclass(hint, StrEnum):
                return read_choice(hint, node.value)
            return SCALARS[hint](node.value)
        except UnfitError as error:
            self.report(node, path, error.message, error.instead)
            return FAILED

    def _reference(self, node: Node, names: Names, path: str) -> object:
        value = self._scalar(node, str, path)
        if isinstance(value, str):
            self.references.append((path, names.section, value))
        return value

    def _items(self, node: Node, hint: object, path: str) -> object:
        if not self._fits(node, SequenceNode, path):
            return FAILED
        values = [
            self.build(child, hint, f"{path}[{self._label(child, path, index)}]")
            for index, child in enumerate(node.value)
        ]
        return tuple(value for value in values if value is not FAILED)

    def _label(self, child: Node, path: str, index: int) -> str:
        """An entry is known by its code, which no other entry of the list may have."""
        node = code_of(child)
        if node is None:
            return str(index)
        if node.value in self.codes[path]:
            self.report(node, path, f"Koden ”{node.value}” finns redan", "en kod som är ledig")
        self.codes[path].add(node.value)
        return str(node.value)

    def _mapping(self, node: Node, path: str) -> object:
        if not self._fits(node, MappingNode, path):
            return FAILED
        values: dict[str, object] = {}
        for key, child in node.value:
            if key.value in values:
                self._report_twice(key, path)
            values[key.value] = self.build(child, str, below(path, key.value))
        return {key: value for key, value in values.items() if value is not FAILED}

    def _record(self, node: Node, kind: type, path: str) -> object:
        if not self._fits(node, MappingNode, path):
            return FAILED
        expected = schema(kind)
        values: dict[str, object] = {}
        for key, child in self._entries(node, expected, path):
            values[key] = self.build(child, expected.hints[key], below(path, key))
        for name in expected.required:
            if name not in values:
                self.report(node, below(path, name), f"Nyckeln ”{name}” saknas", f"{name}: …")
        usable = {key: value for key, value in values.items() if value is not FAILED}
        return kind(**usable) if usable.keys() >= set(expected.required) else FAILED

    def _entries(self, node: Node, expected: Schema, path: str) -> Iterator[tuple[str, Node]]:
        """The known keys; a misspelt one is reported, and read as the one that was meant."""
        written = {str(key.value) for key, _ in node.value}
        seen: set[str] = set()
        for key, child in node.value:
            name = str(key.value)
            if name not in expected.hints:
                self._report_unknown(key, child, expected, path)
                name = closest(name, expected.hints.keys() - written) or ""
            elif name in seen:
                self._report_twice(key, path)
                continue
            if name and name not in seen:
                seen.add(name)
                yield name, child

    def _report_unknown(self, key: Node, child: Node, expected: Schema, path: str) -> None:
        """A comma in a text between braces also looks like a key, one without a value."""
        instead = suggestion(key.value, expected.hints)
        if child.value == "":
            instead = "citattecken runt texten, eller " + instead
        self.report(key, path, f"Nyckeln ”{key.value}” finns inte här", instead)

    def _report_twice(self, key: Node, path: str) -> None:
        self.report(
            key, path, f"Nyckeln ”{key.value}” står två gånger", "den en gång, med ett värde"
        )
