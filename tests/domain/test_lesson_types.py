from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.domain.lesson_type_strategies import lesson_types
from tests.domain.profile_strategies import profiles
from tutorcore.domain.contacts import Conversation
from tutorcore.domain.lesson_types import (
    LESSON_TYPES,
    LessonType,
    assemble_lesson_types,
    checked_fields,
    checked_type_name,
    current_lesson_type,
    lesson_type_named,
    overlaid,
    read_rules,
    require_possible,
    rules_text,
    said_lesson_type,
    with_lesson_type,
)
from tutorcore.domain.overlay_conflicts import Side
from tutorcore.domain.profile_sources import Source, assemble_profiles
from tutorcore.domain.profiles import ALL_WEEKDAYS, FIELDS, PLANNING_PROFILES, PlanningProfile
from tutorcore.domain.records import PublishedProfile, RulesKind
from tutorcore.errors import ImpossibleOverlay, InputError

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TRIAL = LESSON_TYPES["trial"]


def a_lesson_type(name="short", **fields):
    return LessonType(name=name, fields=checked_fields(fields))


def a_talk(number, lesson_type, day):
    moment = datetime(2026, 11, day, tzinfo=UTC)
    attributes = {} if lesson_type is None else {"lesson_type": lesson_type}
    return Conversation(id=str(number), contact_id="1", attributes=attributes, last_activity_at=moment)


def a_version(name, fields, *, version=1, retired=False):
    return PublishedProfile(
        name=name,
        version=version,
        fields=fields,
        published_at=NOW,
        actor="Anouk",
        effective_on=date(2026, 11, 23),
        kind=RulesKind.LESSON_TYPE,
        retired=retired,
    )


def conflict(profile, lesson_type, name="theirs"):
    with pytest.raises(ImpossibleOverlay) as raised:
        overlaid(profile, lesson_type, profile_name=name)
    return raised.value


def rules_excluded(profile, lesson_type):
    """The two rules that exclude each other, none where the two go together."""
    try:
        overlaid(profile, lesson_type, profile_name="any")
    except ImpossibleOverlay as error:
        return error.rules
    return ()


def test_a_trial_is_half_an_hour_on_weekdays_from_five_to_seven():
    trial = overlaid(PLANNING_PROFILES["weekend"], TRIAL, profile_name="weekend")
    assert (trial.duration_minutes, trial.earliest_hour, trial.latest_hour) == (30, 17, 19)
    assert trial.weekdays == {0, 1, 2, 3, 4}


@pytest.mark.parametrize("name", PLANNING_PROFILES)
def test_a_trial_is_possible_on_every_built_in_profile(name):
    profile = PLANNING_PROFILES[name]
    trial = overlaid(profile, TRIAL, profile_name=name)
    assert trial.min_lead_minutes == profile.min_lead_minutes
    assert trial.weekdays == {0, 1, 2, 3, 4}


@given(profiles(), lesson_types())
def test_a_lesson_type_wins_in_its_fields_and_the_profile_elsewhere(profile, lesson_type):
    try:
        both = overlaid(profile, lesson_type, profile_name="any")
    except ImpossibleOverlay:
        with pytest.raises(ValidationError):
            PlanningProfile.model_validate(profile.model_dump() | dict(lesson_type.fields))
        return
    for field in FIELDS:
        wanted = lesson_type.fields.get(field, getattr(profile, field))
        assert getattr(both, field) == wanted


@given(profiles(), lesson_types())
def test_of_two_rules_that_exclude_each_other_at_least_one_is_the_lesson_types(profile, lesson_type):
    rules = rules_excluded(profile, lesson_type)
    if rules:
        assert Side.LESSON_TYPE in {rule.side for rule in rules}
    for rule in rules:
        from_type = rule.side is Side.LESSON_TYPE
        assert all((field in lesson_type.fields) is from_type for field, _ in rule.values)


@given(profiles())
def test_no_lesson_type_and_one_that_sets_nothing_change_nothing(profile):
    assert overlaid(profile, None, profile_name="any") is profile
    assert overlaid(profile, a_lesson_type(), profile_name="any") == profile


@pytest.mark.parametrize(
    ("profile", "lesson_type", "said"),
    [
        ({}, {"allowed_weekdays": [5]}, "“no weekends” (profile theirs) and “only Saturday” (lesson type short)"),
        (
            {"exclude_weekends": False, "allowed_weekdays": {5, 6}},
            {"exclude_weekends": True},
            "“no weekends” (lesson type short) and “only Saturday and Sunday” (profile theirs)",
        ),
        (
            {"latest_hour": 12},
            {"earliest_hour": 17},
            "“first start 17:00” (lesson type short) and “last start 12:00” (profile theirs)",
        ),
        (
            {"days_ahead": 1, "min_lead_minutes": 1150},
            {"latest_hour": 19},
            "“notice of 1150 minutes” (profile theirs) and “last start 19:00” (lesson type short)",
        ),
        (
            {"days_ahead": 2},
            {"min_lead_minutes": 4320},
            "“notice of 72 hours” (lesson type short) and “looks 2 days ahead, last start 20:00” (profile theirs)",
        ),
        (
            {"min_lead_minutes": 1440},
            {"days_ahead": 1},
            "“notice of 24 hours” (profile theirs) and “looks 1 day ahead” (lesson type short)",
        ),
        (
            {},
            {"earliest_hour": 19, "latest_hour": 17},
            "“first start 19:00” (lesson type short) and “last start 17:00” (lesson type short)",
        ),
    ],
)
def test_the_two_rules_are_named_and_from_which_side_each_comes(profile, lesson_type, said):
    error = conflict(PlanningProfile(**profile), a_lesson_type(**lesson_type))
    assert str(error) == f"The rules {said} exclude each other"
    assert error.hint


def test_rules_that_exclude_each_other_within_a_lesson_type_are_refused_without_any_profile():
    with pytest.raises(ImpossibleOverlay, match=r"first start 19:00.*last start 17:00"):
        require_possible(a_lesson_type(earliest_hour=19, latest_hour=17))
    with pytest.raises(ImpossibleOverlay, match=r"notice of 48 hours.*looks 1 day ahead, last start 17:00"):
        require_possible(a_lesson_type(min_lead_minutes=2880, latest_hour=17, days_ahead=1))
    require_possible(a_lesson_type(min_lead_minutes=2880, latest_hour=17))
    require_possible(a_lesson_type(allowed_weekdays={5}))


@given(lesson_types())
def test_the_fields_of_a_possible_profile_go_together_in_a_lesson_type(lesson_type):
    require_possible(lesson_type)
    assert checked_fields(lesson_type.fields) == lesson_type.fields


def test_each_field_is_judged_by_itself():
    with pytest.raises(ValidationError, match="greater than or equal to 5"):
        checked_fields({"duration_minutes": 4})
    with pytest.raises(ValidationError, match="Extra inputs"):
        checked_fields({"colour": "red"})
    with pytest.raises(ValidationError, match="valid integer"):
        checked_fields({"latest_hour": "19"})
    assert checked_fields({"latest_hour": 3, "allowed_weekdays": [0, 4]}) == {
        "latest_hour": 3,
        "allowed_weekdays": frozenset({0, 4}),
    }


def test_a_value_that_no_profile_can_have_is_an_error_of_its_own():
    with pytest.raises(ValidationError, match="greater than or equal to 5"):
        overlaid(PLANNING_PROFILES["new"], LessonType(name="odd", fields={"duration_minutes": 3}), profile_name="new")


def test_values_say_that_they_come_from_the_lesson_type():
    new = assemble_profiles(environment={"new": {"latest_hour": 18}}, published={})["new"]
    both = with_lesson_type(new, TRIAL)
    assert both.name == "new"
    assert {name for name, source in both.sources.items() if source is Source.LESSON_TYPE} == TRIAL.fields.keys()
    assert both.sources["min_lead_minutes"] is Source.BUILT_IN
    assert with_lesson_type(new, None) is new


def test_a_lesson_type_gave_a_value_only_while_it_stands():
    profile = overlaid(PLANNING_PROFILES["new"], TRIAL, profile_name="new")
    assert TRIAL.gave(profile, "latest_hour")
    assert TRIAL.gave(profile, "min_lead_minutes", "earliest_hour")
    assert not TRIAL.gave(profile, "min_lead_minutes")
    assert not TRIAL.gave(profile.model_copy(update={"latest_hour": 20}), "latest_hour")


def test_the_newest_conversation_that_says_something_counts():
    talks = [a_talk(1, "regular", 2), a_talk(2, "  ", 20), a_talk(3, " Trial ", 10), a_talk(4, None, 21)]
    said = said_lesson_type(talks)
    assert said.text == "Trial"
    assert said.conversation is not None
    assert said.conversation.id == "3"
    assert current_lesson_type(talks) == "Trial"
    assert current_lesson_type([]) == ""
    assert said_lesson_type([a_talk(1, 5, 2)]).text == "5"


def test_a_lesson_type_is_known_by_its_name_in_any_case():
    assert lesson_type_named(" TRIAL", LESSON_TYPES) is TRIAL
    assert lesson_type_named("regular", LESSON_TYPES) is None
    assert lesson_type_named(" ", LESSON_TYPES) is None


def test_a_published_version_stands_in_the_place_of_the_built_in_one_as_a_whole():
    found = assemble_lesson_types({"trial": a_version("trial", {"duration_minutes": 45}, version=3)})
    assert found == {
        "trial": LessonType(name="trial", fields={"duration_minutes": 45}, source=Source.PUBLISHED, version=3)
    }


def test_the_built_in_ones_come_first_and_retired_ones_are_gone():
    found = assemble_lesson_types(
        {"exam": a_version("exam", {"duration_minutes": 90}), "old": a_version("old", {}, retired=True)}
    )
    assert list(found) == ["trial", "exam"]
    assert assemble_lesson_types({"trial": a_version("trial", {}, retired=True)}) == LESSON_TYPES


@given(st.text(), st.text())
def test_rules_of_a_booking_read_back(profile, text):
    try:
        lesson_type = checked_type_name(text, ())
    except InputError:
        return
    if " + " in profile:
        return
    assert read_rules(rules_text(profile, lesson_type)) == (profile, lesson_type)
    assert read_rules(rules_text(profile, "")) == (profile, "")


def test_rules_of_a_booking_name_both():
    assert rules_text("new", "trial") == "new + trial"
    assert rules_text("new", "") == "new"


def test_a_name_is_as_conversations_say_it_on_one_line():
    assert checked_type_name("  Proef  les (6 vwo) ", ["trial"]) == "Proef les (6 vwo)"


@pytest.mark.parametrize("name", [" ", "a + b", "a+b", "x" * 61, "\u202etrial"])
def test_a_name_that_could_be_taken_for_another_is_refused(name):
    with pytest.raises(InputError, match="cannot be the name of a lesson type"):
        checked_type_name(name, ())


def test_a_name_that_is_taken_in_another_case_is_refused():
    with pytest.raises(InputError, match="There is “trial” already"):
        checked_type_name("TRIAL", ["trial"])


def test_all_days_is_a_value_that_a_lesson_type_can_set():
    weekend = PLANNING_PROFILES["weekend"]
    assert overlaid(weekend, a_lesson_type(allowed_weekdays=None), profile_name="weekend").weekdays == ALL_WEEKDAYS
