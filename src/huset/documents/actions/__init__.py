"""What people do with governing documents."""
