"""Outcome on every level is the sum of the file's own rows, to the öre, found without our help."""

import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from huset.budget.queries import economy

PER = date(2026, 11, 22)
TRANS = re.compile(r"^\s*#TRANS (\d+) \{(.*?)\} (-?[0-9.]+)(?: (\d{8}))?")


def rows_of(path: Path) -> dict[tuple[str, int], int]:
    """Sum a file's result rows by cost centre and month, line by line and with no help."""
    sums: dict[tuple[str, int], int] = defaultdict(int)
    month = 0
    for line in path.read_text(encoding="cp437").splitlines():
        if line.startswith("#VER"):
            month = int(re.search(r"\b20\d\d(\d\d)\d\d\b", line)[1])
        if found := TRANS.match(line):
            account, objects, amount, _ = found.groups()
            unit = re.search(r'(?:^| )"?1"? "?([^ "]+)"?', objects)
            if account[0] in "345678":
                kronor, _, ore = amount.lstrip("-").partition(".")
                value = int(kronor) * 100 + int(ore.ljust(2, "0") or 0)
                sums[unit[1] if unit else "", month] += -value if amount[0] == "-" else value
    return sums


@pytest.mark.django_db
@pytest.mark.parametrize("month", [1, 4, 10])
def test_every_level_is_the_sum_of_the_files_rows(books, month):
    rows = rows_of(books / "vimmerby-2026.se")
    through = {code: 0 for code, _ in rows}
    for (code, number), amount in rows.items():
        through[code] += amount if number <= month else 0

    whole = economy(PER, 2026, month=month)
    assert whole.total.outcome == sum(through.values())
    assert sum(row.outcome for row in whole.rows) == whole.total.outcome
    for row in whole.rows:
        assert row.outcome == sum(through.get(code, 0) for code in row.unit_codes), row.name
        inside = economy(PER, 2026, scope=row.code, month=month)
        assert inside.total.outcome == row.outcome
        for unit in inside.rows:
            assert unit.outcome == sum(through.get(c, 0) for c in unit.unit_codes), unit.name
