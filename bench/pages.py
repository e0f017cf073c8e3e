"""How many pages a second: the house and a committee's economy, against the barest Django page.

Run it with ``python bench/pages.py``. All are served alike (two processes, SQLite) and asked by
the same eight clients, in turn, so that whatever else the machine does strikes them all.
"""

import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from example import example_data
from serving import environment, free_port, granian, serving

ROUNDS = 5
SECONDS = 2
BENCH = Path(__file__).parent
BARE = "bare Django page, 50 rows"
OURS = {"the house": "/", "a committee's economy": "/economy/?organ=SN"}


def main() -> None:
    """Start both servers, ask them in turn, print medians and ratios."""
    data = environment(HUSET_DATA=str(example_data()))
    with TemporaryDirectory() as folder:
        database = environment(BARE_DATABASE=f"{folder}/bare.sqlite3", PYTHONPATH=str(BENCH))
        subprocess.run([sys.executable, BENCH / "bare.py"], check=True, env=database)
        bare, ours = free_port(), free_port()
        with (
            serving(granian("bare:application", bare), bare, database),
            serving(granian("huset.web.wsgi:application", ours), ours, data),
        ):
            pages = {BARE: (bare, "/")} | {name: (ours, path) for name, path in OURS.items()}
            report(measure(pages))


def measure(pages: dict[str, tuple[int, str]]) -> list[dict[str, float]]:
    """Ask for every page in turn, round after round; the first round only warms up."""
    return [
        {name: rate(port, path) for name, (port, path) in pages.items()} for _ in range(ROUNDS + 1)
    ][1:]


def rate(port: int, path: str) -> float:
    """Let a process of its own ask for the page; give the requests per second."""
    command = [sys.executable, f"{BENCH}/load.py", str(port), path, str(SECONDS)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def report(rounds: list[dict[str, float]]) -> None:
    """Print each page's rate, and how many bare pages went on one of it in the same round."""
    print(f"Pages a second, 8 clients, median of {ROUNDS} runs of {SECONDS} s")
    for name in (BARE, *OURS):
        pages = median(each[name] for each in rounds)
        ratio = median(each[BARE] / each[name] for each in rounds)
        print(f"  {name:28}{pages:8.0f}/s   bare/this {ratio:5.2f}")


if __name__ == "__main__":
    main()
