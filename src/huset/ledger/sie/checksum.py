"""#KSUMMA: CRC-32 over the labels and fields between its two records, as CP437, and nothing else.

No separators, quotes, braces or line ends are part of it. A wrong sum is told loudly but does not
refuse the file: programs are known to write dummy sums, and every amount can still be read.
"""

import zlib

import polars as pl

from huset.ledger.sie.fields import Record
from huset.ledger.sie.findings import Findings
from huset.ledger.sie.records import SieRefused
from huset.ledger.sie.shapes import Shape

FIRST_ALONE = (
    "#KSUMMA inleder filen men avslutar den inte: filen är avhuggen. Exportera den på nytt ur "
    "ekonomisystemet."
)
AFTER_LAST = "Poster står efter den sista #KSUMMA; kontrollsumman omfattar dem inte."
LAST_ALONE = "#KSUMMA avslutar filen men inleder den inte; kontrollsumman kan inte prövas."
WRONG = (
    "Kontrollsumman #KSUMMA stämmer inte (filen säger {said}, innehållet ger {made}): filen är "
    "ändrad eller skadad efter exporten, eller så räknar programmet fel. Jämför summorna med "
    "ekonomisystemet innan filen används."
)
WITHOUT_QUOTES = pl.col("objects").str.replace_all(r'"([^"]*)"|[ \t]+', "$1")


def summed(taken: pl.DataFrame, shape: Shape) -> pl.DataFrame:
    """What counts of the lines that a pattern took: label and fields without anything between."""
    fields = [WITHOUT_QUOTES if name == "objects" else pl.col(name) for name in shape.columns]
    counts = pl.concat_str(pl.lit("#"), "label", *fields, ignore_nulls=True)
    return taken.select("line", counts=counts)


class Checksum:
    """The sum of a file so far."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.made = self.after = 0

    def see(self, lines: pl.DataFrame, heads: list[Record]) -> None:
        """Add lines (``line``, ``counts``) in their order."""
        self.records += [record for record in heads if record.label == "#KSUMMA"]
        if not self.records or self.records[0].fields:
            return
        inside = pl.col("line") > self.records[0].line
        if len(self.records) > 1:
            last = self.records[1].line
            inside &= pl.col("line") < last
            after = lines.filter(pl.col("line") > last)["line"].sort()
            self.after = self.after or next(iter(after), 0)
        text = lines.sort("line").filter(inside)["counts"].str.join("").item()
        self.made = zlib.crc32(text.encode("cp437", "replace"), self.made)

    def verdict(self, last_line: int, findings: Findings) -> str:
        """The file's own sum against this one: "ok", "missing" or "wrong"."""
        if not self.records:
            return "missing"
        if self.records[0].fields:
            findings.warn(self.records[0].line, "checksum_start", LAST_ALONE)
            return "missing"
        if not any(record.fields for record in self.records):
            raise SieRefused(last_line, "truncated", FIRST_ALONE)
        if self.after:
            findings.warn(self.after, "checksum_end", AFTER_LAST)
        said = "".join(self.records[1].fields[:1])
        if said == str(self.made):
            return "ok"
        findings.warn(self.records[1].line, "checksum", WRONG.format(said=said, made=self.made))
        return "wrong"
