"""The commands that book, against a fake Google: what stands there afterwards, and what a script can tell."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.fake_google import faults, running_google


@pytest.fixture
def google(desk, monkeypatch):
    """A fake Google whose calendar was given to Eva."""
    with running_google(calendars=["primary", "tutor-2"]) as running:
        monkeypatch.setenv("GCAL_API_ENDPOINT", running.endpoint)
        monkeypatch.setenv("GCAL_ACCESS_TOKEN", running.token)
        monkeypatch.setenv("GCAL_CALENDAR_ID", "primary, tutor-2")
        assert desk.run("connect-calendar", "primary", "--tutor", "Eva") == (0, "Eva, planner@example.com: read.\n", "")
        yield running


def starts(google):
    """When the events in Eva's calendar start."""
    return [datetime.fromisoformat(event["start"]["dateTime"]) for event in google.events("primary")]


def the_time(desk, clock):
    return datetime.fromisoformat(desk.instant(clock))


def test_a_lesson_is_booked_moved_cancelled_and_undone_there_too(desk, google):
    number = desk.booked("16:00")
    (event,) = google.events("primary")
    assert event["extendedProperties"]["private"]["booking"] == number
    assert event["extendedProperties"]["private"]["booked_by"] == "Anouk"
    assert desk.change("move", number, desk.at("11:00"))[0] == 0
    assert starts(google) == [the_time(desk, "11:00")]
    assert desk.change("cancel", number)[0] == 0
    assert google.events("primary") == []
    assert desk.change("undo", number)[1]["state"] == "booked"
    assert starts(google) == [the_time(desk, "11:00")]


def test_what_somebody_put_there_a_moment_ago_refuses_the_lesson(desk, google):
    google.put("primary", start=the_time(desk, "16:00"), end=the_time(desk, "16:30"), summary="Rapportvergadering")
    status, refused = desk.book("16:00")
    assert status == 3
    assert "Rapportvergadering" in refused["problem"]
    assert desk.listed() == []


def test_a_lesson_in_doubt_has_its_own_status_and_is_settled_later(desk, google):
    google.fail("events.insert", faults.broken_json())
    status, doubted = desk.book("16:00")
    assert (status, doubted["state"]) == (4, "booking")
    assert doubted["problem"]
    assert desk.book("16:00", "2")[0] == 3
    google.fail("events.get", faults.broken_json())
    assert desk.run("settle")[0] == 4
    status, out, _ = desk.run("settle")
    assert status == 0
    assert out.startswith(doubted["id"])
    assert [each["state"] for each in desk.listed()] == ["booked"]
    assert starts(google) == [the_time(desk, "16:00")]


def test_a_no_of_google_books_nothing_and_frees_the_time(desk, google):
    google.fail("events.insert", faults.forbidden())
    status, failed = desk.book("16:00")
    assert (status, failed["state"]) == (3, "failed")
    assert "does not allow" in failed["problem"]
    assert desk.book("16:00", "2")[0] == 0


def test_a_calendar_that_cannot_be_read_has_its_own_status_and_nothing_is_done(desk, google):
    google.fail("events.list", faults.revoked(), times=None)
    status, told = desk.book("16:00")
    assert (status, told["id"]) == (5, None)
    assert "withdrawn access" in told["problem"]
    assert desk.listed("--past") == []
    assert google.asked("events.insert") == []


def test_a_calendar_is_not_read_twice_in_a_minute(desk, google):
    before = len(google.asked("events.list"))
    assert desk.run("refresh", "--tutor", "Eva") == (
        0,
        "Eva, planner@example.com: being read, or read less than a minute ago.\n",
        "",
    )
    assert len(google.asked("events.list")) == before


def test_a_reading_that_fails_says_why_and_has_its_own_status(desk, google):
    google.fail("events.list", faults.gone(), times=None)
    status, out, _ = desk.run("connect-calendar", "tutor-2", "--tutor", "Eva")
    assert status == 5
    assert out.startswith("Eva, tutor-2: Google knows no calendar tutor-2")


def test_a_calendar_that_the_settings_do_not_name_is_a_sentence(desk, google):
    status, _, err = desk.run("connect-calendar", "tutor-3", "--tutor", "Eva")
    assert status == 1
    assert "GCAL_CALENDAR_ID" in err
