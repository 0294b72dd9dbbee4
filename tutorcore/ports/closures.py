"""Holidays and closures, and the lists that they come from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol, runtime_checkable

from tutorcore.domain.calendars import ClosureFeed, DayOff
from tutorcore.domain.closure_imports import ClosureRow, Listed, ListedChange, NotUsed
from tutorcore.domain.public_holidays import HolidaySwitch, PublicHoliday
from tutorcore.domain.records import Entry


class Closures(Protocol):
    """Holidays and closures of the company or of one tutor."""

    def days_off(self, first: date | None = None, last: date | None = None) -> list[DayOff]:
        """Those that meet the dates `first` to `last` (None: without end), by first day.

        Public holidays that are switched on are among them, whoever asks.
        """
        ...

    def add(self, first: date, last: date, name: str, *, tutor_id: int | None, entry: Entry) -> DayOff:
        """Store one."""
        ...

    def add_all(self, days: Sequence[DayOff], *, entry: Entry) -> ListedChange:
        """Store those (of whatever id) that are not there in any kind, in one transaction; else no entry."""
        ...

    def remove(self, day_off_id: int, *, entry: Entry) -> None:
        """Take one away. Raises `UnknownName`, and `InputError` for one that a calendar brings."""
        ...

    def switches(self, first: date, last: date) -> list[HolidaySwitch]:
        """The public holidays that fall on the dates `first` to `last`, each once, by day: on or off."""
        ...

    def switch(self, key: str, *, on: bool, entry: Entry) -> None:
        """Let a public holiday close the company or not; no entry where it is switched so already."""
        ...

    def feeds(self) -> list[ClosureFeed]:
        """The calendars that days off are read from, by name."""
        ...

    def store_feed(
        self, listed: Listed, *, tutor_id: int | None, today: date, read_at: datetime, entry: Entry
    ) -> ListedChange:
        """Merge a reading with what the same calendar (by tutor and source) brought before, in one transaction.

        Only a reading that changes something has an entry. Raises `UnknownName` (no such tutor).
        """
        ...

    def record_feed_failure(self, feed_id: int, error: str, *, at: datetime) -> None:
        """Note that a calendar could not be read. What it brought stays."""
        ...

    def remove_feed(self, feed_id: int, *, today: date, entry: Entry) -> None:
        """Forget a calendar and what it closes from `today` on; what is over stays. Raises `UnknownName`."""
        ...


class PublicHolidays(Protocol):
    """The public holidays of the country in which the company works."""

    def between(self, first: date | None, last: date | None) -> list[PublicHoliday]:
        """Those from `first` to `last`, both included (None: as far as they are known), by day. Cheap to ask again."""
        ...


@runtime_checkable
class ClosureList(Protocol):
    """A file that lists days off (CSV)."""

    @property
    def name(self) -> str:
        """The file's name."""
        ...

    def rows(self) -> Sequence[ClosureRow | NotUsed]:
        """Its rows in their order. Raises `BrokenFile`."""
        ...

    def remarks(self) -> tuple[str, ...]:
        """Sentences about the file as a whole."""
        ...
