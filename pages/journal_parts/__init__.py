"""Parts of the journal page."""
