"""The example's books: a synthetic but balanced ledger, written as real SIE files."""
