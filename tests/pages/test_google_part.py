"""Data page: calendars in Google are given to tutors, and tell how fresh they are."""

from __future__ import annotations

import pytest

from tests.builders import an_entry
from tests.fake_google import faults
from tests.pages.data_page import choose_actor, settled, store, texts
from tests.pages.google_pages import NOOR, TIM, given, google_in, read_earlier, row_of, until_shown

CALENDARS = "Calendars in Google"


@pytest.fixture
def google(own, monkeypatch):
    with google_in(monkeypatch) as running:
        yield running


@pytest.fixture
def page(google, open_page):
    """The Data page, where Anouk works and Noor teaches; no calendar in Google was given to her yet."""
    with store() as dashboard:
        dashboard.ports.staff.add("Anouk", entry=an_entry("staff added"))
        dashboard.ports.calendars.add_tutor("Noor", entry=an_entry("tutor added"))
    page = open_page("data")
    choose_actor(page, "Anouk")
    return page.run()


def test_every_calendar_that_the_settings_name_is_listed(page):
    for calendar in (NOOR, TIM):
        row = row_of(page, CALENDARS, calendar=calendar)
        assert (row["tutor"], row["read"], row["in order"]) == ("nobody yet", "never", "not given to a tutor")


def test_one_is_given_to_a_tutor_and_read_at_once(page, google):
    page.selectbox(key="google_calendar_0").select(NOOR).run()
    page.button(key="google_give").click().run()
    until_shown(page, lambda shown: row_of(shown, CALENDARS, calendar=NOOR)["read"] != "never")
    row = row_of(page, CALENDARS, calendar=NOOR)
    assert (row["tutor"], row["in order"]) == ("Noor", "yes")
    assert row_of(page, CALENDARS, calendar=TIM)["tutor"] == "nobody yet"
    assert len(google.asked("events.list")) == 1


def test_nobody_gives_a_calendar_away_without_a_name(page, open_page):
    page = open_page("data")
    give = page.button(key="google_give")
    assert (give.label, give.disabled) == ("Give to Noor", True)
    assert "Choose your name in the sidebar" in texts(page)


def test_what_is_given_while_another_is_read_loses_nothing_that_is_to_be_told(page, google):
    given("Tim", TIM)
    page.run()
    google.fail("events.list", faults.slow(1.5), calendar=TIM)
    page.selectbox(key="google_calendar_0").select(TIM).run()
    page.button(key="google_read").click().run()
    page.selectbox(key="google_calendar_0").select(NOOR).run()
    page.button(key="google_give").click().run()
    said = settled(page).success[0].value.replace("\\", "").replace("\u2060", "")
    assert (f"{TIM} was read." in said, f"{NOOR} was read." in said) == (True, True)


def test_a_calendar_that_was_read_a_moment_ago_is_not_read_again(page, google):
    page.button(key="google_give").click().run()
    until_shown(page, lambda shown: row_of(shown, CALENDARS, calendar=NOOR)["read"] != "never")
    page.selectbox(key="google_calendar_1").select(NOOR).run()
    page.button(key="google_read").click().run()
    settled(page)
    assert "read less than a minute ago" in page.success[0].value
    assert len(google.asked("events.list")) == 1


def test_a_fault_is_told_in_words_and_the_last_reading_stays(google, open_page):
    calendar = given("Noor", NOOR)
    read_earlier(calendar, seconds=120)
    google.revoke()
    page = open_page("data")
    page.button(key="google_read").click().run()
    until_shown(page, lambda shown: row_of(shown, CALENDARS, calendar=NOOR)["in order"] != "yes")
    row = row_of(page, CALENDARS, calendar=NOOR)
    assert row["in order"].startswith("not read again: Google has withdrawn access to ")
    assert row["read"] == "2 min ago"
    assert google.token not in texts(page) + str(row)


def test_without_google_the_part_says_how_to_set_it_up(own, open_page):
    assert "Google Calendar is not set up here" in texts(open_page("data"))
