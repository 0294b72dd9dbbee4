"""Writing events into the fake Google, asked by Google's own client."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from googleapiclient.errors import HttpError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
START = datetime(2026, 11, 25, 16, 0, tzinfo=AMSTERDAM)
HOUR = timedelta(hours=1)


def a_body(**fields):
    """An event of an hour."""
    times = {"start": {"dateTime": START.isoformat()}, "end": {"dateTime": (START + HOUR).isoformat()}}
    return times | {"id": "tutorbot123", "summary": "Lesson"} | fields


def refusal(call):
    """Status and reason of an answer that is a no."""
    with pytest.raises(HttpError) as caught:
        call.execute()
    return caught.value.resp.status, caught.value.error_details[0]["reason"]


@pytest.fixture
def events(client):
    return client.events()


def insert(events, **fields):
    return events.insert(calendarId="tutor-2", body=a_body(**fields)).execute()


def test_an_event_stands_as_it_was_written(google, events):
    written = insert(events, extendedProperties={"private": {"booking": "b1"}})
    assert written["start"] == {"dateTime": "2026-11-25T16:00:00+01:00", "timeZone": "Europe/Amsterdam"}
    assert events.get(calendarId="tutor-2", eventId="tutorbot123").execute() == written
    assert google.events("tutor-2") == [written]


@pytest.mark.parametrize("own_id", ["abcd", "wxyz12", "tutor-bot", "TUTORBOT", "a" * 1025])
def test_an_id_has_the_characters_of_base32hex(events, own_id):
    assert refusal(events.insert(calendarId="tutor-2", body=a_body(id=own_id))) == (400, "invalid")


def test_an_id_in_use_is_taken(events):
    insert(events)
    assert refusal(events.insert(calendarId="tutor-2", body=a_body())) == (409, "duplicate")


def test_the_id_of_a_deleted_event_stays_taken(events):
    insert(events)
    events.delete(calendarId="tutor-2", eventId="tutorbot123").execute()
    assert refusal(events.insert(calendarId="tutor-2", body=a_body())) == (409, "duplicate")


def test_a_deleted_event_is_still_told_as_cancelled(google, events):
    insert(events)
    events.delete(calendarId="tutor-2", eventId="tutorbot123").execute()
    assert events.get(calendarId="tutor-2", eventId="tutorbot123").execute()["status"] == "cancelled"
    assert google.events("tutor-2") == []


def test_an_event_is_deleted_once(events):
    insert(events)
    events.delete(calendarId="tutor-2", eventId="tutorbot123").execute()
    assert refusal(events.delete(calendarId="tutor-2", eventId="tutorbot123")) == (410, "deleted")


def test_an_etag_changes_with_each_change(google, events):
    etags = [insert(events)["etag"]]
    etags.append(events.patch(calendarId="tutor-2", eventId="tutorbot123", body={"summary": "x"}).execute()["etag"])
    etags.append(google.change("tutor-2", "tutorbot123", summary="by hand")["etag"])
    assert len(set(etags)) == 3
    assert all(etag.startswith('"') and etag.endswith('"') for etag in etags)


@pytest.mark.parametrize("verb", ["patch", "update", "delete"])
def test_what_somebody_changed_is_not_written_over(google, events, verb):
    etag = insert(events)["etag"]
    google.change("tutor-2", "tutorbot123", summary="by hand")
    body = {} if verb == "delete" else {"body": a_body()}
    call = getattr(events, verb)(calendarId="tutor-2", eventId="tutorbot123", **body)
    call.headers["If-Match"] = etag
    assert refusal(call) == (412, "conditionNotMet")
    assert google.event("tutor-2", "tutorbot123")["summary"] == "by hand"


def test_an_event_that_is_as_we_know_it_is_changed(google, events):
    call = events.patch(calendarId="tutor-2", eventId="tutorbot123", body={"summary": "new"})
    call.headers["If-Match"] = insert(events)["etag"]
    assert call.execute()["summary"] == "new"
    assert google.event("tutor-2", "tutorbot123")["summary"] == "new"


def test_a_patch_keeps_what_it_does_not_name(events):
    insert(events, description="d", extendedProperties={"private": {"booking": "b1", "contact": "c1"}})
    body = {"description": None, "extendedProperties": {"private": {"contact": "c2"}}}
    patched = events.patch(calendarId="tutor-2", eventId="tutorbot123", body=body).execute()
    assert patched["extendedProperties"]["private"] == {"booking": "b1", "contact": "c2"}
    assert "description" not in patched
    assert patched["summary"] == "Lesson"


def test_an_update_keeps_nothing_but_googles_own(events):
    created = insert(events, description="d")["created"]
    body = {name: value for name, value in a_body(summary="new").items() if name != "id"}
    updated = events.update(calendarId="tutor-2", eventId="tutorbot123", body=body).execute()
    assert (updated["summary"], updated.get("description"), updated["created"]) == ("new", None, created)


def test_a_deleted_event_comes_back_where_a_patch_confirms_it(google, events):
    insert(events)
    google.remove("tutor-2", "tutorbot123")
    events.patch(calendarId="tutor-2", eventId="tutorbot123", body={"status": "confirmed"}).execute()
    assert [event["id"] for event in google.events("tutor-2")] == ["tutorbot123"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"end": {}}, "required"),
        ({"end": {"dateTime": (START - HOUR).isoformat()}}, "timeRangeEmpty"),
        ({"end": {"date": "2026-11-26"}}, "invalid"),
        ({"start": {"dateTime": "2026-11-25T16:00:00"}}, "required"),
        ({"start": {"dateTime": START.isoformat(), "timeZone": "Mars/Olympus"}}, "invalid"),
    ],
)
def test_times_that_make_no_sense_are_refused(google, events, fields, reason):
    assert refusal(events.insert(calendarId="tutor-2", body=a_body(**fields))) == (400, reason)
    assert google.events("tutor-2") == []


def test_a_calendar_shared_for_reading_is_not_written_to(google, events):
    google.add_calendar("shared", role="reader")
    google.put("shared", id="theirs", start=START, end=START + HOUR)
    assert refusal(events.insert(calendarId="shared", body=a_body())) == (403, "requiredAccessLevel")
    assert refusal(events.delete(calendarId="shared", eventId="theirs")) == (403, "requiredAccessLevel")
    assert len(events.list(calendarId="shared").execute()["items"]) == 1


def test_a_calendar_that_nobody_knows_is_not_found(google, events):
    assert refusal(events.list(calendarId="tutor-3")) == (404, "notFound")
    google.remove_calendar("tutor-2")
    assert refusal(events.list(calendarId="tutor-2")) == (404, "notFound")


def test_the_primary_calendar_has_an_address(client, events):
    listed = client.calendarList().list().execute()["items"]
    assert [(one["id"], one.get("primary", False)) for one in listed] == [
        ("planner@example.com", True),
        ("tutor-2", False),
    ]
    events.insert(calendarId="primary", body=a_body()).execute()
    assert len(events.list(calendarId="planner@example.com").execute()["items"]) == 1


def test_a_whole_day_is_a_date(google, events):
    google.put("tutor-2", id="holiday", start=date(2026, 11, 25), end=date(2026, 11, 26))
    event = events.get(calendarId="tutor-2", eventId="holiday").execute()
    assert (event["start"], event["end"]) == ({"date": "2026-11-25"}, {"date": "2026-11-26"})


def test_times_are_told_on_the_calendars_clock(google, events):
    google.add_calendar("abroad", zone="Asia/Tokyo")
    google.put("abroad", id="there", start=START.astimezone(UTC), end=(START + HOUR).astimezone(UTC))
    event = events.get(calendarId="abroad", eventId="there").execute()
    assert event["start"]["dateTime"] == "2026-11-26T00:00:00+09:00"


def test_an_event_as_we_know_it_is_not_sent_again(events):
    call = events.get(calendarId="tutor-2", eventId="tutorbot123")
    call.headers["If-None-Match"] = insert(events)["etag"]
    with pytest.raises(HttpError) as caught:
        call.execute()
    assert caught.value.resp.status == 304
