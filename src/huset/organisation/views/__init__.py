"""Pages about the organisation, its people, its meetings and its decisions."""
