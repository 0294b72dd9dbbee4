"""Reading whole calendars, windows and changes, asked of a server over HTTP."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.adapters.google_calendar.google_builders import AMPLE, CALENDAR, HOUR, OURS, START, a_way_to, on
from tests.fake_google import faults
from tutorcore.adapters.google_calendar.listing import MOST_PAGES, whole_listing
from tutorcore.domain.calendars import EventKind, blocks
from tutorcore.errors import Cause, InDoubt, Refused, StartOver

FROM, UNTIL = START - timedelta(days=30), START + timedelta(days=30)


def put(google, start=START, length=HOUR, calendar=CALENDAR, **values):
    return google.put(calendar, start=start, end=start + length, **values)


def titles(reading):
    return [event.title for event in reading.events]


def test_a_calendar_is_read_with_its_name_source_and_token(google, session):
    google.add_calendar("sanne@example.org", summary="Lessen Sanne")
    put(google, calendar="sanne@example.org", summary="Overleg")
    reading = session.read("sanne@example.org", FROM, UNTIL)
    assert (reading.name, reading.source, reading.bad) == ("Lessen Sanne", "google:sanne@example.org", ())
    assert (reading.covers_from, reading.covers_until) == (FROM, UNTIL)
    assert titles(reading) == ["Overleg"]
    assert reading.token


def test_it_is_asked_for_single_events_in_large_pages_and_in_the_calendars_own_zone(google, session):
    session.read(CALENDAR, FROM, UNTIL)
    (asked,) = google.asked("events.list")
    assert asked.query["singleEvents"] == ["true"]
    assert asked.query["maxResults"] == ["2500"]
    assert "timeZone" not in asked.query
    assert "orderBy" not in asked.query


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_all_pages_are_followed_to_their_end(google, session, size):
    google.listings.page_size = size
    for hour in range(7):
        put(google, START + hour * HOUR, summary=str(hour))
    assert titles(session.read(CALENDAR, FROM, UNTIL)) == list("0123456")


def test_an_empty_page_is_not_the_end(google, session):
    google.listings.empty_pages = True
    put(google, summary="Overleg")
    assert titles(session.read(CALENDAR, FROM, UNTIL)) == ["Overleg"]


def test_a_series_is_read_as_its_occurrences_with_the_moved_and_without_the_cancelled_ones(google, session):
    series = put(google, id="series", summary="Overleg", recurrence=["RRULE:FREQ=DAILY;COUNT=4"])
    ids = [event.id for event in session.read(CALENDAR, FROM, UNTIL).events]
    assert len(ids) == 4
    assert series["id"] not in ids
    google.remove(CALENDAR, ids[1])
    google.change(CALENDAR, ids[2], start=START + 50 * HOUR, end=START + 51 * HOUR)
    starts = [event.start for event in session.read(CALENDAR, FROM, UNTIL).events]
    assert starts == [START, START + 50 * HOUR, START + 72 * HOUR]


def test_a_deleted_event_is_not_read(google, session):
    google.remove(CALENDAR, put(google)["id"])
    assert session.read(CALENDAR, FROM, UNTIL).events == ()


def test_an_event_that_nobody_understands_is_told_and_the_rest_is_used(google, session):
    put(google, summary="Overleg")
    wrong = put(google, summary="Raar")["id"]

    def without_start(page):
        return page | {"items": [one | {"start": {}} if one["id"] == wrong else one for one in page["items"]]}

    google.fail("events.list", faults.altered(without_start))
    reading = session.read(CALENDAR, FROM, UNTIL)
    assert titles(reading) == ["Overleg"]
    assert [bad.title for bad in reading.bad] == ["Raar"]


@pytest.mark.parametrize(
    ("hours", "found"), [((-1, 0), False), ((-1, 0.5), True), ((0, 1), True), ((0.5, 2), True), ((1, 2), False)]
)
def test_a_window_holds_what_meets_it_and_no_more(google, session, hours, found):
    start, end = (START + hour * HOUR for hour in hours)
    put(google, start, end - start)
    reading = session.window(CALENDAR, START, START + HOUR)
    assert bool(reading.events) is found
    assert reading.token == ""


def test_a_window_holds_an_all_day_event_that_meets_it_by_the_companys_clock_alone(google, session):
    google.add_calendar("new-york", zone="America/New_York")
    google.put("new-york", start=date(2026, 11, 26), end=date(2026, 11, 27), summary="Vrij")
    reading = session.window("new-york", on(26, 1), on(26, 2))
    assert titles(reading) == ["Vrij"]


def test_an_event_without_an_end_meets_a_window_late_on_its_day(google, session):
    google.put(CALENDAR, start=on(25, 9), summary="Open")
    assert titles(session.window(CALENDAR, on(25, 21), on(25, 22))) == ["Open"]


def test_changes_hold_new_and_changed_events_and_the_ids_of_those_that_are_gone(google, session):
    changed, deleted, same = (put(google, summary=name)["id"] for name in ("a", "b", "c"))
    token = session.read(CALENDAR, FROM, UNTIL).token
    google.change(CALENDAR, changed, summary="aa")
    google.remove(CALENDAR, deleted)
    new = put(google, summary="d")["id"]
    delta = session.changes(CALENDAR, token)
    assert {event.id: event.title for event in delta.events} == {changed: "aa", new: "d"}
    assert same not in delta.gone
    assert delta.gone == {deleted}
    assert session.changes(CALENDAR, delta.token).events == ()


def test_an_occurrence_that_was_cancelled_is_gone(google, session):
    put(google, recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
    reading = session.read(CALENDAR, FROM, UNTIL)
    google.remove(CALENDAR, reading.events[1].id)
    assert reading.events[1].id in session.changes(CALENDAR, reading.token).gone


def test_changes_in_many_pages_are_followed_to_their_end(google, session):
    token = session.read(CALENDAR, FROM, UNTIL).token
    google.listings.page_size = 2
    for _ in range(5):
        put(google)
    assert len(session.changes(CALENDAR, token).events) == 5


def test_a_token_that_is_not_taken_any_more_starts_over(google, session):
    token = session.read(CALENDAR, FROM, UNTIL).token
    google.expire_sync_tokens()
    with pytest.raises(StartOver, match=CALENDAR):
        session.changes(CALENDAR, token)


def test_a_lesson_of_ours_is_recognised(google, session):
    put(google, private=OURS)
    (event,) = session.read(CALENDAR, FROM, UNTIL).events
    assert (event.kind, event.booking_id, event.buffer_after_min) == (EventKind.LESSON, "b1", 15)
    assert event.etag


def test_a_calendar_of_which_only_busy_time_is_shared_is_busy(google, session):
    google.add_calendar("shy", role="freeBusyReader")
    put(google, calendar="shy", summary="Geheim")
    (event,) = session.read("shy", FROM, UNTIL).events
    assert blocks(event)


def without(name):
    return lambda page: {key: value for key, value in page.items() if key != name}


def with_(**values):
    return lambda page: page | values


BROKEN_PAGES = {
    "no list of events": without("items"),
    "events that are no list": with_(items={}),
    "an error beside events": with_(error={"code": 500}),
    "errors beside events": with_(errors=[{"reason": "internalError"}]),
    "another question's answer": with_(kind="calendar#calendarList"),
    "no way on to the next page": without("nextPageToken"),
}


@pytest.mark.parametrize("change", BROKEN_PAGES.values(), ids=BROKEN_PAGES)
@pytest.mark.parametrize("page", [0, 1])
def test_a_reading_of_which_a_page_is_broken_is_no_reading(google, session, change, page):
    google.listings.page_size = 1
    for _ in range(3):
        put(google)
    google.fail("events.list", faults.altered(change), after=page)
    with pytest.raises(InDoubt) as caught:
        session.read(CALENDAR, FROM, UNTIL)
    assert caught.value.cause is Cause.BROKEN
    assert CALENDAR in str(caught.value)


def test_a_reading_of_which_the_last_page_says_nothing_about_changes_is_no_reading(google, session):
    google.fail("events.list", faults.altered(without("nextSyncToken")))
    with pytest.raises(InDoubt):
        session.window(CALENDAR, START, START + HOUR)


@pytest.mark.parametrize("page", [0, 1, 2])
def test_a_page_that_is_refused_makes_no_reading(google, session, page):
    google.listings.page_size = 1
    for _ in range(3):
        put(google)
    google.fail("events.list", faults.forbidden(), after=page)
    with pytest.raises(Refused):
        session.read(CALENDAR, FROM, UNTIL)


def test_a_page_that_leads_to_itself_ends_in_an_error():
    page = {"items": [], "nextPageToken": "again"}
    with pytest.raises(InDoubt):
        whole_listing(CALENDAR, lambda _: page)


def test_pages_without_end_end_in_an_error():
    asked = []

    def page(token):
        asked.append(token)
        return {"items": [], "nextPageToken": f"{len(asked)}"}

    with pytest.raises(InDoubt):
        whole_listing(CALENDAR, page)
    assert len(asked) == MOST_PAGES


def test_one_way_to_google_serves_many_sessions(google):
    calendars = a_way_to(google)
    assert calendars.calendar_ids == (CALENDAR,)
    with calendars.session(limit=AMPLE) as one, calendars.session(limit=AMPLE) as other:
        assert one.window(CALENDAR, FROM, UNTIL) == other.window(CALENDAR, FROM, UNTIL)
