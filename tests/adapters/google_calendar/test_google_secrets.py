"""No token, key or other secret in an error, its causes, a log or what a value looks like."""

from __future__ import annotations

import json
import logging
import traceback

import pytest
from pydantic import SecretStr

from tests.adapters.google_calendar.google_builders import AMPLE, CALENDAR, HOUR, LATER, START, a_draft, a_way_to
from tests.fake_google import faults, sign_in
from tests.fake_google.errors import GoogleError
from tests.fake_google.faults import Fault
from tutorcore.adapters.google_calendar import KeyAccess, StoredAccess, TokenAccess
from tutorcore.errors import TutorError

CALLS = {
    "events.list": lambda session: session.read(CALENDAR, START, START + HOUR),
    "events.insert": lambda session: session.insert(CALENDAR, a_draft()),
    "events.get": lambda session: session.get(CALENDAR, "tutorbot1"),
    "events.patch": lambda session: session.move(CALENDAR, "tutorbot1", LATER, etag='"1"'),
    "events.delete": lambda session: session.cancel(CALENDAR, "tutorbot1", etag='"1"'),
}


@pytest.fixture
def secrets(google, tmp_path):
    """Every way in, and every secret in it."""
    key, login = sign_in.service_account_key(google), sign_in.stored_login(google)
    stored = tmp_path / "google-token.json"
    stored.write_text(json.dumps(login), encoding="utf-8")
    ways = [TokenAccess(SecretStr(google.token)), KeyAccess(SecretStr(json.dumps(key))), StoredAccess(stored)]
    private = key["private_key"].splitlines()[1]
    return ways, [google.token, private, key["private_key_id"], login["refresh_token"], login["client_secret"]]


def echo(secret):
    """An answer that repeats what it was sent, as a proxy in between may."""
    return Fault(name="echo", applied=False, error=GoogleError(400, secret, f"What is {secret}?"))


@pytest.mark.parametrize("method", CALLS)
def test_no_error_or_log_holds_a_secret(google, secrets, method, caplog):
    caplog.set_level(logging.DEBUG)
    ways, hidden = secrets
    google.put(CALENDAR, id="tutorbot1", start=START, end=START + HOUR)
    for fault in (*(echo(secret) for secret in hidden), faults.revoked(), faults.forbidden(), faults.html()):
        for access in ways:
            google.fail(method, fault, times=None)
            with a_way_to(google, access=access).session(limit=AMPLE) as session, pytest.raises(TutorError) as caught:
                CALLS[method](session)
            google.recover()
            told = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + caught.value.hint
            assert not [secret for secret in hidden if secret in told + caplog.text]


def test_no_value_shows_a_secret(google, secrets):
    ways, hidden = secrets
    for access in ways:
        calendars = a_way_to(google, access=access)
        with calendars.session(limit=AMPLE) as session:
            shown = "".join(map(repr, (access, calendars, session, access.credentials())))
        assert not [secret for secret in hidden if secret in shown]


def test_what_cannot_be_read_is_not_repeated(google, session):
    google.fail("events.list", faults.other_json(json.dumps({"kind": google.token}).encode()))
    with pytest.raises(TutorError) as caught:
        session.window(CALENDAR, START, START + HOUR)
    assert google.token not in "".join(traceback.format_exception(caught.value))
