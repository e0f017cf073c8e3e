"""SIE 4B, the files that Swedish accounting systems exchange: read with care, written, summed up."""

from huset.ledger.sie.reader import read
from huset.ledger.sie.records import Book, SieFile, SieRefused

__all__ = ["Book", "SieFile", "SieRefused", "read"]
