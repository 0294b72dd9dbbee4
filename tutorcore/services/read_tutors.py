"""What is known of tutors' time, from the store: one reading for many questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from tutorcore.domain.calendars import Calendar, CalendarEvent, DayOff, Tutor
from tutorcore.domain.closures import Closure
from tutorcore.domain.contacts import TUTOR, Contact
from tutorcore.domain.records import CalendarReading
from tutorcore.domain.tutor_time import TutorTime
from tutorcore.errors import UnknownName
from tutorcore.ports import Ports


def tutors_named(ports: Ports, names: Sequence[str]) -> list[Tutor]:
    """The tutors of these names, in the order of the store; none named is all of them. Raises `UnknownName`."""
    tutors = ports.calendars.tutors()
    wanted = {name.strip().casefold() for name in names}
    unknown = wanted - {tutor.name.casefold() for tutor in tutors}
    if unknown:
        there = ", ".join(tutor.name for tutor in tutors) or "none yet"
        raise UnknownName(f"There is no tutor “{min(unknown)[:60]}”", hint=f"Tutors: {there}.")
    return [tutor for tutor in tutors if not wanted or tutor.name.casefold() in wanted]


def usual_tutors(ports: Ports, contact: Contact) -> list[Tutor]:
    """Who usually teaches a contact: the attribute `tutor`, else the tutor of the last lesson, else everybody."""
    tutors = ports.calendars.tutors()
    named = str(contact.attributes.get(TUTOR) or "").strip().casefold()
    by_name = [tutor for tutor in tutors if tutor.name.casefold() == named]
    if by_name:
        return by_name
    last = ports.calendars.last_lesson_tutor(contact.id, ports.clock.now())
    return [tutor for tutor in tutors if tutor.id == last] or tutors


def read_tutors(
    ports: Ports,
    tutors: Sequence[Tutor],
    start: datetime,
    end: datetime,
    *,
    asked_for: str = "",
    without: str = "",
    fresh: Mapping[int, CalendarReading] | None = None,
) -> list[TutorTime]:
    """What takes the time of `tutors` in [start, end), by their calendars and by bookings, with every doubt about it.

    The holds of the contact `asked_for` are not in the contact's own way. `without` leaves one booking out, with its
    event. `fresh` holds readings of a short time made just now, by calendar: within that time they stand in place of
    what is stored. What is told then counts for that time alone.
    """
    fresh, now = fresh or {}, ports.clock.now()
    wanted = {tutor.id for tutor in tutors}
    stored = [calendar for calendar in ports.calendars.calendars() if calendar.tutor_id in wanted]
    calendars = {calendar.id: _as_just_read(calendar, fresh.get(calendar.id), now) for calendar in stored}
    found = _with_fresh(ports.calendars.events(list(calendars), start, end), fresh)
    events = [(calendars[of], event) for of, event in found if of in calendars and not _is_of(event, without)]
    taking = [booking for booking in ports.bookings.taking_time(wanted, start, end, now) if booking.id != without]
    return [
        TutorTime(
            tutor=tutor,
            start=start,
            end=end,
            calendars=tuple(calendar for calendar in calendars.values() if calendar.tutor_id == tutor.id),
            events=tuple((calendar, event) for calendar, event in events if calendar.tutor_id == tutor.id),
            bookings=tuple(booking for booking in taking if booking.tutor_id == tutor.id),
            asked_for=asked_for,
            now=now,
        )
        for tutor in tutors
    ]


def _is_of(event: CalendarEvent, booking_id: str) -> bool:
    return bool(booking_id) and event.booking_id == booking_id


def _with_fresh(
    stored: Sequence[tuple[int, CalendarEvent]], fresh: Mapping[int, CalendarReading]
) -> list[tuple[int, CalendarEvent]]:
    """What is stored, but for the time of a fresh reading, where that says what stands there."""
    kept = [(of, event) for of, event in stored if of not in fresh or not _meets(event, fresh[of])]
    return kept + [(of, event) for of, reading in fresh.items() for event in reading.events]


def _meets(event: CalendarEvent, reading: CalendarReading) -> bool:
    return event.start < reading.covers_until and reading.covers_from < event.end


def _as_just_read(calendar: Calendar, reading: CalendarReading | None, now: datetime) -> Calendar:
    """A calendar as its fresh reading tells it: an earlier failure is over, what could not be read now counts."""
    if reading is None:
        return calendar
    known = replace(calendar, read_at=now, error="", unreadable=len(reading.bad))
    if calendar.covers_from is None or calendar.covers_until is None:
        return replace(known, covers_from=reading.covers_from, covers_until=reading.covers_until)
    return known


def days_off_of(days_off: Sequence[DayOff], tutors: Sequence[Tutor]) -> list[DayOff]:
    """The days off that matter for these tutors: the company's and theirs."""
    wanted = {None, *(tutor.id for tutor in tutors)}
    return [day for day in days_off if day.tutor_id in wanted]


def closures_of(days_off: Sequence[DayOff], tutor: Tutor) -> list[Closure]:
    """The closures that hold for a tutor."""
    return [
        Closure(day.first, day.last, day.name, tutor.name if day.tutor_id else "")
        for day in days_off_of(days_off, [tutor])
    ]
