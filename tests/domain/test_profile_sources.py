"""Where the values of a profile come from: built in, environment, published; later wins."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tutorcore.domain.profile_sources import Source, assemble_profiles
from tutorcore.domain.profiles import FIELDS, PLANNING_PROFILES


def assembled(name, *, environment=None, published=None):
    return assemble_profiles(environment={name: environment or {}}, published={name: published or {}})[name]


def test_without_other_sources_every_value_is_built_in():
    found = assemble_profiles(environment={}, published={})
    assert {name: one.profile for name, one in found.items()} == dict(PLANNING_PROFILES)
    assert {source for one in found.values() for source in one.sources.values()} == {Source.BUILT_IN}
    assert all(tuple(one.sources) == FIELDS for one in found.values())


def test_the_environment_wins_over_what_is_built_in():
    found = assembled("new", environment={"duration_minutes": 45})
    assert found.profile.duration_minutes == 45
    assert found.sources["duration_minutes"] is Source.ENVIRONMENT


def test_what_is_published_wins_over_the_environment():
    found = assembled("new", environment={"duration_minutes": 45, "days_ahead": 5}, published={"duration_minutes": 50})
    assert (found.profile.duration_minutes, found.profile.days_ahead) == (50, 5)
    assert [found.sources[field] for field in ("duration_minutes", "days_ahead", "offer_size")] == [
        Source.PUBLISHED,
        Source.ENVIRONMENT,
        Source.BUILT_IN,
    ]


@pytest.mark.parametrize("name", PLANNING_PROFILES)
def test_a_profile_half_given_takes_the_rest_from_the_built_in_one(name):
    found = assembled(name, environment={"slot_step_minutes": 15})
    assert found.profile == PLANNING_PROFILES[name].model_copy(update={"slot_step_minutes": 15})


def test_a_custom_profile_takes_the_rest_from_new():
    custom = {"duration_minutes": 45, "earliest_hour": 9, "latest_hour": 17}
    found = assembled("custom", published=custom)
    assert found.profile == PLANNING_PROFILES["new"].model_copy(update=custom)
    assert found.sources["earliest_hour"] is Source.PUBLISHED
    assert found.sources["min_lead_minutes"] is Source.BUILT_IN


def test_the_built_in_profiles_come_first_then_the_others_as_they_were_named():
    found = assemble_profiles(environment={"zomer": {}, "premium": {}}, published={"avond": {}, "zomer": {}})
    assert list(found) == [*PLANNING_PROFILES, "zomer", "avond"]
    assert [one.name for one in found.values()] == list(found)


def test_a_value_given_again_as_it_was_tells_its_last_source():
    assert assembled("new", environment={"duration_minutes": 60}).sources["duration_minutes"] is Source.ENVIRONMENT


def test_what_is_impossible_only_together_is_refused():
    with pytest.raises(ValidationError, match="lies before the first"):
        assembled("new", environment={"earliest_hour": 18}, published={"latest_hour": 17})


def test_values_of_two_sources_may_be_possible_only_together():
    found = assembled("new", environment={"earliest_hour": 21}, published={"latest_hour": 22})
    assert (found.profile.earliest_hour, found.profile.latest_hour) == (21, 22)


@pytest.mark.parametrize("fields", [{"duration": 45}, {"duration_minutes": "45"}, {"duration_minutes": 4}])
def test_what_no_profile_can_hold_is_refused_from_any_source(fields):
    with pytest.raises(ValidationError):
        assembled("new", environment=fields)
    with pytest.raises(ValidationError):
        assembled("custom", published=fields)
