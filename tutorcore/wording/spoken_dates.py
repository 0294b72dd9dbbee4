"""Days, times and lengths as they are said to a customer, in the customer's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final, Literal

from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.units import format_unit

from tutorcore.wording.languages import Language

_CLOCKS: Final[Mapping[Language, str]] = {Language.DUTCH: "H.mm", Language.ENGLISH: "HH:mm"}
_HOUR: Final = 60


def spoken_day(day: date, language: Language, *, today: date) -> str:
    """`woensdag 25 november`, `Wednesday 25 November`; with the year where it is not the year of `today`."""
    return _day(day, language, "EEEE d MMMM" if day.year == today.year else "EEEE d MMMM y")


@lru_cache(maxsize=1024)
def _day(day: date, language: Language, pattern: str) -> str:
    return format_date(day, pattern, locale=language.locale)


def spoken_clock(moment: datetime, language: Language) -> str:
    """`16.00` in Dutch, `16:00` in English: the time on the clock of the moment's own zone."""
    return format_time(moment.time(), _CLOCKS[language], locale=language.locale)


def spoken_length(minutes: int, language: Language) -> str:
    """`60 minuten`, `1 uur en 30 minuten`, `2 hours`."""
    hours, rest = divmod(minutes, _HOUR)
    if minutes <= _HOUR:
        return _measured(minutes, "minute", language)
    parts = [_measured(hours, "hour", language)] + ([_measured(rest, "minute", language)] if rest else [])
    return all_of(parts, language)


def _measured(number: int, unit: str, language: Language) -> str:
    # Dutch says "uur" long and short, and babel has the short form only.
    length: Literal["short", "long"] = "short" if (unit, language) == ("hour", Language.DUTCH) else "long"
    return format_unit(number, f"duration-{unit}", length=length, locale=language.locale)


def all_of(names: Sequence[str], language: Language) -> str:
    """`Eva, Tim en Noor`."""
    return format_list(names, style="standard", locale=language.locale)


def any_of(names: Sequence[str], language: Language) -> str:
    """`Eva, Tim of Noor`."""
    return format_list(names, style="or", locale=language.locale)
