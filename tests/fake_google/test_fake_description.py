"""The fake Google holds every request against Google's own description, and says so where one does not fit."""

from __future__ import annotations

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.fake_google import FakeGoogle, discovery, running_google

TIMES = {"start": {"dateTime": "2026-11-25T16:00:00+01:00"}, "end": {"dateTime": "2026-11-25T17:00:00+01:00"}}
EVENTS = "calendars/primary/events"


def status_of(google, verb, path, body=None):
    """What a hand-made request comes to."""
    data = None if body is None else json.dumps(body).encode()
    request = Request(google.endpoint + path, data=data, method=verb)
    request.add_header("Authorization", f"Bearer {google.token}")
    request.add_header("Content-Type", "application/json")
    try:
        with urlopen(request, timeout=10) as answer:
            return answer.status
    except HTTPError as error:
        with error:
            return error.code


@pytest.mark.parametrize(
    ("verb", "path", "body", "why"),
    [
        ("GET", "calendars/primary/lessons", None, "there is no such method"),
        ("PUT", EVENTS, TIMES, "there is no such method"),
        ("GET", f"{EVENTS}?expand=true", None, "there is no parameter expand"),
        ("GET", f"{EVENTS}?singleEvents=yes", None, "not true or false"),
        ("GET", f"{EVENTS}?maxResults=many", None, "not a whole number"),
        ("GET", f"{EVENTS}?maxResults=0", None, "out of bounds"),
        ("GET", f"{EVENTS}?orderBy=title", None, "not one of startTime, updated"),
        ("GET", f"{EVENTS}?timeMin=2026-11-25T16:00:00", None, "not a time with its offset"),
        ("GET", f"{EVENTS}?q=a&q=b", None, "q is given 2 times"),
        ("POST", f"{EVENTS}/abcde/move", None, "destination is required"),
        ("POST", EVENTS, None, "a body is required"),
        ("GET", EVENTS, {"q": "x"}, "events.list takes no body"),
        ("POST", EVENTS, [TIMES], "body is list, not object"),
        ("POST", EVENTS, TIMES | {"title": "x"}, "there is no body.title"),
        ("POST", EVENTS, TIMES | {"summary": 1}, "body.summary is int, not string"),
        ("POST", EVENTS, TIMES | {"locked": "yes"}, "body.locked is str, not boolean"),
        ("POST", EVENTS, TIMES | {"sequence": True}, "body.sequence is bool, not integer"),
        ("POST", EVENTS, TIMES | {"attendees": [{"name": "x"}]}, "there is no body.attendees[0].name"),
        ("POST", EVENTS, TIMES | {"start": {"date": "25-11-2026"}}, "body.start.date is not a date"),
        ("POST", EVENTS, TIMES | {"start": {"dateTime": "16:00"}}, "body.start.dateTime is not a time"),
        (
            "POST",
            EVENTS,
            TIMES | {"extendedProperties": {"private": {"attempt": 1}}},
            "body.extendedProperties.private.attempt is int, not string",
        ),
        ("POST", "freeBusy", {"items": [{"calendar": "primary"}]}, "there is no body.items[0].calendar"),
    ],
)
def test_a_request_that_google_would_not_understand_is_refused_and_kept(verb, path, body, why):
    with running_google(strict=False) as google:
        assert status_of(google, verb, path, body) == 400
        assert google.events("primary") == []
    assert any(why in kept for kept in google.invalid)


@pytest.mark.parametrize(
    "fields",
    [
        {"extendedProperties": {"private": {"booking": "b1"}}},
        {"attendees": [{"email": "a@example.com", "responseStatus": "accepted"}]},
        {"start": {"dateTime": "2026-11-25T16:00:00", "timeZone": "Europe/Amsterdam"}},
        {"start": {"date": "2026-11-25"}, "end": {"date": "2026-11-26"}},
        {"description": None},
    ],
    ids=str,
)
def test_what_google_understands_is_taken(fields):
    with running_google() as google:
        assert status_of(google, "POST", EVENTS, TIMES | fields) == 200


def test_a_body_that_is_no_json_is_refused():
    with running_google(strict=False) as google:
        request = Request(google.endpoint + EVENTS, data=b"{", method="POST")
        request.add_header("Authorization", f"Bearer {google.token}")
        with pytest.raises(HTTPError) as caught:
            urlopen(request, timeout=10)
        caught.value.close()
    assert google.invalid == ["events.insert /calendar/v3/calendars/primary/events: the body is not JSON"]


def test_a_test_fails_at_its_end_where_a_request_was_not_valid():
    with pytest.raises(AssertionError, match="there is no parameter expand"), running_google() as google:
        status_of(google, "GET", f"{EVENTS}?expand=true")


def test_a_test_fails_at_its_end_where_its_function_broke():
    def break_down(_):
        raise ValueError("a mistake in a test")

    google = FakeGoogle()
    google.before("events.list", break_down)
    with pytest.raises(ConnectionError):
        status_of(google, "GET", EVENTS)
    google.close()
    with pytest.raises(AssertionError, match="a mistake in a test"):
        google.check()


def test_ids_in_an_address_are_read_as_they_were_meant():
    assert discovery.method_of("GET", "calendars/a%40b.nl/events/x%2Fy") == (
        "events.get",
        {"calendarId": "a@b.nl", "eventId": "x/y"},
    )


def test_an_address_that_is_too_long_comes_as_a_form():
    with running_google() as google:
        request = Request(google.endpoint + EVENTS, data=b"q=lesson&singleEvents=true", method="POST")
        request.add_header("Authorization", f"Bearer {google.token}")
        request.add_header("X-HTTP-Method-Override", "GET")
        with urlopen(request, timeout=10) as answer:
            assert json.load(answer)["items"] == []
        assert google.asked("events.list")[0].query == {"q": ["lesson"], "singleEvents": ["true"]}
