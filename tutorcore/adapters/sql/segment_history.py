"""The port `SegmentHistory`: snapshots of segments by day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import Connection, Engine, insert, select

from tutorcore.adapters.sql.engine import one_at_a_time, reading, writing
from tutorcore.adapters.sql.segment_table import segment_counts
from tutorcore.domain.segment_overview import SegmentDay


class SqlSegmentHistory:
    """The port `SegmentHistory`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def days(self, *, first: date | None = None) -> list[SegmentDay]:
        """The days that were noted, from `first` on where given, oldest first. A day without a snapshot is missing."""
        query = select(segment_counts).order_by(segment_counts.c.day, segment_counts.c.segment)
        if first is not None:
            query = query.where(segment_counts.c.day >= first)
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        return [
            SegmentDay(day=day, counts={row.segment: row.contacts for row in of_day})
            for day, of_day in groupby(rows, key=lambda row: row.day)
        ]

    def has(self, day: date) -> bool:
        """Whether a day was noted."""
        with reading(self._engine) as connection:
            return _has(connection, day)

    def note(self, day: date, counts: Mapping[str, int], *, taken_at: datetime) -> bool:
        """Note a day, by segment; False, and nothing is changed, where it was noted already or there is nobody."""
        somebody = {segment: number for segment, number in counts.items() if number}
        if not somebody:
            return False
        rows = [
            {"day": day, "segment": segment, "contacts": number, "taken_at": taken_at}
            for segment, number in somebody.items()
        ]
        with writing(self._engine) as connection:
            one_at_a_time(connection, "segment counts")
            if _has(connection, day):
                return False
            connection.execute(insert(segment_counts), rows)
        return True


def _has(connection: Connection, day: date) -> bool:
    query = select(segment_counts.c.segment).where(segment_counts.c.day == day).limit(1)
    return connection.scalar(query) is not None
