"""Contacts as Chatwoot gives them: JSON of its API, its CSV export, and other CSV files."""
