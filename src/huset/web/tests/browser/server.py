"""Huset as a newcomer starts it: ``huset serve`` with an empty folder, on a free port."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

HERE = "127.0.0.1"
PATIENCE = 240  # seconds, for the example to be loaded on a slow machine
A_MOMENT = 0.1


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """Run Huset with its data in a folder, and give its address when it answers."""
    port = free_port()
    own = {"HUSET_DATA": str(data), "DATABASE_URL": f"sqlite:///{data}/huset.sqlite3"}
    command = [Path(sys.executable).with_name("huset"), "serve", "--port", str(port)]
    with (data / "serve.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 -- our own command
            command, env=os.environ | own, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        address = f"http://{HERE}:{port}"
        wait_for(address, process, data / "serve.log")
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HERE, 0))
        return listener.getsockname()[1]


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = monotonic() + PATIENCE
    while not answers(address):
        assert process.poll() is None, log.read_text()
        assert monotonic() < until, log.read_text()
        sleep(A_MOMENT)


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=10) as answer:  # noqa: S310 -- our own server
            return answer.status == 200
    except (URLError, OSError):
        return False
