"""Pages of the direction."""
