"""`book`, `cancel`, `move`, `undo`, `settle` and `bookings`: the services of the pages, for scripts."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from tutorcore.bootstrap import Dashboard
from tutorcore.cli.booking_outcomes import (
    DONE,
    IN_DOUBT,
    Outcome,
    asked_json,
    booking_details,
    booking_json,
    print_json,
    report,
    report_refused,
)
from tutorcore.cli.lesson_types import trial_of
from tutorcore.cli.printing import shown
from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.errors import TutorError, UnknownName
from tutorcore.ports import Ports
from tutorcore.services import bookings
from tutorcore.services.bookings.asked_again import request_again
from tutorcore.services.explain_time import time_asked
from tutorcore.services.find_bookings import hold_of, resolve_booking
from tutorcore.services.find_contacts import resolve_contact
from tutorcore.services.list_bookings import Wanted, list_bookings
from tutorcore.services.read_tutors import tutors_named
from tutorcore.wording.bookings import booked_text, booking_line, cancelled_text, moved_text, state_text

Change = Callable[[Ports, Booking, argparse.Namespace], Outcome]


def book_command(dashboard: Dashboard, options: argparse.Namespace) -> int:
    """Book a lesson, or hold its time. A time that is held for this contact already is booked as that hold."""
    ports = dashboard.ports
    try:
        outcome = _booked(ports, options)
    except TutorError as error:
        asked = asked_json(tutor=options.tutor, contact=options.contact)
        return report_refused(error, asked, options, ports.zone)
    return report(outcome, options, ports.zone)


def _booked(ports: Ports, options: argparse.Namespace) -> Outcome:
    request = bookings.Request(
        contact_id=resolve_contact(ports, options.contact).id,
        tutor=options.tutor,
        start=time_asked(ports, options.time),
        trial=trial_of(ports, options),
    )
    if options.hold is not None:
        (kept,) = bookings.hold(ports, [request], actor=options.actor, lasting=options.hold)
        return Outcome(booking=kept, text=booked_text(kept, zone=ports.zone), done=True)
    held = hold_of(ports, request)
    if held is None:
        made = bookings.book(ports, request, actor=options.actor)
    else:
        made = bookings.book(ports, request_again(held), actor=options.actor, hold_id=held.id)
    return Outcome(booking=made, text=booked_text(made, zone=ports.zone), done=made.state is BookingState.BOOKED)


def cancel_command(dashboard: Dashboard, options: argparse.Namespace) -> int:
    """Cancel a lesson, or let a hold go."""
    return _changed(dashboard.ports, options, _cancelled)


def _cancelled(ports: Ports, booking: Booking, options: argparse.Namespace) -> Outcome:
    if booking.state is BookingState.HELD:
        gone = bookings.release(ports, booking.id, actor=options.actor, expected_version=booking.version)
    else:
        gone = bookings.cancel(
            ports,
            booking.id,
            actor=options.actor,
            expected_version=booking.version,
            reason=options.reason,
            despite_notice=options.despite_notice,
        )
    text = cancelled_text(gone, zone=ports.zone)
    return Outcome(booking=gone, text=text, done=gone.state is BookingState.CANCELLED)


def move_command(dashboard: Dashboard, options: argparse.Namespace) -> int:
    """Move a lesson to another time."""
    return _changed(dashboard.ports, options, _moved)


def _moved(ports: Ports, booking: Booking, options: argparse.Namespace) -> Outcome:
    start = time_asked(ports, options.time)
    moved = bookings.move(
        ports,
        booking.id,
        start,
        actor=options.actor,
        expected_version=booking.version,
        despite_notice=options.despite_notice,
    )
    return Outcome(booking=moved, text=moved_text(moved, booking, zone=ports.zone), done=moved.span.start == start)


def undo_command(dashboard: Dashboard, options: argparse.Namespace) -> int:
    """Take back what was done last with a booking."""
    return _changed(dashboard.ports, options, _undone)


def _undone(ports: Ports, booking: Booking, options: argparse.Namespace) -> Outcome:
    back = bookings.undo(ports, booking.id, actor=options.actor, expected_version=booking.version)
    done = not back.problem
    text = f"Undone: {booking_line(back, zone=ports.zone)}, {state_text(back, ports.clock.now(), zone=ports.zone)}."
    return Outcome(booking=back, text=text if done else booked_text(back, zone=ports.zone), done=done)


def _changed(ports: Ports, options: argparse.Namespace, change: Change) -> int:
    """Change the booking that is named, as it is stored now; the exit status."""
    asked = asked_json(id=options.booking)
    try:
        booking = resolve_booking(ports, options.booking)
        asked = booking_json(booking, ports.zone)
        outcome = change(ports, booking, options)
    except TutorError as error:
        return report_refused(error, asked, options, ports.zone)
    return report(outcome, options, ports.zone)


def settle_command(dashboard: Dashboard, options: argparse.Namespace) -> int:
    """Finish or undo what is under way and nobody is at work on; silent where there is nothing."""
    ports = dashboard.ports
    settled = bookings.settle(ports)
    _print_all(settled, options, ports)
    return IN_DOUBT if any(each.under_way for each in settled) else DONE


def bookings_command(dashboard: Dashboard, options: argparse.Namespace) -> int:
    """List bookings: those that somebody has to look at first, then holds, coming lessons, and what is over."""
    ports = dashboard.ports
    tutor_id = tutors_named(ports, [options.tutor])[0].id if options.tutor else None
    states = frozenset(BookingState(state) for state in options.state)
    wanted = Wanted(states=states, tutor_id=tutor_id, contact=_contact(ports, options.contact), past=options.past)
    _print_all(list_bookings(ports, wanted).all, options, ports)
    return DONE


def _contact(ports: Ports, text: str) -> str:
    """The contact's id where an id or a phone number was given; else what was typed, as part of a name."""
    try:
        return resolve_contact(ports, text).id if text else ""
    except UnknownName:
        return text


def _print_all(found: Sequence[Booking], options: argparse.Namespace, ports: Ports) -> None:
    if options.json:
        print_json([booking_details(each, ports.zone) for each in found])
        return
    now = ports.clock.now()
    for each in found:
        line = f"{each.id}  {booking_line(each, zone=ports.zone)}: {state_text(each, now, zone=ports.zone)}"
        print(shown(f"{line}. {each.problem}" if each.problem else line, longest=600))
