"""ISO weeks, Monday first, as people and links write them: `2026-W48`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tutorcore.domain.instants import midnight
from tutorcore.errors import InputError

_WRITTEN: Final = re.compile(r"(\d{4})-?[Ww](\d{1,2})")
_FIRST_YEAR: Final = 2000
_DAYS: Final = 7


@dataclass(frozen=True, order=True, slots=True)
class IsoWeek:
    """A week by its ISO year and number."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> IsoWeek:
        """The week of a local date."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> IsoWeek:
        """`2026-W48` (also `2026W48`, `2026-w8`). Raises `InputError`."""
        found = _WRITTEN.fullmatch(text.strip())
        if found and _FIRST_YEAR <= int(found[1]) < MAXYEAR:
            week = cls(int(found[1]), int(found[2]))
            if week._exists():
                return week
        raise InputError(f"“{text[:40]}” is not a week", hint="Write a week as 2026-W48.")

    def _exists(self) -> bool:
        try:
            date.fromisocalendar(self.year, self.number, 1)
        except ValueError:
            return False
        return True

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"

    @property
    def monday(self) -> date:
        """The first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def days(self) -> tuple[date, ...]:
        """Monday to Sunday."""
        monday = self.monday
        return tuple(monday + timedelta(days=day) for day in range(_DAYS))

    def shifted(self, weeks: int) -> IsoWeek:
        """The week that many weeks later (negative: earlier)."""
        return IsoWeek.of(self.monday + timedelta(weeks=weeks))

    def span(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """[first local midnight, the one after Sunday), aware, UTC."""
        return midnight(self.monday, zone), midnight(self.monday + timedelta(days=_DAYS), zone)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The last moment of a local day, aware: until when something dated `day` runs."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
