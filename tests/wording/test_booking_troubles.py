"""What is said about a booking that somebody has to look at: the fact first, then what to do."""

from __future__ import annotations

import pytest

from tests.booking_builders import a_booking, a_span
from tests.builders import NOW
from tutorcore.domain.bookings import BookingState, Theirs
from tutorcore.domain.bookings.troubles import Trouble
from tutorcore.wording.booking_troubles import WHAT_IT_IS, trouble_text


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ""),
        (
            {"theirs": Theirs(span=a_span(30)), "problem": "Somebody moved this lesson in Google Calendar"},
            (
                "Somebody moved this lesson in Google Calendar to di 24 nov 16:00–17:00; here it is "
                "di 24 nov 10:00–11:00. "
                "Take that over, or move it back there."
            ),
        ),
        (
            {"theirs": Theirs(span=None)},
            (
                "Somebody deleted this lesson in Google Calendar. Take that over, and the time is free; "
                "to keep the lesson, take it over and book it again."
            ),
        ),
        (
            {"state": BookingState.FAILED, "problem": "“Tandarts” came in meanwhile"},
            "“Tandarts” came in meanwhile. Nothing of it stands in the calendar: look for another time.",
        ),
        (
            {"state": BookingState.CANCELLING},
            "The time is kept until it is known. It is settled by itself; “Settle now” asks at once.",
        ),
        (
            {"problem": "Google does not allow this!"},
            "Google does not allow this! The lesson stands as it was: try again, or look at the calendar.",
        ),
    ],
)
def test_what_to_know_and_do(values, expected):
    assert trouble_text(a_booking(**values), NOW) == expected


def test_every_trouble_has_a_mark():
    assert set(WHAT_IT_IS) == set(Trouble)
