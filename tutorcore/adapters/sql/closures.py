"""Days off: closures of the company or of one tutor."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine, RowMapping, delete, insert, select

from tutorcore.adapters.sql.calendars import require_tutor
from tutorcore.adapters.sql.clean import storable_text
from tutorcore.adapters.sql.engine import reading, writing
from tutorcore.adapters.sql.journal import record
from tutorcore.adapters.sql.tables import days_off
from tutorcore.domain.calendars import DayOff
from tutorcore.domain.records import Entry
from tutorcore.errors import InputError, UnknownName


class SqlClosures:
    """The port `Closures`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def days_off(self) -> list[DayOff]:
        """All of them, by first day."""
        query = select(days_off).order_by(days_off.c.first, days_off.c.last, days_off.c.id)
        with reading(self._engine) as connection:
            return [_day_off(row) for row in connection.execute(query).mappings()]

    def add(self, first: date, last: date, name: str, *, tutor_id: int | None, entry: Entry) -> DayOff:
        """Store one. Raises `InputError` (ends before it begins), `UnknownName` (no such tutor)."""
        if last < first:
            raise InputError("The last day off is before the first.", hint="Exchange the two dates.")
        values = {"first": first, "last": last, "name": storable_text(name), "tutor_id": tutor_id}
        with writing(self._engine) as connection:
            if tutor_id is not None:
                require_tutor(connection, tutor_id)
            stored = connection.execute(insert(days_off).values(values).returning(days_off)).mappings().one()
            record(connection, entry)
        return _day_off(stored)

    def remove(self, day_off_id: int, *, entry: Entry) -> None:
        """Take one away. Raises `UnknownName`."""
        with writing(self._engine) as connection:
            if not connection.execute(delete(days_off).where(days_off.c.id == day_off_id)).rowcount:
                raise UnknownName("That closure is not there any more.", hint="Reload the list of closures.")
            record(connection, entry)


def _day_off(row: RowMapping) -> DayOff:
    return DayOff(**row)
