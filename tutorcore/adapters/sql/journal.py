"""The journal: one line for every change, written in the transaction of the change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Final

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, Select, Text, cast, insert, or_, select

from tutorcore.adapters.sql.clean import storable_text
from tutorcore.adapters.sql.engine import reading
from tutorcore.adapters.sql.tables import journal
from tutorcore.domain.records import Entry, EntryFilter
from tutorcore.errors import UnknownName

_NAMES: Final = tuple(field.name for field in fields(Entry))
_WRITTEN: Final = tuple(name for name in _NAMES if name != "id")


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
        return self.page(EntryFilter(subjects=frozenset({subject}) if subject else None), limit=limit)

    def entry(self, entry_id: int) -> Entry:
        """One entry. Raises `UnknownName`."""
        with reading(self._engine) as connection:
            row = connection.execute(select(journal).where(journal.c.id == entry_id)).mappings().first()
        if row is None:
            raise UnknownName(f"The journal has no entry {entry_id}.", hint="Look it up in the journal again.")
        return _entry(row)

    def page(self, wanted: EntryFilter, *, before_id: int | None = None, limit: int = 50) -> list[Entry]:
        """The newest entries that are wanted, of those with a smaller number than `before_id`."""
        query = _of(wanted).order_by(journal.c.id.desc()).limit(limit)
        if before_id is not None:
            query = query.where(journal.c.id < before_id)
        with reading(self._engine) as connection:
            return [_entry(row) for row in connection.execute(query).mappings()]

    def actors(self) -> list[str]:
        """Everybody who ever changed something, by name."""
        with reading(self._engine) as connection:
            return sorted(connection.scalars(select(journal.c.actor).distinct()), key=str.casefold)


def _of(wanted: EntryFilter) -> Select[tuple[object, ...]]:
    return select(journal).where(*_conditions(wanted))


def _conditions(wanted: EntryFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.subjects is not None:
        yield journal.c.subject.in_(sorted(wanted.subjects))
    if wanted.actor:
        yield journal.c.actor == wanted.actor
    if wanted.batch:
        yield journal.c.batch == wanted.batch
    if wanted.actions:
        yield journal.c.action.in_(sorted(wanted.actions))
    if text := storable_text(wanted.text).strip():
        yield _holds(text)


def _holds(text: str) -> ColumnElement[bool]:
    """The text occurs in an entry; in its JSON, as it is written there."""
    in_json = json.dumps(text, ensure_ascii=False)[1:-1]
    return or_(
        journal.c.subject.icontains(text, autoescape=True),
        journal.c.reason.icontains(text, autoescape=True),
        cast(journal.c.before, Text).icontains(in_json, autoescape=True),
        cast(journal.c.after, Text).icontains(in_json, autoescape=True),
    )


def _row(entry: Entry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in _WRITTEN} | {"batch": entry.batch or None}


def _entry(row: RowMapping) -> Entry:
    return Entry(**{name: row[name] for name in _NAMES} | {"batch": row["batch"] or ""})
