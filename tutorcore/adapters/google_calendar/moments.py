"""Dates and times as Google sends them, to instants. Where one can be read in two ways, more time is kept.

An all-day event has no zone: it takes the union of its days in the company's zone and in the calendar's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from tutorcore.domain.instants import midnight

_DAY: Final = timedelta(days=1)


class Unreadable(Exception):
    """Why an event cannot be understood, as a sentence's end."""


class Moment(BaseModel):
    """Google's EventDateTime: a date, or a time with an offset or a zone."""

    model_config = ConfigDict(frozen=True, strict=True)

    date: str = ""
    date_time: str = Field(default="", alias="dateTime")
    zone: str = Field(default="", alias="timeZone")

    @property
    def is_date(self) -> bool:
        """Whether it is a whole day."""
        return bool(self.date) and not self.date_time

    @property
    def is_given(self) -> bool:
        """Whether it says anything at all."""
        return bool(self.date or self.date_time)


@dataclass(frozen=True, kw_only=True, slots=True)
class Clocks:
    """The company's zone, and the name of the calendar's own; blank where Google did not say it."""

    company: ZoneInfo
    calendar: str = ""

    @property
    def zones(self) -> tuple[ZoneInfo, ...]:
        """Both. Raises `Unreadable` where the calendar's is none that we know."""
        return (self.company, zone_named(self.calendar)) if self.calendar else (self.company,)


@dataclass(frozen=True, kw_only=True, slots=True)
class Times:
    """When an event is: [start, end), aware, in UTC."""

    start: datetime
    end: datetime
    all_day: bool


def zone_named(name: str) -> ZoneInfo:
    """The zone of that name. Raises `Unreadable`."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:  # what zoneinfo raises for a name that it cannot use
        raise Unreadable("its time zone is not known") from error


def times_of(start: Moment, end: Moment, clocks: Clocks, *, end_known: bool) -> Times:
    """When an event is. Raises `Unreadable`."""
    try:
        return _whole_days(start, end, clocks) if start.is_date else _timed(start, end, clocks, end_known=end_known)
    except (ValueError, OverflowError) as error:
        raise Unreadable("its time is not one that a calendar has") from error


def _whole_days(start: Moment, end: Moment, clocks: Clocks) -> Times:
    """Without an end, or with one on its first day, it takes that day."""
    first = date.fromisoformat(start.date)
    until = date.fromisoformat(end.date) if end.is_date else first
    if until < first:
        raise Unreadable("it ends before it starts")
    until = max(until, first + _DAY)
    return Times(
        start=min(midnight(first, zone) for zone in clocks.zones),
        end=max(midnight(until, zone) for zone in clocks.zones),
        all_day=True,
    )


def _timed(start: Moment, end: Moment, clocks: Clocks, *, end_known: bool) -> Times:
    """Without an end it takes the rest of its day, whatever Google put there to have something."""
    begins = min(_instants(start))
    if not end_known or not end.is_given:
        return Times(start=begins, end=_end_of_day(begins, clocks), all_day=False)
    if end.is_date:
        ends = max(midnight(date.fromisoformat(end.date), zone) for zone in clocks.zones)
    else:
        ends = max(_instants(end))
    if ends < begins:
        raise Unreadable("it ends before it starts")
    return Times(start=begins, end=ends, all_day=False)


def _instants(moment: Moment) -> tuple[datetime, ...]:
    """The instants that a time can mean: one, or on a clock that changes, two."""
    if not moment.date_time:
        raise Unreadable("its time is not given")
    read = datetime.fromisoformat(moment.date_time)
    if read.tzinfo is not None:
        return (read.astimezone(UTC),)
    if not moment.zone:
        raise Unreadable("its time has no time zone")
    local = read.replace(tzinfo=zone_named(moment.zone))
    return tuple(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))


def _end_of_day(moment: datetime, clocks: Clocks) -> datetime:
    return max(midnight(moment.astimezone(zone).date() + _DAY, zone) for zone in clocks.zones)
