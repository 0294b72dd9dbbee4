"""The staff list."""

from __future__ import annotations

from sqlalchemy import Engine, delete, insert, select

from tutorcore.adapters.sql.clean import key_name
from tutorcore.adapters.sql.engine import one_at_a_time, reading, writing
from tutorcore.adapters.sql.journal import record
from tutorcore.adapters.sql.tables import staff
from tutorcore.domain.records import Entry


class SqlStaff:
    """The port `Staff`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def names(self) -> list[str]:
        """By name."""
        with reading(self._engine) as connection:
            return sorted(connection.scalars(select(staff.c.name)), key=str.casefold)

    def add(self, name: str, *, entry: Entry) -> None:
        """Add somebody; nothing happens where the name is there (case ignored). Raises `InputError`."""
        name = key_name(name, "a member of staff")
        with writing(self._engine) as connection:
            one_at_a_time(connection, "staff")
            known = select(staff.c.name).where(staff.c.name_key == name.casefold())
            if connection.scalar(known) is None:
                connection.execute(insert(staff).values(name_key=name.casefold(), name=name))
                record(connection, entry)

    def remove(self, name: str, *, entry: Entry) -> None:
        """Take somebody off the list; nothing happens where the name is not there."""
        name = key_name(name, "a member of staff")
        with writing(self._engine) as connection:
            if connection.execute(delete(staff).where(staff.c.name_key == name.casefold())).rowcount:
                record(connection, entry)
