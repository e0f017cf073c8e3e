"""What may be typed in about the organisation, its people, meetings and decisions."""
