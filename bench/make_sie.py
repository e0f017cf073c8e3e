"""A large, balanced SIE 4E file of made-up rows, and the same rows as flat CSV, for measuring."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

YEAR = 2025
ROWS_A_VOUCHER = 4
ACCOUNTS = [str(number) for number in range(1010, 1010 + 600 * 13, 13)]
UNITS = [str(number) for number in range(1000, 1500)]
PROJECTS = [f"P{number}" for number in range(100, 400)]
DAYS = [f"{date(YEAR, 1, 1) + timedelta(days=day):%Y%m%d}" for day in range(365)]
TEXTS = [
    "Leverantörsfaktura",
    "Lön och arvode",
    "Hyra av förskolelokal",
    "Måltider, särskilt boende",
]
COLUMNS = ("series", "number", "date", "voucher_text", "account", "objects", "amount", "text")


def make(folder: Path, rows: int) -> tuple[Path, Path]:
    """Write ``rows`` transactions as SIE and as CSV once; later calls find them there."""
    sie, flat = folder / f"{rows}.se", folder / f"{rows}.csv"
    if not (sie.exists() and flat.exists()):
        folder.mkdir(parents=True, exist_ok=True)
        with (
            sie.open("w", encoding="cp437", newline="") as book,
            flat.open("w", encoding="utf-8") as table,
        ):
            book.writelines(line + "\r\n" for line in _head())
            table.write(",".join(COLUMNS) + "\n")
            for voucher in _vouchers(random.Random(1), rows):  # noqa: S311 -- made-up rows, no secrets
                book.write(_as_sie(voucher))
                table.writelines(_as_csv(voucher))
    return sie, flat


def _head() -> Iterator[str]:
    yield from ("#FLAGGA 0", '#PROGRAM "Huset bench" 1', "#FORMAT PC8", f"#GEN {YEAR}1231")
    yield from ("#SIETYP 4", '#FNAMN "Exempelkommunen"', "#ORGNR 212000-0000")
    yield from (f"#RAR 0 {YEAR}0101 {YEAR}1231", f"#OMFATTN {YEAR}1231")
    yield from ('#DIM 1 "Ansvar"', '#DIM 6 "Projekt"')
    yield from (f'#KONTO {number} "Konto {number} för räkenskaper"' for number in ACCOUNTS)
    yield from (f'#OBJEKT 1 "{number}" "Enhet {number}"' for number in UNITS)
    yield from (f'#OBJEKT 6 "{number}" "Projekt {number}"' for number in PROJECTS)
    for month in range(1, 13):
        for at in range(1500):
            account, unit = ACCOUNTS[at % 600], UNITS[at % 500]
            yield f'#PBUDGET 0 {YEAR}{month:02} {account} {{1 "{unit}"}} {at * 100}.00'


Voucher = tuple[int, str, str, list[tuple[str, str, str, str, str]]]


def _vouchers(dice: random.Random, rows: int) -> Iterator[Voucher]:
    for number in range(1, rows // ROWS_A_VOUCHER + 1):
        parts = [dice.randrange(-9_000_000, 9_000_000) for _ in range(ROWS_A_VOUCHER - 1)]
        lines = [_row(dice, number, ore) for ore in (*parts, -sum(parts))]
        yield number, dice.choice(DAYS), dice.choice(TEXTS), lines


def _row(dice: random.Random, number: int, ore: int) -> tuple[str, str, str, str, str]:
    project = dice.choice(PROJECTS) if dice.random() < 1 / 3 else ""
    amount = f"{'-' if ore < 0 else ''}{abs(ore) // 100}.{abs(ore) % 100:02}"
    text = f"{dice.choice(TEXTS)} {number}"
    return dice.choice(ACCOUNTS), dice.choice(UNITS), project, amount, text


def _as_sie(voucher: Voucher) -> str:
    number, day, text, rows = voucher
    lines = [f'#VER "{"AB"[number % 2]}" {number} {day} "{text}" {day}', "{"]
    for account, unit, project, amount, note in rows:
        objects = f'1 "{unit}" 6 "{project}"' if project else f'1 "{unit}"'
        lines.append(f'   #TRANS {account} {{{objects}}} {amount} {day} "{note}" "" ""')
    return "\r\n".join([*lines, "}\r\n"])


def _as_csv(voucher: Voucher) -> Iterator[str]:
    number, day, text, rows = voucher
    for account, unit, project, amount, note in rows:
        objects = f"1={unit};6={project}" if project else f"1={unit}"
        yield f'{"AB"[number % 2]},{number},{day},"{text}",{account},{objects},{amount},"{note}"\n'
