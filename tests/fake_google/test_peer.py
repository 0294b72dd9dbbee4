"""The fake Google and an independent peer answer alike where both know the question."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from urllib.error import HTTPError
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pytest
from googleapiclient.errors import HttpError

from tests.fake_google import running_google
from tests.fake_google.client import client_of
from tests.fake_google.peer import CannotInstall, Peer, installed, running_peer, why_not

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
START = datetime(2026, 11, 25, 16, 0, tzinfo=AMSTERDAM)
HOUR = timedelta(hours=1)
CALENDARS = ("first", "second", "empty")
_weeks = count()


@pytest.fixture(scope="module")
def peer():
    """The peer, where Node is there and npm brings it."""
    if reason := why_not():
        pytest.skip(reason)
    try:
        installed()
    except CannotInstall as error:
        pytest.skip(str(error))
    with running_peer(*CALENDARS) as running:
        yield running


@pytest.fixture(params=["the fake", "the peer"])
def either(request):
    """Each of the two in turn."""
    if request.param == "the peer":
        yield request.getfixturevalue("peer")
        return
    with running_google(calendars=CALENDARS) as google:
        yield Peer(google.endpoint, google.token)


@pytest.fixture
def client(either):
    with client_of(either.endpoint, either.token) as service:
        yield service


@pytest.fixture
def start():
    """A time in a week of the test's own: the peer keeps what other tests wrote."""
    return START + next(_weeks) * timedelta(days=7)


def insert(client, start, end, *, calendar="first", **fields):
    times = {"start": {"dateTime": start.isoformat()}, "end": {"dateTime": end.isoformat()}}
    return client.events().insert(calendarId=calendar, body=times | {"summary": "Lesson"} | fields).execute()


def listed(client, since, until, *, calendar="first", **query):
    """What stands in a window, page by page."""
    window = {"timeMin": since.isoformat(), "timeMax": until.isoformat(), "singleEvents": True}
    call, found = client.events().list(calendarId=calendar, **window, **query), []
    while call is not None:
        page = call.execute()
        found.append([(event["summary"], instant(event["start"]), instant(event["end"])) for event in page["items"]])
        call = client.events().list_next(call, page)
    return found


def instant(moment):
    return datetime.fromisoformat(moment["dateTime"]).astimezone(UTC)


def busy(client, since, until, *calendars):
    body = {"timeMin": since.isoformat(), "timeMax": until.isoformat(), "items": [{"id": one} for one in calendars]}
    answer = client.freebusy().query(body=body).execute()["calendars"]
    return {
        one: [tuple(datetime.fromisoformat(span[name]).astimezone(UTC) for name in ("start", "end")) for span in spans]
        for one, spans in ((one, answer[one]["busy"]) for one in calendars)
    }


def test_an_event_is_told_as_it_was_written(client, start):
    written = insert(client, start, start + HOUR, description="d", location="here")
    assert (written["kind"], written["status"]) == ("calendar#event", "confirmed")
    assert (written["summary"], written["description"], written["location"]) == ("Lesson", "d", "here")
    assert (instant(written["start"]), instant(written["end"])) == (start, start + HOUR)
    assert written["etag"].startswith('"')
    assert listed(client, start, start + HOUR) == [[("Lesson", start, start + HOUR)]]


def test_events_that_only_touch_the_time_are_not_in_it(client, start):
    insert(client, start - HOUR, start, summary="before")
    insert(client, start + HOUR, start + 2 * HOUR, summary="after")
    insert(client, start + HOUR / 2, start + 2 * HOUR, summary="half in")
    assert [[name for name, _, _ in page] for page in listed(client, start, start + HOUR)] == [["half in"]]


def test_events_come_in_pages(client, start):
    for number in range(5):
        insert(client, start + number * HOUR, start + (number + 1) * HOUR, summary=str(number))
    pages = listed(client, start, start + 5 * HOUR, maxResults=2, orderBy="startTime")
    assert [[name for name, _, _ in page] for page in pages] == [["0", "1"], ["2", "3"], ["4"]]


def test_a_deleted_event_is_not_listed(client, start):
    written = insert(client, start, start + HOUR)
    client.events().delete(calendarId="first", eventId=written["id"]).execute()
    assert listed(client, start, start + HOUR) == [[]]
    assert busy(client, start, start + HOUR, "first") == {"first": []}


def test_each_calendar_has_its_own_events(client, start):
    insert(client, start, start + HOUR, calendar="second")
    assert listed(client, start, start + HOUR, calendar="first") == [[]]
    assert len(listed(client, start, start + HOUR, calendar="second")[0]) == 1


def test_busy_time_is_told_by_calendar_and_leaves_out_what_is_free(client, start):
    insert(client, start, start + HOUR)
    insert(client, start + 2 * HOUR, start + 3 * HOUR, transparency="transparent")
    assert busy(client, start - HOUR, start + 4 * HOUR, "first", "empty") == {
        "first": [(start, start + HOUR)],
        "empty": [],
    }


def test_times_may_be_asked_for_in_another_zone(client, start):
    insert(client, start.astimezone(UTC), (start + HOUR).astimezone(UTC))
    assert busy(client, start.astimezone(UTC), (start + HOUR).astimezone(UTC), "first")["first"] == [
        (start, start + HOUR)
    ]


def test_a_whole_day_is_a_date(client, start):
    day = start.date()
    times = {"start": {"date": day.isoformat()}, "end": {"date": (day + timedelta(days=1)).isoformat()}}
    written = client.events().insert(calendarId="first", body=times | {"summary": "x"}).execute()
    assert (written["start"]["date"], written["end"]["date"]) == (times["start"]["date"], times["end"]["date"])


def refusal(call):
    with pytest.raises(HttpError) as caught:
        call.execute()
    return caught.value.resp.status, caught.value.error_details[0]["reason"]


def test_a_calendar_that_nobody_knows_is_not_found(client, start):
    body = {"start": {"dateTime": start.isoformat()}, "end": {"dateTime": start.isoformat()}}
    assert refusal(client.events().list(calendarId="nobodys")) == (404, "notFound")
    assert refusal(client.events().insert(calendarId="nobodys", body=body)) == (404, "notFound")


def test_an_event_without_times_is_refused(client):
    with pytest.raises(HttpError) as caught:
        client.events().insert(calendarId="first", body={"summary": "x"}).execute()
    assert caught.value.resp.status == 400


def test_the_calendars_are_listed_with_what_we_may_do(client):
    entries = client.calendarList().list().execute()["items"]
    assert {(one["id"], one["accessRole"], one["timeZone"]) for one in entries} == {
        (one, "owner", "Europe/Amsterdam") for one in CALENDARS
    }


def test_nobody_is_let_in_without_a_token(either):
    with pytest.raises(HTTPError) as caught:
        urlopen(either.endpoint + "calendars/first/events", timeout=10)
    caught.value.close()
    assert caught.value.code == 401
