"""The rules for slots once more, plainly: aware datetimes and loops, straight from the rules as they are written.

Shares no code with `tutorcore` but its values. Slow, and meant to be read beside docs/rules.md, "Slots". The local
clock is read minute by minute, so that nothing needs to be known here of how it changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tutorcore.domain.busy import BusyEvent
from tutorcore.domain.closures import Closure
from tutorcore.domain.preferences import Exclusion, Hold, Preferences, Window
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.reasons import Reason

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Everything that the rules look at."""

    profile: PlanningProfile
    events: Sequence[BusyEvent]
    now: datetime
    zone: ZoneInfo
    preferences: Preferences | None = None
    closures: Sequence[Closure] = ()


def judged(asked: Asked) -> list[tuple[datetime, set[Reason]]]:
    """Every candidate's start in UTC, in order, with the reasons against it."""
    return [(start, set(_reasons(start, asked))) for start in _candidates(asked)]


def _candidates(asked: Asked) -> Iterator[datetime]:
    today = asked.now.astimezone(asked.zone).date()
    for ahead in range(asked.profile.days_ahead):
        day = today + timedelta(days=ahead)
        if _allowed(day, asked.profile):
            yield from _starts_on(day, asked)


def _allowed(day: date, profile: PlanningProfile) -> bool:
    if profile.exclude_weekends and day.weekday() >= 5:
        return False
    return profile.allowed_weekdays is None or day.weekday() in profile.allowed_weekdays


def _starts_on(day: date, asked: Asked) -> Iterator[datetime]:
    minute = asked.profile.earliest_hour * 60
    while minute <= asked.profile.latest_hour * 60:
        wall = datetime.combine(day, time(minute // 60, minute % 60))
        start = wall.replace(tzinfo=asked.zone, fold=0).astimezone(UTC)  # fold 0: the first pass
        if start.astimezone(asked.zone).replace(tzinfo=None) == wall:  # else the clock skips it
            yield start
        minute += asked.profile.slot_step_minutes


def _reasons(start: datetime, asked: Asked) -> Iterator[Reason]:
    profile = asked.profile
    end = start + timedelta(minutes=profile.duration_minutes)
    if start < asked.now.astimezone(UTC):
        yield Reason.PAST
    elif start < asked.now.astimezone(UTC) + timedelta(minutes=profile.min_lead_minutes):
        yield Reason.NOTICE
    for event in asked.events:
        yield from _against(event, start, end, profile)
    readings = list(_readings(start, end, asked.zone))
    if asked.preferences is not None:
        yield from _unwished(readings, asked.preferences)
    if any(closure.first <= reading.date() <= closure.last for closure in asked.closures for reading in readings):
        yield Reason.CLOSURE


def _against(event: BusyEvent, start: datetime, end: datetime, profile: PlanningProfile) -> Iterator[Reason]:
    begins, ends = event.start.astimezone(UTC), event.end.astimezone(UTC)
    if begins == ends:
        return
    gap_before = max(profile.buffer_before_min, event.buffer_after_min) * MINUTE
    gap_after = max(profile.buffer_after_min, event.buffer_before_min) * MINUTE
    if begins < end and start < ends:
        yield Reason.BUSY
    elif ends <= start < ends + gap_before:
        yield Reason.BUFFER_BEFORE
    elif end <= begins < end + gap_after:
        yield Reason.BUFFER_AFTER


def _readings(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """What the local clock shows at each minute of the lesson."""
    while start < end:
        yield start.astimezone(zone).replace(tzinfo=None)
        start += MINUTE


def _unwished(readings: Sequence[datetime], preferences: Preferences) -> Iterator[Reason]:
    if preferences.windows and not any(_fits(readings, window) for window in preferences.windows):
        yield Reason.PREFERENCE
    if any(_touches(reading, exclusion) for exclusion in preferences.exclusions for reading in readings):
        yield Reason.EXCLUDED


def _fits(readings: Sequence[datetime], window: Window) -> bool:
    first = readings[0]
    if first.weekday() not in window.days:
        return False
    if window.hold is Hold.EXACT:
        return _minute(first) == window.start
    if window.hold is Hold.START:
        return window.start <= _minute(first) < window.end
    return all(reading.date() == first.date() and window.start <= _minute(reading) < window.end for reading in readings)


def _touches(reading: datetime, exclusion: Exclusion) -> bool:
    if reading.weekday() not in exclusion.days:
        return False
    if exclusion.start == exclusion.end:
        return _minute(reading) == exclusion.start
    return exclusion.start <= _minute(reading) < exclusion.end


def _minute(reading: datetime) -> int:
    return reading.hour * 60 + reading.minute
