"""How much a file may hold, so that no file can fill the memory."""

MOST_BYTES = 10_000_000
MOST_UNPACKED = 150_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 50
