"""The whole dashboard over a database and a fake Google, opened by its settings: for proofs.

with shop(url, google, folder) as desk:         # Noor with the calendar tutor-2, read just now
    desk.book(WEDNESDAY)
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from tests.builders import NOW, StoppedClock, a_row, an_entry, bring
from tests.services.bookings.desk import ACTOR, Desk
from tutorcore.adapters.sql.tables import metadata
from tutorcore.bootstrap import open_dashboard
from tutorcore.services.read_remote import connect_calendar
from tutorcore.settings import Settings

CALENDAR = "tutor-2"


def environment(url, google, folder):
    """The variables by which the dashboard finds its database and this Google."""
    return {
        "DATABASE_URL": url,
        "TUTORBOT_VAR": str(folder),
        "TUTORBOT_DEMO": "no",
        "GCAL_API_ENDPOINT": google.endpoint,
        "GCAL_ACCESS_TOKEN": google.token,
        "GCAL_CALENDAR_ID": f"primary, {CALENDAR}",
    }


def opened(variables, *, now=NOW):
    """The dashboard that these variables ask for, at a stopped clock."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        settings = Settings.read()
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
    return open_dashboard(settings, clock=StoppedClock(now))


def furnish(ports, *, contacts=2):
    """Tutor Noor, who has the calendar; contacts 1, 2, and so on."""
    ports.calendars.add_tutor("Noor", entry=an_entry("tutor added"))
    connect_calendar(ports, "Noor", CALENDAR, actor=ACTOR)
    bring(ports, *(a_row(str(number), f"Pupil {number}", number=number) for number in range(1, contacts + 1)))


class Shop(Desk):
    """A `Desk` over a dashboard and a Google that are real in all but name."""

    def __init__(self, dashboard, google):
        self.dashboard, self.google, self.ports = dashboard, google, dashboard.ports

    def hurried(self, limit):
        """The same, with less patience: every session ends within `limit`."""
        desk = Shop(self.dashboard, self.google)
        desk.ports = replace(self.ports, remote=Hurried(self.ports.remote, limit))
        return desk

    def furnish(self, contacts=2):
        """Tutor and contacts, and the calendar read just now."""
        furnish(self.ports, contacts=contacts)
        assert all(self.read())

    def empty(self, now=NOW):
        """Take everything out of the database and the calendar."""
        with self.dashboard.store.engine.begin() as connection:
            for table in reversed(metadata.sorted_tables):
                connection.execute(table.delete())
        self.google.recover()
        del self.google.account.calendars[CALENDAR]
        self.google.add_calendar(CALENDAR)
        self.ports.clock.moment = now

    def standing(self, calendar=CALENDAR):
        """The lessons in the calendar: (booking, start)."""
        return lessons_in(self.google, calendar)


def lessons_in(google, calendar=CALENDAR):
    """(booking, start) of each lesson that stands in a calendar."""
    return [
        (event["extendedProperties"]["private"]["booking"], datetime.fromisoformat(event["start"]["dateTime"]))
        for event in google.events(calendar)
        if "extendedProperties" in event
    ]


class Hurried:
    """The way to Google for people who wait less long."""

    def __init__(self, remote, limit):
        self.calendar_ids, self._remote, self._limit = remote.calendar_ids, remote, limit

    def session(self, *, limit):
        """A session that ends sooner."""
        return self._remote.session(limit=min(limit, self._limit))


@contextmanager
def shop(url, google, folder, *, now=NOW, contacts=2):
    """A furnished shop whose calendar was read just now."""
    dashboard = opened(environment(url, google, folder), now=now)
    try:
        desk = Shop(dashboard, google)
        desk.furnish(contacts)
        yield desk
    finally:
        dashboard.close()
