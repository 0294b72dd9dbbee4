"""Bookings in words."""

from __future__ import annotations

from datetime import UTC

import pytest

from tests.domain.domain_builders import NOW, at
from tutorcore.domain.bookings import Booking, BookingState, Deed, Span, Theirs
from tutorcore.domain.reasons import Reason, Refusal
from tutorcore.errors import Cause, InDoubt, NotBookable, Refused, SlotTaken
from tutorcore.wording.bookings import (
    SETTLED_BY_ITSELF,
    booked_text,
    booking_line,
    cancelled_text,
    exception_text,
    held_text,
    made_text,
    moved_text,
    refused_texts,
    state_text,
    state_word,
    theirs_text,
    who_text,
)

LESSON = Span(at("wo 16:00"), at("wo 17:00"))
LATER = Span(at("vr 15:30"), at("vr 16:30"))


def a_booking(state=BookingState.BOOKED, **values):
    usual = {
        "id": "b1",
        "contact_id": "1001",
        "contact_name": "Sanne",
        "tutor_id": 1,
        "tutor_name": "Eva",
        "calendar_id": None,
        "span": LESSON,
        "buffer_before_min": 10,
        "buffer_after_min": 10,
        "title": "Lesson Sanne",
        "description": "",
        "segment": "existing",
        "profile": "existing",
        "profile_version": 0,
        "actor": "Marieke",
        "made_at": NOW,
        "changed_at": NOW,
    }
    return Booking(state=state, **(usual | values))


def a_hold(**values):
    return a_booking(**({"state": BookingState.HELD, "expires_at": at("di 08:00")} | values))


@pytest.mark.parametrize(
    ("booking", "said"),
    [
        (a_booking(), "booked"),
        (a_booking(BookingState.BOOKING), "being booked"),
        (a_booking(BookingState.CANCELLING), "being cancelled"),
        (a_booking(BookingState.CANCELLING, withdrawing=True), "being withdrawn"),
        (a_booking(BookingState.CANCELLED), "cancelled"),
        (a_hold(state=BookingState.CANCELLED), "released"),
        (a_booking(BookingState.FAILED), "not booked"),
        (a_booking(target=LATER), "being moved to vr 27 nov 15:30"),
        (a_hold(), "held until di 24 nov 08:00"),
        (a_hold(expires_at=None), "held"),
        (a_hold(expires_at=NOW), "hold expired ma 23 nov 08:00"),
    ],
)
def test_where_a_booking_stands_is_told_in_two_words_and_a_time(booking, said):
    assert state_text(booking, NOW) == said


def test_every_state_has_a_word_of_its_own():
    assert len({state_word(state) for state in BookingState}) == len(BookingState)


def test_a_booking_is_one_line_on_the_companys_clock():
    utc = Span(LESSON.start.astimezone(UTC), LESSON.end.astimezone(UTC))
    assert booking_line(a_booking(span=utc)) == "wo 25 nov 16:00–17:00, Sanne with Eva"


def test_a_lesson_on_the_calendar_says_for_whom_and_by_whom():
    assert who_text(a_booking()) == "Sanne · by Marieke"
    assert who_text(a_hold()) == "held for Sanne · by Marieke"


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("buffer_before_min 10 -> 5", "Kept free before: 5 minutes instead of 10"),
        ("min_lead_minutes 720 -> 0", "No notice instead of 12 hours"),
        ("duration_minutes 60 -> 45", "Lesson 45 minutes instead of 60"),
        ("exclude_weekends True -> False", "Exclude weekends True → False"),
        ("profile new -> premium", "Profile new → premium"),
        ("not as wished: same day", "Not as wished: same day"),
    ],
)
def test_an_exception_is_told_in_the_words_of_an_opening_where_there_are_any(kept, said):
    assert exception_text(kept) == said


@pytest.mark.parametrize(
    ("booking", "said"),
    [
        (a_booking(), "Booked: wo 25 nov 16:00–17:00, Sanne with Eva."),
        (a_hold(), "Held: wo 25 nov 16:00–17:00, Sanne with Eva."),
        (a_booking(BookingState.CANCELLED), "Cancelled: wo 25 nov 16:00–17:00, Sanne with Eva."),
        (a_hold(state=BookingState.CANCELLED), "Released: wo 25 nov 16:00–17:00, Sanne with Eva."),
        (
            a_booking(BookingState.FAILED, problem="Meanwhile “Dentist” came in."),
            "Not booked: wo 25 nov 16:00–17:00, Sanne with Eva. Meanwhile “Dentist” came in.",
        ),
        (
            a_booking(BookingState.BOOKING, problem="No answer."),
            f"Not settled yet: wo 25 nov 16:00–17:00, Sanne with Eva. {SETTLED_BY_ITSELF} (No answer.)",
        ),
        (a_booking(target=LATER), f"Not settled yet: wo 25 nov 16:00–17:00, Sanne with Eva. {SETTLED_BY_ITSELF}"),
    ],
)
def test_what_came_of_it_is_told_in_a_sentence(booking, said):
    assert booked_text(booking) == said


def test_a_hold_that_became_a_lesson_says_when_it_was_booked():
    booked = a_booking(actor="Bilal", deed=Deed.BOOKED, deed_at=at("di 07:30"))
    assert made_text(booked) == "booked by Bilal, di 24 nov 07:30"
    assert made_text(a_hold()) == "held by Marieke, ma 23 nov 08:00"
    assert made_text(a_booking(BookingState.FAILED)) == "tried by Marieke, ma 23 nov 08:00"


def test_who_was_there_first_is_named():
    (said,) = refused_texts(SlotTaken("This time is taken", theirs=a_hold()))
    assert said == "Just taken by Marieke: wo 25 nov 16:00–17:00, held for Sanne with Eva."
    (said,) = refused_texts(SlotTaken("This time is taken", theirs=a_booking()))
    assert said == "Just taken by Marieke: wo 25 nov 16:00–17:00, lesson of Sanne with Eva."
    assert refused_texts(SlotTaken("This time is taken", hint="Choose another.")) == [
        "This time is taken.",
        "Choose another.",
    ]


def test_every_rule_that_refuses_is_told():
    error = NotBookable("The rules do not offer it", refusals=(Refusal(reason=Reason.PAST),))
    assert refused_texts(error) == ["The rules do not offer it.", "It lies in the past."]


def test_a_calendar_that_gives_no_answer_before_anything_is_written_changes_nothing():
    error = InDoubt("Google did not answer", cause=Cause.UNREACHABLE, hint="Whether it was done is seen later.")
    assert refused_texts(error) == ["Nothing was changed. Google did not answer.", "Try again in a moment."]


def test_a_no_of_google_says_first_that_nothing_was_changed_and_last_what_to_do():
    error = Refused("Google takes no more requests", cause=Cause.QUOTA, hint="Try again in a few minutes.")
    said = ["Nothing was changed. Google takes no more requests.", "Try again in a few minutes."]
    assert refused_texts(error) == said


def test_moving_tells_from_where_or_that_it_stays():
    moved = a_booking(span=LATER)
    assert moved_text(moved, a_booking()) == "Moved from wo 25 nov 16:00: vr 27 nov 15:30–16:30, Sanne with Eva."
    stays = a_booking(problem="“Dentist” came in meanwhile")
    assert moved_text(stays, a_booking()) == (
        "Not moved: wo 25 nov 16:00–17:00, Sanne with Eva. “Dentist” came in meanwhile."
    )
    assert moved_text(a_booking(target=LATER), a_booking()).endswith(SETTLED_BY_ITSELF)


def test_cancelling_tells_that_it_is_gone_or_that_it_still_stands():
    assert cancelled_text(a_booking(BookingState.CANCELLED)).startswith("Cancelled: ")
    assert cancelled_text(a_booking(BookingState.CANCELLING)).endswith(SETTLED_BY_ITSELF)
    stands = a_booking(problem="Somebody changed the event")
    assert cancelled_text(stands) == (
        "Not cancelled: wo 25 nov 16:00–17:00, Sanne with Eva. Somebody changed the event."
    )


def test_all_slots_of_an_offer_that_are_held_are_told_with_the_end_of_it():
    said = held_text([a_hold(), a_hold(span=LATER)])
    assert said == (
        "Held until di 24 nov 08:00 for Sanne: wo 25 nov 16:00–17:00 with Eva; vr 27 nov 15:30–16:30 with Eva."
    )
    assert held_text([a_hold(expires_at=None)]) == "Held for Sanne: wo 25 nov 16:00–17:00 with Eva."


def test_what_somebody_did_in_google_is_told():
    assert theirs_text(Theirs(span=None)) == "Somebody deleted it in Google Calendar by hand."
    assert theirs_text(Theirs(span=LATER)) == (
        "Somebody moved it in Google Calendar by hand, to vr 27 nov 15:30–16:30."
    )
