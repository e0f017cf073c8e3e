"""What may be typed in about the direction."""
