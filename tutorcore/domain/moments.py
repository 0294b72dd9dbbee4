"""A day and a time as planners type them: `wo 16:00`, `25/11 16 uur`, `wo 25 nov 16:00`, `2026-11-25 16:00`."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tutorcore.domain.instants import exists
from tutorcore.domain.weeks import IsoWeek
from tutorcore.errors import InputError

HINT: Final = "Write it as wo 16:00, wo 25 nov 16:00 or 2026-11-25 16:00."
FIRST_DAY: Final = date.fromisocalendar(2000, 1, 1)
LAST_DAY: Final = date.fromisocalendar(9998, 53, 7)
"""The days of the weeks that an address can name."""

_MONTHS: Final = (
    ("jan", "januari", "january"),
    ("feb", "februari", "february"),
    ("mrt", "maart", "mar", "march"),
    ("apr", "april"),
    ("mei", "may"),
    ("jun", "juni", "june"),
    ("jul", "juli", "july"),
    ("aug", "augustus", "august"),
    ("sep", "sept", "september"),
    ("okt", "oktober", "oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
_WEEKDAYS: Final = (
    ("ma", "maandag", "mon", "monday"),
    ("di", "dinsdag", "tue", "tuesday"),
    ("wo", "woensdag", "wed", "wednesday"),
    ("do", "donderdag", "thu", "thursday"),
    ("vr", "vrijdag", "fri", "friday"),
    ("za", "zaterdag", "sat", "saturday"),
    ("zo", "zondag", "sun", "sunday"),
)
_RELATIVE: Final = (
    ("vandaag", "today"),
    ("morgen", "tomorrow"),
    ("overmorgen", "day after tomorrow", "the day after tomorrow"),
)
"""By how many days after today."""

_CLOCK: Final = r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?: ?(?:uur|u))?| ?(?P<told>uur|u(?P<past>\d{2})?))"
_TIME_LAST: Final = re.compile(rf"(?:op |on )?(?P<day>.+?)(?:,? (?:om |at )?|(?<=\d)t){_CLOCK}")
_TIME_FIRST: Final = re.compile(rf"(?:om |at )?{_CLOCK},? (?:op |on )?(?P<day>.+)")
_WORDED: Final = re.compile(r"(?:(?P<weekday>[a-z]+)\.?,? )?(?P<day>\d{1,2}) (?P<month>[a-z]+)\.?(?: (?P<year>\d{4}))?")
_NUMBERED: Final = re.compile(
    r"(?:(?P<weekday>[a-z]+)\.?,? )?"
    r"(?:(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"|(?P<day2>\d{1,2})[-/](?P<month2>\d{1,2})(?:[-/](?P<year2>\d{4}))?)"
)
_LAST_BARE_AFTERNOON: Final = 7


def read_moment(text: str, *, today: date, zone: ZoneInfo, week: IsoWeek | None = None) -> datetime:
    """The aware local time that a planner means; without a year, the nearest such day that is not long past.

    A weekday alone is that day of `week`, else the next one, today included. Hours told without minutes, `4 uur`, are
    read as in a wish: 1 to 7 are in the afternoon. A time that the clock shows twice means its first pass. Raises
    `InputError` for what is no day and time, for a weekday that does not belong to the day, for a day that no week's
    address can name, and for a time that the clock skips.
    """
    words = " ".join(text.casefold().split())[:100]
    found = _TIME_LAST.fullmatch(words) or _TIME_FIRST.fullmatch(words)
    day = _day(found["day"], today, week) if found else None
    hour, minute = _clock(found) if found else (0, 0)
    if day is None or not (hour < 24 and minute < 60):  # noqa: PLR2004
        raise InputError(f"“{text.strip()[:40]}” is not a day and a time", hint=HINT)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise InputError(
            f"{day.isoformat()} is too far away to be asked about",
            hint=f"Choose a day from {FIRST_DAY.isoformat()} to {LAST_DAY.isoformat()}.",
        )
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
    if not exists(moment):
        raise InputError("The clock skips this time: it does not exist", hint="Choose a time before or after it.")
    return moment


def _clock(found: re.Match[str]) -> tuple[int, int]:
    """Hour and minute as they stand; `4 uur` and `4u30`, as people say them, are in the afternoon."""
    hour, minute = int(found["hour"]), int(found["minute"] or found["past"] or 0)
    spoken = found["told"] and len(found["hour"]) == 1 and 1 <= hour <= _LAST_BARE_AFTERNOON
    return (hour + 12 if spoken else hour), minute


def _day(words: str, today: date, week: IsoWeek | None) -> date | None:
    if (ahead := _place(words, _RELATIVE)) is not None:
        return _later(today, ahead)
    if (weekday := _place(words.removesuffix("."), _WEEKDAYS)) is not None:
        return _later(week.monday, weekday) if week else _later(today, (weekday - today.weekday()) % 7)
    if found := _NUMBERED.fullmatch(words):
        year, month, number = (found[name] or found[f"{name}2"] for name in ("year", "month", "day"))
        day = _date_of(year, int(month), int(number), today=today)
    elif (found := _WORDED.fullmatch(words)) and (place := _place(found["month"], _MONTHS)) is not None:
        day = _date_of(found["year"], place + 1, int(found["day"]), today=today)
    else:
        return None
    _check_weekday(found["weekday"], day)
    return day


def _date_of(year: str | None, month: int, number: int, *, today: date) -> date | None:
    """The day of a month; without a year, the nearest one to today."""
    if year:
        return _date(int(year), month, number)
    days = (_date(today.year + ahead, month, number) for ahead in (-1, 0, 1))
    return min((day for day in days if day), key=lambda day: abs((day - today).days), default=None)


def _later(day: date, days: int) -> date | None:
    """So many days later; None where the calendar ends before that."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _check_weekday(word: str | None, day: date | None) -> None:
    if not word or day is None:
        return
    weekday = _place(word, _WEEKDAYS)
    if weekday is None:
        raise InputError(f"“{word[:20]}” is not a weekday", hint=HINT)
    if weekday != day.weekday():
        raise InputError(f"{day.isoformat()} is not a “{word}” but a “{_WEEKDAYS[day.weekday()][0]}”", hint=HINT)


def _place(word: str, names: tuple[tuple[str, ...], ...]) -> int | None:
    return next((place for place, forms in enumerate(names) if word in forms), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
