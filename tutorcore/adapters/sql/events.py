"""The events of calendars: replaced by difference, found by time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, delete, insert, not_, select

from tutorcore.adapters.sql.clean import NAME_LIMIT, storable_text
from tutorcore.adapters.sql.column_types import in_utc
from tutorcore.adapters.sql.tables import events
from tutorcore.domain.calendars import Calendar, CalendarEvent, EventKind, EventStatus
from tutorcore.domain.records import CalendarChange
from tutorcore.errors import InputError

_COLUMNS: Final = {field.name: field.name for field in fields(CalendarEvent)} | {"start": "start_at", "end": "end_at"}
_EVENT: Final = tuple(events.c[column] for column in _COLUMNS.values())
"""What an event is made of, in the order of its fields."""
_STATUSES: Final = {status.value: status for status in EventStatus}
_KINDS: Final = {kind.value: kind for kind in EventKind}


def replace_events(connection: Connection, calendar: Calendar, read: Iterable[CalendarEvent]) -> CalendarChange:
    """Bring the stored events of a calendar to what was read; those that are equal in everything stay."""
    wanted = Counter(_stored_form(event) for event in read)
    unchanged, gone = 0, []
    for number, *values in connection.execute(select(events.c.no, *_EVENT).where(events.c.calendar_id == calendar.id)):
        event = _event(values)
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


def events_between(
    connection: Connection, calendar_ids: Collection[int], start: datetime, end: datetime
) -> list[tuple[int, CalendarEvent]]:
    """(calendar id, event) for every event that meets [start, end), by start; one of no length where it stands."""
    query = select(events.c.calendar_id, *_EVENT).where(
        events.c.calendar_id.in_(sorted(set(calendar_ids))), events.c.end_at >= start, events.c.start_at < end
    )
    ordered = query.order_by(events.c.start_at, events.c.end_at, events.c.calendar_id, events.c.no)
    found = ((calendar_id, _event(values)) for calendar_id, *values in connection.execute(ordered).all())
    return [(calendar_id, event) for calendar_id, event in found if event.end > start or event.start >= start]


def last_lesson(connection: Connection, contact_id: str, before: datetime) -> int | None:
    """The id of the calendar with the contact's last lesson that began before `before` and was not called off."""
    newest = _lessons_before(select(events.c.calendar_id), contact_id, before).limit(1)
    return connection.scalar(newest) if contact_id else None


def lessons_before(connection: Connection, contact_id: str, before: datetime, limit: int) -> list[CalendarEvent]:
    """The contact's newest `limit` lessons that began before `before` and were not called off, newest first."""
    newest = _lessons_before(select(*_EVENT), contact_id, before).limit(limit)
    return [_event(row) for row in connection.execute(newest)] if contact_id else []


def _lessons_before(query: Select[Any], contact_id: str, before: datetime) -> Select[Any]:
    held = query.where(
        events.c.contact_id == contact_id,
        events.c.start_at < before,
        events.c.status != EventStatus.CANCELLED.value,
        not_(events.c.declined),
    )
    return held.order_by(events.c.start_at.desc(), events.c.no.desc())


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
    )


def _values(calendar_id: int, event: CalendarEvent) -> dict[str, object]:
    values: dict[str, object] = {column: getattr(event, name) for name, column in _COLUMNS.items()}
    return values | {"calendar_id": calendar_id, "status": event.status.value, "kind": event.kind.value}


def _event(values: Sequence[Any]) -> CalendarEvent:
    """The event of a row. Field by field, because thousands are read for a click."""
    event_id, start, end, title, all_day, status, transparent, declined, kind, contact_id, before, after = values
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
    )
