"""The store: SQLAlchemy over SQLite or PostgreSQL.

    store = open_store(url)     # makes the file where there is none, and brings the tables up to date
    store.contacts.search("jansen")

Outside this folder nothing knows about SQL, and nothing in this folder knows a rule of planning.
"""

from __future__ import annotations

from tutorcore.adapters.sql.engine import open_engine
from tutorcore.adapters.sql.migrating import migrate
from tutorcore.adapters.sql.store import Store, open_store

__all__ = ["Store", "migrate", "open_engine", "open_store"]
