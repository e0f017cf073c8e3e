"""The example municipality to measure: loaded once, and again when the code has changed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import gettempdir

from serving import ROOT, environment, huset

STATIC = [sys.executable, "-m", "django", "collectstatic", "--noinput"]


def example_data() -> Path:
    """Give a data folder with the example in it, newer than every file of the source."""
    folder = Path(gettempdir()) / f"huset-bench-{os.getuid()}"
    ready = folder / "ready"
    source = max(path.stat().st_mtime for path in (ROOT / "src").rglob("*.*"))
    if not ready.exists() or ready.stat().st_mtime < source:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        env = environment(HUSET_DATA=str(folder), DJANGO_SETTINGS_MODULE="huset.web.settings")
        for command in (huset("example", "load"), STATIC):
            subprocess.run(command, check=True, env=env, stdout=subprocess.DEVNULL)
        ready.touch()
    return folder
