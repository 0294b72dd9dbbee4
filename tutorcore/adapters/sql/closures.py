"""Days off: closures of the company or of one tutor, and the public holidays that are switched on.

Calendars that bring days off: `closure_feeds.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, delete, insert, select

from tutorcore.adapters.sql.calendars import require_tutor
from tutorcore.adapters.sql.clean import key_name, storable_text
from tutorcore.adapters.sql.closure_feeds import all_feeds, forget_feed, mark_failure, merge_reading
from tutorcore.adapters.sql.engine import one_at_a_time, reading, writing
from tutorcore.adapters.sql.journal import record
from tutorcore.adapters.sql.tables import days_off, holiday_switches
from tutorcore.domain.calendars import ClosureFeed, DayOff, DayOffKind
from tutorcore.domain.closure_imports import Listed, ListedChange, new_among
from tutorcore.domain.public_holidays import HolidaySwitch, PublicHoliday, holidays_off, switches_of
from tutorcore.domain.records import Entry
from tutorcore.errors import InputError, UnknownName
from tutorcore.ports import PublicHolidays

_STORED: Final = ("first", "last", "name", "tutor_id", "kind", "origin", "feed_id")


class NoHolidays:
    """`PublicHolidays` of a store that knows none."""

    def between(self, first: date | None, last: date | None) -> list[PublicHoliday]:
        """None, whatever is asked."""
        del first, last
        return []


class SqlClosures:
    """The port `Closures`. The store keeps which holidays are switched; when they are, `holidays` knows."""

    def __init__(self, engine: Engine, holidays: PublicHolidays | None = None) -> None:
        self._engine = engine
        self._holidays: PublicHolidays = holidays or NoHolidays()

    def days_off(self, first: date | None = None, last: date | None = None) -> list[DayOff]:
        """Those that meet the dates, by first day, public holidays that are switched on among them."""
        with reading(self._engine) as connection:
            return self._days_off(connection, first, last)

    def add(self, first: date, last: date, name: str, *, tutor_id: int | None, entry: Entry) -> DayOff:
        """Store one. Raises `InputError` (ends before it begins), `UnknownName` (no such tutor)."""
        _require_span(first, last)
        day = DayOff(id=0, first=first, last=last, name=storable_text(name), tutor_id=tutor_id)
        with writing(self._engine) as connection:
            _require_tutors(connection, [day])
            stored = connection.execute(insert(days_off).values(_row(day)).returning(days_off)).mappings().one()
            record(connection, entry)
        return _day_off(stored)

    def add_all(self, days: Sequence[DayOff], *, entry: Entry) -> ListedChange:
        """Store those that are not there yet, all or none. Raises like `add`."""
        for day in days:
            _require_span(day.first, day.last)
        first, last = min((day.first for day in days), default=None), max((day.last for day in days), default=None)
        with writing(self._engine) as connection:
            one_at_a_time(connection, "closures")
            _require_tutors(connection, days)
            new = new_among(days, self._days_off(connection, first, last))
            if new:
                connection.execute(insert(days_off), [_row(day) for day in new])
                record(connection, replace(entry, after={**entry.after, "added": len(new)}))
        return ListedChange(added=len(new), removed=0, unchanged=len(days) - len(new))

    def remove(self, day_off_id: int, *, entry: Entry) -> None:
        """Take one away. Raises `UnknownName`, and `InputError` for one that a calendar brings."""
        with writing(self._engine) as connection:
            query = select(days_off.c.feed_id).where(days_off.c.id == day_off_id).with_for_update()
            found = connection.execute(query).first()
            if found is None:
                raise UnknownName("That closure is not there any more.", hint="Reload the list of closures.")
            if found.feed_id is not None:
                raise InputError(
                    "That closure comes from a calendar, which would bring it again.",
                    hint="Change it in the calendar and read that again, or remove the calendar here.",
                )
            connection.execute(delete(days_off).where(days_off.c.id == day_off_id))
            record(connection, entry)

    def switches(self, first: date, last: date) -> list[HolidaySwitch]:
        """The public holidays that fall on the dates, each once."""
        with reading(self._engine) as connection:
            return switches_of(self._holidays.between(first, last), _switched(connection))

    def switch(self, key: str, *, on: bool, entry: Entry) -> None:
        """Switch a public holiday; nothing happens where it is switched so already."""
        key = key_name(key, "a public holiday")
        with writing(self._engine) as connection:
            one_at_a_time(connection, "closures")
            if _switched(connection).get(key) is on:
                return
            connection.execute(delete(holiday_switches).where(holiday_switches.c.key == key))
            connection.execute(insert(holiday_switches).values(key=key, on=on))
            record(connection, entry)

    def feeds(self) -> list[ClosureFeed]:
        """The calendars that days off are read from, by name."""
        with reading(self._engine) as connection:
            return all_feeds(connection)

    def store_feed(
        self, listed: Listed, *, tutor_id: int | None, today: date, read_at: datetime, entry: Entry
    ) -> ListedChange:
        """Merge a reading with what the same calendar brought before. Raises `UnknownName`."""
        for period in listed.periods:
            _require_span(period.first, period.last)
        with writing(self._engine) as connection:
            one_at_a_time(connection, "closures")
            if tutor_id is not None:
                require_tutor(connection, tutor_id)
            return merge_reading(connection, listed, tutor_id=tutor_id, today=today, read_at=read_at, entry=entry)

    def record_feed_failure(self, feed_id: int, error: str, *, at: datetime) -> None:
        """Note that a calendar could not be read. What it brought stays."""
        with writing(self._engine) as connection:
            mark_failure(connection, feed_id, error, at)

    def remove_feed(self, feed_id: int, *, today: date, entry: Entry) -> None:
        """Forget a calendar and what it closes from `today` on. Raises `UnknownName`."""
        with writing(self._engine) as connection:
            one_at_a_time(connection, "closures")
            forget_feed(connection, feed_id, today=today)
            record(connection, entry)

    def _days_off(self, connection: Connection, first: date | None, last: date | None) -> list[DayOff]:
        query = select(days_off).where(*_meeting(first, last))
        stored = [_day_off(row) for row in connection.execute(query).mappings()]
        holidays = self._holidays.between(first, last)
        closing = holidays_off(holidays, _switched(connection)) if holidays else []
        return sorted((*stored, *closing), key=lambda day: (day.first, day.last, day.id))


def _meeting(first: date | None, last: date | None) -> list[ColumnElement[bool]]:
    begun = [] if last is None else [days_off.c.first <= last]
    return begun if first is None else [*begun, days_off.c.last >= first]


def _switched(connection: Connection) -> dict[str, bool]:
    return {row.key: row.on for row in connection.execute(select(holiday_switches))}


def _require_span(first: date, last: date) -> None:
    if last < first:
        raise InputError("The last day off is before the first.", hint="Exchange the two dates.")


def _require_tutors(connection: Connection, days: Sequence[DayOff]) -> None:
    for tutor_id in sorted({day.tutor_id for day in days if day.tutor_id is not None}):
        require_tutor(connection, tutor_id)


def _row(day: DayOff) -> dict[str, object]:
    return {name: getattr(day, name) for name in _STORED}


def _day_off(row: RowMapping) -> DayOff:
    return DayOff(id=row["id"], **{name: row[name] for name in _STORED} | {"kind": DayOffKind(row["kind"])})
