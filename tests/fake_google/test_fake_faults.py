"""What the fake Google does wrong when told to, and that it remembers what it was asked."""

from __future__ import annotations

import http.client
from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic
from zoneinfo import ZoneInfo

import pytest
from google.auth.exceptions import RefreshError
from googleapiclient.errors import HttpError

from tests.fake_google import faults, running_google
from tests.fake_google.client import client_of

START = datetime(2026, 11, 25, 16, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
HOUR = timedelta(hours=1)
BODY = {
    "id": "tutorbot123",
    "start": {"dateTime": START.isoformat()},
    "end": {"dateTime": (START + HOUR).isoformat()},
}


def inserting(client):
    return client.events().insert(calendarId="tutor-2", body=BODY)


def listing(client, **query):
    return client.events().list(calendarId="tutor-2", **query)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (faults.quota(), (403, "rateLimitExceeded", "usageLimits")),
        (faults.quota("userRateLimitExceeded"), (403, "userRateLimitExceeded", "usageLimits")),
        (faults.quota("quotaExceeded"), (403, "quotaExceeded", "usageLimits")),
        (faults.too_many(retry_after=2), (429, "rateLimitExceeded", "usageLimits")),
        (faults.forbidden(), (403, "forbidden", "global")),
        (faults.server_error(), (500, "backendError", "global")),
        (faults.server_error(503), (503, "backendError", "global")),
        (faults.gone(), (404, "notFound", "global")),
        (faults.start_over(), (410, "fullSyncRequired", "calendar")),
        (faults.changed_there(), (412, "conditionNotMet", "global")),
        (faults.bad_request(), (400, "badRequest", "global")),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_planned_no_is_worded_as_google_words_it_and_changes_nothing(google, client, fault, told):
    google.fail("events.insert", fault)
    with pytest.raises(HttpError) as caught:
        inserting(client).execute()
    detail = caught.value.error_details[0]
    assert (caught.value.resp.status, detail["reason"], detail["domain"]) == told
    assert google.events("tutor-2") == []
    assert inserting(client).execute()["id"] == "tutorbot123"


def test_how_long_to_wait_is_said(google, client):
    google.fail("events.list", faults.too_many(retry_after=2))
    with pytest.raises(HttpError) as caught:
        listing(client).execute()
    assert caught.value.resp["retry-after"] == "2"


def test_a_server_error_may_come_after_the_change(google, client):
    google.fail("events.insert", faults.server_error(503, applied=True))
    with pytest.raises(HttpError):
        inserting(client).execute()
    assert len(google.events("tutor-2")) == 1


def test_an_answer_may_be_lost_after_the_change(google, client):
    google.fail("events.insert", faults.lost(), times=None)
    with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
        inserting(client).execute()
    assert len(google.events("tutor-2")) == 1
    assert len(google.asked("events.insert")) == 2, "the client asks once more by itself"


def test_a_connection_may_end_before_the_change(google, client):
    google.fail("events.insert", faults.hang_up(), times=2)
    with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
        inserting(client).execute()
    assert google.events("tutor-2") == []


@pytest.mark.parametrize("fault", [faults.broken_json(), faults.html(), faults.empty()], ids=lambda fault: fault.name)
def test_a_good_status_may_come_with_no_json(google, client, fault):
    google.fail("events.insert", fault)
    assert isinstance(inserting(client).execute(), str)
    assert len(google.events("tutor-2")) == 1


def test_an_answer_may_be_cut_off(google, client):
    google.fail("events.list", faults.cut_off(), times=None)
    with pytest.raises(http.client.IncompleteRead):
        listing(client).execute()


def test_an_answer_may_come_late(google, client):
    google.fail("events.list", faults.slow(0.3))
    before = monotonic()
    listing(client).execute()
    assert monotonic() - before >= 0.3


def test_an_answer_may_come_drop_by_drop(google, client):
    google.fail("events.list", faults.drip(0.3))
    before = monotonic()
    assert listing(client).execute()["items"] == []
    assert monotonic() - before >= 0.2


def test_a_slow_answer_does_not_hold_up_the_end():
    asked = Event()
    with running_google() as google, client_of(google.endpoint, google.token) as client:
        google.fail("events.list", faults.slow(30))
        google.before("events.list", lambda _: asked.set())

        def ask():
            with pytest.raises((ConnectionError, http.client.HTTPException)):
                client.events().list(calendarId="primary").execute()

        asking = Thread(target=ask)
        asking.start()
        asked.wait(10)
        before = monotonic()
    asking.join(10)
    assert monotonic() - before < 10


def test_a_withdrawn_grant_ends_everything_until_it_is_given_back(google, client):
    google.revoke()
    with pytest.raises(RefreshError):
        listing(client).execute()
    google.grant()
    assert listing(client).execute()["items"] == []


def test_a_wrong_token_is_not_let_in(google):
    with client_of(google.endpoint, "wrong") as client, pytest.raises(RefreshError):
        listing(client).execute()
    assert google.asked("events.list")[0].status == 401


def test_one_page_of_three_may_be_missing(google, client):
    google.listings.page_size = 1
    for number in range(3):
        google.put("tutor-2", start=START + number * HOUR, end=START + (number + 1) * HOUR)
    google.fail("events.list", faults.server_error(), after=1)
    first = listing(client).execute()
    with pytest.raises(HttpError):
        listing(client, pageToken=first["nextPageToken"]).execute()


def test_a_fault_waits_for_its_calls(google, client):
    google.fail("events.list", faults.server_error(), calendar="tutor-2", after=1, when=lambda one: "q" in one.query)
    client.events().list(calendarId="primary", q="x").execute()
    listing(client).execute()
    listing(client, q="x").execute()
    with pytest.raises(HttpError):
        listing(client, q="x").execute()
    listing(client, q="x").execute()


def test_faults_come_in_the_order_in_which_they_were_planned(google, client):
    google.fail("events.list", faults.server_error(500))
    google.fail("*", faults.server_error(503))
    statuses = []
    for _ in range(2):
        with pytest.raises(HttpError) as caught:
            listing(client).execute()
        statuses.append(caught.value.resp.status)
    assert statuses == [500, 503]


def test_what_is_planned_can_be_forgotten(google, client):
    google.fail("*", faults.server_error(), times=None)
    google.recover()
    assert listing(client).execute()["items"] == []


def test_one_calendar_may_have_errors_within_a_good_answer(google, client):
    google.fail("freebusy.query", faults.calendar_errors("tutor-2"))
    items = [{"id": "primary"}, {"id": "tutor-2"}]
    body = {"timeMin": START.isoformat(), "timeMax": (START + HOUR).isoformat(), "items": items}
    calendars = client.freebusy().query(body=body).execute()["calendars"]
    assert calendars["tutor-2"]["errors"][0]["reason"] == "internalError"
    assert calendars["primary"] == {"busy": []}


def test_an_answer_can_be_made_another(google, client):
    google.fail("events.list", faults.altered(lambda page: page | {"items": [{"id": "odd"}]}))
    assert listing(client).execute()["items"] == [{"id": "odd"}]


def test_somebody_else_writes_between_two_calls(google, client):
    google.after("events.insert", lambda _: google.put("tutor-2", id="theirs", start=START, end=START + HOUR))
    inserting(client).execute()
    assert [event["id"] for event in listing(client).execute()["items"]] == ["tutorbot123", "theirs"]


def test_a_function_sees_what_is_asked_before_it_is_done(google, client):
    seen = []
    google.before("events.insert", lambda one: seen.append((one.body["id"], google.events("tutor-2"))))
    inserting(client).execute()
    assert seen == [("tutorbot123", [])]


def test_what_was_asked_is_kept_without_the_token(google, client):
    inserting(client).execute()
    asked = google.requests[0]
    assert (asked.method, asked.verb, asked.calendar, asked.status) == ("events.insert", "POST", "tutor-2", 200)
    assert asked.body == BODY
    assert google.token not in repr(google.requests)


def test_many_may_write_at_once(google):
    def write(number):
        with client_of(google.endpoint, google.token) as client:
            client.events().insert(calendarId="tutor-2", body=BODY | {"id": f"tutorbot{number:03}"}).execute()

    writers = [Thread(target=write, args=(number,)) for number in range(16)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    events = google.events("tutor-2")
    assert len({event["id"] for event in events}) == len({event["etag"] for event in events}) == 16
