"""What people do about access: make tokens, look on for support, and sync with a directory."""
