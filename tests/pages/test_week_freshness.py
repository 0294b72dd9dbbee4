"""Opening a week has calendars in Google read again, without waiting, and then shows what was read."""

from __future__ import annotations

import pytest

from pages.shared.booking_state import Asking, Verb
from tests.pages.data_page import texts
from tests.pages.google_pages import NOOR, given, google_in, read_earlier, until_shown
from tests.pages.test_week_page import this_week
from tutorcore.bootstrap import open_dashboard
from tutorcore.settings import Settings

ANNA = {"contact": "1001", "tutors": "Anna"}


@pytest.fixture
def google(demo, monkeypatch):
    with google_in(monkeypatch) as running:
        yield running


@pytest.fixture
def calendar(google):
    """Anna's calendar in Google, beside the tutors of the demo."""
    return given("Anna", NOOR)


def week_of_anna(open_page):
    return open_page("week", week=str(this_week().shifted(1)), **ANNA)


def read_at(calendar):
    dashboard = open_dashboard(Settings.read())
    try:
        return next(each.read_at for each in dashboard.ports.calendars.calendars() if each.id == calendar.id)
    finally:
        dashboard.close()


def test_a_reading_that_is_older_than_a_minute_is_made_again_and_shown(calendar, google, open_page):
    """Sixty-five seconds: too young for what goes on by itself, old enough for a week that is opened."""
    read_earlier(calendar, seconds=65)
    before, asked = read_at(calendar), len(google.asked("events.list"))
    page = week_of_anna(open_page)
    until_shown(page, lambda shown: read_at(calendar) > before and "1 min old" not in texts(shown))
    assert "Calendar data" in texts(page)
    assert len(google.asked("events.list")) == asked + 1


def test_a_young_reading_is_left_alone(calendar, google, open_page):
    read_earlier(calendar, seconds=20)
    asked = len(google.asked("events.list"))
    week_of_anna(open_page).run()
    assert len(google.asked("events.list")) == asked


def test_a_fault_is_asked_about_once_and_told(calendar, google, open_page):
    read_earlier(calendar, seconds=65)
    google.revoke()
    asked = len(google.asked("events.list"))
    page = week_of_anna(open_page)
    until_shown(page, lambda shown: "could not be read again" in texts(shown))
    assert "Google has withdrawn access" in texts(page)
    page.run()
    page.run()
    assert len(google.asked("events.list")) == asked + 1


def test_a_dialog_is_not_taken_away_by_what_was_read(calendar, google, open_page):
    read_earlier(calendar, seconds=65)
    page = week_of_anna(open_page)
    until_shown(page, lambda shown: "1 min old" not in texts(shown))
    page.session_state["planner_state"].booking = Asking(verb=Verb.BOOK)
    page.session_state["week_waits"].on = True
    page.run()
    assert page.session_state["week_waits"].on
