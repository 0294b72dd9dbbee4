"""Reading the fake Google: pages, sync tokens, filters, recurrences, busy time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from googleapiclient.errors import HttpError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
START = datetime(2026, 11, 23, 16, 0, tzinfo=AMSTERDAM)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WINDOW = {"timeMin": (START - DAY).isoformat(), "timeMax": (START + 30 * DAY).isoformat()}


def put(google, event_id, *, day=0, **fields):
    """An event of an hour, days after the first."""
    start = START + day * DAY
    return google.put("tutor-2", id=event_id, **({"start": start, "end": start + HOUR, "summary": event_id} | fields))


def pages(client, **query):
    """Every page of a listing."""
    found, call = [], client.events().list(calendarId="tutor-2", **query)
    while call is not None:
        found.append(call.execute())
        call = client.events().list_next(call, found[-1])
    return found


def ids(listed):
    """The ids on all pages, those of cancelled ones with a minus before them."""
    return [("-" if event["status"] == "cancelled" else "") + event["id"] for page in listed for event in page["items"]]


def times(listed):
    return sorted(event["start"]["dateTime"] for page in listed for event in page["items"])


def token_of(client, **query):
    return pages(client, singleEvents=True, **query)[-1]["nextSyncToken"]


def changes(client, token):
    return pages(client, singleEvents=True, syncToken=token)


def refusal(client, **query):
    with pytest.raises(HttpError) as caught:
        pages(client, **query)
    return caught.value.resp.status, caught.value.error_details[0]["reason"]


def test_only_what_meets_the_time_is_listed(google, client):
    put(google, "before", start=START - 2 * HOUR, end=START)
    put(google, "inside")
    put(google, "after", start=START + HOUR, end=START + 2 * HOUR)
    window = {"timeMin": START.isoformat(), "timeMax": (START + HOUR).isoformat()}
    assert ids(pages(client, singleEvents=True, **window)) == ["inside"]


def test_a_page_may_hold_fewer_than_asked_for_or_none(google, client):
    google.listings.page_size, google.listings.empty_pages = 2, True
    for number in range(5):
        put(google, f"event{number}", day=number)
    listed = pages(client, singleEvents=True, maxResults=250, **WINDOW)
    assert [len(page["items"]) for page in listed] == [0, 2, 0, 2, 0, 1]
    assert ids(listed) == [f"event{number}" for number in range(5)]


def test_the_token_for_changes_stands_on_the_last_page_only(google, client):
    google.listings.page_size = 1
    put(google, "one")
    put(google, "two")
    assert ["nextSyncToken" in page for page in pages(client, singleEvents=True)] == [False, True]


@pytest.mark.parametrize(
    "query", [{"orderBy": "startTime"}, {"q": "x"}, {"privateExtendedProperty": "booking=b1"}], ids=str
)
def test_some_questions_cannot_be_followed_by_changes(client, query):
    assert "nextSyncToken" not in pages(client, singleEvents=True, **query)[-1]


def test_changes_are_told_once(google, client):
    put(google, "stays")
    put(google, "goes")
    put(google, "moves")
    token = token_of(client, **WINDOW)
    put(google, "comes", day=1)
    google.remove("tutor-2", "goes")
    google.change("tutor-2", "moves", start=START + DAY, end=START + DAY + HOUR)
    changed = changes(client, token)
    assert ids(changed) == ["comes", "-goes", "moves"]
    assert ids(changes(client, changed[-1]["nextSyncToken"])) == []


def test_of_a_deleted_event_the_id_is_told(google, client):
    put(google, "goes")
    token = token_of(client)
    google.remove("tutor-2", "goes")
    assert set(changes(client, token)[0]["items"][0]) == {"kind", "etag", "id", "status"}


def test_what_changes_while_pages_are_read_comes_with_the_next_changes(google, client):
    google.listings.page_size = 1
    put(google, "one")
    put(google, "two")
    google.before("events.list", lambda _: put(google, "late", day=1), after=1)
    listed = pages(client, singleEvents=True, **WINDOW)
    assert ids(listed) == ["one", "two"]
    assert ids(changes(client, listed[-1]["nextSyncToken"]))[0] == "late"


@pytest.mark.parametrize(
    "query", [*({name: WINDOW[name]} for name in WINDOW), {"q": "x"}, {"orderBy": "updated"}], ids=str
)
def test_a_token_for_changes_excludes_other_filters(client, query):
    token = token_of(client, **WINDOW)
    assert refusal(client, singleEvents=True, syncToken=token, **query) == (400, "invalidParameter")


def test_a_token_for_changes_belongs_to_its_question(client):
    assert refusal(client, syncToken=token_of(client)) == (400, "invalidParameter")


def test_a_token_that_is_too_old_means_starting_over(google, client):
    token = token_of(client)
    google.expire_sync_tokens()
    assert refusal(client, singleEvents=True, syncToken=token) == (410, "fullSyncRequired")
    assert refusal(client, singleEvents=True, syncToken="made up") == (410, "fullSyncRequired")


def test_a_page_token_belongs_to_its_question(google, client):
    google.listings.page_size = 1
    put(google, "one")
    put(google, "two")
    first = client.events().list(calendarId="tutor-2").execute()
    assert refusal(client, pageToken=first["nextPageToken"], **WINDOW) == (400, "invalid")


def test_events_are_found_by_their_private_properties(google, client):
    put(google, "ours", private={"booking": "b1", "contact": "c1"})
    put(google, "other", private={"booking": "b2", "contact": "c1"})
    assert ids(pages(client, privateExtendedProperty=["booking=b1", "contact=c1"])) == ["ours"]


def test_deleted_events_are_listed_where_asked_for(google, client):
    put(google, "goes")
    google.remove("tutor-2", "goes")
    assert ids(pages(client)) == []
    assert ids(pages(client, showDeleted=True)) == ["-goes"]


def a_series(google, **fields):
    return put(google, "series", recurrence=["RRULE:FREQ=WEEKLY;COUNT=4"], **fields)


def test_a_series_is_expanded_on_the_local_clock(google, client):
    before_the_change = datetime(2026, 10, 19, 16, 0, tzinfo=AMSTERDAM)
    a_series(google, start=before_the_change, end=before_the_change + HOUR)
    assert times(pages(client, singleEvents=True)) == [
        "2026-10-19T16:00:00+02:00",
        "2026-10-26T16:00:00+01:00",
        "2026-11-02T16:00:00+01:00",
        "2026-11-09T16:00:00+01:00",
    ]


def test_a_series_stands_for_itself_where_it_is_not_expanded(google, client):
    a_series(google)
    assert ids(pages(client, **WINDOW)) == ["series"]


def test_occurrences_have_ids_of_their_own(google, client):
    a_series(google)
    window = WINDOW | {"timeMax": (START + 8 * DAY).isoformat()}
    assert ids(pages(client, singleEvents=True, **window)) == ["series_20261123T150000Z", "series_20261130T150000Z"]


def test_one_occurrence_moves_by_itself(google, client):
    a_series(google)
    moved = START + 7 * DAY + 2 * HOUR
    google.change("tutor-2", "series_20261130T150000Z", start=moved, end=moved + HOUR)
    listed = pages(client, singleEvents=True, **WINDOW)
    assert len(ids(listed)) == 4
    event = client.events().get(calendarId="tutor-2", eventId="series_20261130T150000Z").execute()
    assert event["originalStartTime"]["dateTime"] == "2026-11-30T16:00:00+01:00"
    assert event["start"]["dateTime"] == "2026-11-30T18:00:00+01:00"


def test_one_occurrence_is_cancelled_by_itself(google, client):
    a_series(google)
    token = token_of(client, **WINDOW)
    client.events().delete(calendarId="tutor-2", eventId="series_20261130T150000Z").execute()
    assert len(ids(pages(client, singleEvents=True, **WINDOW))) == 3
    cancelled = changes(client, token)[0]["items"]
    assert [(event["id"], event["status"]) for event in cancelled] == [("series_20261130T150000Z", "cancelled")]
    assert "start" not in cancelled[0]


def test_an_occurrence_left_out_of_its_rule_is_not_there(google, client):
    put(google, "series", recurrence=["RRULE:FREQ=DAILY;UNTIL=20261126T150000Z", "EXDATE:20261124T150000Z"])
    assert [time[:10] for time in times(pages(client, singleEvents=True))] == ["2026-11-23", "2026-11-25", "2026-11-26"]


def test_a_series_that_moves_leaves_its_old_occurrences(google, client):
    a_series(google)
    token = token_of(client, **WINDOW)
    google.change("tutor-2", "series", start=START + HOUR, end=START + 2 * HOUR)
    changed = ids(changes(client, token))
    assert sum(event.startswith("-") for event in changed) == 4
    assert len(changed) == 8


def test_a_deleted_series_takes_its_occurrences_along(google, client):
    a_series(google)
    google.change("tutor-2", "series_20261130T150000Z", summary="changed")
    token = token_of(client, **WINDOW)
    google.remove("tutor-2", "series")
    assert ids(pages(client, singleEvents=True, **WINDOW)) == []
    changed = ids(changes(client, token))
    assert len(changed) == 4
    assert all(event.startswith("-") for event in changed)


def test_the_occurrences_of_one_series_can_be_asked_for(google, client):
    a_series(google)
    put(google, "single")
    google.remove("tutor-2", "series_20261123T150000Z")
    listed = client.events().instances(calendarId="tutor-2", eventId="series").execute()
    assert len(listed["items"]) == 3


def test_a_series_of_whole_days(google, client):
    days = {"start": date(2026, 11, 23), "end": date(2026, 11, 24)}
    put(google, "series", recurrence=["RRULE:FREQ=DAILY;COUNT=2"], **days)
    assert [event["start"]["date"] for event in pages(client, singleEvents=True)[0]["items"]] == [
        "2026-11-23",
        "2026-11-24",
    ]


def free_busy(client, *calendars, **fields):
    body = WINDOW | {"items": [{"id": one} for one in calendars]} | fields
    return client.freebusy().query(body=body).execute()["calendars"]


def test_busy_time_is_joined_and_knows_what_does_not_block(google, client):
    put(google, "one")
    put(google, "two", start=START + HOUR / 2, end=START + 2 * HOUR)
    put(google, "free", day=1, transparency="transparent")
    put(google, "declined", day=2, attendees=[{"email": "tutor-2", "self": True, "responseStatus": "declined"}])
    put(google, "gone", day=3, status="cancelled")
    busy = free_busy(client, "tutor-2", timeZone="Europe/Amsterdam")["tutor-2"]["busy"]
    assert busy == [{"start": "2026-11-23T16:00:00+01:00", "end": "2026-11-23T18:00:00+01:00"}]


def test_a_calendar_that_cannot_be_read_says_so_in_a_good_answer(client):
    assert free_busy(client, "tutor-3", "primary") == {
        "tutor-3": {"errors": [{"domain": "global", "reason": "notFound"}], "busy": []},
        "primary": {"busy": []},
    }


def test_busy_time_of_more_than_fifty_calendars_is_not_told(google, client):
    many = [google.add_calendar(f"many{number}") for number in range(51)]
    assert "errors" not in free_busy(client, *many[:50])["many0"]
    assert free_busy(client, *many)["many0"]["errors"][0]["reason"] == "tooManyCalendarsRequested"


def test_of_a_calendar_shared_for_busy_time_only_titles_are_kept_back(google, client):
    google.add_calendar("shared", role="freeBusyReader")
    google.put("shared", start=START, end=START + HOUR, summary="secret")
    event = client.events().list(calendarId="shared").execute()["items"][0]
    assert (event.get("summary"), event["visibility"]) == (None, "private")
