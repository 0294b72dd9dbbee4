"""Health: what is under way, how fresh every calendar is, how Google is set up; and asking at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.booking_builders import a_booking
from tests.builders import an_entry
from tests.fake_google import faults
from tests.pages.data_page import settled, store, table, texts
from tests.pages.google_pages import NOOR, TIM, given, google_in, row_of, until_shown
from tutorcore.domain.bookings import BookingState, Span

READINGS, UNDER_WAY = "Calendars and their readings", "Bookings under way"


@pytest.fixture
def google(own, monkeypatch):
    with google_in(monkeypatch) as running:
        yield running


@pytest.fixture
def noor(google):
    """Noor's calendar in Google, not read yet."""
    return given("Noor", NOOR)


@pytest.fixture
def left_behind(noor):
    """A booking that another process is at work on: it has nine more minutes."""
    with store() as dashboard:
        now = dashboard.ports.clock.now()
        booking = a_booking(
            tutor_id=noor.tutor_id,
            tutor_name="Noor",
            calendar_id=noor.id,
            state=BookingState.BOOKING,
            span=Span(now + timedelta(days=1), now + timedelta(days=1, hours=1)),
            made_at=now - timedelta(minutes=5),
            changed_at=now - timedelta(minutes=5),
            worker="another",
            lease_until=now + timedelta(minutes=9),
            problem="Google gave no answer",
        )
        dashboard.ports.bookings.reserve([booking], now=now, entries=[an_entry()])
    return booking


def looked(page):
    """The page once this process has looked at everything for the first time."""
    return until_shown(page, lambda shown: row_of(shown, READINGS, tutor="Noor")["in order"] == "yes").run()


def free(booking):
    """The process that was at work on it is gone."""
    with store() as dashboard:
        kept = dashboard.ports.bookings.get(booking.id)
        now = dashboard.ports.clock.now()
        dashboard.ports.bookings.save(replace(kept, lease_until=now - timedelta(seconds=1)), now=now)


def test_a_tutor_without_a_calendar_is_told_what_to_do(own, open_page):
    with store() as dashboard:
        dashboard.ports.calendars.add_tutor("Noor", entry=an_entry())
    row = row_of(open_page("health"), READINGS, tutor="Noor")
    assert (row["last good reading"], row["in order"]) == ("never", "no calendar: nothing is known to be free")
    assert "Data page" in row["next step"]


def test_without_google_it_says_where_to_begin(own, open_page):
    page = open_page("health")
    assert "Not set up: docs" in texts(page).replace("\\", "")
    assert "None: every booking is known" in texts(page)
    assert "read_all_now" not in {button.key for button in page.button}


def test_the_demo_says_why_it_asks_no_google(demo, open_page):
    assert "The demo asks Google only where" in texts(open_page("health"))


def test_how_google_is_set_up_is_told_without_a_secret(google, open_page):
    page = open_page("health")
    said = texts(page).replace("\\", "")
    assert "a bare access token" in said
    assert "2 calendars named: noor" in said
    assert "Calendars are read and bookings settled by this process every half minute." in said
    assert google.token not in said


def test_calendars_become_fresh_by_themselves_and_a_fault_is_told(noor, google, open_page):
    page = open_page("health")
    until_shown(page, lambda shown: row_of(shown, READINGS, tutor="Noor")["in order"] == "yes")
    assert row_of(page, READINGS, tutor="Noor")["next step"] == ""
    given_too = given("Tim", TIM)
    google.remove_calendar(TIM)
    page.button(key="read_all_now").click().run()
    until_shown(page, lambda shown: row_of(shown, READINGS, tutor="Tim")["in order"].startswith("not read yet: Google"))
    assert "could not be read" in settled(page).error[0].value
    assert given_too.remote_id in row_of(page, READINGS, tutor="Tim")["source"]


def test_what_is_under_way_is_shown_with_its_age_and_who_is_at_it(left_behind, open_page):
    page = open_page("health")
    row = row_of(page, UNDER_WAY, **{"for": "Sanne"})
    assert (row["with"], row["state"], row["since"]) == ("Noor", "being booked", "5 min ago")
    assert row["problem"] == "Google gave no answer"
    assert row["next step"].startswith("Being worked on; taken over after ")


def test_settling_now_ends_what_a_process_left_behind(left_behind, google, open_page):
    page = looked(open_page("health"))
    free(left_behind)
    page.button(key="settle_now").click().run()
    until_shown(page, lambda shown: UNDER_WAY not in {frame.proto.alt for frame in shown.dataframe})
    said = page.success[0].value.replace("\\", "")
    assert said in {"1 booking settled.", "Nothing was left to settle."}  # this process settles by itself too


def test_what_stays_in_doubt_is_said_to_be_under_way_still(left_behind, google, open_page):
    page = looked(open_page("health"))
    google.fail("events.get", faults.broken_json(), times=None)
    google.fail("events.insert", faults.broken_json(), times=None)
    free(left_behind)
    page.button(key="settle_now").click().run()
    said = settled(page).error[0].value.replace("\\", "")
    assert said.startswith("1 booking still under way: Google gave no answer. The time is kept")
    assert len(table(page, UNDER_WAY)) == 1
