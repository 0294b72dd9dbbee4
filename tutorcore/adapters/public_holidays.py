"""The public holidays of the Netherlands, by the library `holidays`, under their Dutch names.

The library counts 5 May among them in a lustrum year only; between those it is one of its optional days.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from holidays import OPTIONAL, PUBLIC, country_holidays
from holidays.countries.netherlands import Netherlands

from tutorcore.domain.public_holidays import PublicHoliday

FIRST_YEAR: Final[int] = Netherlands.start_year
LAST_YEAR: Final[int] = Netherlands.end_year


class DutchHolidays:
    """The port `PublicHolidays`. A year is worked out when it is first asked for, then kept."""

    def __init__(self) -> None:
        self._years: dict[int, list[PublicHoliday]] = {}

    def between(self, first: date | None, last: date | None) -> list[PublicHoliday]:
        """Those from `first` to `last`, both included (None: as far as the library knows), by day."""
        begin = FIRST_YEAR if first is None else max(first.year, FIRST_YEAR)
        end = LAST_YEAR if last is None else min(last.year, LAST_YEAR)
        known = (holiday for year in range(begin, end + 1) for holiday in self._of_year(year))
        return [one for one in known if (first is None or one.day >= first) and (last is None or one.day <= last)]

    def _of_year(self, year: int) -> list[PublicHoliday]:
        if year not in self._years:
            self._years[year] = _holidays(year)
        return self._years[year]


def _holidays(year: int) -> list[PublicHoliday]:
    """The public ones, and those of the optional ones that are not public this year."""
    public = [PublicHoliday(day=day, name=name) for day, name in _named(year, PUBLIC)]
    taken = {(one.day, one.name) for one in public}
    optional = (named for named in _named(year, OPTIONAL) if named not in taken)
    others = [PublicHoliday(day=day, name=name, optional=True) for day, name in optional]
    return sorted((*public, *others), key=lambda one: (one.day, one.name))


def _named(year: int, category: str) -> list[tuple[date, str]]:
    """(day, name): a day that is two holidays at once comes twice."""
    found = country_holidays("NL", years=year, language="nl", categories=category, expand=False)
    return [(day, name) for day in found for name in found.get_list(day)]
