"""Key, token and stored sign-in: what each is good for, and what is told when it is not any more."""

from __future__ import annotations

import json
import os
import stat
from datetime import timedelta

import pytest
from pydantic import SecretStr

from tests.adapters.google_calendar.google_builders import AMPLE, CALENDAR, HOUR, START, a_draft, a_way_to
from tests.adapters.google_calendar.person import Person
from tests.fake_google import faults, sign_in
from tutorcore.adapters import google_calendar
from tutorcore.adapters.google_calendar import KeyAccess, StoredAccess
from tutorcore.adapters.google_calendar.access import SCOPES
from tutorcore.errors import Cause, Refused, SettingsError, SourceUnavailable

OTHER_TYPES = json.dumps(dict.fromkeys(("refresh_token", "token_uri", "client_id", "client_secret"), 7))


@pytest.fixture
def key(google):
    """A service account's key, as it stands in its file."""
    return json.dumps(sign_in.service_account_key(google))


@pytest.fixture
def stored(google, tmp_path):
    """The file of a sign-in."""
    path = tmp_path / "google-token.json"
    path.write_text(json.dumps(sign_in.stored_login(google)), encoding="utf-8")
    return path


def look(google, access, limit=AMPLE):
    with a_way_to(google, access=access).session(limit=limit) as session:
        return session.window(CALENDAR, START, START + HOUR)


def test_a_key_is_enough_to_read_and_write(google, key):
    with a_way_to(google, access=KeyAccess(SecretStr(key))).session(limit=AMPLE) as session:
        session.insert(CALENDAR, a_draft())
        assert len(session.window(CALENDAR, START, START + HOUR).events) == 1
    (asked,) = google.asked("token")
    assert asked.body["scope"] == " ".join(SCOPES)
    assert "sub" not in asked.body


def test_a_key_may_act_for_a_user(google, key):
    look(google, KeyAccess(SecretStr(key), delegate="noor@example.org"))
    assert google.asked("token")[0].body["sub"] == "noor@example.org"


def test_a_key_signs_in_once_for_many_sessions(google, key):
    access = KeyAccess(SecretStr(key))
    for _ in range(3):
        look(google, access)
    assert len(google.asked("token")) == 1


def test_with_a_key_nobody_is_asked_but_the_server_that_was_named(google, key):
    access = KeyAccess(SecretStr(key))
    look(google, access)
    assert access.credentials()._rab_manager.refresh_manager._worker is None
    assert [asked.method for asked in google.requests] == ["token", "events.list"]


@pytest.mark.parametrize("text", ["{}", "no key", '{"private_key": "geheim", "client_email": "a", "token_uri": "b"}'])
def test_a_key_that_is_none_is_a_settings_error_that_repeats_nothing_of_it(text):
    with pytest.raises(SettingsError, match="GCAL_SERVICE_ACCOUNT_JSON") as caught:
        KeyAccess(SecretStr(text))
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_a_stored_sign_in_is_enough(google, stored):
    assert look(google, StoredAccess(stored)).events == ()
    assert google.asked("token")[0].body["grant_type"] == "refresh_token"


@pytest.mark.parametrize("made", [lambda key, _: KeyAccess(SecretStr(key)), lambda _, stored: StoredAccess(stored)])
def test_a_grant_that_is_withdrawn_is_told_as_such(google, key, stored, made):
    google.revoke()
    with pytest.raises(Refused) as caught:
        look(google, made(key, stored))
    assert caught.value.cause is Cause.ACCESS
    assert str(caught.value) == f"Google has withdrawn access to {CALENDAR}: sign in again."


def test_a_grant_that_is_withdrawn_while_a_token_is_still_good_is_told(google, stored):
    access = StoredAccess(stored)
    look(google, access)
    google.revoke()
    with pytest.raises(Refused) as caught:
        look(google, access)
    assert caught.value.cause is Cause.ACCESS


def test_a_sign_in_that_google_cannot_renew_just_now_is_tried_again(google, stored):
    google.fail("token", faults.server_error(503))
    assert look(google, StoredAccess(stored)).events == ()


def test_a_token_that_is_not_taken_any_more_is_renewed_once(google, stored):
    access = StoredAccess(stored)
    look(google, access)
    google.fail("events.list", faults.revoked())
    assert look(google, access).events == ()
    assert len(google.asked("token")) == 2


@pytest.mark.parametrize("text", [None, "", "no JSON", "[]", "{}", OTHER_TYPES])
def test_a_stored_sign_in_that_is_none_asks_to_sign_in_again(google, stored, text):
    stored.unlink()
    if text is not None:
        stored.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as caught:
        look(google, StoredAccess(stored), limit=timedelta(seconds=3))
    assert caught.value.cause is Cause.ACCESS
    assert google.requests == []


def test_a_dashboard_that_runs_sees_who_signs_in_again(google, stored):
    good = stored.read_text(encoding="utf-8")
    stored.write_text("{}", encoding="utf-8")
    access = StoredAccess(stored)
    with pytest.raises(Refused):
        look(google, access)
    stored.write_text(good, encoding="utf-8")
    os.utime(stored, ns=(1, 1))
    assert look(google, access).events == ()


@pytest.fixture
def client(google, tmp_path, monkeypatch):
    """The file of an installed application, whose Google needs no https: it is on this machine."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    path = tmp_path / "client.json"
    path.write_text(json.dumps(sign_in.oauth_client(google)), encoding="utf-8")
    return path


def test_who_signs_in_is_remembered_for_the_owner_of_the_file_alone(google, client, tmp_path, capsys):
    stored = tmp_path / "var" / "google-token.json"
    person = Person(capsys)
    google_calendar.sign_in(client, stored, browser=False)
    person.thread.join(20)
    assert person.seen == b"Signed in. You can close this window."
    assert stat.S_IMODE(stored.stat().st_mode) == 0o600
    assert [path.name for path in stored.parent.iterdir()] == ["google-token.json"]
    assert look(google, StoredAccess(stored)).events == ()


def test_signing_in_again_takes_the_place_of_the_old_one(google, client, stored, capsys):
    stored.chmod(0o644)
    before = stored.read_text(encoding="utf-8")
    Person(capsys)
    google_calendar.sign_in(client, stored, browser=False)
    assert stored.read_text(encoding="utf-8") != before
    assert stat.S_IMODE(stored.stat().st_mode) == 0o600


def test_an_answer_that_was_not_asked_for_is_no_sign_in(client, tmp_path, capsys):
    stored = tmp_path / "google-token.json"
    Person(capsys, says=lambda address: address.replace("state=", "state=x"))
    with pytest.raises(SourceUnavailable, match="nothing was stored") as caught:
        google_calendar.sign_in(client, stored, browser=False)
    assert caught.value.__cause__ is caught.value.__context__ is None
    assert not stored.exists()


def test_a_sign_in_that_google_refuses_stores_nothing(google, client, tmp_path, capsys):
    google.revoke()
    Person(capsys)
    with pytest.raises(SourceUnavailable, match="nothing was stored"):
        google_calendar.sign_in(client, tmp_path / "google-token.json", browser=False)
    assert not (tmp_path / "google-token.json").exists()


@pytest.mark.parametrize("text", [None, "no JSON", "[]", "{}", '{"web": {}}', '{"installed": {"client_id": "x"}}'])
def test_a_client_that_is_none_is_a_settings_error(tmp_path, text):
    path = tmp_path / "client.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="GCAL_OAUTH_CLIENT"):
        google_calendar.sign_in(path, tmp_path / "google-token.json", browser=False)
