"""How long Huset takes to start, and what it then holds in memory.

Run it with ``python bench/startup.py``.
"""

import subprocess
import sys
from collections.abc import Sequence
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from serving import environment, free_port, huset, serving

ROUNDS = 5
BARE = "import django; from django.conf import settings; settings.configure(); django.setup()"
SET_UP = "import django; django.setup()"


def main() -> None:
    """Time the command line, Django, and the server's first and second start."""
    with TemporaryDirectory() as folder:
        env = environment(HUSET_DATA=folder, DJANGO_SETTINGS_MODULE="huset.web.settings")
        print(f"Start, median of {ROUNDS}")
        bare = took([sys.executable, "-c", BARE], env)
        show("Django without any app", bare, bare)
        show("huset --help", took(huset("--help"), env), bare)
        show("Django with ours", took([sys.executable, "-c", SET_UP], env), bare)
        first, _ = start(env)
        show("huset serve, first time, with the example", first, bare)
        second, held = start(env)
        show("huset serve, second time, to its first page", second, bare)
        print(f"  {'memory of all its processes':44}{held:8.0f} MiB")


def show(what: str, seconds: float, bare: float) -> None:
    """Print one time, and how many starts of Django alone it equals."""
    print(f"  {what:44}{seconds:8.2f} s   this/bare {seconds / bare:6.1f}", flush=True)


def took(command: Sequence[str], env: dict[str, str]) -> float:
    """Give the median seconds of a command."""
    return median(once(command, env) for _ in range(ROUNDS))


def once(command: Sequence[str], env: dict[str, str]) -> float:
    """Run a command once and time it."""
    started = perf_counter()
    subprocess.run(command, check=True, env=env, stdout=subprocess.DEVNULL)
    return perf_counter() - started


def start(env: dict[str, str]) -> tuple[float, float]:
    """Start ``huset serve`` until its first page; give the seconds and the MiB it holds."""
    port, started = free_port(), perf_counter()
    command = huset("serve", "--port", str(port))
    with serving(command, port, env) as pid:
        return perf_counter() - started, memory(pid)


def memory(root: int) -> float:
    """Sum the resident memory of a process and all below it, in MiB."""
    listed = subprocess.check_output(["ps", "-axo", "pid=,ppid=,rss="], text=True)  # noqa: S607 -- where it lies differs
    processes = [tuple(map(int, line.split())) for line in listed.splitlines()]
    family = {root}
    while more := {pid for pid, parent, _ in processes if parent in family} - family:
        family |= more
    return sum(rss for pid, _, rss in processes if pid in family) / 1024


if __name__ == "__main__":
    main()
