"""A change of a profile as a difference: what is tried, what is reset, and what the next version would set."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.profile_strategies import profiles
from tutorcore.domain.profile_sources import assemble_profiles
from tutorcore.domain.profiles import FIELDS
from tutorcore.services.compare_profiles import (
    ProfileTrial,
    compared_profile,
    next_fields,
    reset_value,
    trial_of,
    try_value,
)


def stored(published, environment=None):
    return assemble_profiles(environment={"new": environment or {}}, published={"new": published})["new"]


def some_fields(profile, chosen):
    """A version that sets some fields of a possible profile; the rest is as built in, and may be impossible with it."""
    return {name: value for name, value in profile.model_dump().items() if name in chosen}


def test_nothing_tried_changes_nothing():
    one = stored({"days_ahead": 12})
    assert not ProfileTrial()
    assert next_fields({"days_ahead": 12}, ProfileTrial()) == {"days_ahead": 12}
    assert compared_profile(one, ProfileTrial()).name == "new"


def test_a_reset_value_is_published_no_more_and_shows_what_lies_beneath():
    one = stored({"days_ahead": 12, "offer_size": 9}, {"days_ahead": 8})
    trial = reset_value(one, ProfileTrial(), "days_ahead")
    assert trial
    compared = compared_profile(one, trial)
    assert (compared.profile.days_ahead, compared.reset, compared.tried) == (8, {"days_ahead"}, {"days_ahead"})
    assert next_fields({"days_ahead": 12, "offer_size": 9}, trial) == {"offer_size": 9}


def test_a_reset_that_changes_no_value_is_a_change_all_the_same():
    one = stored({"days_ahead": 10})
    trial = reset_value(one, ProfileTrial(), "days_ahead")
    assert trial
    assert compared_profile(one, trial).tried == frozenset()
    assert next_fields({"days_ahead": 10}, trial) == {}


def test_a_value_that_is_chosen_after_a_reset_counts():
    one = stored({"days_ahead": 12})
    trial = try_value(one.profile, reset_value(one, ProfileTrial(), "days_ahead"), "days_ahead", 20)
    assert next_fields({"days_ahead": 12}, trial) == {"days_ahead": 20}
    back = try_value(one.profile, trial, "days_ahead", 12)
    assert not back
    assert next_fields({"days_ahead": 12}, back) == {"days_ahead": 12}


def test_resetting_what_is_not_published_puts_it_back():
    one = stored({})
    trial = reset_value(one, try_value(one.profile, ProfileTrial(), "days_ahead", 20), "days_ahead")
    assert trial == ProfileTrial()


def test_an_impossible_reset_keeps_the_last_possible_values():
    one = stored({"earliest_hour": 21, "latest_hour": 23})
    compared = compared_profile(one, reset_value(one, ProfileTrial(), "latest_hour"))
    assert compared.problem
    assert compared.profile == one.profile


@given(profiles(), profiles(), profiles(), st.data())
def test_a_draft_laid_on_what_it_began_from_is_the_profile_that_it_was(begun, wanted, environment, data):
    """Whatever holds beneath: trying a draft's changes shows the draft, and saving it again keeps its values."""
    over = begun.model_dump()
    chosen = data.draw(st.frozensets(st.sampled_from(FIELDS)))
    one = stored(over, environment.model_dump())
    fields = some_fields(wanted, chosen)
    trial = trial_of(one, fields, over=over)
    compared = compared_profile(one, trial)
    after = {**environment.model_dump(), **fields}
    if compared.problem is None:
        assert compared.profile.model_dump() == after
        assert {**environment.model_dump(), **next_fields(over, trial)} == after
        assert set(next_fields(over, trial)) == set(fields)
