"""The rules of the work list, each on both sides of its bounds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.booking_builders import a_booking, a_hold
from tests.builders import NOW, at
from tests.domain.work_builders import DAY, HOUR, TICK, a_failed, a_pin, lessons, only, whys
from tutorcore.domain.bookings import BookingState
from tutorcore.domain.work import LessonsOf, Urgency, Why, lessons_of, still_failed


def test_nothing_is_to_be_done_for_a_new_contact_of_whom_nothing_is_known():
    assert whys() == []


# Existing customers without a lesson


@pytest.mark.parametrize(
    ("starts", "listed"),
    [
        ((), True),
        ((-14 * DAY - TICK,), True),
        ((-14 * DAY,), False),
        ((-DAY,), False),
        ((-40 * DAY, DAY), False),
        ((-40 * DAY, 300 * DAY), False),
        ((-HOUR + TICK,), False),
    ],
)
def test_an_existing_customer_is_listed_with_no_lesson_in_the_last_14_days_and_none_to_come(starts, listed):
    assert (Why.NO_LESSON in whys(segment="existing", lessons=lessons(*starts))) is listed


def test_a_lesson_that_is_being_given_is_the_next_one_and_none_that_is_over():
    given_now = lessons(-HOUR + TICK)
    assert (given_now.held, given_now.last, given_now.next) == (0, None, NOW - HOUR + TICK)


@pytest.mark.parametrize("segment", ["new", "returning_broadcast", "weekend", "premium", "bijles"])
def test_only_the_segment_existing_is_asked_for_lessons(segment):
    assert whys(segment=segment) == []


def test_since_when_somebody_is_without_a_lesson_is_14_days_after_the_last_one():
    cause = only(segment="existing", lessons=lessons(-20 * DAY, -30 * DAY))
    assert (cause.last_lesson, cause.since) == (NOW - 20 * DAY, NOW - 6 * DAY)


def test_of_somebody_who_never_had_a_lesson_nobody_says_since_when():
    cause = only(segment="existing")
    assert (cause.last_lesson, cause.since) == (None, None)


# Trial done, nothing booked


@pytest.mark.parametrize(
    ("values", "listed"),
    [
        ({"trial_completed": True}, True),
        ({"trial_completed": True, "lessons": lessons(-3 * DAY)}, True),
        ({"trial_completed": True, "lessons": lessons(-9 * DAY, -2 * DAY)}, False),
        ({"trial_completed": True, "lessons": lessons(-3 * DAY, DAY)}, False),
        ({"trial_completed": True, "has_paid": True}, False),
        ({"has_paid": True}, False),
        ({"lesson_type": "trial"}, False),
        ({"lesson_type": " Trial ", "lessons": lessons(-DAY)}, True),
        ({"lesson_type": "trial", "lessons": lessons(-9 * DAY, -DAY)}, True),
        ({"lesson_type": "trial", "lessons": lessons(-DAY, DAY)}, False),
        ({"lesson_type": "trial", "lessons": lessons(-HOUR + TICK)}, False),
        ({"lesson_type": "regular", "lessons": lessons(-DAY)}, False),
        ({"trial_completed": True, "bookings": (a_booking(state=BookingState.BOOKING),)}, False),
        ({"trial_completed": True, "bookings": (a_booking(state=BookingState.BOOKING, hours=-1),)}, True),
        ({"trial_completed": True, "bookings": (a_booking(state=BookingState.CANCELLED),)}, True),
    ],
)
def test_a_trial_was_given_and_nothing_followed(values, listed):
    assert (Why.TRIAL_DONE in whys(**values)) is listed


def test_a_trial_without_a_sequel_and_no_lesson_for_long_are_both_told():
    found = whys(segment="existing", trial_completed=True, lessons=lessons(-15 * DAY))
    assert found == [Why.TRIAL_DONE, Why.NO_LESSON]


# What the calendars do not tell


def test_nobody_is_said_to_have_no_lesson_while_a_calendar_is_not_known():
    cause = only(segment="existing", trial_completed=True, lessons=lessons(-20 * DAY), lessons_known=False)
    assert (cause.why, cause.last_lesson) == (Why.LESSONS_NOT_KNOWN, NOW - 20 * DAY)


@pytest.mark.parametrize("starts", [(DAY,), (-DAY,)])
def test_a_lesson_that_is_known_counts_whatever_else_is_not(starts):
    assert whys(segment="existing", lessons=lessons(*starts), lessons_known=False) == []


# Holds and offers


@pytest.mark.parametrize(("hours", "listed"), [(24 + 1 / 60, False), (24, True), (1 / 60, True), (0, False)])
def test_a_hold_is_ending_for_its_last_24_hours(hours, listed):
    assert (Why.HOLD_ENDING in whys(bookings=(a_hold(lasting=hours),))) is listed


def test_a_hold_cannot_wait_in_its_last_four_hours():
    assert only(bookings=(a_hold(lasting=4),)).urgency is Urgency.AT_ONCE
    assert only(bookings=(a_hold(lasting=4 + 1 / 60),)).urgency is Urgency.TODAY


def test_the_times_of_an_offer_are_one_reason_with_the_first_end():
    holds = (a_hold("h1", lasting=8), a_hold("h2", lasting=6), a_hold("h3", lasting=48))
    cause = only(bookings=holds)
    assert (cause.slots, cause.due, cause.since) == (2, at(6 * 60), NOW - DAY)


def test_what_is_booked_or_let_go_is_no_hold():
    assert whys(bookings=(a_booking(state=BookingState.HELD), a_booking(expires_at=at(60)))) == []


# Pins


@pytest.mark.parametrize(
    ("pin", "listed"),
    [
        (None, False),
        (a_pin(None), False),
        (a_pin(7 * DAY + TICK), False),
        (a_pin(7 * DAY), True),
        (a_pin(TICK), True),
        (a_pin(timedelta()), False),
        (a_pin(5 * DAY, since=TICK), False),
        (a_pin(5 * DAY, since=timedelta()), True),
    ],
)
def test_a_pin_is_ending_for_its_last_7_days(pin, listed):
    assert (Why.PIN_ENDING in whys(pin=pin)) is listed


def test_a_pin_that_ends_within_a_day_is_for_today():
    assert only(pin=a_pin(DAY)).urgency is Urgency.TODAY
    assert only(pin=a_pin(DAY + TICK)).urgency is Urgency.SOON


def test_a_pin_says_what_it_held_when_it_ends_and_since_when_that_is_near():
    cause = only(pin=a_pin(2 * DAY))
    assert (cause.segment, cause.due, cause.since) == ("premium", NOW + 2 * DAY, NOW - 5 * DAY)


def test_a_short_pin_is_near_its_end_from_its_beginning_on():
    assert only(pin=a_pin(2 * DAY, since=-DAY)).since == NOW - DAY


# Bookings that failed


@pytest.mark.parametrize(("hours", "listed"), [(24, True), (-1 + 1 / 60, True), (-1, False), (-24, False)])
def test_a_booking_that_failed_counts_until_its_lesson_would_have_ended(hours, listed):
    assert (Why.BOOKING_FAILED in whys(bookings=(a_failed(hours=hours),))) is listed


def test_the_first_lesson_that_was_not_booked_is_told():
    cause = only(bookings=(a_failed("f1", hours=48), a_failed("f2", hours=24, tutor_name="Tim")))
    assert (cause.due, cause.tutor, cause.problem) == (at(24 * 60), "Tim", "Google said no.")


def test_a_booking_that_stands_did_not_fail():
    assert whys(bookings=(a_booking(),)) == []


@pytest.mark.parametrize(
    ("state", "minutes", "kept"),
    [
        (BookingState.BOOKED, 1, False),
        (BookingState.BOOKING, 1, False),
        (BookingState.BOOKED, 0, True),
        (BookingState.BOOKED, -1, True),
        (BookingState.CANCELLED, 1, True),
        (BookingState.HELD, 1, True),
    ],
)
def test_what_was_booked_again_did_not_fail_any_more(state, minutes, kept):
    failed = a_failed()
    again = a_booking("b2", state=state, made_at=failed.made_at + timedelta(minutes=minutes))
    assert (still_failed([failed, again]) == (failed,)) is kept


# Wishes


def test_a_wish_is_listed_with_what_was_not_understood_of_it():
    cause = only(unclear=("om de week",), last_activity_at=NOW - DAY)
    assert (cause.why, cause.pieces, cause.since) == (Why.WISH_UNCLEAR, ("om de week",), NOW - DAY)


def test_no_lessons_at_all_are_known_as_such():
    assert lessons_of([], NOW) == LessonsOf()
