"""From a year of books to a SIE 4E file."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from huset.examples.ledger.year import BookYear, Rules
from huset.ledger.sie import Book, write
from huset.ledger.sie.records import (
    BALANCES,
    ROWS,
    VOUCHERS,
    Account,
    Dimension,
    FiscalYear,
    ObjectCode,
)
from huset.kernel.periods import FiscalYear as Calendar
from huset.organisation.models import Unit

KINDS = {"1": "T", "2": "S", "3": "I", "4": "K", "5": "K", "6": "K", "7": "K"}
FINANCIAL_COSTS = ("83", "85")
UNIT, PROJECT, ACTIVITY = 1, 6, 20
DIMENSIONS = (
    Dimension(UNIT, "Ansvar"),
    Dimension(PROJECT, "Projekt"),
    Dimension(ACTIVITY, "Verksamhet"),
)
Column = dict[str, list[object]]
