"""The environment: what each variable means, and that the database's password is never told."""

from __future__ import annotations

import os
import traceback
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tutorcore.domain.profile_sources import Source, assemble_profiles
from tutorcore.errors import SettingsError
from tutorcore.settings import Settings

SECRET = "geheim-wachtwoord"  # noqa: S105 - what must never be told
DATABASE = f"postgresql+psycopg://planner:{SECRET}@db.example/planning"


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """None of our variables, and a way to set them."""
    for name in list(os.environ):
        if name.upper().startswith(("TUTORBOT_", "PLANNING_", "DATABASE_URL")):
            monkeypatch.delenv(name)
    return lambda **values: [monkeypatch.setenv(name, value) for name, value in values.items()]


def test_with_no_variables_everything_has_its_default():
    settings = Settings.read()
    assert settings.demo is False
    assert settings.database_url.get_secret_value() == "sqlite:///var/dashboard.db"
    assert settings.var == Path("var")
    assert settings.zone == ZoneInfo("Europe/Amsterdam")
    assert settings.environment_profiles == {}
    assert settings.templates is None


@pytest.mark.parametrize("text", ["1", "true", "ja", "Yes "])
def test_the_demo_is_asked_for_with_a_yes(environment, text):
    environment(TUTORBOT_DEMO=text)
    assert Settings.read().demo is True


@pytest.mark.parametrize("text", ["0", "false", "nee", " Off", ""])
def test_a_no_is_no_demo(environment, text):
    environment(TUTORBOT_DEMO=text)
    assert Settings.read().demo is False


def test_the_caller_decides_over_the_variable(environment):
    environment(TUTORBOT_DEMO="ja")
    assert Settings.read(demo=False).demo is False
    environment(TUTORBOT_DEMO="nee")
    assert Settings.read(demo=True).demo is True


def test_the_database_is_the_one_that_is_named(environment):
    environment(DATABASE_URL=f" {DATABASE} ")
    assert Settings.read().database_url.get_secret_value() == DATABASE


def test_the_demo_never_touches_the_database_that_is_named(environment):
    environment(DATABASE_URL=DATABASE, TUTORBOT_DEMO="1", TUTORBOT_VAR="ergens")
    assert Settings.read().database_url.get_secret_value() == "sqlite:///ergens/demo.db"


def test_databases_lie_in_the_folder_that_is_named(environment):
    environment(TUTORBOT_VAR="/srv/planning")
    settings = Settings.read()
    assert settings.var == Path("/srv/planning")
    assert settings.database_url.get_secret_value() == "sqlite:////srv/planning/dashboard.db"


def test_templates_lie_in_the_folder_that_is_named(environment):
    environment(TUTORBOT_TEMPLATES="/srv/wording")
    assert Settings.read().templates == Path("/srv/wording")


@pytest.mark.parametrize(
    "name", ["DATABASE_URL", "TUTORBOT_VAR", "TUTORBOT_ZONE", "TUTORBOT_DEMO", "TUTORBOT_TEMPLATES"]
)
def test_a_blank_variable_is_one_that_was_not_given(environment, name):
    plain = Settings.read()
    environment(**{name: ""})
    assert Settings.read() == plain


def test_the_zone_is_the_one_that_is_named(environment):
    environment(TUTORBOT_ZONE="America/New_York")
    assert Settings.read().zone == ZoneInfo("America/New_York")


@pytest.mark.parametrize("name", ["Europe/Nergens", "../etc/passwd", "/etc/localtime", "Europe"])
def test_a_zone_that_is_not_there_stops_the_start(environment, name):
    environment(TUTORBOT_ZONE=name)
    with pytest.raises(SettingsError, match="there is no time zone") as caught:
        Settings.read()
    assert name in str(caught.value)
    assert "TUTORBOT_ZONE" in str(caught.value)


def test_planning_profiles_come_from_their_variables(environment):
    environment(PLANNING_NEW_DURATION="45", PLANNING_RETURNING_STEP="15", PLANNING_CUSTOM_ALLOWED_WEEKDAYS="za,zo")
    environment(PLANNING_CUSTOM_EXCLUDE_WEEKENDS="nee")
    settings = Settings.read()
    assert settings.environment_profiles == {
        "new": {"duration_minutes": 45},
        "returning_broadcast": {"slot_step_minutes": 15},
        "custom": {"allowed_weekdays": {5, 6}, "exclude_weekends": False},
    }
    profiles = assemble_profiles(environment=settings.environment_profiles, published={})
    assert profiles["returning_broadcast"].sources["slot_step_minutes"] is Source.ENVIRONMENT
    assert profiles["custom"].profile.duration_minutes == 60


@pytest.mark.parametrize(
    ("variable", "value", "bound"),
    [
        ("PLANNING_NEW_DURATION", "4", "from 5 to 480"),
        ("PLANNING_WEEKEND_LATEST", "24", "from 0 to 23"),
        ("PLANNING_CUSTOM_LEAD", "-1", "of at least 0"),
        ("PLANNING_NEW_EXCLUDE_WEEKENDS", "misschien", "yes or no"),
        ("PLANNING_NEW_ALLOWED_WEEKDAYS", "zaterdags", "5,6 or za,zo"),
    ],
)
def test_an_unusable_value_stops_the_start_with_variable_value_and_bound(environment, variable, value, bound):
    environment(**{variable: value})
    with pytest.raises(SettingsError) as caught:
        Settings.read()
    assert f"{variable}={value}" in str(caught.value)
    assert bound in str(caught.value)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"PLANNING_NEW_EARLIEST": "21"}, "the last start (20:00) lies before the first (21:00)"),
        ({"PLANNING_WEEKEND_EXCLUDE_WEEKENDS": "ja"}, "no weekday is left"),
        ({"PLANNING_CUSTOM_LEAD": "99999"}, "notice of 99999 minutes"),
    ],
)
def test_a_profile_that_is_impossible_as_a_whole_stops_the_start_by_the_variables_that_made_it(
    environment, values, reason
):
    environment(**values)
    with pytest.raises(SettingsError) as caught:
        Settings.read()
    assert reason in str(caught.value)
    assert all(variable in str(caught.value) for variable in values)


def test_the_password_is_in_no_text_of_the_settings(environment):
    environment(DATABASE_URL=DATABASE)
    settings = Settings.read()
    for text in (repr(settings), str(settings), f"{settings.database_url}", repr(settings.database_url)):
        assert SECRET not in text


@pytest.mark.parametrize(
    "broken", [{"TUTORBOT_ZONE": "Nergens"}, {"PLANNING_NEW_STEP": "x"}, {"PLANNING_NEW_EARLIEST": "21"}]
)
def test_the_password_is_in_no_error_nor_in_its_cause(environment, broken):
    environment(DATABASE_URL=DATABASE, **broken)
    with pytest.raises(SettingsError) as caught:
        Settings.read()
    assert SECRET not in "".join(traceback.format_exception(caught.value))
