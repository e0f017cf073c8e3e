"""Pages of goals, indicators, assignments, what they rest on, and core missions."""
