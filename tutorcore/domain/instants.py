"""Instants as numbers: microseconds since 1970 in UTC, which is what the arithmetic on intervals is done in.

A naive datetime is refused everywhere: it says nothing about when.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from tutorcore.errors import InputError

Micros = npt.NDArray[np.int64]
"""Instants in microseconds since 1970, UTC."""

SECOND: Final = 1_000_000
MINUTE: Final = 60 * SECOND
DAY: Final = 1440 * MINUTE
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_ORDINAL: Final = EPOCH.toordinal()
_TICK: Final = timedelta(microseconds=1)
_EXACT_UNTIL: Final = 2.0**32
"""Seconds since 1970, until 2106, in which float64 still tells microseconds apart."""


def require_aware(moment: datetime, what: str) -> datetime:
    """`moment` itself; raises `InputError` where it has no time zone."""
    if moment.utcoffset() is None:
        raise InputError(f"{what} has no time zone: {moment.isoformat()}", hint="Give an aware datetime.")
    return moment


def micros(moment: datetime) -> int:
    """The instant of an aware datetime, exactly."""
    return (moment - EPOCH) // _TICK


def micros_of(moments: Sequence[datetime]) -> Micros:
    """The instants of aware datetimes, exactly. Raises `InputError` where one is naive."""
    if None in map(datetime.utcoffset, moments):
        naive = next(moment for moment in moments if moment.utcoffset() is None)
        require_aware(naive, "A busy time")
    seconds = np.fromiter(map(datetime.timestamp, moments), np.float64, len(moments))
    if np.any(np.abs(seconds) >= _EXACT_UNTIL):
        return np.array([micros(moment) for moment in moments], np.int64)
    return np.rint(seconds * SECOND).astype(np.int64)


def moment_at(instant: int, zone: ZoneInfo) -> datetime:
    """The aware datetime in `zone` at an instant."""
    return (EPOCH + timedelta(microseconds=instant)).astimezone(zone)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a local day, aware, in UTC. Where the clock skips midnight: the end of the skip."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def exists(local: datetime) -> bool:
    """Whether an aware local time is on the clock at all: a spring change skips some."""
    return local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) == local.replace(tzinfo=None)
