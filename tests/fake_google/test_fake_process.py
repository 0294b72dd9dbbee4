"""The fake Google in a process of its own, and its sign-in."""

from __future__ import annotations

import http.client
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPErrorProcessor, build_opener

import pytest
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import Request as Transport
from google.oauth2 import credentials, service_account
from googleapiclient.errors import HttpError

from tests.fake_google import faults, google_process, sign_in
from tests.fake_google.client import client_of

SCOPES = ["https://www.googleapis.com/auth/calendar"]
WHOLE_DAY = {"start": {"date": "2026-11-25"}, "end": {"date": "2026-11-26"}}


@pytest.fixture(scope="module")
def elsewhere():
    with google_process(calendars=["primary", "tutor-2"]) as google:
        yield google


@pytest.fixture
def theirs(elsewhere):
    """The client of the process's calendars."""
    with client_of(elsewhere.endpoint, elsewhere.token) as service:
        yield service


def test_what_stands_elsewhere_is_read_and_changed_through_its_door(elsewhere, theirs):
    written = elsewhere.put("tutor-2", summary="by hand", **WHOLE_DAY)
    assert theirs.events().get(calendarId="tutor-2", eventId=written["id"]).execute() == written
    elsewhere.change("tutor-2", written["id"], summary="changed")
    assert [event["summary"] for event in elsewhere.events("tutor-2")] == ["changed"]
    elsewhere.remove("tutor-2", written["id"])
    assert elsewhere.events("tutor-2") == []
    assert [event["status"] for event in elsewhere.events("tutor-2", deleted=True)] == ["cancelled"]


def test_faults_are_planned_through_the_door(elsewhere, theirs):
    elsewhere.fail("events.list", "server_error", with_={"status": 503}, calendar="tutor-2")
    with pytest.raises(HttpError, match="503"):
        theirs.events().list(calendarId="tutor-2").execute()
    elsewhere.fail("events.list", "lost", times=None)
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        theirs.events().list(calendarId="tutor-2").execute()
    elsewhere.recover()
    theirs.events().list(calendarId="tutor-2").execute()
    assert elsewhere.requests[-1]["method"] == "events.list"
    assert elsewhere.token not in str(elsewhere.requests)


def test_a_calendar_is_added_and_tokens_are_let_expire_through_the_door(elsewhere, theirs):
    assert elsewhere.ask("POST", "calendars", {"id": "new", "zone": "Europe/London"}) == {"id": "new"}
    token = theirs.events().list(calendarId="new").execute()["nextSyncToken"]
    elsewhere.ask("POST", "sync-tokens/expire", {})
    with pytest.raises(HttpError, match="410"):
        theirs.events().list(calendarId="new", syncToken=token).execute()


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (("GET", "nothing"), 404),
        (("POST", "faults", {"method": "*", "fault": "earthquake"}), 400),
        (("POST", "events", {"calendar": "tutor-3"} | WHOLE_DAY), 404),
    ],
)
def test_the_door_says_what_it_does_not_understand(elsewhere, asked, status):
    with pytest.raises(HTTPError) as caught:
        elsewhere.ask(*asked)
    caught.value.close()
    assert caught.value.code == status


def fetched(google, credentials_):
    """Whether a refresh brings the token that is good today."""
    transport = Transport()
    try:
        credentials_.refresh(transport)
    finally:
        transport.session.close()
    return credentials_.token == google.token


def a_key(google, **options):
    return service_account.Credentials.from_service_account_info(
        sign_in.service_account_key(google), scopes=SCOPES, **options
    )


def test_a_service_account_fetches_a_token_for_whom_it_stands_in(google):
    assert fetched(google, a_key(google, subject="planner@example.com"))
    asked = google.asked("token")[0].body
    assert (asked["sub"], asked["scope"]) == ("planner@example.com", SCOPES[0])


def test_a_stored_login_fetches_a_token(google):
    stored = sign_in.stored_login(google)
    names = ("refresh_token", "token_uri", "client_id", "client_secret")
    assert fetched(google, credentials.Credentials(None, **{name: stored[name] for name in names}))


def test_a_stored_login_is_good_for_an_hour(google):
    login = credentials.Credentials.from_authorized_user_info(sign_in.stored_login(google), SCOPES)
    assert login.valid
    assert login.token == google.token


def test_a_withdrawn_grant_fetches_nothing(google):
    google.revoke()
    with pytest.raises(RefreshError, match="invalid_grant"):
        fetched(google, a_key(google))


def test_fetching_a_token_may_fail_too(google):
    google.fail("token", faults.server_error(503), times=None)
    with pytest.raises(RefreshError):
        fetched(google, a_key(google))


class NoRedirect(HTTPErrorProcessor):
    """Shows where a browser would be sent."""

    def http_response(self, _, response):
        return response


def test_consent_sends_the_browser_back_with_a_code(google):
    installed = sign_in.oauth_client(google)["installed"]
    query = urlencode({"redirect_uri": "http://localhost:9/", "state": "s1", "scope": SCOPES[0]})
    with build_opener(NoRedirect).open(f"{installed['auth_uri']}?{query}", timeout=10) as answer:
        back = answer.headers["Location"]
    assert back.startswith("http://localhost:9/?code=4%2F")
    assert "state=s1" in back
