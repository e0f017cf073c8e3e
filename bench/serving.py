"""Servers for measuring: each in a process of its own, on a free port of this machine only."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).resolve().parents[1]
HERE = "127.0.0.1"
PATIENCE = 300  # seconds


def huset(*arguments: str) -> list[str]:
    """Give the command line of ``huset`` beside this Python."""
    return [str(Path(sys.executable).parent / "huset"), *arguments]


def granian(application: str, port: int) -> list[str]:
    """Give the command line of a web server like the one that ``huset serve`` starts."""
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", HERE]
    server += ["--port", str(port), "--workers", "2", "--blocking-threads", "1"]
    return [*server, "--log-level", "warning", application]


def free_port() -> int:
    """Find a port that nobody listens to."""
    with socket.socket() as listener:
        listener.bind((HERE, 0))
        return int(listener.getsockname()[1])


def environment(**extra: str) -> dict[str, str]:
    """Give our environment without the installation that it may name: that one is not measured."""
    ours = {key: value for key, value in os.environ.items() if not key.startswith("HUSET_")}
    ours.pop("DATABASE_URL", None)
    return ours | extra


@contextmanager
def serving(command: Sequence[str], port: int, env: dict[str, str]) -> Iterator[int]:
    """Run a server until the block ends; it begins when the server answers 200. Gives its pid."""
    process = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        until = monotonic() + PATIENCE
        while not answers(port):
            if process.poll() is not None or monotonic() > until:
                raise SystemExit(f"No answer on port {port} from: {' '.join(command)}")
            sleep(0.02)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def answers(port: int) -> bool:
    """Tell whether the first page is there."""
    connection = HTTPConnection(HERE, port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200  # noqa: PLR2004 -- HTTP's own number
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
