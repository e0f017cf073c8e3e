"""SIE 4B, the files that Swedish accounting systems exchange: read, written and summed up."""

from huset.ledger.sie.reader import read
from huset.ledger.sie.records import (
    Account,
    Book,
    Dimension,
    FiscalYear,
    ObjectCode,
    SieFile,
    SieRefused,
    Unbalanced,
    Warning_,
)
from huset.ledger.sie.summary import summary
from huset.ledger.sie.writer import write

__all__ = [
    "Account",
    "Book",
    "Dimension",
    "FiscalYear",
    "ObjectCode",
    "SieFile",
    "SieRefused",
    "Unbalanced",
    "Warning_",
    "read",
    "summary",
    "write",
]
