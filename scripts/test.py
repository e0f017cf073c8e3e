"""``make test``: the whole suite on SQLite, then on PostgreSQL where the machine has it.

Tests marked ``browser`` run once, on SQLite, where there is a Chromium. What was skipped is said
last, with how to get it; ``HUSET_REQUIRE=postgres,chromium`` makes a missing part an error.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts import postgres

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW = {
    "postgres": "PostgreSQL: apt install postgresql, or set HUSET_TEST_DATABASE_URL",
    "chromium": "the browser tests: apt install chromium, or set HUSET_CHROMIUM",
}


def main() -> int:
    """Run what can be run; the exit code tells whether all of it passed."""
    found = {"postgres": has_postgres(), "chromium": bool(chromium())}
    missing = [name for name in HOW if not found[name]]
    if required := set(missing) & set(os.environ.get("HUSET_REQUIRE", "").split(",")):
        say("Required but missing:", *(HOW[name] for name in sorted(required)))
        return 2
    passed = suite("SQLite", browser=found["chromium"])
    if found["postgres"]:
        with database() as url:
            passed &= suite("PostgreSQL", url)
    for name in missing:
        say("Skipped, since it is not on this machine:", HOW[name])
    return 0 if passed else 1


def chromium() -> str | None:
    """Find the browser: the one that is named, or the system's."""
    named = os.environ.get("HUSET_CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def has_postgres() -> bool:
    """Tell whether there is a server to use, or the programs to start one."""
    return bool(os.environ.get("HUSET_TEST_DATABASE_URL") or postgres.binaries())


@contextmanager
def database() -> Iterator[str]:
    """Give the address of the server that is named, or of one started for this run alone."""
    if named := os.environ.get("HUSET_TEST_DATABASE_URL"):
        yield named
    elif programs := postgres.binaries():
        with postgres.server(programs) as url:
            yield url


def suite(name: str, url: str = "", *, browser: bool = False) -> bool:
    """Run the tests on one database, those in a browser only when told; say whether they passed."""
    say(f"The suite on {name}{' and in a browser' if browser else ''}")
    chosen = [] if browser else ["-m", "not browser"]
    with TemporaryDirectory(prefix="huset-test-") as data:
        env = os.environ | {"HUSET_DATA": data, "HUSET_CHROMIUM": chromium() or ""}
        env.pop("DATABASE_URL", None)  # the one in use is never the one to test on
        if url:
            env["DATABASE_URL"] = url
        command = [sys.executable, "-m", "pytest", "-n", "2", *chosen]
        return subprocess.run(command, check=False, env=env, cwd=ROOT).returncode == 0


def say(heading: str, *lines: str) -> None:
    """Write a heading, and what belongs to it."""
    print(f"\n== {heading}", *(f"   {line}" for line in lines), sep="\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
