"""How everybody is divided into segments now. Read once for each state of the store, whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tutorcore.domain.segment_overview import SegmentOverview, overview_of
from tutorcore.domain.weeks import end_of_day
from tutorcore.ports import Ports
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.segments.reading import OnProgress, read_rows

_NAME: Final = "segments"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Seen:
    """An overview, the state of the store that it is of, and until when it stays true while nothing changes."""

    stamp: str
    profiles: frozenset[str]
    until: datetime
    overview: SegmentOverview


def see_segments(ports: Ports, *, progress: OnProgress = None) -> SegmentOverview:
    """Everybody by segment, and what is odd. Raises `SourceUnavailable`.

    Reads all contacts where something changed since it was asked last, or a pin ended: seconds for 100,000.
    """
    return ports.memory.renewed(_NAME, lambda seen: _renewed(ports, seen, progress)).overview


def _renewed(ports: Ports, seen: _Seen | None, progress: OnProgress) -> _Seen:
    stamp = ports.roster.stamp()  # before the rows: what changes meanwhile is read again next time
    profiles, now = frozenset(know_profiles(ports)), ports.clock.now()
    if seen is not None and (seen.stamp, seen.profiles) == (stamp, profiles) and now < seen.until:
        return seen
    overview = overview_of(read_rows(ports, progress=progress), profiles=know_profiles(ports), now=now)
    today_ends = end_of_day(now.astimezone(ports.zone).date(), ports.zone)
    ends = [one.pin.until for one in overview.pins if one.pin.until is not None]
    return _Seen(stamp=stamp, profiles=profiles, until=min([today_ends, *ends]), overview=overview)
