"""The table of snapshots: how many contacts were in each segment, as seen once on a local day."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Date, Integer, Table

from tutorcore.adapters.sql.column_types import CleanText, Instant
from tutorcore.adapters.sql.tables import metadata

segment_counts: Final = Table(
    "segment_counts",
    metadata,
    Column("day", Date, primary_key=True),
    Column("segment", CleanText, primary_key=True),
    Column("contacts", Integer, nullable=False),
    Column("taken_at", Instant, nullable=False),
)
