"""Planning profiles as lines of the environment, both ways, and what is said of a value that cannot be used."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.domain.profile_strategies import profiles
from tutorcore.domain.profile_environment import FIELD_VARIABLES, lines_of, overlays_from, variable_name
from tutorcore.domain.profile_sources import assemble_profiles
from tutorcore.domain.profiles import FIELDS, PLANNING_PROFILES, PlanningProfile, bounds
from tutorcore.errors import SettingsError

PROFILE_NAMES = st.sampled_from([*PLANNING_PROFILES, "custom", "zomer2027"]) | st.from_regex(
    r"[a-z][a-z0-9]{0,12}", fullmatch=True
).filter(lambda name: name != "returning")


def read(**variables):
    return overlays_from(variables)


def refused(variable, text=""):
    with pytest.raises(SettingsError) as caught:
        overlays_from({variable: text})
    return str(caught.value)


def test_every_field_has_its_variable():
    assert sorted(FIELD_VARIABLES.values()) == sorted(FIELDS)


@pytest.mark.parametrize(
    ("variable", "profile"),
    [
        ("PLANNING_NEW_DURATION", "new"),
        ("PLANNING_EXISTING_DURATION", "existing"),
        ("PLANNING_RETURNING_DURATION", "returning_broadcast"),
        ("PLANNING_WEEKEND_DURATION", "weekend"),
        ("PLANNING_PREMIUM_DURATION", "premium"),
        ("PLANNING_CUSTOM_DURATION", "custom"),
        ("PLANNING_ZOMER2027_DURATION", "zomer2027"),
    ],
)
def test_a_variable_names_its_profile(variable, profile):
    assert read(**{variable: "45"}) == {profile: {"duration_minutes": 45}}
    assert variable_name(profile, "duration_minutes") == variable


@pytest.mark.parametrize(
    ("part", "text", "field", "value"),
    [
        ("DURATION", "45", "duration_minutes", 45),
        ("EARLIEST", " 8 ", "earliest_hour", 8),
        ("LATEST", "00", "latest_hour", 0),
        ("LEAD", "100000000", "min_lead_minutes", 100_000_000),
        ("BUFFER_BEFORE", "0", "buffer_before_min", 0),
        ("BUFFER_AFTER", "240", "buffer_after_min", 240),
        ("DAYS", "366", "days_ahead", 366),
        ("STEP", "5", "slot_step_minutes", 5),
        ("OFFER", "50", "offer_size", 50),
        ("EXCLUDE_WEEKENDS", "Nee ", "exclude_weekends", False),
        ("EXCLUDE_WEEKENDS", "0", "exclude_weekends", False),
        ("EXCLUDE_WEEKENDS", "uit", "exclude_weekends", False),
        ("EXCLUDE_WEEKENDS", "true", "exclude_weekends", True),
        ("EXCLUDE_WEEKENDS", " JA", "exclude_weekends", True),
        ("EXCLUDE_WEEKENDS", "1", "exclude_weekends", True),
        ("ALLOWED_WEEKDAYS", "5,6", "allowed_weekdays", {5, 6}),
        ("ALLOWED_WEEKDAYS", "za,zo", "allowed_weekdays", {5, 6}),
        ("ALLOWED_WEEKDAYS", " Ma , wed,4 ", "allowed_weekdays", {0, 2, 4}),
        ("ALLOWED_WEEKDAYS", "0,0", "allowed_weekdays", {0}),
        ("ALLOWED_WEEKDAYS", "all", "allowed_weekdays", None),
    ],
)
def test_a_value_is_read_as_people_write_it(part, text, field, value):
    assert read(**{f"PLANNING_NEW_{part}": text}) == {"new": {field: value}}


def test_variables_of_others_are_passed_over():
    assert read(PATH="/bin", PLANNINGS_NEW_STEP="x", planning_new_step="x", XPLANNING_NEW_STEP="") == {}


def test_several_variables_of_several_profiles_come_together():
    assert read(PLANNING_NEW_STEP="15", PLANNING_NEW_DAYS="5", PLANNING_CUSTOM_STEP="20") == {
        "new": {"slot_step_minutes": 15, "days_ahead": 5},
        "custom": {"slot_step_minutes": 20},
    }


NUMBERS = {
    part: field for part, field in FIELD_VARIABLES.items() if field not in ("exclude_weekends", "allowed_weekdays")
}


@pytest.mark.parametrize(("part", "field"), NUMBERS.items())
def test_a_number_out_of_bounds_is_refused_with_variable_value_and_bound(part, field):
    least, greatest = bounds(field)
    variable = f"PLANNING_CUSTOM_{part}"
    wanted = f"from {least} to {greatest}" if greatest is not None else f"of at least {least}"
    for text in [str(least - 1), *([] if greatest is None else [str(greatest + 1)])]:
        assert refused(variable, text) == f"{variable}={text}: give a whole number {wanted}"


@pytest.mark.parametrize("text", ["", " ", "abc", "4 5", "45.0", "45,0", "+45", "1e2", "0x10", "٤٥", "9" * 40])
def test_what_is_no_whole_number_is_refused(text):
    assert refused("PLANNING_NEW_DURATION", text) == (
        f"PLANNING_NEW_DURATION={text}: give a whole number from 5 to 480"
    )


@pytest.mark.parametrize("text", ["", "  ", "maybe", "2", "ja nee"])
def test_a_flag_is_never_guessed_at(text):
    assert refused("PLANNING_NEW_EXCLUDE_WEEKENDS", text) == f"PLANNING_NEW_EXCLUDE_WEEKENDS={text}: give yes or no"


@pytest.mark.parametrize("text", ["", ",", "7", "-1", "za zo", "za;zo", "zaterdag", "za,,zo", "5-6", "za,x"])
def test_weekdays_that_cannot_be_read_are_refused_with_what_can(text):
    said = refused("PLANNING_NEW_ALLOWED_WEEKDAYS", text)
    assert said.startswith(f"PLANNING_NEW_ALLOWED_WEEKDAYS={text}: give weekdays")
    assert "5,6 or za,zo (0 is Monday)" in said


@pytest.mark.parametrize("variable", ["PLANNING_NEW_COLOUR", "PLANNING_NEW_", "PLANNING_NEW", "PLANNING_NEW_duration"])
def test_an_unknown_field_is_refused_with_the_fields_that_there_are(variable):
    with pytest.raises(SettingsError, match=variable) as caught:
        overlays_from({variable: "45"})
    assert all(part in caught.value.hint for part in FIELD_VARIABLES)


@pytest.mark.parametrize(
    "variable", ["PLANNING__DURATION", "PLANNING_2ND_DURATION", "PLANNING_new_DURATION", "PLANNING_"]
)
def test_what_cannot_be_the_name_of_a_profile_is_refused(variable):
    assert f"{variable}: " in refused(variable, "45")
    assert "name of a profile" in refused(variable, "45")


def test_lines_are_in_the_order_of_profiles_and_fields():
    assert lines_of({"custom": PLANNING_PROFILES["weekend"]}) == [
        "PLANNING_CUSTOM_DURATION=60",
        "PLANNING_CUSTOM_EARLIEST=10",
        "PLANNING_CUSTOM_LATEST=18",
        "PLANNING_CUSTOM_LEAD=180",
        "PLANNING_CUSTOM_BUFFER_BEFORE=10",
        "PLANNING_CUSTOM_BUFFER_AFTER=10",
        "PLANNING_CUSTOM_DAYS=7",
        "PLANNING_CUSTOM_STEP=30",
        "PLANNING_CUSTOM_EXCLUDE_WEEKENDS=no",
        "PLANNING_CUSTOM_ALLOWED_WEEKDAYS=5,6",
        "PLANNING_CUSTOM_OFFER=6",
    ]


@given(st.dictionaries(PROFILE_NAMES, profiles(), max_size=4))
def test_profiles_written_as_lines_are_read_back_without_loss(given_profiles):
    variables = dict(line.split("=", 1) for line in lines_of(given_profiles))
    found = assemble_profiles(environment=overlays_from(variables), published={})
    assert {name: found[name].profile for name in given_profiles} == given_profiles
    assert len(variables) == len(given_profiles) * len(FIELDS)


@given(st.sampled_from(sorted(FIELD_VARIABLES)), st.text(max_size=12) | st.integers().map(str))
def test_any_text_is_within_the_bounds_or_refused_by_name(part, text):
    variable = f"PLANNING_CUSTOM_{part}"
    try:
        found = overlays_from({variable: text})["custom"]
    except SettingsError as error:
        said = str(error)
    else:
        said = f"{variable}={text}: give " if _within_bounds(found) else "out of bounds"
    assert said.startswith(f"{variable}={text}: give ")


def _within_bounds(fields):
    try:
        PlanningProfile(**fields)
    except ValidationError as error:
        return [detail["type"] for detail in error.errors()] == ["value_error"]  # possible, though not beside `new`
    return True
