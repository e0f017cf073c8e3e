"""How fast the golden thread opens with ten thousand goals, against the bare questions it needs.

Run it with ``python bench/thread.py``. The yardstick reads the same goals and what each hangs
from with two plain SQL questions, in the same process, and builds no page.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import django
from django.conf import settings
from django.test import Client
from example import example_data

COUNT, ROUNDS = 10_000, 5
PAGES = {
    "the tree": "/thread/",
    "the table": "/thread/table/",
    "the matrix": "/thread/matrix/",
    "what is broken": "/thread/broken/",
    "all as CSV": "/thread/file/csv/",
}
GOALS = """SELECT g.id, g.code, g.title, g.level, b.code FROM goals_goal g
JOIN organisation_body b ON b.id = g.body_id WHERE g.decision_id IS NOT NULL"""
TIES = "SELECT from_goal_id, to_goal_id FROM goals_goal_parents"


def main() -> None:
    """Fill a copy of the example with goals, ask for every page, print times and ratios."""
    with TemporaryDirectory() as folder:
        data = shutil.copytree(example_data(), f"{folder}/data")
        os.environ.update(HUSET_DATA=str(data), DJANGO_SETTINGS_MODULE="huset.web.settings")
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        settings.ALLOWED_HOSTS = ["testserver"]
        fill()
        database = sqlite3.connect(f"{data}/huset.sqlite3")
        bare = typical(lambda: [database.execute(asked).fetchall() for asked in (GOALS, TIES)])
        print(f"{COUNT} goals on the thread: seconds a page, and how many times the bare questions")
        print(f"  {'the bare questions':20}{bare:7.3f} s")
        for name, path in PAGES.items():
            first = timed(lambda path=path: ask(path))
            again = typical(lambda path=path: ask(path))
            print(f"  {name:20}{again:7.3f} s{again / bare:8.1f} x   the first time {first:.3f} s")


def fill() -> None:
    """Give each of the council's goals its share of goals under it, and those theirs."""
    from huset.goals.models import Goal  # noqa: PLC0415 -- after the settings

    like = Goal.objects.filter(decision__isnull=False, level="committee_goal").order_by("code")
    tops = list(Goal.objects.filter(decision__isnull=False, body__code="KF").order_by("code"))
    bodies = [goal.body_id for goal in like]
    made = Goal.objects.bulk_create(
        Goal(
            code=f"X{number}",
            title=f"Ett av tio tusen mål, nummer {number}",
            level="committee_goal" if number < COUNT // 10 else "unit_goal",
            body_id=bodies[number % len(bodies)],
            first_year=like[0].first_year,
            last_year=like[0].last_year,
            decision_id=like[0].decision_id,
        )
        for number in range(COUNT)
    )
    above = Goal.parents.through
    middle = COUNT // 10
    above.objects.bulk_create(
        above(
            from_goal_id=goal.pk,
            to_goal_id=(tops[n % len(tops)] if n < middle else made[n % middle]).pk,
        )
        for n, goal in enumerate(made)
    )


def ask(path: str) -> int:
    """Ask for a page; gives its size."""
    answer = Client().get(path)
    if answer.status_code != 200:  # noqa: PLR2004 -- OK
        raise SystemExit(f"{path} answered {answer.status_code}")
    return len(b"".join(answer)) if answer.streaming else len(answer.content)


def timed(do: Callable[[], object]) -> float:
    """Seconds that something takes."""
    begun = perf_counter()
    do()
    return perf_counter() - begun


def typical(do: Callable[[], object]) -> float:
    """The median of some rounds."""
    return median(timed(do) for _ in range(ROUNDS))


if __name__ == "__main__":
    main()
