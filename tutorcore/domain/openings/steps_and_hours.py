"""Which hours and which step would hold a start: the arithmetic of the local day, for one start or for many.

Times of the day are microseconds since 00:00 on the local clock, so that a start with seconds is on no grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from tutorcore.domain.busy import Flags
from tutorcore.domain.grid import Ints
from tutorcore.domain.instants import MINUTE
from tutorcore.domain.profiles import PlanningProfile, bounds

HOUR: Final = 60 * MINUTE
LATEST_HOUR: Final = bounds("latest_hour")[1] or 0
FINEST_STEP: Final = bounds("slot_step_minutes")[0]


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours nearest to a profile's that hold each start; arrays of shape (n,)."""

    earliest: Ints
    latest: Ints
    possible: Flags
    """Not after 23:00."""
    on_grid: Flags
    """On the profile's step, counted from that earliest hour."""

    def moved(self, profile: PlanningProfile) -> Ints:
        """Hours by which the first start is earlier, or the last one later."""
        return (profile.earliest_hour - self.earliest) + (self.latest - profile.latest_hour)


def hours_for(of_day: Ints, profile: PlanningProfile) -> Hours:
    """The nearest hours that hold each start; with an earlier first start, the nearest from which it is on the grid.

    The steps are counted from the first start: where they do not divide the hour, another one moves the grid. A
    start that no first start brings on the grid gets the nearest hour before it.
    """
    earliest = np.minimum(profile.earliest_hour, of_day // HOUR)
    settled = earliest == profile.earliest_hour
    for hour in range(profile.earliest_hour - 1, -1, -1):
        found = ~settled & (hour * HOUR <= of_day) & _on_grid(of_day, hour * HOUR, profile)
        earliest, settled = np.where(found, hour, earliest), settled | found
    latest = np.maximum(profile.latest_hour, -(-of_day // HOUR))
    return Hours(earliest, latest, latest <= LATEST_HOUR, np.asarray(_on_grid(of_day, earliest * HOUR, profile)))


def _on_grid(of_day: Ints, origin: Ints | int, profile: PlanningProfile) -> Flags:
    return np.asarray((of_day - origin) % (profile.slot_step_minutes * MINUTE) == 0)


def step_for(of_day: Ints, earliest: Ints, profile: PlanningProfile) -> Ints:
    """The coarsest step that reaches each start and keeps every start of the profile's own; 0 where there is none.

    A step that is nearer to the present one but moves its starts would take slots away: that opens nothing, it is
    another timetable.
    """
    from_first = of_day - earliest * HOUR
    step = np.gcd(profile.slot_step_minutes, from_first // MINUTE)
    return np.where((from_first % MINUTE == 0) & (step >= FINEST_STEP), step, 0)
