"""When an event is: whole days in two zones, clocks that change, ends that nobody gave."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.adapters.google_calendar.google_builders import HOUR, START, on, read, timed
from tutorcore.adapters.google_calendar.moments import Unreadable

DAY = {"start": {"date": "2026-11-25"}, "end": {"date": "2026-11-26"}}
NEW_YORK, AUCKLAND = "America/New_York", "Pacific/Auckland"


def test_an_all_day_event_takes_its_local_day():
    event = read("Europe/Amsterdam", **DAY)
    assert (event.start, event.end, event.all_day) == (on(25), on(26), True)


@pytest.mark.parametrize(
    ("zone", "start", "end"),
    [
        (NEW_YORK, on(25), on(26, zone=NEW_YORK)),
        (AUCKLAND, on(25, zone=AUCKLAND), on(26)),
        ("", on(25), on(26)),
    ],
)
def test_an_all_day_event_in_another_zone_takes_that_day_by_both_clocks(zone, start, end):
    event = read(zone, **DAY)
    assert (event.start, event.end) == (start, end)


def test_an_all_day_event_in_a_zone_that_is_not_known_is_told():
    with pytest.raises(Unreadable, match="its time zone is not known"):
        read("Mars/Olympus", **DAY)
    assert read("Mars/Olympus").start == START


@pytest.mark.parametrize("end", [None, {}, {"date": "2026-11-25"}, timed()])
def test_an_all_day_event_without_a_later_day_as_its_end_takes_one_day(end):
    event = read(start={"date": "2026-11-25"}, end=end)
    assert (event.start, event.end) == (on(25), on(26))


def test_an_all_day_event_of_several_days_takes_them_all_over_a_clock_change():
    event = read(start={"date": "2026-10-24"}, end={"date": "2026-10-26"})
    assert event.end - event.start == timedelta(hours=49)


@pytest.mark.parametrize(
    ("text", "hour"),
    [("2026-11-25T15:00:00Z", 15), ("2026-11-25T16:00:00+01:00", 15), ("2026-11-25T10:00:00.000-05:00", 15)],
)
def test_a_time_with_an_offset_is_that_instant_whatever_zone_stands_beside_it(text, hour):
    event = read(start={"dateTime": text, "timeZone": "Asia/Tokyo"}, end=timed(1))
    assert event.start == datetime(2026, 11, 25, hour, tzinfo=UTC)


def test_a_time_without_an_offset_is_on_the_clock_of_its_zone():
    local = {"dateTime": "2026-11-25T10:00:00", "timeZone": NEW_YORK}
    assert read(start=local, end=timed(1)).start == on(25, 10, zone=NEW_YORK)


def test_a_local_time_that_comes_twice_or_never_takes_all_that_it_can_mean():
    twice = {"dateTime": "2026-10-25T02:30:00", "timeZone": "Europe/Amsterdam"}
    never = {"dateTime": "2026-03-29T02:30:00", "timeZone": "Europe/Amsterdam"}
    for local in (twice, never):
        event = read(start=local, end=local)
        assert event.end - event.start == HOUR


@pytest.mark.parametrize("values", [{"end": None}, {"end": {}}, {"end": timed(), "endTimeUnspecified": True}])
def test_an_event_without_an_end_takes_the_rest_of_its_day(values):
    assert read(**values).end == on(26)


def test_the_rest_of_a_day_is_that_of_both_clocks():
    assert read(NEW_YORK, end=None).end == on(26, zone=NEW_YORK)


def test_an_event_of_no_length_keeps_it():
    event = read(end=timed())
    assert event.start == event.end == START


def test_a_timed_event_that_ends_with_a_day_takes_that_day_by_both_clocks():
    assert read(NEW_YORK, end={"date": "2026-11-27"}).end == on(27, zone=NEW_YORK)


def test_the_companys_zone_need_not_be_amsterdam():
    event = read(company=ZoneInfo(AUCKLAND), **DAY)
    assert (event.start, event.end) == (on(25, zone=AUCKLAND), on(26, zone=AUCKLAND))
