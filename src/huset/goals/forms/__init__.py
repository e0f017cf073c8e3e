"""What may be typed in about goals: values, what they rest on, and core missions."""
