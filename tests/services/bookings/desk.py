"""A planner's desk for tests of bookings: a store, an outside calendar, and what happens with a lesson.

desk = Desk(store, remote)                      # Noor with the calendar NOOR, read just now; contact "1" is Sanne
booked = desk.book(WEDNESDAY)
desk.settle(seconds=31)                         # leases are over by then
assert desk.differences() == []                 # store and calendar say the same
"""

from __future__ import annotations

from datetime import timedelta

from tests.builders import NOW, a_row, an_entry, at, bring, ports_over
from tests.remote_in_memory import RemoteInMemory
from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.services import bookings
from tutorcore.services.read_remote import Outcome, connect_calendar, refresh_calendar, remote_calendars

NOOR = "noor@example.org"
WEDNESDAY = at(6 * 60, days=2)
"""Wednesday at 16:00 in Amsterdam."""
THURSDAY = at(6 * 60, days=3)
AN_HOUR = timedelta(hours=1)
ACTOR = "Anouk"


class Desk:
    """Everything that a planner does, as somebody called Anouk unless told otherwise."""

    def __init__(self, store, remote=None, *, calendars=(NOOR,), now=NOW):
        self.store, self.remote = store, remote or RemoteInMemory(*calendars)
        store.calendars.add_tutor("Noor", entry=an_entry("tutor added"))
        bring(store, a_row("1", "Sanne", attributes={"customer_since": "2024"}), a_row("2", "Bram"))
        self.ports = ports_over(store, now=now, remote=self.remote)
        for calendar in calendars:
            connect_calendar(self.ports, "Noor", calendar, actor=ACTOR)
        self.read()

    # What planners do

    def request(self, start=WEDNESDAY, contact="1", **values):
        return bookings.Request(**{"contact_id": contact, "tutor": "Noor", "start": start} | values)

    def book(self, start=WEDNESDAY, contact="1", *, actor=ACTOR, hold_id="", **values):
        return bookings.book(self.ports, self.request(start, contact, **values), actor=actor, hold_id=hold_id)

    def hold(self, *starts, contact="1", **values):
        requests = [self.request(start, contact) for start in starts]
        return bookings.hold(self.ports, requests, actor=ACTOR, **values)

    def _with(self, service, booking, *given, actor=ACTOR, **values):
        return service(self.ports, booking.id, *given, actor=actor, expected_version=booking.version, **values)

    def cancel(self, booking, **values):
        return self._with(bookings.cancel, booking, **values)

    def move(self, booking, start=THURSDAY, **values):
        return self._with(bookings.move, booking, start, **values)

    def undo(self, booking, **values):
        return self._with(bookings.undo, booking, **values)

    def release(self, booking, **values):
        return self._with(bookings.release, booking, **values)

    def accept_theirs(self, booking, **values):
        return self._with(bookings.accept_theirs, booking, **values)

    # What passes by

    def later(self, **passed):
        self.ports.clock.moment += timedelta(**passed)

    def settle(self, **passed):
        self.later(**passed)
        return bookings.settle(self.ports)

    def read(self):
        """Every calendar is read, with what belongs to that; a minute and more later, so that it may be."""
        self.later(seconds=61)
        return [refresh_calendar(self.ports, each).outcome is Outcome.READ for each in remote_calendars(self.ports)]

    # How things stand

    def now(self, booking):
        """A booking as it is stored now."""
        return self.ports.bookings.get(booking.id)

    def stored(self):
        return self.ports.bookings.listed(limit=100_000)

    def standing(self, calendar=NOOR):
        """The lessons in the calendar: (booking, start)."""
        return [(event.booking_id, event.start) for event in self.remote.standing(calendar) if event.booking_id]

    def attributes(self, contact="1"):
        return dict(self.ports.contacts.get(contact).attributes)

    def journal(self, booking):
        """What happened with a booking: (action, actor), oldest first."""
        entries = self.ports.journal.entries(subject=f"booking:{booking.id}")
        return [(entry.action, entry.actor) for entry in reversed(entries)]

    def differences(self):
        """Where store and calendar do not say the same; every booking is in both or in neither, once."""
        return differences(self.stored(), self.standing())


def differences(stored, standing):
    """Where the store's bookings and the events of a calendar, (booking, start) each, do not say the same."""
    expected = sorted(_expected(one) for one in stored if one.state is BookingState.BOOKED and _expected(one))
    under_way = [f"{one.id} is {one.state} and under way" for one in stored if one.under_way]
    missing = [f"{one} is not in the calendar" for one in expected if one not in standing]
    stray = [f"{one} is in the calendar" for one in standing if one not in expected]
    double = [f"{one} is in the calendar twice" for one in set(standing) if standing.count(one) > 1]
    return under_way + missing + stray + double


def _expected(booking: Booking):
    """Where the event of a booked lesson stands, as far as is known; None where somebody deleted it."""
    if booking.theirs is not None:
        return booking.theirs.span and (booking.id, booking.theirs.span.start)
    return booking.id, booking.span.start
