"""Public holidays: which of them close the company. Values and rules; the dates come from an adapter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from tutorcore.domain.calendars import DayOff, DayOffKind

OFF_AT_FIRST: Final = frozenset({"goede vrijdag"})
"""Keys of the holidays on which most companies work."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicHoliday:
    """A holiday on a local date. `optional`: a day that only some take off that year, as 5 May between two lustra."""

    day: date
    name: str
    optional: bool = False

    @property
    def key(self) -> str:
        """What its switch goes by: the same in every year, however the name is capitalised."""
        name = " ".join(self.name.casefold().split())
        return f"{name} (optional)" if self.optional else name


@dataclass(frozen=True, kw_only=True, slots=True)
class HolidaySwitch:
    """Whether a holiday closes the company, and when it is next."""

    key: str
    name: str
    optional: bool
    on: bool
    next: date


def is_on(holiday: PublicHoliday, switched: Mapping[str, bool]) -> bool:
    """Whether it closes the company: as somebody switched it by its key, else yes but for a few."""
    return switched.get(holiday.key, not holiday.optional and holiday.key not in OFF_AT_FIRST)


def holidays_off(holidays: Iterable[PublicHoliday], switched: Mapping[str, bool]) -> list[DayOff]:
    """The days off that those are which are switched on. They are not stored, so their id is that of nothing."""
    return [
        DayOff(id=0, first=one.day, last=one.day, name=one.name, kind=DayOffKind.HOLIDAY)
        for one in holidays
        if is_on(one, switched)
    ]


def switches_of(holidays: Iterable[PublicHoliday], switched: Mapping[str, bool]) -> list[HolidaySwitch]:
    """A switch for each holiday, by the day on which it comes first among `holidays`."""
    found: dict[str, HolidaySwitch] = {}
    for one in sorted(holidays, key=lambda holiday: holiday.day):
        on = is_on(one, switched)
        found.setdefault(one.key, HolidaySwitch(key=one.key, name=one.name, optional=one.optional, on=on, next=one.day))
    return list(found.values())
