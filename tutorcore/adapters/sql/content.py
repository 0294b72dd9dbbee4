"""Counting what the database holds, and saying which database it is. Reads only."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Engine, Table, func, select

from tutorcore.adapters.sql import tables
from tutorcore.adapters.sql.engine import reading

_COUNTED: Final[dict[str, Table]] = {
    "contacts": tables.contacts,
    "conversations": tables.conversations,
    "pins": tables.pins,
    "tutors": tables.tutors,
    "calendars": tables.calendars,
    "calendar events": tables.events,
    "days off": tables.days_off,
    "published profiles": tables.published_profiles,
    "drafts of profiles": tables.profile_drafts,
    "staff": tables.staff,
    "journal entries": tables.journal,
}


class SqlContent:
    """The store's `CountedStore`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def counts(self) -> dict[str, int]:
        """How many rows there are of each kind, all seen at one moment."""
        columns = [select(func.count()).select_from(table).scalar_subquery() for table in _COUNTED.values()]
        with reading(self._engine) as connection:
            found = connection.execute(select(*columns)).one()
        return dict(zip(_COUNTED, map(int, found), strict=True))

    def database(self) -> str:
        """`SQLite, file dashboard.db` or `PostgreSQL, database planning on db.example.org`."""
        url = self._engine.url
        if url.get_backend_name() == "sqlite":
            return f"SQLite, file {Path(url.database or '').name}"
        return f"PostgreSQL, database {url.database}" + (f" on {url.host}" if url.host else "")
