"""What the SIE tests share: a docstring's lines as a file, and a reader too dumb to be wrong."""

import inspect
import re
from pathlib import Path

from huset.ledger.sie import SieFile, read

FILES = Path(__file__).parent / "files"
REAL = Path(__file__).parents[5] / "shared" / "data" / "sie"
START = "#FLAGGA 0\n#PROGRAM Prov 1\n#FORMAT PC8\n#GEN 20250131\n#SIETYP 4\n#FNAMN Prov\n"
YEAR = "#RAR 0 20250101 20251231\n#KONTO 1930 Bank\n#KONTO 5010 Hyra\n"
HEAD = START + YEAR


def as_file(folder: Path, text: str | bytes, name: str = "prov.se") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("cp437"))
    return path


def reading(folder: Path, body: str, head: str = HEAD) -> SieFile:
    """What is read of a test's docstring after a head that nothing is wrong with."""
    return read(as_file(folder, head + inspect.cleandoc(body) + "\n"))


def codes(file: SieFile) -> list[tuple[int, str]]:
    return [(found.line, found.code) for found in file.warnings]


def dumb(path: Path) -> tuple[int, int, dict[str, int]]:
    """Vouchers, transactions and öre per account, by splitting lines and nothing more."""
    content = path.read_bytes()
    vouchers, transactions, sums = 0, 0, {}
    for line in content.decode("latin-1").splitlines():
        words = line.split()
        vouchers += words[:1] == ["#VER"]
        if words[:1] == ["#TRANS"]:
            transactions += 1
            amount = re.split(r"\}\s*", line, maxsplit=1)[1].split()[0]
            kronor, _, ore = amount.partition(".")
            size = int(kronor.lstrip("-")) * 100 + int(ore.ljust(2, "0"))
            account = words[1].strip('"')
            sums[account] = sums.get(account, 0) + (-size if amount.startswith("-") else size)
    return vouchers, transactions, sums
