"""A PostgreSQL server of our own while the tests run: nothing on the machine is touched."""

import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict
from urllib.parse import quote

PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class RunAs(TypedDict, total=False):
    """The user that a process runs as, where it is not our own."""

    user: int
    group: int
    extra_groups: list[int]


def binaries() -> Path | None:
    """Where the newest PostgreSQL server on the machine has its programs."""
    found = [path for place in PLACES for path in Path("/").glob(place[1:])]
    servers = [path for path in found if (path / "initdb").exists()]
    if on_path := shutil.which("initdb"):
        servers.append(Path(on_path).parent)
    return max(servers, key=_version, default=None)


def _version(path: Path) -> int:
    numbers = re.findall(r"\d+", str(path))
    return int(numbers[0]) if numbers else 0


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """Start a server on a socket in a temporary folder, give its address, and remove it all."""
    with TemporaryDirectory(prefix="huset-pg-") as folder:
        run_as = _not_root()
        if run_as:
            os.chown(folder, run_as["user"], run_as["group"])

        def run(program: str, *arguments: str) -> None:
            command = [str(programs / program), f"--pgdata={folder}/data", *arguments]
            subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **run_as)

        run("initdb", "--username=huset", "--auth=trust", "--encoding=UTF8", "--locale=C")
        listening = f"-c listen_addresses='' -c unix_socket_directories='{folder}' {QUICK}"
        run("pg_ctl", "start", "--wait", f"--log={folder}/log", f"--options={listening}")
        try:
            yield f"postgres://huset@{quote(folder, safe='')}/huset"
        finally:
            run("pg_ctl", "stop", "--mode=immediate")


def _not_root() -> RunAs:
    """PostgreSQL refuses to run as root: then it is its own user, or nobody."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
