"""A lesson as the local clock shows it, second by second, also where the clock changes.

A lesson is a stretch of elapsed time. On the local clock it becomes one or more pieces, each on one local day: cut
at midnight, and at a clock change. Through the autumn change it covers the repeated hour twice; through the spring
change it never sees the hour that is skipped. Instants only become local readings here, never the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tutorcore.domain.instants import require_aware
from tutorcore.errors import InputError

_DAY: Final = timedelta(days=1)
_STRIDE: Final = timedelta(hours=3)
"""Clock changes lie further apart than this, so between two readings there is at most one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a lesson within one local day: [start, end), counted from that day's 00:00 on the clock."""

    midnight: datetime
    start: timedelta
    end: timedelta

    @property
    def weekday(self) -> int:
        """0 = Monday."""
        return self.midnight.weekday()

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it meets minutes [start, end), or, where they are equal, holds that instant."""
        begin, until = timedelta(minutes=start), timedelta(minutes=end)
        if begin == until:
            return self.start <= begin < self.end
        return self.start < until and begin < self.end


@dataclass(frozen=True, slots=True)
class LocalLesson:
    """The pieces of a lesson, in the order in which they pass; never empty."""

    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, start: datetime, end: datetime, zone: ZoneInfo) -> LocalLesson:
        """Read the clock of `zone` during [start, end).

        Raises `InputError` for a naive time or an end not after it.
        """
        begin = require_aware(start, "The start of a lesson").astimezone(UTC)
        until = require_aware(end, "The end of a lesson").astimezone(UTC)
        if until <= begin:
            raise InputError(f"A lesson ends after it starts: {start.isoformat()} to {end.isoformat()}.")
        return cls(tuple(_pieces(begin, until, zone)))

    def starts_in(self, days: frozenset[int], start: int, end: int) -> bool:
        """Whether the lesson's start is read in minutes [start, end) of one of the days."""
        first = self.pieces[0]
        return first.weekday in days and timedelta(minutes=start) <= first.start < timedelta(minutes=end)

    def starts_at(self, days: frozenset[int], minute: int) -> bool:
        """Whether the lesson starts at that very minute, to the microsecond."""
        first = self.pieces[0]
        return first.weekday in days and first.start == timedelta(minutes=minute)

    def lies_in(self, days: frozenset[int], start: int, end: int) -> bool:
        """Whether every reading of the lesson lies in minutes [start, end) of one and the same day among `days`."""
        first = self.pieces[0]
        begin, until = timedelta(minutes=start), timedelta(minutes=end)
        return first.weekday in days and all(
            piece.midnight == first.midnight and begin <= piece.start and piece.end <= until for piece in self.pieces
        )

    def overlaps(self, days: frozenset[int], start: int, end: int) -> bool:
        """Whether any reading of the lesson lies in minutes [start, end) of one of the days."""
        return any(piece.weekday in days and piece.overlaps(start, end) for piece in self.pieces)


def _pieces(begin: datetime, until: datetime, zone: ZoneInfo) -> Iterator[Piece]:
    while begin < until:
        offset = _offset(begin, zone)
        local = begin.replace(tzinfo=None) + offset
        midnight = datetime(local.year, local.month, local.day)  # noqa: DTZ001  a reading of the clock, not an instant
        stop = min(until, begin + _STRIDE, begin + (midnight + _DAY - local))
        if _offset(stop, zone) != offset:
            stop = _change(begin, stop, zone)
        yield Piece(midnight, local - midnight, local - midnight + (stop - begin))
        begin = stop


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant in (before, after] from which the clock of `zone` runs as it does at `after`."""
    offset, tick = _offset(after, zone), timedelta(microseconds=1)
    while after - before > tick:
        middle = before + (after - before) / 2
        before, after = (before, middle) if _offset(middle, zone) == offset else (middle, after)
    return after


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta(0)
