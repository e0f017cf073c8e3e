"""Documents: a tree of plain values, and its renderings as web page, PDF and Word."""
