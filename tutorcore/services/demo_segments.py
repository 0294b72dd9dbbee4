"""Bring the demo's past snapshots of segments to the store: once, while there are none of any day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tutorcore.domain.segment_overview import SegmentDay
from tutorcore.ports import SegmentHistory


def bring_segment_days(days: Iterable[SegmentDay], *, segment_history: SegmentHistory, now: datetime) -> int:
    """Note them: how many. Where a day was noted already, what happened since is the history."""
    if segment_history.days():
        return 0
    return sum(segment_history.note(one.day, one.counts, taken_at=now) for one in days)
