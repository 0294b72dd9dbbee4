"""Calendars that days off are read from, and what each of them brought. Transactions are the caller's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from tutorcore.adapters.sql.clean import storable_text
from tutorcore.adapters.sql.journal import record
from tutorcore.adapters.sql.tables import closure_feeds, days_off
from tutorcore.domain.calendars import ClosureFeed, DayOff, DayOffKind
from tutorcore.domain.closure_imports import Listed, ListedChange, Merge, Period, merge_listed
from tutorcore.domain.records import Entry
from tutorcore.errors import UnknownName


def all_feeds(connection: Connection) -> list[ClosureFeed]:
    """Every one, by name."""
    found = (_feed(row) for row in connection.execute(select(closure_feeds)).mappings())
    return sorted(found, key=lambda feed: (feed.name.casefold(), feed.id))


def merge_reading(
    connection: Connection, listed: Listed, *, tutor_id: int | None, today: date, read_at: datetime, entry: Entry
) -> ListedChange:
    """Merge a reading with what its calendar brought before; an entry where that changes something."""
    listed = replace(listed, periods=tuple(_storable(period) for period in listed.periods))
    known = connection.scalar(
        select(closure_feeds.c.id).where(
            closure_feeds.c.source == listed.source, closure_feeds.c.tutor_id.is_not_distinct_from(tutor_id)
        )
    )
    feed_id = _store_feed(connection, known, listed, tutor_id=tutor_id, read_at=read_at)
    merge = merge_listed(_brought_by(connection, feed_id), listed, today=today)
    _store_days(connection, merge, feed_id, tutor_id=tutor_id, origin=listed.name)
    change = ListedChange(added=len(merge.add), removed=len(merge.remove), unchanged=merge.unchanged)
    if known is None or change.added or change.removed:
        counts = {"added": change.added, "removed": change.removed}
        record(connection, replace(entry, after={**entry.after, **counts}))
    return change


def mark_failure(connection: Connection, feed_id: int, error: str, at: datetime) -> None:
    """Mark it as not read again."""
    said = error or "The calendar could not be read."
    connection.execute(update(closure_feeds).where(closure_feeds.c.id == feed_id).values(error=said, failed_at=at))


def forget_feed(connection: Connection, feed_id: int, *, today: date) -> None:
    """Take it and what it closes from `today` on away; what is over stays. Raises `UnknownName`."""
    brought = days_off.c.feed_id == feed_id
    connection.execute(delete(days_off).where(brought, days_off.c.last >= today))
    connection.execute(update(days_off).where(brought).values(feed_id=None))
    if not connection.execute(delete(closure_feeds).where(closure_feeds.c.id == feed_id)).rowcount:
        raise UnknownName("That calendar is not there any more.", hint="Reload the list of days off.")


def _storable(period: Period) -> Period:
    return replace(period, name=storable_text(period.name))


def _store_feed(
    connection: Connection, known: int | None, listed: Listed, *, tutor_id: int | None, read_at: datetime
) -> int:
    """Store what a reading says of the calendar itself; an earlier failure is over."""
    values = {
        "tutor_id": tutor_id,
        "name": listed.name,
        "source": listed.source,
        "read_at": read_at,
        "unreadable": listed.unreadable,
        "error": "",
        "failed_at": None,
    }
    if known is not None:
        connection.execute(update(closure_feeds).where(closure_feeds.c.id == known).values(values))
        return known
    return int(connection.execute(insert(closure_feeds).values(values).returning(closure_feeds.c.id)).scalar_one())


def _brought_by(connection: Connection, feed_id: int) -> list[DayOff]:
    query = select(days_off.c.id, days_off.c.first, days_off.c.last, days_off.c.name)
    rows = connection.execute(query.where(days_off.c.feed_id == feed_id))
    return [DayOff(id=row.id, first=row.first, last=row.last, name=row.name) for row in rows]


def _store_days(connection: Connection, merge: Merge, feed_id: int, *, tutor_id: int | None, origin: str) -> None:
    if merge.remove:
        connection.execute(delete(days_off).where(days_off.c.id.in_([day.id for day in merge.remove])))
    shared = {"tutor_id": tutor_id, "kind": DayOffKind.CALENDAR.value, "origin": origin, "feed_id": feed_id}
    rows = [{"first": one.first, "last": one.last, "name": one.name, **shared} for one in merge.add]
    if rows:
        connection.execute(insert(days_off), rows)


def _feed(row: RowMapping) -> ClosureFeed:
    kept = ("id", "tutor_id", "name", "source", "read_at", "unreadable", "error")
    return ClosureFeed(**{name: row[name] for name in kept})
