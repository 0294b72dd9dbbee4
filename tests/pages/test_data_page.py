"""The lists of the Data page: tutors and calendars, days off, staff, what is in the store."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pages.data_parts.listing import listing
from tests.builders import an_entry
from tests.pages.data_page import HOSTILE, choose_actor, store, table, texts
from tutorcore.domain.records import CalendarReading

FEED = "http://127.0.0.1:9/private-secret/basic.ics"


@pytest.fixture
def page(own, open_page):
    """The page of an empty dashboard, where Anouk works."""
    with store() as dashboard:
        dashboard.ports.staff.add("Anouk", entry=an_entry("staff added"))
    page = open_page("data")
    choose_actor(page, "Anouk")
    return page.run()


@pytest.fixture
def feed_page(page):
    """Eva has a feed that cannot be reached any more."""
    with store() as dashboard:
        calendars, now = dashboard.ports.calendars, dashboard.ports.clock.now()
        reading = CalendarReading(
            name="Eva", source=FEED, events=(), bad=(), covers_from=now, covers_until=now + timedelta(days=30)
        )
        eva = calendars.add_tutor("Eva", entry=an_entry())
        calendars.store_reading(eva.id, reading, read_at=now - timedelta(hours=3), entry=an_entry())
    return page.run()


def test_a_feed_that_cannot_be_read_again_keeps_its_reading_and_says_so(feed_page):
    feed_page.button(key="calendar_refresh").click().run()
    assert "cannot be reached" in feed_page.error[0].value
    (row,) = table(feed_page, "Tutors and their calendars").to_dict("records")
    assert row["read"] == "3 h ago"
    assert row["in order"].startswith("not read again: ")


def test_the_address_of_a_feed_is_shown_nowhere(feed_page):
    feed_page.button(key="calendar_refresh").click().run()
    shown = texts(feed_page) + table(feed_page, "Tutors and their calendars").to_csv() + str(feed_page.selectbox)
    assert "127.0.0.1/…" in shown
    assert "secret" not in shown


def test_a_calendar_is_removed_and_its_tutor_stays(feed_page):
    feed_page.button(key="calendar_remove").click().run()
    (row,) = table(feed_page, "Tutors and their calendars").to_dict("records")
    assert (row["tutor"], row["read"]) == ("Eva", "never")
    assert "is removed" in feed_page.success[0].value


def test_a_tutor_is_added_by_name(page):
    page.text_input(key="tutor_name_0").input("*Tim* [x](javascript:alert(1))")
    page.button(key="tutor_add").click().run()
    assert list(table(page, "Tutors and their calendars")["tutor"]) == ["*Tim* [x](javascript:alert(1))"]
    assert page.text_input(key="tutor_name_1").value == ""


def test_days_off_are_added_for_everybody_and_removed(page):
    first = date.today() + timedelta(days=10)  # noqa: DTZ011 - far enough from any midnight
    page.text_input(key="day_off_name_0").input("kerst")
    page.date_input(key="day_off_first_0").set_value(first)
    page.button(key="day_off_add").click().run()
    (row,) = [row for row in table(page, "Days off").to_dict("records") if row["source"] == "by hand"]
    assert (row["name"], row["for"], row["from"]) == ("kerst", "everybody", row["to"])
    page.button(key="day_off_remove").click().run()
    assert "No days off yet" in texts(page)


def test_days_off_need_a_first_day_and_a_name(page):
    page.button(key="day_off_add").click().run()
    assert "The first day is missing" in page.error[0].value
    page.date_input(key="day_off_first_0").set_value(date(2026, 12, 24))
    page.button(key="day_off_add").click().run()
    assert "cannot be blank" in page.error[0].value


def test_past_days_off_stand_apart(demo, open_page):
    page = open_page("data")
    coming = table(page, "Days off")
    page.button_group(key="days_off_shown").set_value("Past").run()
    past = table(page, "Days off")
    assert len(coming) > 0 < len(past)
    assert not set(map(tuple, coming.to_numpy())) & set(map(tuple, past.to_numpy()))


def test_the_first_name_adds_itself_and_is_the_one_who_works(own, open_page):
    page = open_page("data")
    page.text_input(key="staff_name_0").input("Anouk <b>x</b>")
    page.button(key="staff_add").click().run()
    assert page.selectbox(key="actor").value == "Anouk <b>x</b>"
    assert list(table(page, "Staff")["name"]) == ["Anouk <b>x</b>"]


def test_a_second_name_needs_somebody_who_adds_it(demo, open_page):
    page = open_page("data")
    page.text_input(key="staff_name_0").input("Nieuw")
    page.button(key="staff_add").click().run()
    assert "Nobody is chosen" in page.error[0].value
    choose_actor(page, "Joris")
    page.text_input(key="staff_name_0").input("Nieuw")
    page.button(key="staff_add").click().run()
    assert "Nieuw" in list(table(page, "Staff")["name"])


def test_whoever_takes_themselves_off_the_list_is_not_the_one_who_works_any_more(demo, open_page):
    page = open_page("data")
    choose_actor(page, "Joris")
    page.selectbox(key="staff_choice_0").select("Joris")
    page.button(key="staff_remove").click().run()
    assert "Joris" not in list(table(page, "Staff")["name"])
    assert page.selectbox(key="actor").value is None
    assert not page.exception


def test_the_store_says_what_it_holds_and_what_was_changed_last(demo, open_page):
    page = open_page("data")
    assert "**201**" in texts(page)
    assert "SQLite, file demo\\.db" in texts(page)
    journal = table(page, "The newest changes")
    page.text_input(key="journal_filter").input("premium").run()
    assert 0 < len(table(page, "The newest changes")) < len(journal)


def test_the_demo_is_drawn_without_an_error(demo, open_page):
    page = open_page("data")
    assert not page.exception
    assert not page.error
    assert len(page.dataframe) == 4


def test_the_download_of_a_table_runs_in_no_spreadsheet(monkeypatch):
    given = {}
    monkeypatch.setattr(
        "pages.data_parts.listing.st.download_button", lambda _label, data, *_args, **_options: given.update(data=data)
    )
    listing([{"name": HOSTILE[2], "phone": "+31612345678"}], key="x", alt="x", file_name="x.csv")
    assert given["data"].decode("utf-8-sig") == f"name,phone\r\n'{HOSTILE[2]},+31612345678\r\n"
