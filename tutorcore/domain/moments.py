"""A day and a time as planners type them: `wo 25 nov 16:00`, `25-11-2026 16.00`, `2026-11-25 16:00`."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from tutorcore.domain.instants import exists
from tutorcore.errors import InputError

HINT: Final = "Write it as wo 25 nov 16:00 or 2026-11-25 16:00."
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
_CLOCK: Final = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
_WORDED: Final = re.compile(
    r"(?:(?P<weekday>[a-z]+)\.?,? )?(?P<day>\d{1,2}) (?P<month>[a-z]+)\.?(?: (?P<year>\d{4}))?,? (?:om |at )?" + _CLOCK
)
_NUMBERED: Final = re.compile(
    rf"(?:(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})"
    rf"|(?P<day2>\d{{1,2}})[-/](?P<month2>\d{{1,2}})[-/](?P<year2>\d{{4}}))[ t]{_CLOCK}"
)


def read_moment(text: str, *, today: date, zone: ZoneInfo) -> datetime:
    """The aware local time that a planner means; without a year, the nearest such day that is not long past.

    A time that the clock shows twice means its first pass. Raises `InputError` for what is no day and time, for a
    weekday that does not belong to the day, and for a time that the clock skips.
    """
    words = " ".join(text.casefold().split())[:100]
    day, found = _day(words, today)
    if day is None or found is None or not (int(found["hour"]) < 24 and int(found["minute"]) < 60):  # noqa: PLR2004
        raise InputError(f"“{text.strip()[:40]}” is not a day and a time", hint=HINT)
    moment = datetime(day.year, day.month, day.day, int(found["hour"]), int(found["minute"]), tzinfo=zone)
    if not exists(moment):
        raise InputError("The clock skips this time: it does not exist", hint="Choose a time before or after it.")
    return moment


def _day(words: str, today: date) -> tuple[date | None, re.Match[str] | None]:
    if found := _NUMBERED.fullmatch(words):
        year, month, day = (found[name] or found[f"{name}2"] for name in ("year", "month", "day"))
        return _date(int(year), int(month), int(day)), found
    if (found := _WORDED.fullmatch(words)) and (month := _place(found["month"], _MONTHS)) is not None:
        day = _named_day(found, month + 1, today)
        _check_weekday(found["weekday"], day)
        return day, found
    return None, None


def _named_day(found: re.Match[str], month: int, today: date) -> date | None:
    number = int(found["day"])
    if found["year"]:
        return _date(int(found["year"]), month, number)
    years = (_date(today.year + ahead, month, number) for ahead in (-1, 0, 1))
    return min((day for day in years if day), key=lambda day: abs((day - today).days), default=None)


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
