"""From what the files say to dates and instants around one local date, `today`.

A wall-clock time becomes an instant on its own day, so a lesson keeps its hour through a clock change. A time that
the spring change skips is read as the clock did before it (the later instant); a repeated one means its first pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, get_args
from zoneinfo import ZoneInfo

from tutorcore.adapters.demo.files import Ago, MonthsAgo, Rhythm, Weekday

_WEEKDAYS: Final = {name: number for number, name in enumerate(get_args(Weekday))}
_WEEK: Final = timedelta(weeks=1)
_SPELLINGS: Final = {"iso": "%Y-%m-%d", "dutch": "%d-%m-%Y", "timestamp": "%Y-%m-%dT00:00:00.000Z"}


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A local day and time as an instant in UTC."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def moment_of(ago: Ago, today: date, zone: ZoneInfo) -> datetime:
    """The instant that `ago` names."""
    return instant(today - timedelta(days=ago.days_ago), ago.at, zone)


def spelled(month: MonthsAgo, today: date) -> str:
    """The date that `month` names, as its attribute spells it."""
    months = today.year * 12 + today.month - 1 - month.months_ago
    return date(months // 12, months % 12 + 1, month.day).strftime(_SPELLINGS[month.spelling])


def dates_of(rhythm: Rhythm, first: date, last: date, *, today: date) -> Iterator[date]:
    """The days on which a rhythm falls, from `first` to `last`, both included."""
    day = monday_of(first) + timedelta(days=_WEEKDAYS[rhythm.day])
    while day <= last:
        if day >= first and _falls(rhythm, day, today):
            yield day
        day += _WEEK


def _falls(rhythm: Rhythm, day: date, today: date) -> bool:
    if _week(day) % rhythm.every != rhythm.turn:
        return False
    away = _week(day) - _week(today)
    begun = rhythm.first_week is None or rhythm.first_week <= away
    return begun and (rhythm.last_week is None or away <= rhythm.last_week)


def _week(day: date) -> int:
    """The number of a day's week, Monday first, without end: never begun again by a new year."""
    return (day.toordinal() - 1) // 7
