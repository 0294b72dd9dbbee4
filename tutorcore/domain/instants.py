"""Instants as numbers: microseconds since 1970 in UTC, which is what the arithmetic on intervals is done in.

A naive datetime is refused everywhere: it says nothing about when.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from operator import attrgetter
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tutorcore.errors import InputError

Micros = npt.NDArray[np.int64]
"""Instants in microseconds since 1970, UTC."""

SECOND: Final = 1_000_000
MINUTE: Final = 60 * SECOND
DAY: Final = 1440 * MINUTE
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_ORDINAL: Final = EPOCH.toordinal()
TICK: Final = timedelta(microseconds=1)


def require_aware(moment: datetime, what: str) -> datetime:
    """`moment` itself; raises `InputError` where it has no time zone."""
    if moment.utcoffset() is None:
        raise InputError(f"{what} has no time zone: {moment.isoformat()}", hint="Give an aware datetime.")
    return moment


def micros(moment: datetime) -> int:
    """The instant of an aware datetime, exactly."""
    return (moment - EPOCH) // TICK


def micros_of(moments: Sequence[datetime]) -> Micros:
    """The instants of aware datetimes, exactly. Raises `InputError` where one is naive."""
    return _walls(moments) - _offsets(moments)


def _walls(moments: Sequence[datetime]) -> Micros:
    """What the clock shows at each, as if it showed UTC. Arrow reads a datetime's fields without asking its zone."""
    days = pa.array(moments, pa.date32()).view(pa.int32()).to_numpy()
    times = pa.array(list(map(datetime.time, moments)), pa.time64("us")).view(pa.int64()).to_numpy()
    return np.asarray(days * np.int64(DAY) + times)


def _offsets(moments: Sequence[datetime]) -> Micros:
    """The UTC offsets, microseconds. Fixed ones, as calendars send them, need no look at the moment itself."""
    zones = list(map(attrgetter("tzinfo"), moments))
    first = zones[0] if zones else None
    if type(first) is timezone and zones.count(first) == len(zones):
        return np.full(len(zones), first.utcoffset(None) // TICK)
    if set(map(type, zones)) == {timezone}:
        offsets = {zone: zone.utcoffset(None) // TICK for zone in set(zones)}
        return np.fromiter(map(offsets.__getitem__, zones), np.int64, len(zones))
    return _asked_offsets(moments)


def _asked_offsets(moments: Sequence[datetime]) -> Micros:
    """The UTC offsets of moments in any zones, each asked of its zone."""
    offsets = pa.array(list(map(datetime.utcoffset, moments)), pa.duration("us"))
    if offsets.null_count:
        require_aware(next(moment for moment in moments if moment.utcoffset() is None), "A busy time")
    return np.asarray(offsets.view(pa.int64()).to_numpy())


def moment_at(instant: int, zone: ZoneInfo) -> datetime:
    """The aware datetime in `zone` at an instant."""
    return (EPOCH + timedelta(microseconds=instant)).astimezone(zone)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a local day, aware, in UTC. Where the clock skips midnight: the end of the skip."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def exists(local: datetime) -> bool:
    """Whether an aware local time is on the clock at all: a spring change skips some."""
    return local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) == local.replace(tzinfo=None)
