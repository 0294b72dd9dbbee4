"""What the tests of the Google adapter ask with, and ask for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from tutorcore.adapters.google_calendar import GoogleCalendars, TokenAccess
from tutorcore.adapters.google_calendar.events import read_event
from tutorcore.adapters.google_calendar.moments import Clocks
from tutorcore.domain.bookings import Span, event_id_of
from tutorcore.domain.remote_events import EventDraft
from tutorcore.domain.zones import AMSTERDAM

CALENDAR = "tutor-2"
START = datetime(2026, 11, 25, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)
SPAN = Span(START, START + HOUR)
LATER = Span(START + 3 * HOUR, START + 4 * HOUR)
AMPLE = timedelta(seconds=30)
"""More than anything here takes, on any machine."""
OURS = {"booking": "b1", "contact": "412", "buffer_before_min": "10", "buffer_after_min": "15"}


def a_way_to(google, *, access=None, zone=AMSTERDAM):
    """The adapter, pointed at a fake Google."""
    access = access or TokenAccess(SecretStr(google.token))
    return GoogleCalendars(access, calendar_ids=[CALENDAR], zone=zone, endpoint=google.endpoint)


def a_draft(booking="b1", attempt=1, **values):
    """A lesson of ours as it is to be written."""
    given = {
        "span": SPAN,
        "title": "Wiskunde, Jan",
        "description": "Breuken",
        "properties": OURS | {"booking": booking},
    }
    return EventDraft(**({"id": event_id_of(booking, attempt)} | given | values))


def wire(**values):
    """An event as Google sends it; None leaves a field out."""
    given = {"id": "e1", "status": "confirmed", "summary": "Overleg", "etag": '"1"', "start": timed(), "end": timed(1)}
    return {name: value for name, value in (given | values).items() if value is not None}


def timed(hours=0, **values):
    """A time so many hours after the start, as Google sends it."""
    return {"dateTime": (START + hours * HOUR).isoformat()} | values


def read(zone="", company=AMSTERDAM, **values):
    """An event of ours out of one of Google's, in a calendar of that zone."""
    return read_event(wire(**values), Clocks(company=company, calendar=zone))


def on(day, hour=0, minute=0, zone=AMSTERDAM):
    """A time in November 2026 on a local clock."""
    return datetime(2026, 11, day, hour, minute, tzinfo=zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone))
