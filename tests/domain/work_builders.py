"""Situations for the rules of the work list that show only what matters."""

from __future__ import annotations

from datetime import timedelta

from tests.booking_builders import a_booking
from tests.builders import NOW
from tutorcore.domain.bookings import BookingState
from tutorcore.domain.contacts import Pin
from tutorcore.domain.work import Situation, causes, lessons_of

TICK = timedelta(seconds=1)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def situation(**values):
    """A new contact of whom nothing is to be done."""
    return Situation(**{"segment": "new"} | values)


def whys(**values):
    return [cause.why for cause in causes(situation(**values), NOW)]


def only(**values):
    (cause,) = causes(situation(**values), NOW)
    return cause


def lessons(*starts):
    """Lessons of an hour, each so far from now."""
    return lessons_of([(NOW + start, NOW + start + HOUR) for start in starts], NOW)


def a_pin(until, *, since=-30 * DAY):
    return Pin(
        contact_id="1",
        segment="premium",
        reason="exam",
        actor="Joris",
        since=NOW + since,
        until=None if until is None else NOW + until,
    )


def a_failed(booking_id="f1", **values):
    return a_booking(booking_id, state=BookingState.FAILED, problem="Google said no.", **values)
