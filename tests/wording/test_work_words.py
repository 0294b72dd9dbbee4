"""What the work list says of each reason, word by word."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import NOW, at
from tutorcore.domain.calendars import Calendar, Tutor
from tutorcore.domain.tutor_time import Doubt, DoubtedCalendar
from tutorcore.domain.work import Cause, Urgency, Why
from tutorcore.domain.work_list import UnreadTutor
from tutorcore.wording.work import (
    URGENCY_NAMES,
    WHY_NAMES,
    place_text,
    reason_text,
    since_text,
    unread_text,
    waiting_text,
)

LAST = {"last_lesson": NOW - timedelta(days=21)}
SAID = {
    "failed": (
        {"why": Why.BOOKING_FAILED, "due": at(days=2), "tutor": "Eva", "problem": "Google said\nno."},
        "Booking failed: wo 25 nov 10:00 with Eva: Google said no",
    ),
    "failed without a word": (
        {"why": Why.BOOKING_FAILED, "due": at(days=2), "tutor": "Eva"},
        "Booking failed: wo 25 nov 10:00 with Eva",
    ),
    "one hold": (
        {"why": Why.HOLD_ENDING, "due": at(90), "slots": 1},
        "Hold or offer expiring: 1 time held until ma 23 nov 11:30",
    ),
    "an offer": (
        {"why": Why.HOLD_ENDING, "due": at(90), "slots": 6},
        "Hold or offer expiring: 6 times held until ma 23 nov 11:30",
    ),
    "trial": ({"why": Why.TRIAL_DONE, **LAST}, "Trial done, nothing booked: last lesson ma 2 nov, none to come"),
    "trial long ago": ({"why": Why.TRIAL_DONE}, "Trial done, nothing booked: no lesson known or to come"),
    "no lesson": ({"why": Why.NO_LESSON, **LAST}, "No lesson in 14 days: last lesson ma 2 nov, none to come"),
    "pin": (
        {"why": Why.PIN_ENDING, "segment": "premium", "due": at(14 * 60, days=3)},
        "Pin ending: premium through do 26 nov",
    ),
    "nothing known": (
        {"why": Why.LESSONS_NOT_KNOWN},
        "Lessons not known: no lesson known; not every calendar is known",
    ),
    "not known": (
        {"why": Why.LESSONS_NOT_KNOWN, **LAST},
        "Lessons not known: last lesson ma 2 nov; not every calendar is known",
    ),
    "wish": (
        {"why": Why.WISH_UNCLEAR, "pieces": ("om de week", "x" * 50)},
        f"Wish not fully understood: “om de week” · “{'x' * 39}…”",
    ),
}


@pytest.mark.parametrize(("values", "text"), SAID.values(), ids=SAID)
def test_a_reason_is_told_with_its_facts(values, text):
    assert reason_text(Cause(urgency=Urgency.SOON, **values)) == text


def test_every_reason_and_every_urgency_has_a_name():
    assert (set(WHY_NAMES), set(URGENCY_NAMES)) == (set(Why), set(Urgency))


def test_since_when_is_told_by_the_day_and_not_where_it_is_not_known():
    assert since_text(NOW) == "since ma 23 nov"
    assert since_text(None) == ""


def test_how_many_and_which_one():
    assert waiting_text(17, 1201) == "17 of 1.201 contacts"
    assert place_text(3, 17) == "3 of 17 on the work list"


EVA = Tutor(id=1, name="Eva")
LESSONS = Calendar(id=1, tutor_id=1, name="lessons", unreadable=2)
UNREAD = {
    Doubt.NO_CALENDAR: "Eva (no calendar)",
    Doubt.NEVER_READ: "Eva (“lessons” was never read)",
    Doubt.NOT_COVERED: "Eva (“lessons” is not known for long enough)",
    Doubt.READING_FAILED: "Eva (“lessons” could not be read again)",
    Doubt.OLD: "Eva (“lessons” was not read again in time)",
    Doubt.INCOMPLETE: "Eva (“lessons” holds 2 events that could not be read)",
}


@pytest.mark.parametrize("doubt", Doubt)
def test_whose_lessons_are_not_known_is_told_with_why(doubt):
    calendar = None if doubt is Doubt.NO_CALENDAR else LESSONS
    doubted = DoubtedCalendar(doubt=doubt, calendar=calendar)
    unread = UnreadTutor(tutor=EVA, doubts=(doubted, doubted))
    said = f"Not all lessons are known, so nobody is said to have none: {UNREAD[doubt]}."
    assert unread_text([unread], 1) == f"{said} The Health page tells what to do."


def test_all_lessons_being_known_nothing_is_told_and_no_tutors_are():
    assert unread_text([], 3) == ""
    assert "No tutor is here yet" in unread_text([], 0)
