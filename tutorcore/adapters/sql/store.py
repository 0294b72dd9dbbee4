"""The store as one value: an object for each port, over one engine."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from tutorcore.adapters.sql.bookings import SqlBookings
from tutorcore.adapters.sql.calendars import SqlCalendars
from tutorcore.adapters.sql.closures import SqlClosures
from tutorcore.adapters.sql.contacts import SqlContacts
from tutorcore.adapters.sql.engine import open_engine
from tutorcore.adapters.sql.journal import SqlJournal
from tutorcore.adapters.sql.migrating import migrate
from tutorcore.adapters.sql.profiles import SqlProfiles
from tutorcore.adapters.sql.roster import SqlRoster
from tutorcore.adapters.sql.segment_history import SqlSegmentHistory
from tutorcore.adapters.sql.staff import SqlStaff
from tutorcore.ports import (
    Bookings,
    Calendars,
    Closures,
    Contacts,
    Journal,
    Profiles,
    PublicHolidays,
    Roster,
    SegmentHistory,
    Staff,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Store:
    """Everything that is kept. Safe to share between threads; `close` gives its connections back."""

    engine: Engine
    contacts: Contacts
    calendars: Calendars
    closures: Closures
    bookings: Bookings
    profiles: Profiles
    staff: Staff
    journal: Journal
    roster: Roster
    segment_history: SegmentHistory

    @classmethod
    def over(cls, engine: Engine, holidays: PublicHolidays | None = None) -> Store:
        """The store in the database of `engine`, whose tables are there."""
        return cls(
            engine=engine,
            contacts=SqlContacts(engine),
            calendars=SqlCalendars(engine),
            closures=SqlClosures(engine, holidays),
            bookings=SqlBookings(engine),
            profiles=SqlProfiles(engine),
            staff=SqlStaff(engine),
            journal=SqlJournal(engine),
            roster=SqlRoster(engine),
            segment_history=SqlSegmentHistory(engine),
        )

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def open_store(url: str, *, holidays: PublicHolidays | None = None) -> Store:
    """Open the database at `url`, its tables brought up to date; without `holidays` it knows no public ones.

    Raises `SettingsError`, `SourceUnavailable`.
    """
    engine = open_engine(url)
    try:
        migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store.over(engine, holidays)
