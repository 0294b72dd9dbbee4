"""Bookings as values: what takes time, which two are in each other's way, and the event that stands for one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOW, a_booking
from tutorcore.domain.bookings import (
    BookingState,
    Span,
    event_id_of,
    first_in_the_way,
    in_each_others_way,
    new_booking_id,
)
from tutorcore.domain.bookings.drafts import draft_of
from tutorcore.domain.busy import Busy
from tutorcore.domain.calendars import Tutor
from tutorcore.domain.instants import MINUTE, micros
from tutorcore.domain.tutor_time import TutorTime
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import InputError

HOUR = timedelta(hours=1)


def lesson(start_minute, *, minutes=60, before=0, after=0, **values):
    start = NOW + timedelta(minutes=start_minute)
    span = Span(start, start + timedelta(minutes=minutes))
    return a_booking(span=span, buffer_before_min=before, buffer_after_min=after, **values)


@pytest.mark.parametrize(
    ("state", "takes"),
    [
        (BookingState.HELD, True),
        (BookingState.BOOKING, True),
        (BookingState.BOOKED, True),
        (BookingState.CANCELLING, True),
        (BookingState.CANCELLED, False),
        (BookingState.FAILED, False),
    ],
)
def test_what_stands_or_may_stand_takes_time(state, takes):
    assert a_booking(state=state).takes_time(NOW) is takes


def test_a_hold_ends_by_itself():
    held = a_booking(state=BookingState.HELD, expires_at=NOW + HOUR)
    assert held.takes_time(NOW)
    assert held.takes_time(NOW + HOUR - timedelta(seconds=1))
    assert not held.takes_time(NOW + HOUR)


def test_the_gap_between_two_lessons_is_the_larger_buffer_not_the_sum():
    first = lesson(0, after=10, contact_id="1")
    assert in_each_others_way(first, lesson(69, before=10, contact_id="2"))
    assert not in_each_others_way(first, lesson(70, before=10, contact_id="2"))
    assert in_each_others_way(first, lesson(74, before=15, contact_id="2"))
    assert not in_each_others_way(first, lesson(75, before=15, contact_id="2"))


def test_a_lesson_may_start_when_another_ends():
    assert not in_each_others_way(lesson(0, contact_id="1"), lesson(60, contact_id="2"))


def test_a_hold_is_not_in_the_way_of_its_own_contact_but_of_others():
    held = lesson(0, state=BookingState.HELD, contact_id="1")
    assert not in_each_others_way(held, lesson(30, contact_id="1"))
    assert in_each_others_way(held, lesson(30, contact_id="2"))


def test_two_lessons_of_one_contact_are_in_each_others_way():
    assert in_each_others_way(lesson(0, contact_id="1"), lesson(30, contact_id="1"))


def test_a_lesson_that_is_being_moved_keeps_both_times():
    start = NOW + timedelta(hours=5)
    moving = replace(lesson(0, contact_id="1"), target=Span(start, start + HOUR))
    for minute in (0, 300):
        assert in_each_others_way(moving, lesson(minute, contact_id="2"))
    assert not in_each_others_way(moving, lesson(120, contact_id="2"))


def test_the_first_in_the_way_is_one_of_the_same_tutor_that_takes_time():
    wanted = lesson(60, contact_id="9")
    others = [
        replace(lesson(90, contact_id="1"), id="later"),
        replace(lesson(30, contact_id="2"), id="sooner"),
        replace(lesson(60, contact_id="3", tutor_id=99), id="other tutor"),
        replace(lesson(60, contact_id="4", state=BookingState.FAILED), id="failed"),
    ]
    assert first_in_the_way(wanted, others, NOW).id == "sooner"
    assert first_in_the_way(wanted, others[2:], NOW) is None
    assert first_in_the_way(wanted, [wanted], NOW) is None


buffers = st.integers(0, 30)


@given(
    start=st.integers(-200, 200),
    length=st.integers(5, 120),
    mine=st.tuples(buffers, buffers),
    theirs=st.tuples(buffers, buffers),
)
def test_two_lessons_are_in_each_others_way_exactly_when_busy_time_says_so(start, length, mine, theirs):
    one = lesson(0, before=mine[0], after=mine[1], contact_id="1")
    other = lesson(start, minutes=length, before=theirs[0], after=theirs[1], contact_id="2")
    met = Busy.of(other.busy_events()).meeting(
        micros(one.span.start), micros(one.span.end), before=mine[0] * MINUTE, after=mine[1] * MINUTE
    )
    assert in_each_others_way(one, other) == bool(met)
    assert in_each_others_way(other, one) == bool(met)


@given(attempt=st.integers(1, 1000))
def test_the_id_of_an_event_follows_from_booking_and_attempt(attempt):
    booking_id = new_booking_id()
    assert event_id_of(booking_id, attempt) == event_id_of(booking_id, attempt)
    assert event_id_of(booking_id, attempt) != event_id_of(booking_id, attempt + 1)
    assert re.fullmatch("[a-v0-9]{5,1024}", event_id_of(booking_id, attempt))


def test_the_event_says_whose_it_is_and_by_what_rules():
    booking = a_booking(exceptions=("min_lead_minutes 720 -> 60",), profile_version=3)
    draft = draft_of(booking)
    assert (draft.id, draft.span) == (event_id_of(booking.id, 1), booking.span)
    assert draft.properties["booking"] == booking.id
    assert draft.properties["contact"] == booking.contact_id
    assert draft.properties["exceptions"] == "min_lead_minutes 720 -> 60"
    assert draft.properties["profile_version"] == "3"


def test_what_google_would_cut_off_is_cut_off_here():
    draft = draft_of(a_booking(exceptions=("x" * 5000,)))
    assert max(map(len, draft.properties.values())) == 1024


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (NOW, NOW),
        (NOW, NOW - HOUR),
        (NOW.replace(tzinfo=None), NOW.replace(tzinfo=None) + HOUR),
        (NOW, NOW.replace(tzinfo=None)),
    ],
)
def test_a_lesson_without_length_or_zone_is_refused(start, end):
    with pytest.raises(InputError):
        Span(start, end)


def test_a_lesson_in_the_hour_that_comes_twice_is_measured_by_elapsed_time():
    first_pass = datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM)
    second_pass = datetime(2026, 10, 25, 2, 15, tzinfo=AMSTERDAM, fold=1)
    assert Span(first_pass, second_pass).end == second_pass
    with pytest.raises(InputError):
        Span(second_pass, first_pass)


def test_the_holds_of_a_contact_do_not_take_the_time_that_is_planned_for_it():
    def busy(asked_for):
        time = TutorTime(
            tutor=Tutor(id=1, name="Eva"),
            start=NOW,
            end=NOW + 8 * HOUR,
            calendars=(),
            events=(),
            bookings=(a_booking(state=BookingState.HELD, contact_id="1"),),
            asked_for=asked_for,
        )
        return [event.id for event in time.busy_events() if event.id.startswith("booking:")]

    assert busy("1") == []
    assert len(busy("2")) == len(busy("")) == 1
