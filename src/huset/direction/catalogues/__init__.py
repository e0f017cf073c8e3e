"""The product's lists of provisions: number and short title of what steers every municipality.

The Local Government Act by chapter and section, the Convention on the Rights of the Child by
article, and the 2030 Agenda by goal and target. Not their words: those are at each one's address.
"""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DARKEST = 0.04045  # below it a screen's light grows evenly (WCAG 2.2, relative luminance)
FOLDER = Path(__file__).parent
RIKSDAGEN = "https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling"
KL_TEXT = f"{RIKSDAGEN}/kommunallag-2017725_sfs-2017-725/"
BARN_TEXT = f"{RIKSDAGEN}/lag-20181197-om-forenta-nationernas-konvention_sfs-2018-1197/"
GLOBAL_GOALS = "https://www.globalamalen.se/om-globala-malen"
GOAL_PAGES = (
    "mal-1-ingen-fattigdom",
    "mal-2-ingen-hunger",
    "mal-3-halsa-och-valbefinnande",
    "mal-4-god-utbildning-alla",
    "mal-5-jamstalldhet",
    "mal-6-rent-vatten-och-sanitet",
    "mal-7-hallbar-energi-alla",
    "mal-8-anstandiga-arbetsvillkor-och-ekonomisk-tillvaxt",
    "mal-9-hallbar-industri-innovationer-och-infrastruktur",
    "mal-10-minskad-ojamlikhet",
    "mal-11-hallbara-stader-och-samhallen",
    "mal-12-hallbar-konsumtion-och-produktion",
    "mal-13-bekampa-klimatforandringarna",
    "mal-14-hav-och-marina-resurser",
    "mal-15-ekosystem-och-biologisk-mangfald",
    "mal-16-fredliga-och-inkluderande-samhallen",
    "mal-17-genomforande-och-globalt-partnerskap",
)


@dataclass(frozen=True)
class Level:
    """What the provisions of a level are called: one, and several."""

    one: str
    many: str


@dataclass(frozen=True)
class Entry:
    """A provision as a catalogue has it. ``checked`` says that its title agrees with the source."""

    code: str
    parent: str
    label: str
    title: str
    url: str
    colour: str
    checked: bool


@dataclass(frozen=True)
class Catalogue:
    """A list of provisions: its name, where it comes from, and what its levels are called."""

    code: str
    name: str
    source: str
    levels: tuple[Level, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class _Told:
    """What a catalogue's file does not say: its name and source, and how codes are written."""

    name: str
    source: str
    levels: tuple[Level, ...]
    label: Callable[[str], str]
    url: Callable[[str], str]


def _kl_label(code: str) -> str:
    chapter, _, section = code.partition(":")
    if not section:
        return f"{chapter} kap."
    number = section.rstrip("abcdefghij")
    letter = section.removeprefix(number)
    return f"{chapter} kap. {number} {letter} §" if letter else f"{chapter} kap. {number} §"


def _kl_url(code: str) -> str:
    chapter, _, section = code.partition(":")
    return f"{KL_TEXT}#K{chapter}" + (f"P{section}" if section else "")


def _goal_label(code: str) -> str:
    return f"Delmål {code}" if "." in code else f"Mål {code}"


def _goal_url(code: str) -> str:
    return f"{GLOBAL_GOALS}/{GOAL_PAGES[int(code.partition('.')[0]) - 1]}/"


_TOLD: Mapping[str, _Told] = {
    "KL": _Told(
        "Kommunallagen",
        "SFS 2017:725 i lydelsen 2025-09-01. En paragrafs korta rubrik är lagens mellanrubrik.",
        (Level("kapitel", "kapitel"), Level("paragraf", "paragrafer")),
        _kl_label,
        _kl_url,
    ),
    "BARN": _Told(
        "Barnkonventionen",
        "Bilagan till SFS 2018:1197. Konventionen har inga rubriker; de korta är Husets egna.",
        (Level("artikel", "artiklar"),),
        lambda code: f"Artikel {code}",
        lambda code: BARN_TEXT,
    ),
    "A2030": _Told(
        "Agenda 2030",
        "Globala målen (A/RES/70/1) med svenska korta rubriker efter globalamalen.se.",
        (Level("globalt mål", "globala mål"), Level("delmål", "delmål")),
        _goal_label,
        _goal_url,
    ),
}
NAMES = {code: told.name for code, told in _TOLD.items()}
OTHER_LEVELS = (
    Level("bestämmelse", "bestämmelser"),
    Level("underbestämmelse", "underbestämmelser"),
)


@cache
def catalogue(code: str) -> Catalogue | None:
    """The catalogue with a code, read once; ``None`` where the product has no such."""
    told = _TOLD.get(code)
    if told is None:
        return None
    with (FOLDER / f"{code}.csv").open(encoding="utf-8", newline="") as file:
        entries = tuple(
            Entry(
                code=row["code"],
                parent=row["parent"],
                label=told.label(row["code"]),
                title=row["title"],
                url=told.url(row["code"]),
                colour=row["colour"],
                checked=row["checked"] == "yes",
            )
            for row in csv.DictReader(file)
        )
    return Catalogue(code, told.name, told.source, told.levels, entries)


def levels_of(code: str) -> tuple[Level, ...]:
    """What the levels of provisions are called: the catalogue's own words, or the general ones."""
    told = _TOLD.get(code)
    return told.levels if told else OTHER_LEVELS


def ink_on(colour: str) -> str:
    """Black or white, whichever reads best on a colour: at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= DARKEST else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000000" if (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) else "#ffffff"
