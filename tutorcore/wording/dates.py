"""Dates and times as planners in the Netherlands read them: `wo 25 nov 16:00`, Monday first, 24 hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date

from tutorcore.domain.weeks import IsoWeek

DUTCH: Final = "nl"
ENGLISH: Final = "en"
_TICK: Final = timedelta(microseconds=1)
_MINUTE: Final = timedelta(minutes=1)
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


@lru_cache(maxsize=4096)
def short_day(day: date) -> str:
    """`wo 25 nov`."""
    return format_date(day, "EEEEEE d MMM", locale=DUTCH)


@lru_cache(maxsize=64)
def weekday_name(weekday: int) -> str:
    """`wo` for 2; 0 is Monday."""
    return format_date(date(2024, 1, 1) + timedelta(days=weekday), "EEEEEE", locale=DUTCH)


@lru_cache(maxsize=64)
def weekday_in_full(weekday: int) -> str:
    """`Wednesday` for 2, as it stands in an English sentence; 0 is Monday."""
    return format_date(date(2024, 1, 1) + timedelta(days=weekday), "EEEE", locale=ENGLISH)


def long_day(day: date) -> str:
    """`wo 25 nov 2026`."""
    return f"{short_day(day)} {day.year}"


def last_day(end: datetime, zone: ZoneInfo) -> date:
    """The last local day of what ends at `end`, that moment not included: a midnight ends the day before it."""
    return (end.astimezone(UTC) - _TICK).astimezone(zone).date()


def clock(moment: datetime) -> str:
    """`16:00`."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def minute_of_day(minutes: int) -> str:
    """`16:00` for 960; the end of the day is `24:00`."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def moment_text(moment: datetime) -> str:
    """`wo 25 nov 16:00`."""
    return f"{short_day(moment.date())} {clock(moment)}"


def span_text(start: datetime, end: datetime) -> str:
    """`16:00–17:00`; with the day where it ends on another."""
    if end.date() == start.date():
        return f"{clock(start)}–{clock(end)}"
    return f"{clock(start)}–{moment_text(end)}"


def week_text(week: IsoWeek) -> str:
    """`week 48 · 23–29 nov`; the ISO year is in the address, not here."""
    first, last = week.days[0], week.days[-1]
    begins = format_date(first, "d MMM" if first.month != last.month else "d", locale=DUTCH)
    return f"week {week.number} · {begins}–{format_date(last, 'd MMM', locale=DUTCH)}"


def age_text(age: timedelta) -> str:
    """How old something is, in one unit: `40 s`, `3 min`, `5 h`, `2 days`."""
    if age < _MINUTE:
        return f"{max(0, int(age.total_seconds()))} s"
    if age < _HOUR:
        return f"{age // _MINUTE} min"
    if age < _DAY:
        return f"{age // _HOUR} h"
    return _counted(age // _DAY, "day")


def ago_text(moment: datetime | None, now: datetime) -> str:
    """When something last happened: `today`, `yesterday`, `5 days ago`, else its date; `never` for None."""
    if moment is None:
        return "never"
    days = (now.date() - moment.astimezone(now.tzinfo).date()).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < 60 else long_day(moment.astimezone(now.tzinfo).date())  # noqa: PLR2004 - two months


def length_text(minutes: int) -> str:
    """A length in the unit in which people say it: `45 minutes`, `12 hours`, `2 days`."""
    if minutes and minutes % 1440 == 0:
        return _counted(minutes // 1440, "day")
    if minutes and minutes % 60 == 0 and minutes > 60:  # noqa: PLR2004 - an hour's lesson is "60 minutes"
        return _counted(minutes // 60, "hour")
    return _counted(minutes, "minute")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def counted(number: int, unit: str, plural: str = "") -> str:
    """`1 slot`, `2 slots`; thousands the Dutch way, `1.250 slots`."""
    word = unit if number == 1 else plural or f"{unit}s"
    return f"{number:,}".replace(",", ".") + f" {word}"
