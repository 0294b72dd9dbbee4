"""Booking from the week page against the tests' own Google: what a planner is told of each way in which it may end."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.fake_google import faults, running_google
from tests.pages.test_week_booking import all_of, at_work, booked_by_the_page, look_at, pick, texts, there
from tests.pages.test_week_page import this_week
from tutorcore.bootstrap import open_dashboard
from tutorcore.domain.bookings import BookingState
from tutorcore.services.bookings import settle
from tutorcore.services.read_remote import connect_calendar, refresh_calendar, remote_calendars
from tutorcore.settings import Settings

CALENDAR = "primary"


@pytest.fixture
def google(demo, monkeypatch):
    """A fake Google, whose calendar is Eva's."""
    with running_google(calendars=[CALENDAR]) as running:
        monkeypatch.setenv("GCAL_API_ENDPOINT", running.endpoint)
        monkeypatch.setenv("GCAL_ACCESS_TOKEN", running.token)
        yield running


@pytest.fixture
def store(google):
    """The store beneath the page, as another process sees it; Eva's calendar was read just now."""
    dashboard = open_dashboard(Settings.read())
    connect_calendar(dashboard.ports, "Eva", CALENDAR, actor="test")
    (calendar,) = remote_calendars(dashboard.ports)
    refresh_calendar(dashboard.ports, calendar)
    yield dashboard.ports
    dashboard.close()


@pytest.fixture
def week(store, open_page):
    """Next week of Sanne with Eva, with somebody at work."""
    return at_work(open_page("week", contact="1001", week=str(this_week().shifted(1)), tutors="Eva"))


def starts(google):
    return [datetime.fromisoformat(event["start"]["dateTime"]) for event in google.events(CALENDAR)]


def test_before_booking_the_calendar_is_named(week):
    pick(week)
    week.button(key="book").click().run()
    assert "in Google Calendar" in texts(week)


def test_a_booked_lesson_stands_in_google_and_goes_with_its_undo(week, google):
    start = booked_by_the_page(week)
    assert starts(google) == [start]
    week.button(key="outcome_undo").click().run()
    assert starts(google) == []


def test_without_an_answer_the_time_is_kept_and_the_page_says_that_it_is_settled_by_itself(week, store, google):
    google.fail("events.insert", faults.broken_json())
    booked_by_the_page(week)
    (booking,) = all_of(store)
    assert booking.state is BookingState.BOOKING
    said = texts(week)
    assert "Google has not confirmed it: the time is kept, and it will be settled by itself." in said
    look_at(week, booking)
    assert "It is being settled" in texts(week)
    assert not there(week, "lesson_move")
    settle(store)
    assert store.bookings.get(booking.id).state is BookingState.BOOKED


def test_a_no_from_google_books_nothing_and_says_so(week, store, google):
    google.fail("events.insert", faults.forbidden())
    booked_by_the_page(week)
    assert all_of(store)[0].state is BookingState.FAILED
    assert "Not booked: " in texts(week)
    assert starts(google) == []


def test_a_calendar_that_cannot_be_read_books_nothing_and_says_why(week, store, google):
    google.fail("events.list", faults.revoked(), times=None)
    booked_by_the_page(week)
    assert not all_of(store)
    assert "Google has withdrawn access" in texts(week)
    assert starts(google) == []


def test_what_stands_in_google_since_a_moment_refuses_and_is_named(week, store, google):
    start = pick(week)
    google.put(CALENDAR, start=start, end=start + timedelta(minutes=30), summary="Rapportvergadering")
    week.button(key="book").click().run()
    week.button(key="confirm_booking").click().run()
    assert "Rapportvergadering" in texts(week)
    assert not all_of(store)


def test_what_somebody_did_in_google_by_hand_is_told_never_overwritten_and_taken_over(week, store, google):
    start = booked_by_the_page(week)
    (booking,) = all_of(store)
    (event,) = google.events(CALENDAR)
    later = start + timedelta(hours=1)
    google.change(CALENDAR, event["id"], start=later, end=later + timedelta(hours=1))
    look_at(week, booking).button(key="lesson_cancel").click().run()
    week.button(key="confirm_booking").click().run()
    assert "Not cancelled: " in texts(week)
    assert starts(google) == [later]
    look_at(week, booking)
    assert "Somebody moved it in Google Calendar by hand, to " in texts(week)
    assert not there(week, "lesson_move")
    week.button(key="lesson_theirs").click().run()
    assert "Taken over. " in texts(week)
    assert store.bookings.get(booking.id).span.start == later
