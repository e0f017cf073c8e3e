"""A real server with the example, and a real browser whose complaints fail the test."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, StorageState, sync_playwright

from huset.web.tests.browser.server import serving

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
A_WHILE = 30_000  # milliseconds, on a machine with much else to do


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser that is named, or the system's."""
    named = os.environ.get("HUSET_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("There is no Chromium here: install one, or name it in HUSET_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the server's data."""
    return tmp_path_factory.mktemp("huset")


@pytest.fixture(scope="session")
def site(chromium: str, data: Path) -> Iterator[str]:
    """The address of a server with the example loaded."""
    with serving(data) as address:
        yield address


@pytest.fixture(scope="package")  # its event loop must end before other tests use the database
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)


@pytest.fixture(scope="package")
def keys(browser: Browser, site: str) -> Callable[[str], StorageState | None]:
    """What a browser remembers of someone who has chosen a role; nothing of a resident."""

    @cache
    def keys(role: str) -> StorageState | None:
        if not role:
            return None
        page = browser.new_page(base_url=site)
        page.goto("/sign-in/")
        page.get_by_role("button", name=f"Se som {role}", exact=True).click()
        page.wait_for_url("/work/")
        remembered = page.context.storage_state()
        page.context.close()
        return remembered

    return keys


@pytest.fixture
def enter(
    browser: Browser, site: str, keys: Callable[[str], StorageState | None]
) -> Iterator[Callable[..., Page]]:
    """Open a window of its own for someone with a role, or for a resident."""
    complaints: list[str] = []
    windows = []

    def enter(role: str = "", *, width: int = 1440, scripts: bool = True) -> Page:
        window = browser.new_context(
            base_url=site,
            locale="sv-SE",
            java_script_enabled=scripts,
            reduced_motion="reduce",
            storage_state=keys(role),
            viewport={"width": width, "height": 900},
        )
        windows.append(window)
        page = window.new_page()
        page.set_default_timeout(A_WHILE)
        page.on("console", lambda said: complaints.extend(complaint(page, said)))
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        return page

    yield enter
    for window in windows:
        window.close()
    assert complaints == []


def complaint(page: Page, said: ConsoleMessage) -> list[str]:
    """What the browser complains of; that a page answers 4xx is for the test to judge."""
    if said.type not in {"error", "warning"}:
        return []
    is_the_answer = said.text.startswith("Failed to load resource")
    if is_the_answer and said.location["url"] == page.url:
        return []
    return [f"{page.url}: {said.text}"]
