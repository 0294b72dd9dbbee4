"""What is known of tutors' time, from the store: one reading for many questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tutorcore.domain.calendars import DayOff, Tutor
from tutorcore.domain.closures import Closure
from tutorcore.domain.contacts import TUTOR, Contact
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


def read_tutors(ports: Ports, tutors: Sequence[Tutor], start: datetime, end: datetime) -> list[TutorTime]:
    """What stands in the calendars of `tutors` in [start, end), with every doubt about it."""
    wanted = {tutor.id for tutor in tutors}
    calendars = {calendar.id: calendar for calendar in ports.calendars.calendars() if calendar.tutor_id in wanted}
    events = ports.calendars.events(list(calendars), start, end)
    return [
        TutorTime(
            tutor=tutor,
            start=start,
            end=end,
            calendars=tuple(calendar for calendar in calendars.values() if calendar.tutor_id == tutor.id),
            events=tuple((calendars[of], event) for of, event in events if calendars[of].tutor_id == tutor.id),
        )
        for tutor in tutors
    ]


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
