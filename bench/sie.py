"""How fast and how lean a SIE file is read, beside Polars reading the same rows as flat CSV.

Each reading is a process of its own, so that its peak memory is its own; the best of some runs
counts. ``python bench/sie.py [--rows N] [--runs N] [--folder PATH]``
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]
FASTEST_OPEN_PYTHON_PARSER = 8.8  # MB/s of the same kind of file; it keeps floats, checks nothing


def read_sie(path: Path) -> int:
    """Read with every check, to the wide frame of transactions."""
    from huset.ledger.sie import read  # noqa: PLC0415 -- only the process that reads pays for it

    return len(read(path).transactions)


def read_csv(path: Path) -> int:
    """Read the same rows from flat CSV."""
    import polars as pl  # noqa: PLC0415 -- as above

    return len(pl.read_csv(path))


READERS = {"sie": read_sie, "csv": read_csv}


def measure(kind: str, path: Path) -> dict[str, float]:
    """Seconds (imports apart), processor seconds, MB/s and peak MiB of one reading, here."""
    import polars as pl  # noqa: F401, PLC0415 -- both readers' import, outside the clock

    import huset.ledger.sie  # noqa: F401, PLC0415 -- as above

    start, start_cpu = perf_counter(), process_time()
    rows = READERS[kind](path)
    seconds, cpu = perf_counter() - start, process_time() - start_cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = path.stat().st_size / 1e6
    speed = size / seconds
    return {"rows": rows, "seconds": seconds, "cpu": cpu, "MB/s": speed, "peak MiB": peak}


def best(kind: str, path: Path, runs: int) -> dict[str, float]:
    """The quickest of some readings, each in a new process."""
    command = [sys.executable, __file__, "--measure", kind, str(path)]
    told = [subprocess.run(command, check=True, capture_output=True) for _ in range(runs)]
    found: list[dict[str, float]] = [json.loads(run.stdout) for run in told]
    return min(found, key=lambda run: run["seconds"])


def main() -> None:
    """Make the files once, measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "huset-bench")
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure[0], Path(options.measure[1]))))
        return
    report(options.folder, options.rows, options.runs)


def report(folder: Path, rows: int, runs: int) -> None:
    """Print what was measured."""
    from make_sie import make  # noqa: PLC0415 -- only here

    sie, flat = make(folder, rows)
    found = {"sie": best("sie", sie, runs), "csv": best("csv", flat, runs)}
    for kind, run in found.items():
        print(kind, *(f"{name} {value:,.2f}" for name, value in run.items()), sep="  ")
    ratio = found["sie"]["seconds"] / found["csv"]["seconds"]
    times = found["sie"]["MB/s"] / FASTEST_OPEN_PYTHON_PARSER
    print(f"SIE with all checks takes {ratio:.1f} times as long as flat CSV with none,")
    print(f"and is read {times:.1f} times as fast as by the fastest open Python parser.")


if __name__ == "__main__":
    main()
