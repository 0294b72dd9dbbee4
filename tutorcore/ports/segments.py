"""How many contacts were in each segment, day by day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from tutorcore.domain.segment_overview import SegmentDay


class SegmentHistory(Protocol):
    """One snapshot a local day at most: the first one of a day stays."""

    def days(self, *, first: date | None = None) -> list[SegmentDay]:
        """The days that were noted, from `first` on where given, oldest first. A day without a snapshot is missing."""
        ...

    def has(self, day: date) -> bool:
        """Whether a day was noted."""
        ...

    def note(self, day: date, counts: Mapping[str, int], *, taken_at: datetime) -> bool:
        """Note a day, by segment; False, and nothing is changed, where it was noted already or there is nobody."""
        ...
