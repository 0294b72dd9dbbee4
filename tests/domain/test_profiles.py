"""Planning profiles: the built-in values, the bounds of each field, and profiles that can never offer a slot."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tutorcore.domain.profiles import FIELDS, PLANNING_PROFILES, PlanningProfile, bounds

WEEKEND = frozenset({5, 6})
BUILT_IN = {
    # field: new, existing, returning_broadcast, weekend, premium
    "duration_minutes": (60, 60, 60, 60, 90),
    "earliest_hour": (10, 9, 9, 10, 8),
    "latest_hour": (20, 21, 21, 18, 22),
    "min_lead_minutes": (720, 360, 360, 180, 240),
    "buffer_before_min": (15, 10, 10, 10, 20),
    "buffer_after_min": (15, 10, 10, 10, 20),
    "days_ahead": (10, 14, 14, 7, 21),
    "slot_step_minutes": (30, 30, 30, 30, 30),
    "exclude_weekends": (True, True, True, False, False),
    "allowed_weekdays": (None, None, None, WEEKEND, None),
    "offer_size": (6, 6, 6, 6, 15),
}
NAMES = ("new", "existing", "returning_broadcast", "weekend", "premium")
LIMITS = {
    "duration_minutes": (5, 480),
    "earliest_hour": (0, 23),
    "latest_hour": (0, 23),
    "min_lead_minutes": (0, None),
    "buffer_before_min": (0, 240),
    "buffer_after_min": (0, 240),
    "days_ahead": (1, 366),
    "slot_step_minutes": (5, 240),
    "offer_size": (1, 50),
}
WIDE = {"earliest_hour": 0, "latest_hour": 23, "min_lead_minutes": 0}


def refused(**fields):
    """The places and kinds of what is wrong with a profile."""
    with pytest.raises(ValidationError) as caught:
        PlanningProfile(**fields)
    return [(detail["loc"][:1], detail["type"]) for detail in caught.value.errors()]


def reason(**fields):
    with pytest.raises(ValueError, match="Value error") as caught:
        PlanningProfile(**fields)
    return str(caught.value)


@pytest.mark.parametrize("field", FIELDS)
def test_the_built_in_profiles_hold_the_values_of_the_table(field):
    assert tuple(getattr(PLANNING_PROFILES[name], field) for name in NAMES) == BUILT_IN[field]


def test_the_built_in_profiles_are_these_in_this_order_and_cannot_be_changed():
    assert tuple(PLANNING_PROFILES) == NAMES
    assert set(FIELDS) == set(BUILT_IN)
    with pytest.raises(TypeError):
        PLANNING_PROFILES["new"] = PlanningProfile()
    with pytest.raises(ValidationError):
        PLANNING_PROFILES["new"].duration_minutes = 45


@pytest.mark.parametrize("name", NAMES)
def test_no_built_in_profile_looks_odd(name):
    assert PLANNING_PROFILES[name].warnings == ()


def test_a_field_left_out_takes_the_value_of_new():
    assert PlanningProfile() == PLANNING_PROFILES["new"]
    custom = PlanningProfile(duration_minutes=45, earliest_hour=9, latest_hour=17)
    assert (custom.duration_minutes, custom.min_lead_minutes, custom.exclude_weekends) == (45, 720, True)


@pytest.mark.parametrize(("field", "limits"), LIMITS.items())
def test_the_bounds_themselves_are_allowed_and_known(field, limits):
    assert bounds(field) == limits
    for value in limits:
        if value is not None:
            others = WIDE | {"days_ahead": 2}
            assert getattr(PlanningProfile(**(others | {field: value})), field) == value


@pytest.mark.parametrize(("field", "limits"), LIMITS.items())
def test_just_outside_the_bounds_is_refused(field, limits):
    least, greatest = limits
    assert refused(**{field: least - 1}) == [((field,), "greater_than_equal")]
    if greatest is not None:
        assert refused(**{field: greatest + 1}) == [((field,), "less_than_equal")]


@pytest.mark.parametrize("field", LIMITS)
@pytest.mark.parametrize("value", ["30", "", True, False, 30.0, 30.5, None, [30], float("nan")], ids=repr)
def test_a_number_must_be_a_whole_number_and_nothing_that_looks_like_one(field, value):
    assert refused(**{field: value}) == [((field,), "int_type")]


@pytest.mark.parametrize("value", ["true", "nee", 1, 0, None], ids=repr)
def test_a_flag_must_be_yes_or_no(value):
    assert refused(exclude_weekends=value) == [(("exclude_weekends",), "bool_type")]


@pytest.mark.parametrize("field", ["duration", "DURATION_MINUTES", "buffer_before_minutes", "name"])
def test_an_unknown_field_is_refused(field):
    assert refused(**{field: 60}) == [((field,), "extra_forbidden")]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (frozenset(), "too_short"),
        ({7}, "less_than_equal"),
        ({-1}, "greater_than_equal"),
        ({"5"}, "int_type"),
        ({True}, "int_type"),
        ("za", "frozen_set_type"),
        (5, "frozen_set_type"),
    ],
    ids=repr,
)
def test_weekdays_are_a_set_of_0_to_6_that_is_not_empty(value, kind):
    assert refused(allowed_weekdays=value) == [(("allowed_weekdays",), kind)]


@pytest.mark.parametrize(
    ("fields", "weekdays"),
    [
        ({"exclude_weekends": False}, {0, 1, 2, 3, 4, 5, 6}),
        ({"exclude_weekends": True}, {0, 1, 2, 3, 4}),
        ({"exclude_weekends": False, "allowed_weekdays": {0, 6}}, {0, 6}),
        ({"exclude_weekends": True, "allowed_weekdays": {0, 6}}, {0}),
        ({"exclude_weekends": False, "allowed_weekdays": [1, 1, 2]}, {1, 2}),
    ],
)
def test_a_lesson_may_start_on_the_weekdays_that_are_allowed_and_not_excluded(fields, weekdays):
    assert PlanningProfile(**fields).weekdays == weekdays


def test_a_last_start_before_the_first_is_refused_with_the_reason():
    assert "the last start (9:00) lies before the first (10:00)" in reason(earliest_hour=10, latest_hour=9)
    assert PlanningProfile(earliest_hour=10, latest_hour=10).latest_hour == 10


@pytest.mark.parametrize("weekdays", [{5}, {6}, {5, 6}])
def test_a_profile_without_any_weekday_left_is_refused_with_the_reason(weekdays):
    assert "no weekday is left" in reason(exclude_weekends=True, allowed_weekdays=weekdays)


@pytest.mark.parametrize(
    ("days", "latest", "reach"), [(1, 20, 1200), (2, 20, 2640), (10, 20, 14160), (1, 10, 600), (366, 23, 526980)]
)
def test_notice_beyond_the_last_start_is_refused_with_the_reason(days, latest, reach):
    fields = {"days_ahead": days, "latest_hour": latest}
    assert PlanningProfile(**fields, min_lead_minutes=reach).min_lead_minutes == reach
    said = reason(**fields, min_lead_minutes=reach + 1)
    assert f"notice of {reach + 1} minutes" in said
    assert f"at most {reach} minutes away" in said


def test_a_notice_of_any_size_is_refused_in_words():
    assert "no slot can ever be offered" in reason(min_lead_minutes=10**30)


@pytest.mark.parametrize(
    ("fields", "warnings"),
    [
        ({"latest_hour": 23, "duration_minutes": 60}, ()),
        ({"latest_hour": 23, "duration_minutes": 61}, ("A lesson that starts at 23:00 ends after midnight.",)),
        (
            {"slot_step_minutes": 45},
            ("The last start, 20:00, is never reached in steps of 45 minutes.",),
        ),
        ({"slot_step_minutes": 40}, ()),
        ({"earliest_hour": 20, "slot_step_minutes": 45}, ()),
        (
            {"allowed_weekdays": {4, 5}},
            ("Weekend days are allowed and excluded; they are excluded.",),
        ),
        ({"allowed_weekdays": {4, 5}, "exclude_weekends": False}, ()),
    ],
)
def test_what_is_possible_but_odd_is_said(fields, warnings):
    assert PlanningProfile(**fields).warnings == warnings


def test_several_oddities_are_all_said():
    odd = {"latest_hour": 23, "duration_minutes": 90, "slot_step_minutes": 45, "allowed_weekdays": {0, 6}}
    assert len(PlanningProfile(**odd).warnings) == 3


def test_equal_profiles_are_equal_and_can_be_keys():
    one, same = PlanningProfile(allowed_weekdays={0, 1}), PlanningProfile(allowed_weekdays=[1, 0])
    assert one == same
    assert len({one, same}) == 1
