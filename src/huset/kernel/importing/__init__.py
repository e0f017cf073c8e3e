"""Tables in and out: a file is read by its columns, previewed, and then imported whole or not.

A use declares its columns as data. The same columns read what is sent in and write what is
fetched, so a file that is fetched and sent back changes nothing.
"""

from huset.kernel.importing.faults import BadFile, RowError, Unfit
from huset.kernel.importing.kinds import Kind, amount, choice, day, decimal, text, whole
from huset.kernel.importing.preview import Change, Preview
from huset.kernel.importing.reading import read_table, refuse_no_table
from huset.kernel.importing.tables import Column, Row, Table
from huset.kernel.importing.writing import write_csv, write_table

__all__ = [
    "BadFile",
    "Change",
    "Column",
    "Kind",
    "Preview",
    "Row",
    "RowError",
    "Table",
    "Unfit",
    "amount",
    "choice",
    "day",
    "decimal",
    "read_table",
    "refuse_no_table",
    "text",
    "whole",
    "write_csv",
    "write_table",
]
