"""Days on which no lesson is given: holidays and closures, by local date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from tutorcore.domain.busy import Flags
from tutorcore.domain.instants import Micros, micros, midnight
from tutorcore.errors import InputError


@dataclass(frozen=True, slots=True)
class Closure:
    """Closed on the local dates `first` to `last`, both included. `tutor` blank: the whole company."""

    first: date
    last: date
    name: str = ""
    tutor: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise InputError(f"A closure ends before it starts: {self.first.isoformat()} to {self.last.isoformat()}")

    def span(self, zone: ZoneInfo) -> tuple[int, int]:
        """[start, end) in microseconds, from the first local midnight to the one after the last day."""
        return micros(midnight(self.first, zone)), micros(midnight(self.last + timedelta(days=1), zone))


def closed(closures: Sequence[Closure], starts: Micros, ends: Micros, zone: ZoneInfo) -> Flags:
    """For each lesson [start, end): whether it touches a closure."""
    spans = np.array([closure.span(zone) for closure in closures], np.int64).reshape(-1, 2)
    spans = spans[spans[:, 0] < spans[:, 1]]  # a day that the calendar skips has no length
    begun = np.searchsorted(np.sort(spans[:, 0]), ends, "left")
    over = np.searchsorted(np.sort(spans[:, 1]), starts, "right")
    return np.asarray(begun > over)


def touching(closures: Sequence[Closure], start: int, end: int, zone: ZoneInfo) -> tuple[Closure, ...]:
    """The closures that one lesson [start, end) touches."""
    spans = [(closure, *closure.span(zone)) for closure in closures]
    return tuple(closure for closure, opens, ends in spans if opens < ends and opens < end and start < ends)
