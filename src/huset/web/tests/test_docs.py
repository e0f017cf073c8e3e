"""What the documentation says exists: names, paths, links, addresses, commands and settings."""

import re
from functools import cache
from pathlib import Path
from pkgutil import resolve_name

import click
import pytest
from django.urls import Resolver404, resolve

from huset.web.commands import main

ROOT = Path(__file__).parents[4]
DOCS = ROOT / "docs"
PAGES = [
    *sorted(DOCS.rglob("*.md")),
    *(ROOT / f"{name}.md" for name in ("README", "CHANGELOG", "CONTRIBUTING")),
]
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
PLACES = r"(src|docs|scripts|bench|requirements)/\S+"
LONGEST_OVERVIEW = 200


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


every_page = pytest.mark.parametrize("page", PAGES, ids=name)


def quoted(page: Path) -> list[str]:
    return QUOTED.findall(FENCE.sub("", page.read_text()))


def typed(page: Path, program: str) -> list[str]:
    """What a page tells people to type after a program's name: in quotes, or on lines of code."""
    text = page.read_text()
    lines = [line for fence in FENCE.findall(text) for line in fence.splitlines()]
    lines += re.findall(r"^ {4}(.*)", text, re.MULTILINE)
    starts = [re.match(rf"(?:\.venv/bin/)?{program} ([^#]+)", q) for q in [*quoted(page), *lines]]
    return [start[1].strip() for start in starts if start]


def exists(dotted: str) -> bool:
    try:
        resolve_name(dotted)
    except (ImportError, AttributeError):
        return False
    return True


def is_known(command: str) -> bool:
    """Walk a command line as far as there are groups, and look its options up."""
    found: click.Command = main
    options: set[str] = {"--help", "--version"}
    for word in re.split(r"[\s\[\]]+", command):
        if word.startswith("--"):
            if word not in options:
                return False
        elif isinstance(found, click.Group):
            if word not in found.commands:
                return False
            found = found.commands[word]
            options |= {o for p in found.params for o in (*p.opts, *p.secondary_opts)}
    return True


@every_page
def test_every_name_in_the_code_exists(page):
    names = [q for q in quoted(page) if re.fullmatch(r"huset(\.\w+)+", q)]
    assert [n for n in names if not exists(n)] == []


@every_page
def test_every_path_exists(page):
    paths = [q for q in quoted(page) if re.fullmatch(PLACES, q)]
    assert [p for p in paths if not (ROOT / p).exists()] == []


@every_page
def test_every_link_leads_somewhere(page):
    links = [u for u in LINK.findall(page.read_text()) if not re.match(r"[a-z]+:", u)]
    assert [u for u in links if not leads_somewhere(page, u)] == []


def leads_somewhere(page: Path, url: str) -> bool:
    path, _, anchor = url.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not anchor or anchor in anchors(target))


@cache
def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


@every_page
def test_every_address_is_served(page):
    told = [q for q in quoted(page) if re.fullmatch(r"/([a-z0-9-]+/|<[a-z]+>/)*", q)]
    assert [address for address in told if not is_served(address)] == []


def is_served(address: str) -> bool:
    try:
        resolve(re.sub("<[a-z]+>", "1", address))
    except Resolver404:
        return False
    return True


@every_page
def test_every_command_is_one_of_ours(page):
    assert [command for command in typed(page, "huset") if not is_known(command)] == []


@every_page
def test_every_make_target_is_in_the_makefile(page):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert [t for t in typed(page, "make") if t.split()[0] not in targets] == []


@every_page
def test_every_setting_of_the_environment_is_read_somewhere(page):
    told = re.findall(r"\bHUSET_[A-Z_]+", page.read_text())
    assert [setting for setting in told if f'"{setting}"' not in code()] == []


@cache
def code() -> str:
    return "".join(p.read_text() for d in ("src", "scripts") for p in (ROOT / d).rglob("*.py"))


def test_the_overview_names_every_slice_and_stays_short():
    text = (DOCS / "architecture.md").read_text()
    slices = {p.parent.name for p in (ROOT / "src/huset").glob("*/__init__.py")}
    drawing = FENCE.search(text)[0]

    assert sorted(s for s in slices if not re.search(rf"(^|\| ){s}\b", drawing, re.MULTILINE)) == []
    assert text.count("\n") <= LONGEST_OVERVIEW


def test_the_index_leads_to_every_page():
    index = DOCS / "README.md"
    led_to = {(DOCS / url.partition("#")[0]).resolve() for url in LINK.findall(index.read_text())}

    assert sorted(name(p) for p in PAGES if p not in {index, ROOT / "README.md", *led_to}) == []


def test_decisions_are_numbered_without_gaps_and_say_why_and_what_follows():
    records = sorted((DOCS / "decisions").glob("*.md"))

    assert [r.name[:4] for r in records] == [f"{n:04}" for n in range(1, len(records) + 1)]
    for record in records:
        headings = re.findall(r"^##? (.+)$", record.read_text(), re.MULTILINE)
        assert headings[0].startswith(f"{record.name[:4]}. ")
        assert headings[1:] == ["Context", "Decision", "Consequences"]
