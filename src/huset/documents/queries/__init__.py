"""What people ask about governing documents."""
