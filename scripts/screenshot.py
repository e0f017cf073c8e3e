"""Takes the picture of the house that the README shows, of a temporary server with the example.

Run it from the project's folder with ``python -m scripts.screenshot FILE``.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from bench.serving import environment, free_port, huset, serving
from scripts.test import chromium

LARGEST = 300_000  # bytes


def main(file: Path) -> None:
    """Start Huset, take the picture, and refuse one that is too heavy for a README."""
    port = free_port()
    with TemporaryDirectory() as data:
        command = huset("serve", "--port", str(port))
        with serving(command, port, environment(HUSET_DATA=data)):
            file.parent.mkdir(parents=True, exist_ok=True)
            take(f"http://127.0.0.1:{port}/", file)
    if file.stat().st_size > LARGEST:
        raise SystemExit(f"{file} is {file.stat().st_size} bytes, more than {LARGEST}")


def take(url: str, file: Path) -> None:
    """Show a page in a headless Chromium and save what is seen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(),
            chromium_sandbox=os.geteuid() != 0,  # it does not run as root
        )
        page = browser.new_page(locale="sv-SE", viewport={"width": 1280, "height": 1180})
        page.goto(url)
        page.screenshot(path=file)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
