"""The directory's way in: SCIM 2.0 (RFC 7643 and 7644)."""
