"""Contacts as Chatwoot gives them: JSON of its API, its CSV export, and other CSV files."""

from tutorcore.adapters.chatwoot.files import open_contact_file

__all__ = ["open_contact_file"]
