"""What must hold within a section of a model file, beyond the shape of its values."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from huset.model.accounting import LedgerRules
from huset.model.rules import (
    DARK_TEXT_ON,
    WHITE_TEXT_ON,
    House,
    Level,
    Part,
    ReportPoint,
    Requirement,
    Scale,
)
from huset.model.scalars import suggestion
from huset.model.terms import DEFAULT_WORDS, FULFILMENT, PROGRESS, Outcome, Zone

LEAST_CONTRAST = 4.5
WHITE, INK = "#ffffff", "#1d2730"
ANY_YEAR = 2025


@dataclass(frozen=True)
class Finding:
    """A fault found by a check; the path tells where in the file it belongs."""

    path: str
    message: str
    instead: str


def luminance(colour: str) -> float:
    """The relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)  # noqa: PLR2004 - WCAG's own limit
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far apart two colours are, from 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def check_house(house: House) -> Iterator[Finding]:
    wanted = [(name, WHITE, "vit", "mörkare") for name in WHITE_TEXT_ON]
    wanted += [(name, INK, "mörk", "ljusare") for name in DARK_TEXT_ON]
    for name, text, word, change in wanted:
        if contrast(getattr(house.palette, name), text) < LEAST_CONTRAST:
            message = f"{word.capitalize()} text går inte att läsa på färgen {name}"
            yield Finding(f"house.palette.{name}", message, f"en {change} färg")


def loop(edges: Mapping[str, Iterable[str]]) -> list[str]:
    """The first loop found, or nothing."""
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def check_parts(parts: tuple[Part, ...]) -> Iterator[Finding]:
    if not any(part.zone is Zone.ROOF for part in parts):
        yield Finding("parts", "Huset saknar tak", "minst en del med zone: roof")
    for part in parts:
        place = f"parts[{part.code}]"
        if part.zone is Zone.FLOOR and not part.floor:
            yield Finding(place, f"Våningen saknas för {part.name}", "floor: 1 för den översta")
        if part.zone is not Zone.FLOOR and part.floor is not None:
            yield Finding(f"{place}.floor", f"{part.name} står inte på någon våning", "zone: floor")
    yield from check_influences(parts)


def check_influences(parts: tuple[Part, ...]) -> Iterator[Finding]:
    """Steering runs one way; what goes back to politics is marked as feedback."""
    steers: dict[str, list[str]] = {
        p.code: [i.part for i in p.steers if not i.feedback] for p in parts
    }
    if found := loop(steers):
        way = " → ".join(reversed(found))
        message = f"Delarna styr varandra i en ring: {way}"
        yield Finding(f"parts[{found[-1]}]", message, "feedback: true på vägen tillbaka")


def check_levels(levels: tuple[Level, ...]) -> Iterator[Finding]:
    if found := loop({level.code: level.parents for level in levels}):
        message = f"Nivåerna hänger under varandra i en ring: {' → '.join(found)}"
        yield Finding(f"levels[{found[-1]}]", message, "parents utan någon av dessa nivåer")
    for level in levels:
        if level.horizon and level.horizon.min_years > level.horizon.max_years:
            place = f"levels[{level.code}].horizon"
            yield Finding(place, "Den kortaste tiden är längre än den längsta", "min_years först")


def check_scale(
    scale: Scale, section: str, outcomes: tuple[Outcome, ...], most: int
) -> Iterator[Finding]:
    if len(scale.steps) not in range(3, most + 1):
        yield Finding(
            f"{section}.steps", f"Skalan har {len(scale.steps)} steg", f"3 till {most} steg"
        )
    meant = [(step, outcome) for step in scale.steps for outcome in step.means]
    for outcome in outcomes:
        count = sum(found is outcome for _, found in meant)
        if count != 1:
            times = "inget steg" if count == 0 else f"{count} steg"
            message = f"Utfallet {outcome} hör till {times}"
            yield Finding(section, message, f"{outcome} i means på exakt ett steg")
    for step, outcome in meant:
        if outcome not in outcomes:
            place = f"{section}.steps[{step.code}].means"
            yield Finding(place, f"{outcome} mäts inte på den här skalan", ", ".join(outcomes))


def check_fulfilment(scale: Scale) -> Iterator[Finding]:
    yield from check_scale(scale, "fulfilment", FULFILMENT, 4)


def check_assignment_scale(scale: Scale) -> Iterator[Finding]:
    yield from check_scale(scale, "assignment_scale", PROGRESS, 5)


def check_rhythm(rhythm: tuple[ReportPoint, ...]) -> Iterator[Finding]:
    for point in rhythm:
        for index, stop in enumerate(point.way):
            if stop.due.for_year(ANY_YEAR) <= point.cutoff.in_year(ANY_YEAR):
                place = f"rhythm[{point.code}].way[{index}]"
                message = f"{point.name} ska vara klar innan perioden är slut"
                yield Finding(place, message, f"en dag efter {point.cutoff}, eller year: after")


def check_words(words: Mapping[str, str]) -> Iterator[Finding]:
    for key in words.keys() - DEFAULT_WORDS.keys():
        message = f"Ordet ”{key}” används inte"
        yield Finding(f"words.{key}", message, suggestion(key, DEFAULT_WORDS))


def check_requirements(requirements: tuple[Requirement, ...]) -> Iterator[Finding]:
    owner: dict[str, str] = {}
    for requirement in requirements:
        for statement in requirement.covers:
            if statement in owner:
                place = f"requirements[{requirement.code}].covers"
                message = f"{statement} täcks redan av {owner[statement]}"
                yield Finding(place, message, f"{statement} i ett av kraven")
            owner[statement] = requirement.code


def check_ledger(ledger: LedgerRules) -> Iterator[Finding]:
    taken: dict[str, str] = {}
    for line in ledger.income_statement:
        for accounts in line.accounts:
            for group in range(int(accounts.first), int(accounts.last) + 1):
                other = taken.setdefault(str(group), line.name)
                if other != line.name:
                    place = f"ledger.income_statement[{line.code}].accounts"
                    message = f"Konto {group} räknas redan till {other}"
                    yield Finding(place, message, "varje konto på en rad")


CHECKS: Mapping[str, Callable[..., Iterator[Finding]]] = {
    "house": check_house,
    "parts": check_parts,
    "levels": check_levels,
    "fulfilment": check_fulfilment,
    "assignment_scale": check_assignment_scale,
    "rhythm": check_rhythm,
    "words": check_words,
    "requirements": check_requirements,
    "ledger": check_ledger,
}
