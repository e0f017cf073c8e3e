"""What may be typed in about governing documents."""
