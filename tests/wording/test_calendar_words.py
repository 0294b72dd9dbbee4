"""A calendar's reading in words, and what to do about it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domain.domain_builders import NOW
from tests.domain.test_tutor_time import a_calendar
from tutorcore.wording.calendars import next_step_text, order_text, reading_text

GOOGLE = {"source": "google:noor@example.org"}
AGAIN = "It is tried again every minute or two; “Read all now” tries at once."
BY_HAND = "Read or import it again on the Data page."
STATES = {
    "a file": (a_calendar(), "yes", ""),
    "no calendar": (
        None,
        "no calendar: nothing is known to be free",
        "Import a calendar on the Data page, or give the tutor one in Google.",
    ),
    "a feed that failed": (a_calendar(error="404"), "not read again: 404", BY_HAND),
    "a file with bad events": (a_calendar(unreadable=2), "2 events could not be read", BY_HAND),
    "never read": (a_calendar(read_at=None, **GOOGLE), "never read: nothing is known to be free", AGAIN),
    "failed at first": (a_calendar(read_at=None, error="no access", **GOOGLE), "not read yet: no access", AGAIN),
    "failed": (a_calendar(error="no access", unreadable=1, **GOOGLE), "not read again: no access", AGAIN),
    "old": (a_calendar(**GOOGLE), "not read for 1 h", AGAIN),
    "bad events": (
        a_calendar(unreadable=1, **GOOGLE),
        "1 event could not be read",
        "Look in Google Calendar for an event without a usable time.",
    ),
    "fresh": (a_calendar(read_at=NOW - timedelta(seconds=40), **GOOGLE), "yes", ""),
}


@pytest.mark.parametrize("state", STATES)
def test_what_is_the_matter_is_told_with_the_next_step(state):
    calendar, order, step = STATES[state]
    assert order_text(calendar, NOW) == order
    assert next_step_text(calendar, NOW, set_up=True) == step


def test_without_google_its_calendars_wait_for_that():
    step = next_step_text(a_calendar(**GOOGLE), NOW, set_up=False)
    assert step == "Set Google Calendar up again: docs/google.md says how."


def test_the_last_good_reading_is_told_by_its_age():
    assert reading_text(a_calendar(read_at=NOW - timedelta(seconds=40)), NOW) == "40 s ago"
    assert reading_text(a_calendar(read_at=None), NOW) == "never"
    assert reading_text(None, NOW) == "never"
