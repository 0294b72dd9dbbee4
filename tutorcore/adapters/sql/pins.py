"""Pins: segments set by hand. An ended pin stays, with its end moved to when it was taken off."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, case, insert, literal, or_, select, update

from tutorcore.adapters.sql.column_types import Instant
from tutorcore.adapters.sql.tables import pins
from tutorcore.domain.contacts import Pin


def running_pin(connection: Connection, contact_id: str, now: datetime) -> Pin | None:
    """The pin that runs at `now`; the latest, should there be several."""
    query = (
        select(pins)
        .where(pins.c.contact_id == contact_id, pins.c.since <= now, or_(pins.c.until.is_(None), pins.c.until > now))
        .order_by(pins.c.since.desc(), pins.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    return None if row is None else Pin(**{name: value for name, value in row.items() if name != "id"})


def add_pin(connection: Connection, pin: Pin) -> None:
    """Store a pin."""
    connection.execute(insert(pins).values(asdict(pin)))


def end_pins(connection: Connection, contact_id: str, at: datetime) -> int:
    """End every pin that runs at `at` or would run later (that one never begins); how many those were."""
    unfinished = or_(pins.c.until.is_(None), pins.c.until > at)
    not_void = or_(pins.c.until.is_(None), pins.c.until > pins.c.since)
    ending = update(pins).where(pins.c.contact_id == contact_id, unfinished, not_void)
    end = case((pins.c.since > at, pins.c.since), else_=literal(at, Instant()))
    return connection.execute(ending.values(until=end)).rowcount
