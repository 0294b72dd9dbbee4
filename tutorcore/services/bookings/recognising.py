"""After each reading of an outside calendar: what somebody did there by hand with the lessons of this dashboard.

It is shown, and never overwritten; a planner takes it over, or moves the lesson again. Events of ours whose
booking had failed are taken out.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from tutorcore.domain.bookings import Booking, BookingState, Theirs, event_id_of
from tutorcore.domain.calendars import Calendar, CalendarEvent, EventStatus
from tutorcore.errors import ChangedThere, Conflict, InputError, SourceUnavailable
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor
from tutorcore.services.bookings.booking import asking
from tutorcore.services.bookings.changing import as_expected
from tutorcore.services.bookings.entries import entry_of
from tutorcore.services.bookings.event_there import EventThere, theirs_of


def recognise(ports: Ports, calendar_id: int) -> list[Booking]:
    """Compare a calendar that was just read with the lessons that stand in it; those that somebody changed by hand."""
    calendar = next((each for each in ports.calendars.calendars() if each.id == calendar_id), None)
    if calendar is None:
        return []
    events = ports.calendars.events_of_bookings(calendar_id)
    by_event = {event.id: event for event in events}
    booked = ports.bookings.listed(
        since=ports.clock.now(), states={BookingState.BOOKED}, calendar_id=calendar_id, limit=100_000
    )
    _take_strays_out(ports, calendar, events)
    changed = []
    for booking in booked:
        if not booking.under_way and calendar.knows(booking.span.start, booking.span.end):
            found = _compared(ports, calendar, booking, by_event.get(event_id_of(booking.id, booking.attempt)))
            changed += [found] if found else []
    return changed


def accept_theirs(ports: Ports, booking_id: str, *, actor: str, expected_version: int) -> Booking:
    """Let what somebody did in the calendar count here too: the new time, or that the lesson is gone.

    It is looked at once more: what has changed again since it was shown is not taken over. Raises `Conflict`,
    `SlotTaken` where another lesson takes the new time, `InputError` where nothing was changed, `InDoubt`.
    """
    actor = require_actor(actor)
    booking = as_expected(ports, booking_id, expected_version)
    if booking.theirs is None:
        raise InputError("Nobody changed this lesson in Google Calendar")
    theirs = _looked_at(ports, booking, booking.theirs)
    now = ports.clock.now()
    settled = replace(booking, theirs=None, problem="", changed_at=now, deed=None, deed_at=None)
    if theirs.span is None:
        taken = replace(settled, state=BookingState.CANCELLED)
        entry = entry_of(taken, "deletion taken over", at=now, actor=actor, before=booking)
    else:
        taken = replace(settled, span=theirs.span, etag=theirs.etag)
        entry = entry_of(taken, "change taken over", at=now, actor=actor, before=booking)
    return ports.bookings.save(taken, now=now, entry=entry)


def _looked_at(ports: Ports, booking: Booking, shown: Theirs) -> Theirs:
    """What somebody did, as it stands now. Raises `Conflict` where that is not what was shown."""
    calendar = next((each for each in ports.calendars.calendars() if each.id == booking.calendar_id), None)
    with asking(ports) as session:
        if session is None or calendar is None:
            return shown
        now = theirs_of(EventThere(remote=session, calendar=calendar.remote_id, booking=booking).look())
    if now.span != shown.span:
        raise Conflict(
            "This lesson was changed again in Google Calendar",
            theirs=booking,
            hint="Look at it again when the calendar has been read.",
        )
    return now


def _compared(ports: Ports, calendar: Calendar, booking: Booking, event: CalendarEvent | None) -> Booking | None:
    """The booking with what differs put down; None where nothing new differs."""
    if calendar.read_at is None or calendar.read_at < booking.changed_at:
        return None  # the reading is older than what was done here
    if event is None and calendar.unreadable:
        return None  # it may be one of those that could not be read
    theirs = _theirs(booking, event)
    if theirs is None and booking.theirs is None and event is not None and event.etag != booking.etag:
        with suppress(Conflict):  # its text was changed: seen, and the time is as booked
            ports.bookings.save(replace(booking, etag=event.etag), now=ports.clock.now())
    if theirs == booking.theirs:
        return None
    if theirs is None and event is not None and booking.theirs is not None:
        put_back = replace(booking, theirs=None, problem="", etag=event.etag)
        return _saved(ports, put_back, booking, "as booked again in Google Calendar")
    if theirs is None:
        return None
    said = "deleted" if theirs.span is None else "moved"
    problem = f"Somebody {said} this lesson in Google Calendar"
    return _saved(ports, replace(booking, theirs=theirs, problem=problem), booking, "changed in Google Calendar")


def _theirs(booking: Booking, event: CalendarEvent | None) -> Theirs | None:
    found = theirs_of(event)
    return None if found.span == booking.span else found


def _saved(ports: Ports, booking: Booking, before: Booking, action: str) -> Booking | None:
    now = ports.clock.now()
    entry = entry_of(booking, action, at=now, actor="Google Calendar", before=before)
    try:
        return ports.bookings.save(booking, now=now, entry=entry)
    except Conflict:
        return None  # changed this moment: the next reading compares again


def _take_strays_out(ports: Ports, calendar: Calendar, events: list[CalendarEvent]) -> None:
    """Delete events of ours whose booking failed here, as they were read."""
    known = {one.id: one for one in ports.bookings.with_ids({event.booking_id for event in events})}
    strays = [event for event in events if _is_stray(known.get(event.booking_id), event)]
    for event in strays:
        try:
            with asking(ports) as session:
                if session is not None:
                    session.cancel(calendar.remote_id, event.id, etag=event.etag)
        except (SourceUnavailable, ChangedThere):
            continue  # the next reading finds it again


def _is_stray(booking: Booking | None, event: CalendarEvent) -> bool:
    """Whether an event stands for a booking that never came about here: written by a process that came too late.

    One that was cancelled here and restored there by hand is left alone, and so are a copy that somebody made of it
    and one of another database.
    """
    if booking is None or booking.state is not BookingState.FAILED or event.status is EventStatus.CANCELLED:
        return False
    return event.id in {event_id_of(booking.id, attempt) for attempt in range(1, booking.attempt + 1)}
