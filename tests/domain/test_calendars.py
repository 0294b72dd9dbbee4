"""What makes a tutor busy, and how a calendar's source is shown."""

from datetime import UTC, datetime, timedelta

import pytest

from tutorcore.domain.calendars import Calendar, CalendarEvent, EventKind, EventStatus, blocks, shown_source

TEN = datetime(2026, 11, 25, 10, tzinfo=UTC)


def an_event(**marks):
    return CalendarEvent(id="a", start=TEN, end=TEN + timedelta(hours=1), **marks)


@pytest.mark.parametrize(
    ("marks", "busy"),
    [
        ({}, True),
        ({"status": EventStatus.TENTATIVE}, True),
        ({"status": EventStatus.CANCELLED}, False),
        ({"transparent": True}, False),
        ({"declined": True}, False),
        ({"all_day": True}, True),
        ({"all_day": True, "transparent": True}, False),
        ({"kind": EventKind.LESSON}, True),
        ({"kind": EventKind.OUT_OF_OFFICE}, True),
        ({"kind": EventKind.FOCUS_TIME}, True),
        ({"kind": EventKind.WORKING_LOCATION}, False),
        ({"kind": EventKind.WORKING_LOCATION, "all_day": True}, False),
        ({"kind": EventKind.OUT_OF_OFFICE, "all_day": True}, True),
        ({"kind": EventKind.FROM_GMAIL}, True),
        ({"kind": EventKind.BIRTHDAY, "all_day": True}, False),
        ({"kind": EventKind.BIRTHDAY, "all_day": True, "transparent": True}, False),
        ({"kind": EventKind.OUT_OF_OFFICE, "status": EventStatus.CANCELLED}, False),
        ({"kind": EventKind.LESSON, "transparent": True}, False),
        ({"title": "free", "contact_id": "1", "buffer_before_min": 10}, True),
    ],
)
def test_an_event_blocks_unless_it_is_cancelled_free_declined_a_working_location_or_a_birthday(marks, busy):
    assert blocks(an_event(**marks)) is busy


def test_a_calendar_knows_only_the_time_of_its_last_good_reading():
    day = timedelta(days=1)
    read = Calendar(id=1, tutor_id=1, name="a", read_at=TEN, covers_from=TEN, covers_until=TEN + day)
    assert read.knows(TEN, TEN + day)
    assert not read.knows(TEN - timedelta(seconds=1), TEN)
    assert not read.knows(TEN, TEN + day + timedelta(seconds=1))
    assert not Calendar(id=1, tutor_id=1, name="a").knows(TEN, TEN)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Lessen Sanne.ics", "Lessen Sanne.ics"),
        ("", ""),
        ("https://calendar.google.com/calendar/ical/x/private-token/basic.ics", "calendar.google.com/… ("),
        ("https://name:token@example.org:8443/token?key=token#token", "example.org/… ("),
        ("http://[token", "?/… ("),
    ],
)
def test_a_feed_is_shown_by_its_host_alone(source, shown):
    assert shown_source(source).startswith(shown.partition("(")[0])
    assert "token" not in shown_source(source)


def test_two_feeds_of_one_host_are_shown_apart():
    assert shown_source("https://example.org/a") != shown_source("https://example.org/b")
    assert shown_source("https://example.org/a") == shown_source("https://example.org/a")
