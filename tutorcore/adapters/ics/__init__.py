"""Calendar files and feeds (RFC 5545)."""
