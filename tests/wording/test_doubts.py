"""How sure a plan is, in words."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from tests.domain.domain_builders import NOW, at
from tests.domain.test_tutor_time import a_calendar, time_of
from tutorcore.domain.tutor_time import Doubt
from tutorcore.wording.doubts import doubt_texts, freshness_text

EACH = {
    Doubt.NO_CALENDAR: (
        time_of(),
        "Anouk has no calendar, so nothing is known to be free. Import one on the Data page.",
    ),
    Doubt.NEVER_READ: (
        time_of(a_calendar(read_at=None)),
        "Anouk's calendar werk was never read, so nothing is known to be free.",
    ),
    Doubt.NOT_COVERED: (
        time_of(a_calendar(covers_until=at("wo 12:00"))),
        "Anouk's calendar werk is known until wo 25 nov; nothing is offered after that.",
    ),
    Doubt.READING_FAILED: (
        time_of(a_calendar(error="the feed answered 404.")),
        "Anouk's calendar werk could not be read again: the feed answered 404. What is shown is not confirmed.",
    ),
    Doubt.OLD: (
        time_of(a_calendar(source="google:noor@example.org"), now=NOW),
        "Anouk's calendar werk was not read again in time. What is shown is 1 h old and not confirmed.",
    ),
    Doubt.INCOMPLETE: (
        time_of(a_calendar(unreadable=2)),
        "Anouk's calendar werk holds 2 events that could not be read. Not confirmed.",
    ),
}


@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_is_told_in_a_sentence(doubt):
    time, sentence = EACH[doubt]
    assert [found.doubt for found in time.doubts] == [doubt]
    assert doubt_texts(time) == [sentence]


def test_a_failure_is_told_with_its_cause_and_the_age_of_what_is_shown():
    withdrawn = "Google has withdrawn access to werk: sign in again."
    (sentence,) = doubt_texts(time_of(a_calendar(error=withdrawn), now=NOW))
    assert (
        sentence
        == f"Anouk's calendar werk could not be read again: {withdrawn} What is shown is 1 h old and not confirmed."
    )


def test_a_first_reading_that_failed_says_why():
    (sentence,) = doubt_texts(time_of(a_calendar(read_at=None, error="Google does not know this calendar")))
    assert sentence == (
        "Anouk's calendar werk was never read, so nothing is known to be free. "
        "The first reading failed: Google does not know this calendar."
    )


def test_without_a_doubt_nothing_is_said():
    assert doubt_texts(time_of(a_calendar())) == []


@pytest.mark.parametrize("end", [at("do 00:00"), at("do 00:00").astimezone(UTC), at("wo 23:30").astimezone(UTC)])
def test_a_reading_is_known_until_its_last_local_day(end):
    (sentence,) = doubt_texts(time_of(a_calendar(covers_until=end)))
    assert "is known until wo 25 nov;" in sentence


def test_names_with_braces_are_told_as_they_are():
    (sentence,) = doubt_texts(time_of(a_calendar("{tutor}", unreadable=1)))
    assert sentence == "Anouk's calendar {tutor} holds 1 event that could not be read. Not confirmed."


def test_the_age_of_the_data_is_told():
    assert freshness_text(NOW - timedelta(seconds=40), NOW) == "Calendar data: 40 s old."
    assert freshness_text(NOW - timedelta(days=3), NOW) == "Calendar data: 3 days old."
    assert freshness_text(None, NOW) == "Calendar data: not complete."
