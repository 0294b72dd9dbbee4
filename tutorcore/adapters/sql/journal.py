"""The journal: one line for every change, written in the transaction of the change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Final

from sqlalchemy import Connection, Engine, RowMapping, insert, select

from tutorcore.adapters.sql.clean import storable_text
from tutorcore.adapters.sql.engine import reading
from tutorcore.adapters.sql.tables import journal
from tutorcore.domain.records import Entry

_NAMES: Final = tuple(field.name for field in fields(Entry))


def record(connection: Connection, *entries: Entry) -> None:
    """Write entries; they are committed with the change, or not at all."""
    record_all(connection, entries)


def record_all(connection: Connection, entries: Sequence[Entry]) -> None:
    """Write many entries at once."""
    if entries:
        connection.execute(insert(journal), [_row(entry) for entry in entries])


class SqlJournal:
    """The port `Journal`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def entries(self, *, subject: str = "", limit: int = 100) -> list[Entry]:
        """The newest entries, of one subject where given."""
        query = select(journal).order_by(journal.c.id.desc()).limit(limit)
        if subject:
            query = query.where(journal.c.subject == storable_text(subject))
        with reading(self._engine) as connection:
            return [_entry(row) for row in connection.execute(query).mappings()]


def _row(entry: Entry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in _NAMES}


def _entry(row: RowMapping) -> Entry:
    return Entry(**{name: row[name] for name in _NAMES})
