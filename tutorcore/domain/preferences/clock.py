"""Times as people write them, and which minutes of the day they mean.

The rules (docs/rules.md, "Preferences"):

- A bare hour from 1 to 7 is in the afternoon, each end of a range judged alone. With minutes it is read as written,
  unless it is 1:00 to 7:59 without a leading zero. am, pm or a part of the day beside it decides instead.
- If the end of a range is then not after its start, both are read as written; if that fails too, nothing is understood.

Where those rules are silent: a bare hour with a leading zero ("07 uur") is read as written; "8 to 10 pm" is an
evening (pm at the end of a range counts for its start where that gives a range); a part beside a bound gives it its
missing end ("woensdagmiddag na 15:00" starts from 15:00 to 18:00), but not where it only tells which hour is meant
("voor 12 uur 's middags"); a time outside the part beside it is not understood.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from tutorcore.domain.preferences.windows import DAY_END, HOUR, Hold

NOON: Final = 12 * HOUR
_LAST_HOUR: Final = 24
_AFTERNOON_HOURS: Final = range(1, 8)
CLOCK_FACE: Final = 12


class Stretch(NamedTuple):
    """Minutes [start, end) of the local day, and what of a lesson they hold."""

    start: int
    end: int
    hold: Hold = Hold.START


@dataclass(frozen=True, slots=True)
class Reading:
    """A time as it stands: `minute` is None for a bare hour, `padded` a leading zero, `signed` an "uur" or "u"."""

    hour: int
    minute: int | None = None
    padded: bool = False
    signed: bool = False
    meridiem: str = ""

    @property
    def is_bare(self) -> bool:
        """Whether it is a mere number, which is a time only beside words that make it one."""
        return self.minute is None and not self.signed and not self.meridiem

    @property
    def is_possible(self) -> bool:
        """Whether a clock can show it."""
        if self.meridiem and not (0 < self.hour <= CLOCK_FACE or (self.meridiem == "pm" and self.hour < _LAST_HOUR)):
            return False
        return (self.minute or 0) < HOUR and self.hour * HOUR + (self.minute or 0) <= DAY_END

    def as_written(self) -> int:
        """Its minute of the day, with no guess but the am or pm that stands beside it."""
        hour = self.hour
        if self.meridiem and hour <= CLOCK_FACE:
            hour = hour % CLOCK_FACE + (CLOCK_FACE if self.meridiem == "pm" else 0)
        return hour * HOUR + (self.minute or 0)

    def alone(self) -> int:
        """Its minute of the day, judged by itself."""
        guess = self.hour in _AFTERNOON_HOURS and not self.padded and not self.meridiem
        return self.as_written() + (NOON if guess else 0)

    def in_half(self, *, later: bool) -> int:
        """Its minute of the day in the first or the second half of the day, as a part of the day beside it says."""
        written = self.as_written()
        return written + NOON if later and written < NOON and not self.meridiem else written


@dataclass(frozen=True, slots=True)
class Clock:
    """A wish about the clock: an exact time, a lower or an upper bound, or both bounds as one range.

    `of_start` says that it is about the lesson's start only ("begin tussen 13:00 en 15:00").
    """

    exact: Reading | None = None
    lower: Reading | None = None
    upper: Reading | None = None
    of_start: bool = False

    @property
    def is_range(self) -> bool:
        """Whether both ends are given."""
        return self.lower is not None and self.upper is not None

    @property
    def is_possible(self) -> bool:
        """Whether a clock can show all of its times."""
        return all(reading.is_possible for reading in (self.exact, self.lower, self.upper) if reading)

    def joined(self, other: Clock) -> Clock | None:
        """One range of a lower bound and an upper bound, whichever is self; None where they are no such pair."""
        if (
            self.exact
            or other.exact
            or self.is_range
            or other.is_range
            or (self.lower is None) == (other.lower is None)
        ):
            return None
        return replace(self, lower=self.lower or other.lower, upper=self.upper or other.upper)

    def ends_in_order(self) -> bool:
        """Whether the end of a range comes after its start when each is judged alone."""
        return self.lower is not None and self.upper is not None and self.lower.alone() < self.upper.alone()


def resolve(clock: Clock, part: Stretch | None = None, *, behind: bool = False) -> Stretch | None:
    """The minutes that a wish means beside a part of the day, if any; None where it makes no sense.

    `behind` says that the part follows the time: "voor 12 uur 's middags". There it only decides which 12 it is.
    """
    if clock.is_range:
        return _range(clock, part)
    reading = clock.exact or clock.lower or clock.upper or Reading(_LAST_HOUR)
    if part and behind and reading.hour <= CLOCK_FACE:
        minutes = [minute for minute in _readings(reading, part) if part.start <= minute <= part.end]
        return _bound(clock, minutes[0], None) if minutes else None
    found = (_bound(clock, minute, part) for minute in _readings(reading, part))
    return next((stretch for stretch in found if stretch), None)


def _range(clock: Clock, part: Stretch | None) -> Stretch | None:
    hold = Hold.START if clock.of_start else Hold.WHOLE
    for start, end in _ends(clock, part):
        if start < end and (part is None or (start < part.end and part.start < end)):
            return Stretch(start, end, hold)
    return None


def _ends(clock: Clock, part: Stretch | None) -> Iterator[tuple[int, int]]:
    """The readings of both ends, the likeliest first."""
    lower, upper = clock.lower or Reading(0), clock.upper or Reading(0)
    if part is not None:
        later = _is_later(part)
        yield lower.in_half(later=later), upper.in_half(later=later)
    if upper.meridiem and _may_share(lower):
        yield replace(lower, meridiem=upper.meridiem).as_written(), upper.as_written()
    yield lower.alone(), upper.alone()
    if lower.meridiem and _may_share(upper):
        yield lower.as_written(), replace(upper, meridiem=lower.meridiem).as_written()
    yield lower.as_written(), upper.as_written()


def _may_share(reading: Reading) -> bool:
    return not reading.meridiem and not reading.padded and 0 < reading.hour <= CLOCK_FACE


def _readings(reading: Reading, part: Stretch | None) -> Iterator[int]:
    if part is not None:
        yield reading.in_half(later=_is_later(part))
    yield reading.alone()


def _is_later(part: Stretch) -> bool:
    return part.start >= NOON


def _bound(clock: Clock, minute: int, part: Stretch | None) -> Stretch | None:
    """One time beside a part: the part gives the end that is missing, and is where an exact time must lie."""
    first, last = (part.start, part.end) if part else (0, DAY_END)
    if clock.exact:
        return Stretch(minute, minute, Hold.EXACT) if first <= minute <= last and minute < DAY_END else None
    if clock.lower:
        start = max(minute, first)
        return Stretch(start, last) if start < last else None
    end = min(minute, last)
    return Stretch(first, end, Hold.START if clock.of_start else Hold.WHOLE) if first < end else None
