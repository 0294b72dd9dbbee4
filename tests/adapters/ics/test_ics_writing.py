"""Bookings as a calendar file: every program reads it, our own too."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.booking_builders import a_booking, a_hold
from tests.builders import NOW, at
from tutorcore.adapters.ics import calendar_from_bytes, calendar_of_bookings
from tutorcore.domain.bookings import BookingState, Span, event_id_of
from tutorcore.domain.calendars import EventStatus
from tutorcore.domain.zones import AMSTERDAM


def read_back(*bookings):
    """What our own reader makes of the file."""
    data = calendar_of_bookings(bookings, now=NOW)
    reading = calendar_from_bytes(data, name="lessons.ics", zone=AMSTERDAM).read(at(days=-60), at(days=365))
    assert reading.bad == ()
    return list(reading.events)


def unfolded(*bookings):
    return calendar_of_bookings(bookings, now=NOW).decode().replace("\r\n ", "")


def test_a_lesson_comes_back_at_its_time_under_the_id_of_its_event():
    booking = a_booking(attempt=3)
    (event,) = read_back(booking)
    assert (event.start, event.end, event.title) == (booking.span.start, booking.span.end, "Lesson Sanne")
    assert event.status is EventStatus.CONFIRMED
    assert f"UID:{event_id_of('b1', 3)}\r\n" in unfolded(booking)


def test_a_lesson_across_the_clock_change_keeps_its_instants():
    start = NOW.replace(month=10, day=25, hour=0, minute=30)
    (event,) = read_back(a_booking(span=Span(start.astimezone(AMSTERDAM), start.replace(hour=1, minute=30))))
    assert (event.start, event.end) == (start, start.replace(hour=1, minute=30))


def test_what_takes_no_time_is_left_out():
    gone = [a_booking(state.value, state=state) for state in (BookingState.CANCELLED, BookingState.FAILED)]
    expired = a_hold(lasting=-1)
    assert read_back(*gone, expired) == []


def test_a_hold_is_tentative_and_says_for_whom():
    (event,) = read_back(a_hold(contact_name="Sanne, de Boer"))
    assert (event.status, event.title) == (EventStatus.TENTATIVE, "Held for Sanne, de Boer")


def test_odd_names_come_back_as_they_are_on_one_line():
    name = "De Boer, J.; \\n “Zoë” 👩\u200d🏫 " + "é" * 200
    (event,) = read_back(a_booking(title=name + "\nBEGIN:VALARM\r\nX:1"))
    assert event.title == f"{name} BEGIN:VALARM  X:1"


def test_a_description_keeps_its_lines_and_adds_no_property():
    text = unfolded(a_booking(description="Pupil: Sanne\nPhone: 1\r\nSTATUS:CANCELLED"))
    assert "DESCRIPTION:Pupil: Sanne\\nPhone: 1\\nSTATUS:CANCELLED\r\n" in text
    assert re.findall(r"^STATUS:(\w+)", text, re.MULTILINE) == ["CONFIRMED"]


def test_every_line_is_short_and_ends_as_the_standard_asks():
    data = calendar_of_bookings([a_booking(title="é" * 500)], now=NOW)
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in data.split(b"\r\n"))


def test_no_bookings_make_an_empty_calendar():
    assert read_back() == []


@given(st.text(max_size=80))
def test_whatever_the_title_one_lesson_makes_one_event(title):
    (event,) = read_back(a_booking(title=title, description=title))
    assert event.start == a_booking().span.start
