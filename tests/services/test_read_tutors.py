"""What takes a tutor's time: calendars, bookings, and a window that was read a moment ago."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.booking_builders import a_booking, a_hold, stored
from tests.builders import NOW, an_entry, at, ports_over
from tutorcore.domain.bookings import Span
from tutorcore.domain.calendars import CalendarEvent
from tutorcore.domain.records import BadEvent, CalendarReading
from tutorcore.domain.tutor_time import NOT_KNOWN, Doubt
from tutorcore.services.read_tutors import read_tutors

SOURCE = "google:noor@example.org"


def an_event(event_id, start, **values):
    return CalendarEvent(id=event_id, start=at(start), end=at(start + 60), title=event_id, **values)


def a_reading(*events, first=-600, last=6000, **values):
    usual = {"name": "Noor", "source": SOURCE, "bad": (), "covers_from": at(first), "covers_until": at(last)}
    return CalendarReading(events=events, **(usual | values))


@pytest.fixture
def ports(sqlite_store):
    return ports_over(sqlite_store, now=NOW)


@pytest.fixture
def noor(ports):
    return ports.calendars.add_tutor("Noor", entry=an_entry("tutor added"))


@pytest.fixture
def calendar(ports, noor):
    """Noor's calendar in Google, read just now."""
    known = a_reading(an_event("early", 0), an_event("late", 600))
    return ports.calendars.store_reading(noor.id, known, read_at=NOW, entry=an_entry()).calendar


def busy(ports, **asked):
    (time,) = read_tutors(ports, ports.calendars.tutors(), at(-60), at(1200), **asked)
    return sorted((event.title, event.start) for event in time.busy_events())


def doubts(ports, **asked):
    (time,) = read_tutors(ports, ports.calendars.tutors(), at(-60), at(1200), **asked)
    return [doubted.doubt for doubted in time.doubts]


def test_a_booking_takes_time_until_it_is_left_out(ports, noor, calendar):
    stored(ports, a_booking("b1", hours=5, tutor_id=noor.id))
    assert ("Lesson Sanne", at(300)) in busy(ports)
    assert busy(ports, without="b1") == [("early", at(0)), ("late", at(600))]


def test_the_event_of_a_booking_that_is_left_out_takes_no_time_either(ports, noor, calendar):
    stored(ports, a_booking("b1", hours=5, tutor_id=noor.id))
    window = {calendar.id: a_reading(an_event("lesson", 300, booking_id="b1", contact_id="1"), first=240, last=420)}
    assert busy(ports, without="b1", fresh=window) == [("early", at(0)), ("late", at(600))]


def test_within_a_fresh_window_only_that_counts(ports, calendar):
    window = {calendar.id: a_reading(an_event("new", 30), first=-60, last=120)}
    assert busy(ports, fresh=window) == [("late", at(600)), ("new", at(30))]


def test_a_fresh_window_settles_what_was_doubted(ports, calendar):
    ports.calendars.record_failure(calendar.tutor_id, SOURCE, "not reachable", at=NOW)
    assert doubts(ports) == [Doubt.READING_FAILED]
    assert doubts(ports, fresh={calendar.id: a_reading(first=0, last=60)}) == []


def test_what_cannot_be_read_in_a_fresh_window_is_doubted(ports, calendar):
    spoiled = a_reading(bad=(BadEvent(number=1, title="?", reason="no start"),), first=0, last=60)
    assert doubts(ports, fresh={calendar.id: spoiled}) == [Doubt.INCOMPLETE]


def test_of_a_calendar_that_was_never_read_the_window_is_known_and_nothing_else(ports, noor):
    new = ports.calendars.connect(noor.id, SOURCE, name="Noor", entry=an_entry())
    window = {new.id: a_reading(an_event("new", 30), first=0, last=120)}
    assert busy(ports, fresh=window) == [("new", at(30)), (NOT_KNOWN, at(-60)), (NOT_KNOWN, at(120))]


def test_a_window_of_somebody_elses_calendar_changes_nothing(ports, calendar):
    assert busy(ports, fresh={calendar.id + 1: a_reading(an_event("new", 30))}) == busy(ports)


def test_a_lesson_that_is_being_moved_takes_both_times(ports, noor, calendar):
    target = Span(at(360), at(420))
    stored(ports, a_booking("b1", hours=3, tutor_id=noor.id, target=target))
    assert {start for title, start in busy(ports) if title == "Lesson Sanne"} == {at(180), target.start}


def test_a_hold_that_is_over_takes_no_time(ports, noor, calendar):
    stored(ports, a_hold("h1", hours=5, lasting=1, tutor_id=noor.id))
    assert len(busy(ports)) == 3
    ports.clock.moment += timedelta(hours=2)
    assert len(busy(ports)) == 2
