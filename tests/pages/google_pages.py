"""Pages over a fake Google: the environment that names it, and what is asked by hand until it is done."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta

from tests.builders import an_entry
from tests.fake_google import running_google
from tests.pages.data_page import settled, store, table
from tutorcore.services.read_remote import connect_calendar

NOOR = "noor@example.org"
TIM = "tim@example.org"


@contextmanager
def google_in(monkeypatch):
    """A fake Google that the settings name, with a calendar for Noor and one for Tim."""
    with running_google(calendars=[NOOR, TIM]) as running:
        monkeypatch.setenv("GCAL_API_ENDPOINT", running.endpoint)
        monkeypatch.setenv("GCAL_ACCESS_TOKEN", running.token)
        monkeypatch.setenv("GCAL_CALENDAR_ID", f"{NOOR}, {TIM}")
        yield running


def given(tutor, calendar):
    """A tutor to whom a calendar was given, not read yet."""
    with store() as dashboard:
        if "Anouk" not in dashboard.ports.staff.names():
            dashboard.ports.staff.add("Anouk", entry=an_entry("staff added"))
        dashboard.ports.calendars.add_tutor(tutor, entry=an_entry("tutor added"))
        return connect_calendar(dashboard.ports, tutor, calendar, actor="Anouk")


def read_earlier(calendar, *, seconds):
    """Read a calendar as if that had been so many seconds ago."""
    with store() as dashboard:
        ports = dashboard.ports
        moment = ports.clock.now() - timedelta(seconds=seconds)
        begun = ports.calendars.begin_reading(calendar.id, now=moment, not_since=moment, lease_until=moment)
        assert begun is not None
        with ports.remote.session(limit=timedelta(seconds=5)) as session:
            reading = session.read(calendar.remote_id, moment - timedelta(days=90), moment + timedelta(days=400))
        ports.calendars.store_reading(calendar.tutor_id, reading, read_at=moment, entry=an_entry())


def row_of(page, alt, **wanted):
    """The only row of a table with these values."""
    rows = table(page, alt).to_dict("records")
    (found,) = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    return found


def until_shown(page, holds):
    """Draw the page anew until something holds on it."""
    for _ in range(100):
        if holds(settled(page)):
            return page
        page.run()
    raise AssertionError("it was never shown")
