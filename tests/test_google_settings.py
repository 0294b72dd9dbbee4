"""How the environment sets Google up: what is taken, what stops the start, and that no secret is told."""

from __future__ import annotations

import json
import os
import traceback
from pathlib import Path

import pytest

from tests.adapters.google_calendar.person import Person
from tests.fake_google import running_google
from tests.fake_google.sign_in import oauth_client, service_account_key
from tutorcore.bootstrap import open_dashboard, sign_in_to_google
from tutorcore.cli.commands import main
from tutorcore.errors import SettingsError
from tutorcore.settings import Settings

SECRET = "ya29.geheim"  # noqa: S105 - what must never be told
KEY = {"type": "service_account", "client_email": "a@example.org", "private_key": SECRET, "token_uri": "https://x"}
ENDPOINT = "http://127.0.0.1:9000/calendar/v3/"


@pytest.fixture(autouse=True)
def environment(monkeypatch, tmp_path):
    """None of our variables but the folder, and a way to set them."""
    for name in list(os.environ):
        if name.upper().startswith(("TUTORBOT_", "PLANNING_", "DATABASE_URL", "GCAL_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("TUTORBOT_VAR", str(tmp_path))
    return lambda **values: [monkeypatch.setenv(name, value) for name, value in values.items()]


def google(**options):
    return Settings.read(**options).google


def refused(match):
    """That the start is refused with this, and without the secret, even in what led to it."""
    with pytest.raises(SettingsError, match=match) as caught:
        Settings.read()
    assert SECRET not in "".join(traceback.format_exception(caught.value)) + caught.value.hint


def test_without_anything_to_sign_in_with_google_is_not_set_up():
    assert google() is None


def test_a_token_sets_google_up_with_the_own_calendar(environment):
    environment(GCAL_ACCESS_TOKEN=f" {SECRET} ")
    assert google().token.get_secret_value() == SECRET
    assert (google().calendar_ids, google().endpoint, google().key) == (("primary",), "", None)


def test_a_key_is_given_as_text_or_as_its_file(environment, tmp_path):
    path = tmp_path / "key.json"
    path.write_text(json.dumps(KEY), encoding="utf-8")
    for given in (json.dumps(KEY), str(path)):
        environment(GCAL_SERVICE_ACCOUNT_JSON=given, GCAL_DELEGATE="noor@example.org")
        assert json.loads(google().key.get_secret_value()) == KEY
        assert google().delegate == "noor@example.org"


def test_a_stored_sign_in_sets_google_up(tmp_path):
    (tmp_path / "google-token.json").write_text("{}", encoding="utf-8")
    assert google().login == tmp_path / "google-token.json"
    assert Settings.read().google_login == tmp_path / "google-token.json"


@pytest.mark.parametrize(
    ("given", "names"),
    [("", ("primary",)), ("tutor-2", ("tutor-2",)), (" a@example.org, b ,,a@example.org", ("a@example.org", "b"))],
)
def test_calendars_are_separated_by_commas(environment, given, names):
    environment(GCAL_ACCESS_TOKEN=SECRET, GCAL_CALENDAR_ID=given)
    assert google().calendar_ids == names


@pytest.mark.parametrize(
    ("given", "address"),
    [
        (ENDPOINT, ENDPOINT),
        ("http://127.0.0.1:9000/calendar/v3", ENDPOINT),
        ("http://127.0.0.1:9000/", ENDPOINT),
        ("http://127.0.0.1:9000", ENDPOINT),
        ("https://fake.example/api/", "https://fake.example/api/"),
        ("http://fake:9000", "http://fake:9000/calendar/v3/"),
    ],
)
def test_an_endpoint_may_lack_its_path_or_last_slash(environment, given, address):
    environment(GCAL_ACCESS_TOKEN=SECRET, GCAL_API_ENDPOINT=given)
    assert google().endpoint == address


@pytest.mark.parametrize(
    "given",
    [
        *("127.0.0.1:9000", "ftp://127.0.0.1/", "http://", "http://127.0.0.1:port/", "http://["),
        *(f"http://a:{SECRET}@127.0.0.1/", f"http://127.0.0.1/?key={SECRET}", f"http://127.0.0.1/#{SECRET}"),
    ],
)
def test_an_endpoint_that_is_no_address_stops_the_start(environment, given):
    environment(GCAL_ACCESS_TOKEN=SECRET, GCAL_API_ENDPOINT=given)
    refused("GCAL_API_ENDPOINT")


def test_a_key_is_not_sent_to_another_machine_in_the_open(environment):
    environment(GCAL_SERVICE_ACCOUNT_JSON=json.dumps(KEY), GCAL_API_ENDPOINT="http://fake:9000")
    refused("GCAL_API_ENDPOINT.*https")
    environment(GCAL_API_ENDPOINT="http://localhost:9000")
    assert google().endpoint == "http://localhost:9000/calendar/v3/"


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"GCAL_SERVICE_ACCOUNT_JSON": f"/no/file/{SECRET}"}, "GCAL_SERVICE_ACCOUNT_JSON"),
        ({"GCAL_SERVICE_ACCOUNT_JSON": SECRET * 1000}, "GCAL_SERVICE_ACCOUNT_JSON"),
        ({"GCAL_SERVICE_ACCOUNT_JSON": "{" + SECRET}, "GCAL_SERVICE_ACCOUNT_JSON"),
        ({"GCAL_SERVICE_ACCOUNT_JSON": json.dumps({"installed": {"x": SECRET}})}, "GCAL_SERVICE_ACCOUNT_JSON"),
        ({"GCAL_SERVICE_ACCOUNT_JSON": json.dumps(KEY | {"token_uri": 7})}, "GCAL_SERVICE_ACCOUNT_JSON"),
        ({"GCAL_ACCESS_TOKEN": f"{SECRET} en meer"}, "GCAL_ACCESS_TOKEN"),
        ({"GCAL_ACCESS_TOKEN": f"{SECRET}é"}, "GCAL_ACCESS_TOKEN"),
        ({"GCAL_ACCESS_TOKEN": SECRET, "GCAL_SERVICE_ACCOUNT_JSON": json.dumps(KEY)}, "GCAL_ACCESS_TOKEN"),
        ({"GCAL_ACCESS_TOKEN": SECRET, "GCAL_DELEGATE": "noor@example.org"}, "GCAL_DELEGATE"),
        ({"GCAL_ACCESS_TOKEN": SECRET, "GCAL_CALENDAR_ID": " , "}, "GCAL_CALENDAR_ID"),
        ({"GCAL_CALENDAR_ID": "tutor-2"}, "GCAL_CALENDAR_ID"),
        ({"GCAL_API_ENDPOINT": ENDPOINT}, "GCAL_API_ENDPOINT"),
    ],
)
def test_what_cannot_be_used_stops_the_start_by_the_name_of_its_variable(environment, values, named):
    environment(**values)
    refused(named)


def test_a_client_that_is_still_to_sign_in_lets_the_rest_stand(environment):
    environment(GCAL_CALENDAR_ID="tutor-2", GCAL_API_ENDPOINT=ENDPOINT, GCAL_OAUTH_CLIENT="client.json")
    assert google() is None
    assert Settings.read().google_client == Path("client.json")


def test_the_demo_never_asks_google_itself(environment):
    environment(GCAL_ACCESS_TOKEN=SECRET, GCAL_CALENDAR_ID="tutor-2")
    assert google(demo=True) is None
    environment(GCAL_API_ENDPOINT=ENDPOINT)
    assert google(demo=True).endpoint == ENDPOINT


def test_no_secret_is_in_a_text_of_the_settings(environment):
    environment(GCAL_ACCESS_TOKEN=SECRET)
    assert SECRET not in repr(Settings.read()) + str(Settings.read())
    environment(GCAL_ACCESS_TOKEN="", GCAL_SERVICE_ACCOUNT_JSON=json.dumps(KEY))
    assert SECRET not in repr(Settings.read()) + str(Settings.read())


def opened(settings):
    dashboard = open_dashboard(settings)
    dashboard.close()
    return dashboard.ports.remote


def test_the_dashboard_knows_a_way_to_google_where_one_is_set_up(environment, tmp_path):
    assert opened(Settings.read()) is None
    environment(GCAL_ACCESS_TOKEN=SECRET, GCAL_CALENDAR_ID="tutor-1,tutor-2")
    assert opened(Settings.read()).calendar_ids == ("tutor-1", "tutor-2")
    environment(GCAL_ACCESS_TOKEN="")
    (tmp_path / "google-token.json").write_text("{}", encoding="utf-8")
    assert opened(Settings.read()).calendar_ids == ("tutor-1", "tutor-2")
    with running_google() as fake:
        environment(GCAL_SERVICE_ACCOUNT_JSON=json.dumps(service_account_key(fake)))
        assert opened(Settings.read()).calendar_ids == ("tutor-1", "tutor-2")


def test_a_key_that_cannot_sign_stops_the_start(environment):
    environment(GCAL_SERVICE_ACCOUNT_JSON=json.dumps(KEY))
    with pytest.raises(SettingsError, match="GCAL_SERVICE_ACCOUNT_JSON"):
        open_dashboard(Settings.read())


def test_signing_in_needs_the_file_of_an_installed_application(capsys):
    with pytest.raises(SettingsError, match="GCAL_OAUTH_CLIENT"):
        sign_in_to_google(Settings.read(), port=0, browser=False)
    assert main(["google-login"]) == 1
    assert "GCAL_OAUTH_CLIENT is not given." in capsys.readouterr().err


def test_google_login_tells_where_the_sign_in_is_kept(environment, tmp_path, monkeypatch, capsys):
    with running_google() as fake:
        (tmp_path / "client.json").write_text(json.dumps(oauth_client(fake)), encoding="utf-8")
        environment(GCAL_OAUTH_CLIENT=str(tmp_path / "client.json"), OAUTHLIB_INSECURE_TRANSPORT="1")
        person = Person(capsys)
        assert main(["google-login", "--no-browser"]) == 0
        person.thread.join(20)
    assert "google-token.json" in person.told + capsys.readouterr().out
    assert google().login.is_file()
