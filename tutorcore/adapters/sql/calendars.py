"""Tutors and their calendars. The events themselves: `events.py`; who reads an outside one: `syncs.py`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine, RowMapping, delete, insert, select, update

from tutorcore.adapters.sql.clean import key_name, storable_text
from tutorcore.adapters.sql.column_types import in_utc
from tutorcore.adapters.sql.engine import one_at_a_time, reading, writing
from tutorcore.adapters.sql.events import (
    apply_delta,
    events_between,
    events_of_bookings,
    replace_events,
    replace_window,
)
from tutorcore.adapters.sql.journal import record
from tutorcore.adapters.sql.lessons import last_lesson_tutor, lessons_before
from tutorcore.adapters.sql.syncs import end_delta, end_whole_reading, forget, give_back, take_reading
from tutorcore.adapters.sql.tables import calendars, events, tutors
from tutorcore.domain.calendars import Calendar, CalendarEvent, Tutor
from tutorcore.domain.records import CalendarChange, CalendarReading, Entry, SyncState
from tutorcore.domain.remote_events import CalendarDelta
from tutorcore.errors import InputError, UnknownName


class SqlCalendars:
    """The port `Calendars`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def tutors(self) -> list[Tutor]:
        """Active tutors by name."""
        with reading(self._engine) as connection:
            found = connection.execute(select(tutors).where(tutors.c.active)).mappings()
            return sorted((_tutor(row) for row in found), key=lambda tutor: tutor.name.casefold())

    def add_tutor(self, name: str, *, entry: Entry) -> Tutor:
        """The tutor of that name (case and outer space ignored), made where there is none. Raises `InputError`."""
        name = key_name(name, "a tutor")
        known = select(tutors).where(tutors.c.name_key == name.casefold())
        with writing(self._engine) as connection:
            one_at_a_time(connection, "tutors")
            found = connection.execute(known).mappings().first()
            if found is not None and found["active"]:
                return _tutor(found)
            if found is None:
                connection.execute(insert(tutors).values(name=name, name_key=name.casefold(), active=True))
            else:
                connection.execute(update(tutors).where(tutors.c.id == found["id"]).values(active=True))
            record(connection, entry)
            return _tutor(connection.execute(known).mappings().one())

    def calendars(self) -> list[Calendar]:
        """Every calendar, by tutor and name."""
        query = select(calendars, tutors.c.name_key).join(tutors)
        with reading(self._engine) as connection:
            rows = sorted(
                connection.execute(query).mappings(),
                key=lambda row: (row["name_key"], row["name"].casefold(), row["id"]),
            )
            return [_calendar(row) for row in rows]

    def store_reading(
        self, tutor_id: int, reading: CalendarReading, *, read_at: datetime, entry: Entry
    ) -> CalendarChange:
        """Replace what is known of a calendar (found by tutor and source) by a reading, in one transaction.

        A reading that brings nothing new moves the times only, and is not a change: no entry.
        """
        _require_span(reading.covers_from, reading.covers_until)
        with writing(self._engine) as connection:
            known = _find(connection, tutor_id, reading.source)
            calendar_id = _add(connection, tutor_id, reading.source) if known is None else known.id
            calendar = _update(connection, calendar_id, reading, read_at)
            change = replace_events(connection, calendar, reading.events)
            end_whole_reading(connection, calendar_id, reading.token, read_at)
            _record(connection, change, entry, always=known is None or known.name != calendar.name)
        return change

    def connect(self, tutor_id: int, source: str, *, name: str, entry: Entry) -> Calendar:
        """The calendar of that tutor and source, made where there is none; never read so far. Raises `UnknownName`."""
        with writing(self._engine) as connection:
            known = _find(connection, tutor_id, source)
            if known is not None:
                return known
            record(connection, entry)
            return _lock(connection, _add(connection, tutor_id, source, name))

    def begin_reading(
        self, calendar_id: int, *, now: datetime, not_since: datetime, lease_until: datetime
    ) -> SyncState | None:
        """Take the right to read a calendar: None where somebody else has it, or took it after `not_since`.

        Raises `UnknownName`.
        """
        with writing(self._engine) as connection:
            _lock(connection, calendar_id)
            return take_reading(connection, calendar_id, now=now, not_since=not_since, lease_until=lease_until)

    def store_delta(
        self, calendar_id: int, delta: CalendarDelta, *, covers_until: datetime, read_at: datetime, entry: Entry
    ) -> CalendarChange:
        """Bring a calendar to what changed in it, by the events' ids, in one transaction. Raises `UnknownName`.

        What could not be read is counted beside what could not be read before.
        """
        values = {"read_at": read_at, "covers_until": covers_until, "error": "", "failed_at": None}
        with writing(self._engine) as connection:
            unreadable = _lock(connection, calendar_id).unreadable + len(delta.bad)
            calendar = _set(connection, calendar_id, values | {"unreadable": unreadable})
            change = apply_delta(connection, calendar, delta)
            end_delta(connection, calendar_id, delta.token)
            _record(connection, change, entry)
        return change

    def store_window(self, calendar_id: int, reading: CalendarReading, *, entry: Entry) -> CalendarChange:
        """Replace what meets the time of a reading of a few hours; the rest and the calendar's own times stay.

        Raises `UnknownName`.
        """
        _require_span(reading.covers_from, reading.covers_until)
        with writing(self._engine) as connection:
            change = replace_window(connection, _lock(connection, calendar_id), reading)
            _record(connection, change, entry)
        return change

    def record_failure(self, tutor_id: int, source: str, error: str, *, at: datetime) -> None:
        """Note that a calendar could not be read. Its last good reading stays, marked."""
        with writing(self._engine) as connection:
            known = _find(connection, tutor_id, source)
            calendar_id = _add(connection, tutor_id, source) if known is None else known.id
            _set(connection, calendar_id, {"error": error or "The calendar could not be read.", "failed_at": at})
            give_back(connection, calendar_id)

    def remove_calendar(self, calendar_id: int, *, entry: Entry) -> None:
        """Forget a calendar and its events. Raises `UnknownName`."""
        with writing(self._engine) as connection:
            _lock(connection, calendar_id)
            forget(connection, calendar_id)
            connection.execute(delete(events).where(events.c.calendar_id == calendar_id))
            connection.execute(delete(calendars).where(calendars.c.id == calendar_id))
            record(connection, entry)

    def events(self, calendar_ids: Collection[int], start: datetime, end: datetime) -> list[tuple[int, CalendarEvent]]:
        """(calendar id, event) for every event that meets [start, end), blocking or not, by start."""
        _require_span(start, end)
        with reading(self._engine) as connection:
            return events_between(connection, calendar_ids, in_utc(start), in_utc(end))

    def events_of_bookings(self, calendar_id: int) -> list[CalendarEvent]:
        """The events of a calendar that stand for bookings of ours, by start."""
        with reading(self._engine) as connection:
            return events_of_bookings(connection, calendar_id)

    def last_lesson_tutor(self, contact_id: str, before: datetime) -> int | None:
        """The id of the tutor of the contact's last lesson that began before `before`, and was not called off."""
        with reading(self._engine) as connection:
            return last_lesson_tutor(connection, contact_id, before)

    def lessons_of(self, contact_id: str, before: datetime, *, limit: int = 20) -> list[CalendarEvent]:
        """The contact's lessons that began before `before` and were not called off, newest first."""
        with reading(self._engine) as connection:
            return lessons_before(connection, contact_id, before, limit)


def require_tutor(connection: Connection, tutor_id: int) -> None:
    """Hold the tutor's row until the transaction ends. Raises `UnknownName`."""
    if connection.scalar(select(tutors.c.id).where(tutors.c.id == tutor_id).with_for_update()) is None:
        raise UnknownName("That tutor is not there.", hint="Choose one of the list of tutors, or add the tutor first.")


def _require_span(start: datetime, end: datetime) -> None:
    if in_utc(end) < in_utc(start):
        raise InputError("The end of the time asked for is before its start.")


def _find(connection: Connection, tutor_id: int, source: str) -> Calendar | None:
    """The calendar of that tutor and source. The tutor's row is held, so nobody else can add it meanwhile."""
    require_tutor(connection, tutor_id)
    of_tutor = select(calendars).where(calendars.c.tutor_id == tutor_id, calendars.c.source == source)
    found = connection.execute(of_tutor.order_by(calendars.c.id)).mappings().first()
    return None if found is None else _calendar(found)


def _lock(connection: Connection, calendar_id: int) -> Calendar:
    """The calendar, held until the transaction ends. Raises `UnknownName`."""
    query = select(calendars).where(calendars.c.id == calendar_id).with_for_update()
    found = connection.execute(query).mappings().first()
    if found is None:
        raise UnknownName("That calendar is not there any more.", hint="Reload the list of calendars.")
    return _calendar(found)


def _add(connection: Connection, tutor_id: int, source: str, name: str = "") -> int:
    values = {"tutor_id": tutor_id, "name": name, "source": source, "unreadable": 0, "error": ""}
    adding = insert(calendars).values(values).returning(calendars.c.id)
    return int(connection.execute(adding).scalar_one())


def _update(connection: Connection, calendar_id: int, reading: CalendarReading, read_at: datetime) -> Calendar:
    """Store what a reading says of the calendar itself; an earlier failure is over."""
    values = {
        "name": storable_text(reading.name),
        "read_at": read_at,
        "covers_from": reading.covers_from,
        "covers_until": reading.covers_until,
        "unreadable": len(reading.bad),
        "error": "",
        "failed_at": None,
    }
    return _set(connection, calendar_id, values)


def _set(connection: Connection, calendar_id: int, values: Mapping[str, object]) -> Calendar:
    change = update(calendars).where(calendars.c.id == calendar_id).values(values).returning(calendars)
    return _calendar(connection.execute(change).mappings().one())


def _record(connection: Connection, change: CalendarChange, entry: Entry, *, always: bool = False) -> None:
    """Write the entry of a reading that changed something, with how much."""
    if always or change.added or change.removed:
        counts = {"added": change.added, "removed": change.removed}
        record(connection, replace(entry, after={**entry.after, **counts}))


def _tutor(row: RowMapping) -> Tutor:
    return Tutor(id=row["id"], name=row["name"], active=row["active"])


def _calendar(row: RowMapping) -> Calendar:
    kept = ("id", "tutor_id", "name", "source", "read_at", "covers_from", "covers_until", "unreadable", "error")
    return Calendar(**{name: row[name] for name in kept})
