"""How much of a tutor's opening hours is taken, week by week. What nobody knows is told apart from what is booked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

import numpy as np

from tutorcore.domain.busy import BusyEvent
from tutorcore.domain.calendars import Tutor
from tutorcore.domain.closures import Closure
from tutorcore.domain.grid import wall_clock
from tutorcore.domain.instants import MINUTE, Micros, micros
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.tutor_time import NOT_KNOWN, TutorTime
from tutorcore.domain.weeks import IsoWeek


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekUse:
    """One tutor's week, in minutes: open by a profile, of these booked, and of these not known."""

    tutor: Tutor
    week: IsoWeek
    open: int
    booked: int
    unknown: int

    @property
    def share(self) -> float | None:
        """What part of the opening hours about which something is known is booked; None where there are none."""
        known = self.open - self.unknown
        return self.booked / known if known > 0 else None


def use_of(
    time: TutorTime, profile: PlanningProfile, closures: Sequence[Closure], *, today: date, zone: ZoneInfo
) -> list[WeekUse]:
    """The weeks that the profile looks at from `today` on; of the first and the last the days that lie within."""
    events = time.busy_events()
    not_known = _Covered([event for event in events if event.id == NOT_KNOWN])
    not_free, found = _Covered(events), []
    every = (today + timedelta(days=number) for number in range(profile.days_ahead))
    for week, days in groupby(every, key=IsoWeek.of):
        spans = [_opening(day, profile, zone) for day in days if _is_open(day, profile, closures)]
        unknown = sum(not_known.within(*span) for span in spans)
        found.append(
            WeekUse(
                tutor=time.tutor,
                week=week,
                open=sum(end - start for start, end in spans) // MINUTE,
                booked=(sum(not_free.within(*span) for span in spans) - unknown) // MINUTE,
                unknown=unknown // MINUTE,
            )
        )
    return found


class _Covered:
    """How much of a span is covered by events, however they overlap."""

    def __init__(self, events: Sequence[BusyEvent]) -> None:
        spans = sorted((micros(event.start), micros(event.end)) for event in events)
        merged: list[list[int]] = []
        for start, end in spans:
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], end)
            else:
                merged.append([start, end])
        self._spans: Micros = np.array(merged, np.int64).reshape(-1, 2)

    def within(self, start: int, end: int) -> int:
        """Microseconds of [start, end) that are covered."""
        inside = np.clip(self._spans, start, end)
        return int((inside[:, 1] - inside[:, 0]).sum())


def _is_open(day: date, profile: PlanningProfile, closures: Sequence[Closure]) -> bool:
    closed = any(closure.first <= day <= closure.last for closure in closures)
    return day.weekday() in profile.weekdays and not closed


def _opening(day: date, profile: PlanningProfile, zone: ZoneInfo) -> tuple[int, int]:
    """From the first start to the end of a lesson at the last start, microseconds UTC."""
    first, last = (
        micros(wall_clock(day.toordinal(), hour * 60, zone)) for hour in (profile.earliest_hour, profile.latest_hour)
    )
    return first, last + profile.duration_minutes * MINUTE
