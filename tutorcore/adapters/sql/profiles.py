"""Published planning profiles: every version is kept, the newest counts."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Engine, RowMapping, func, insert, select

from tutorcore.adapters.sql.clean import key_name
from tutorcore.adapters.sql.engine import one_at_a_time, reading, writing
from tutorcore.adapters.sql.journal import record
from tutorcore.adapters.sql.tables import published_profiles
from tutorcore.domain.records import Entry, PublishedProfile


class SqlProfiles:
    """The port `Profiles`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def published(self) -> dict[str, PublishedProfile]:
        """The newest published version of each profile, by name."""
        query = select(published_profiles).order_by(published_profiles.c.name, published_profiles.c.version)
        with reading(self._engine) as connection:
            return {row["name"]: _profile(row) for row in connection.execute(query).mappings()}

    def publish(self, name: str, fields: Mapping[str, object], *, note: str, entry: Entry) -> PublishedProfile:
        """Store the next version of a profile, published by the entry's actor at its time."""
        name = key_name(name, "a profile")
        newest = select(func.max(published_profiles.c.version)).where(published_profiles.c.name == name)
        with writing(self._engine) as connection:
            one_at_a_time(connection, "profiles")
            values = {
                "name": name,
                "version": (connection.scalar(newest) or 0) + 1,
                "fields": dict(fields),
                "published_at": entry.at,
                "actor": entry.actor,
                "note": note,
            }
            storing = insert(published_profiles).values(values).returning(published_profiles)
            stored = connection.execute(storing).mappings().one()
            record(connection, entry)
        return _profile(stored)


def _profile(row: RowMapping) -> PublishedProfile:
    return PublishedProfile(**row)
