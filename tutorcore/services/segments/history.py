"""Segments over time: one snapshot a local day, of the days on which one was taken."""

from __future__ import annotations

from datetime import date

from tutorcore.domain.segment_overview import SegmentDay
from tutorcore.ports import Ports
from tutorcore.services.segments.overview import see_segments
from tutorcore.services.segments.reading import OnProgress


def note_today(ports: Ports, *, progress: OnProgress = None) -> bool:
    """Take the snapshot of today, where there is none yet; whether one was taken. Raises `SourceUnavailable`."""
    now = ports.clock.now()
    today = now.astimezone(ports.zone).date()
    if ports.segment_history.has(today):
        return False
    overview = see_segments(ports, progress=progress)
    return ports.segment_history.note(today, overview.counts, taken_at=now)


def segment_days(ports: Ports, *, first: date | None = None) -> list[SegmentDay]:
    """The snapshots, oldest first; a day without one is missing."""
    return ports.segment_history.days(first=first)
