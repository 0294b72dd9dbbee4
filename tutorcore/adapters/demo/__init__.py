"""Demo data, moved to today."""
