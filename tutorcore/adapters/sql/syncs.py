"""How far the reading of an outside calendar is, and who is at it: one row a calendar, one reader at a time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from tutorcore.adapters.sql.tables import calendar_syncs
from tutorcore.domain.records import SyncState


def take_reading(
    connection: Connection, calendar_id: int, *, now: datetime, not_since: datetime, lease_until: datetime
) -> SyncState | None:
    """Take the right to read a calendar whose row is held; None where somebody has it, or had it after `not_since`."""
    row = connection.execute(select(calendar_syncs).where(calendar_syncs.c.calendar_id == calendar_id)).first()
    if row is not None:
        at_it = row.lease_until is not None and row.lease_until > now
        lately = row.taken_at is not None and row.taken_at > not_since
        if at_it or lately:
            return None
    _store(connection, calendar_id, taken_at=now, lease_until=lease_until)
    return (
        SyncState(token="", read_whole_at=None)
        if row is None
        else SyncState(token=row.token, read_whole_at=row.read_whole_at)
    )


def end_whole_reading(connection: Connection, calendar_id: int, token: str, read_at: datetime) -> None:
    """Note that all of a calendar was read, and give the right to read back. A file or feed has nothing to note."""
    if not _update(connection, calendar_id, token=token, read_whole_at=read_at, lease_until=None) and token:
        _store(connection, calendar_id, token=token, read_whole_at=read_at)


def end_delta(connection: Connection, calendar_id: int, token: str) -> None:
    """Note from where to go on, and give the right to read back."""
    _store(connection, calendar_id, token=token, lease_until=None)


def give_back(connection: Connection, calendar_id: int) -> None:
    """Give the right to read back after a failure; the token stays."""
    _update(connection, calendar_id, lease_until=None)


def forget(connection: Connection, calendar_id: int) -> None:
    """Forget how far a calendar is that is removed."""
    connection.execute(delete(calendar_syncs).where(calendar_syncs.c.calendar_id == calendar_id))


def _store(connection: Connection, calendar_id: int, **values: object) -> None:
    """The calendar's row is held, so nobody else can add one meanwhile."""
    if not _update(connection, calendar_id, **values):
        connection.execute(insert(calendar_syncs).values({"calendar_id": calendar_id, "token": ""} | values))


def _update(connection: Connection, calendar_id: int, **values: object) -> bool:
    change = update(calendar_syncs).where(calendar_syncs.c.calendar_id == calendar_id)
    return connection.execute(change.values(values)).rowcount > 0
