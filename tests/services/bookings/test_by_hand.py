"""What somebody did with a lesson in the outside calendar by hand: shown, taken over, never overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import an_entry
from tests.services.bookings.desk import NOOR, THURSDAY, WEDNESDAY
from tutorcore.domain.bookings import BookingState, Span, event_id_of
from tutorcore.domain.calendars import EventStatus
from tutorcore.domain.records import BadEvent
from tutorcore.errors import Conflict, InputError, SlotTaken
from tutorcore.services.bookings import recognise
from tutorcore.services.read_remote import remote_calendars


@pytest.fixture
def booked(desk):
    return desk.book()


def moved_by_hand(desk, booking, start, minutes=60):
    event = event_id_of(booking.id, booking.attempt)
    desk.remote.move_by_hand(NOOR, event, start, start + timedelta(minutes=minutes))


def deleted_by_hand(desk, booking):
    desk.remote.delete_by_hand(NOOR, event_id_of(booking.id, booking.attempt))


def test_a_lesson_that_was_moved_by_hand_is_shown_then_taken_over(desk, booked):
    moved_by_hand(desk, booked, THURSDAY, minutes=90)
    desk.read()
    shown = desk.now(booked)
    assert (shown.span, shown.theirs.span.start) == (booked.span, THURSDAY)
    assert desk.journal(booked)[-1] == ("changed in Google Calendar", "Google Calendar")
    for change in (desk.cancel, desk.move, desk.undo):
        with pytest.raises(InputError):
            change(shown)
    taken = desk.accept_theirs(shown)
    assert taken.span == Span(THURSDAY, THURSDAY + timedelta(minutes=90))
    assert desk.cancel(taken).state is BookingState.CANCELLED
    assert desk.standing() == []


def test_what_was_moved_back_by_hand_is_as_it_was(desk, booked):
    moved_by_hand(desk, booked, THURSDAY)
    desk.read()
    moved_by_hand(desk, booked, WEDNESDAY)
    desk.read()
    assert desk.now(booked).theirs is None
    assert desk.move(desk.now(booked)).span.start == THURSDAY


def test_a_lesson_that_was_deleted_by_hand_is_shown_then_taken_over(desk, booked):
    deleted_by_hand(desk, booked)
    desk.read()
    assert desk.now(booked).theirs.span is None
    assert desk.accept_theirs(desk.now(booked)).state is BookingState.CANCELLED
    assert desk.differences() == []


def test_a_deletion_is_not_taken_over_when_the_lesson_stands_there_again(desk, booked):
    deleted_by_hand(desk, booked)
    desk.read()
    shown = desk.now(booked)
    event = desk.remote.event(NOOR, event_id_of(booked.id, 1))
    desk.remote.put(NOOR, replace(event, status=EventStatus.CONFIRMED))
    with pytest.raises(Conflict, match="changed again"):
        desk.accept_theirs(shown)
    desk.read()
    assert desk.now(booked).theirs is None
    assert desk.differences() == []


def test_another_title_changes_nothing(desk, booked):
    event = desk.remote.event(NOOR, event_id_of(booked.id, 1))
    desk.remote.put(NOOR, replace(event, title="Wiskunde"))
    desk.read()
    assert desk.now(booked).theirs is None
    assert desk.cancel(desk.now(booked)).state is BookingState.CANCELLED


def test_a_lesson_that_may_be_an_event_that_cannot_be_read_is_not_deleted(desk, booked):
    deleted_by_hand(desk, booked)
    desk.remote.spoil(NOOR, BadEvent(number=1, title="", reason="no start"))
    desk.read()
    assert desk.now(booked).theirs is None
    desk.remote.spoil(NOOR)
    desk.later(days=1)
    desk.read()
    assert desk.now(booked).theirs.span is None


def test_a_lesson_moved_by_hand_onto_another_cannot_be_taken_over(desk, booked):
    other = desk.book(THURSDAY, "2")
    moved_by_hand(desk, booked, THURSDAY)
    desk.read()
    with pytest.raises(SlotTaken):
        desk.accept_theirs(desk.now(booked))
    assert desk.now(other).state is BookingState.BOOKED


def test_there_is_nothing_to_take_over_where_nobody_changed_anything(desk, booked):
    with pytest.raises(InputError, match="Nobody changed"):
        desk.accept_theirs(booked)


def test_a_calendar_that_is_gone_says_nothing_of_its_lessons(desk, booked):
    (calendar,) = remote_calendars(desk.ports)
    desk.ports.calendars.remove_calendar(calendar.id, entry=an_entry())
    assert recognise(desk.ports, calendar.id) == []
    assert desk.now(booked) == booked
