"""The events of calendars: replaced by difference, found by time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, insert, or_, select, true

from tutorcore.adapters.sql.clean import NAME_LIMIT, storable_text
from tutorcore.adapters.sql.column_types import in_utc
from tutorcore.adapters.sql.tables import events
from tutorcore.domain.calendars import Calendar, CalendarEvent, EventKind, EventStatus
from tutorcore.domain.records import CalendarChange, CalendarReading
from tutorcore.domain.remote_events import CalendarDelta
from tutorcore.errors import InputError

_COLUMNS: Final = {field.name: field.name for field in fields(CalendarEvent)} | {"start": "start_at", "end": "end_at"}
EVENT_COLUMNS: Final = tuple(events.c[column] for column in _COLUMNS.values())
"""What an event is made of, in the order of its fields."""
_AT_ONCE: Final = 1_000
"""How many ids are asked about in one question: databases have a limit."""
_STATUSES: Final = {status.value: status for status in EventStatus}
_KINDS: Final = {kind.value: kind for kind in EventKind}


def replace_events(
    connection: Connection,
    calendar: Calendar,
    read: Iterable[CalendarEvent],
    *,
    among: Sequence[ColumnElement[bool]] = (true(),),
) -> CalendarChange:
    """Bring the stored events of a calendar to what was read; those that are equal in everything stay.

    `among` says which of the stored ones may go, by conditions of which no two hold for one event.
    """
    wanted = Counter(_stored_form(event) for event in read)
    unchanged, gone = 0, []
    for number, event in _numbered(connection, calendar.id, among):
        if wanted[event] > 0:
            wanted[event] -= 1
            unchanged += 1
        else:
            gone.append({"gone": number})
    new = [_values(calendar.id, event) for event in wanted.elements()]
    if gone:
        connection.execute(delete(events).where(events.c.no == bindparam("gone")), gone)
    if new:
        connection.execute(insert(events), new)
    return CalendarChange(calendar=calendar, added=len(new), removed=len(gone), unchanged=unchanged)


def apply_delta(connection: Connection, calendar: Calendar, delta: CalendarDelta) -> CalendarChange:
    """Bring the events of a calendar to what changed in it: by their ids, the others stay."""
    ids = sorted({event.id for event in delta.events} | delta.gone)
    parts = [ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)]
    return replace_events(connection, calendar, delta.events, among=[events.c.id.in_(part) for part in parts])


def replace_window(connection: Connection, calendar: Calendar, reading: CalendarReading) -> CalendarChange:
    """Replace what meets the time of a short reading, and what came into it from elsewhere.

    An event that could not be read may be one of those that are known, so nothing is taken away beside it.
    """
    known = events.c.id.in_([event.id for event in reading.events])
    meets = and_(events.c.end_at > reading.covers_from, events.c.start_at < reading.covers_until)
    return replace_events(connection, calendar, reading.events, among=[known if reading.bad else or_(known, meets)])


def _numbered(
    connection: Connection, calendar_id: int, among: Iterable[ColumnElement[bool]]
) -> Iterator[tuple[int, CalendarEvent]]:
    for condition in among:
        query = select(events.c.no, *EVENT_COLUMNS).where(events.c.calendar_id == calendar_id, condition)
        for number, *values in connection.execute(query).all():
            yield number, event_from(values)


def events_between(
    connection: Connection, calendar_ids: Collection[int], start: datetime, end: datetime
) -> list[tuple[int, CalendarEvent]]:
    """(calendar id, event) for every event that meets [start, end), by start; one of no length where it stands."""
    query = select(events.c.calendar_id, *EVENT_COLUMNS).where(
        events.c.calendar_id.in_(sorted(set(calendar_ids))), events.c.end_at >= start, events.c.start_at < end
    )
    ordered = query.order_by(events.c.start_at, events.c.end_at, events.c.calendar_id, events.c.no)
    found = ((calendar_id, event_from(values)) for calendar_id, *values in connection.execute(ordered).all())
    return [(calendar_id, event) for calendar_id, event in found if event.end > start or event.start >= start]


def events_of_bookings(connection: Connection, calendar_id: int) -> list[CalendarEvent]:
    """The events of a calendar that stand for bookings of ours, by start."""
    query = select(*EVENT_COLUMNS).where(events.c.calendar_id == calendar_id, events.c.booking_id != "")
    return [event_from(row) for row in connection.execute(query.order_by(events.c.start_at, events.c.no))]


def _stored_form(event: CalendarEvent) -> CalendarEvent:
    """The event as it will come back: clean text, instants in UTC (equal across zones only there)."""
    start, end = in_utc(event.start), in_utc(event.end)
    if end < start:
        raise InputError("An event ends before it starts.")
    return replace(
        event,
        start=start,
        end=end,
        id=storable_text(event.id),
        title=storable_text(event.title),
        contact_id=storable_text(event.contact_id)[:NAME_LIMIT],
        booking_id=storable_text(event.booking_id),
        etag=storable_text(event.etag),
    )


def _values(calendar_id: int, event: CalendarEvent) -> dict[str, object]:
    values: dict[str, object] = {column: getattr(event, name) for name, column in _COLUMNS.items()}
    return values | {"calendar_id": calendar_id, "status": event.status.value, "kind": event.kind.value}


def event_from(values: Sequence[Any]) -> CalendarEvent:
    """The event of a row. Field by field, because thousands are read for a click."""
    event_id, start, end, title, all_day, status, transparent, declined, kind, contact_id, before, after, *ours = values
    booking_id, etag = ours
    return CalendarEvent(
        id=event_id,
        start=start,
        end=end,
        title=title,
        all_day=all_day,
        status=_STATUSES[status],
        transparent=transparent,
        declined=declined,
        kind=_KINDS[kind],
        contact_id=contact_id,
        buffer_before_min=before,
        buffer_after_min=after,
        booking_id=booking_id,
        etag=etag,
    )
