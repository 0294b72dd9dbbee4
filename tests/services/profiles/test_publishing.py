"""A version is published from a day on, with a reason; before its day it can be withdrawn."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.builders import publish
from tests.domain.profile_strategies import profiles
from tests.services.profiles.acts import actions, day, go_to, held, published
from tutorcore.domain.profile_sources import Source
from tutorcore.domain.profile_versions import RulesKind
from tutorcore.domain.profiles import PLANNING_PROFILES
from tutorcore.errors import Conflict, InputError, UnknownName
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.profiles.publishing import publish_profile, withdraw_version
from tutorcore.services.profiles.standing import standing_of
from tutorcore.services.profiles.taking_back import earlier_version, publish_again


def test_what_is_published_holds_at_once_and_says_where_it_comes_from(ports):
    version = published(ports, days_ahead=12)
    assert (version.version, version.actor, version.note, version.effective_on) == (1, "Anouk", "as agreed", day(0))
    known = know_profiles(ports)["new"]
    assert (known.profile.days_ahead, known.sources["days_ahead"]) == (12, Source.PUBLISHED)
    assert (known.beneath["days_ahead"], known.resettable) == (10, {"days_ahead"})


def test_what_is_published_for_later_takes_over_on_its_day(ports):
    published(ports, days_ahead=12)
    published(ports, days=3, days_ahead=20)
    assert held(ports).days_ahead == 12
    assert know_profiles(ports, on=day(3))["new"].profile.days_ahead == 20
    go_to(ports, 3)
    assert held(ports).days_ahead == 20


def test_what_is_published_today_gives_way_to_what_was_scheduled_before(ports):
    published(ports, days=3, days_ahead=20)
    published(ports, days_ahead=5)
    assert held(ports).days_ahead == 5
    assert [version.version for version in standing_of(ports, "new").coming] == [1]
    go_to(ports, 4)
    assert held(ports).days_ahead == 20


@pytest.mark.parametrize("note", ["", "  \n"])
def test_a_version_needs_a_reason(ports, note):
    with pytest.raises(InputError, match="Say why"):
        published(ports, note=note, days_ahead=3)
    assert actions(ports) == []


def test_nobody_publishes_without_a_name(ports):
    with pytest.raises(InputError, match="Nobody is chosen"):
        published(ports, actor=" ", days_ahead=3)


@pytest.mark.parametrize(("days", "said"), [(-1, "is over"), (800, "two years")])
def test_a_day_that_is_over_or_too_far_away_is_refused(ports, days, said):
    with pytest.raises(InputError, match=said):
        published(ports, days=days, days_ahead=3)


def test_an_impossible_profile_is_refused_in_words_and_nothing_is_stored(ports):
    with pytest.raises(InputError, match="lies before the first"):
        published(ports, earliest_hour=21)
    with pytest.raises(InputError, match="must be at least 5, not 4"):
        published(ports, duration_minutes=4)
    assert (standing_of(ports, "new").versions, actions(ports)) == ((), [])


def test_what_holds_already_is_not_published_again(ports):
    with pytest.raises(InputError, match="nothing to publish"):
        published(ports)
    published(ports, allowed_weekdays=frozenset({5, 0}), exclude_weekends=False)
    with pytest.raises(InputError, match="nothing to publish"):
        published(ports, allowed_weekdays=frozenset({0, 5}), exclude_weekends=False)
    assert standing_of(ports, "new").newest == 1


def test_a_value_as_built_in_may_be_published_so_that_it_stays(ports):
    published(ports, days_ahead=10)
    assert know_profiles(ports)["new"].sources["days_ahead"] is Source.PUBLISHED


def test_the_second_of_two_managers_is_told_and_nothing_is_overwritten(ports):
    first = published(ports, days_ahead=12, after=0)
    with pytest.raises(Conflict) as told:
        published(ports, days_ahead=3, after=0, actor="Bram")
    assert told.value.theirs == first
    assert held(ports).days_ahead == 12


@pytest.mark.parametrize("name", ["Evening", "2nd", "a b", "", "été", "a_b", "a" * 41, "returning"])
def test_a_new_profile_needs_a_name_that_the_environment_can_hold(ports, name):
    with pytest.raises(InputError, match=r"cannot be the name|stands for"):
        published(ports, name, days_ahead=3)


def test_a_new_profile_needs_a_name_of_its_own_whatever_the_case(ports):
    publish(ports, "Avond", {})
    with pytest.raises(InputError, match="There is “Avond” already"):
        published(ports, "avond", days_ahead=3)
    assert published(ports, "Avond", days_ahead=3).version == 2


def test_a_new_profile_takes_from_new_what_it_does_not_set(ports):
    published(ports, "avond", earliest_hour=17)
    assert held(ports, "avond") == PLANNING_PROFILES["new"].model_copy(update={"earliest_hour": 17})


def test_the_journal_tells_both_values_the_day_and_why(ports):
    published(ports, days_ahead=12)
    published(ports, days=2, days_ahead=9, allowed_weekdays=frozenset({4, 0}), note="fewer tutors")
    entry = ports.journal.entries()[0]
    assert (entry.action, entry.subject, entry.reason) == ("profile published", "profile:new", "fewer tutors")
    assert entry.before == {"version": 1, "holds from": "2026-11-23", "days_ahead": 12}
    assert entry.after == {"version": 2, "holds from": "2026-11-25", "days_ahead": 9, "allowed_weekdays": [0, 4]}


def test_a_version_is_withdrawn_before_its_day(ports):
    published(ports, days=3, days_ahead=20)
    withdraw_version(ports, "new", 1, actor="Bram", reason="too soon")
    go_to(ports, 5)
    assert held(ports) == PLANNING_PROFILES["new"]
    assert actions(ports) == ["profile withdrawn", "profile published"]
    assert standing_of(ports, "new").versions[0].withdrawn


def test_a_version_that_has_taken_over_is_not_withdrawn(ports):
    published(ports, days_ahead=20)
    with pytest.raises(InputError, match="has taken over already"):
        withdraw_version(ports, "new", 1, actor="Bram")
    with pytest.raises(UnknownName):
        withdraw_version(ports, "new", 2, actor="Bram")


def test_lesson_types_are_published_in_the_same_way(ports):
    fields = {"earliest_hour": 23, "latest_hour": 1}  # whoever asks judges them; no profile could hold these
    publish_profile(ports, "intake", fields, note="n", actor="Anouk", expected_version=0, kind=RulesKind.LESSON_TYPE)
    assert standing_of(ports, "intake", kind=RulesKind.LESSON_TYPE).fields == fields
    assert "intake" not in know_profiles(ports)
    assert ports.journal.entries()[0].subject == "lesson type:intake"
    with pytest.raises(InputError, match="nothing to publish"):
        publish_profile(
            ports, "intake", fields, note="n", actor="Anouk", expected_version=1, kind=RulesKind.LESSON_TYPE
        )
    with pytest.raises(InputError, match="cannot be the name"):
        publish_profile(
            ports, "in+take", fields, note="n", actor="Anouk", expected_version=0, kind=RulesKind.LESSON_TYPE
        )


# going back


def test_an_earlier_version_is_published_again_as_it_was(ports):
    published(ports, days_ahead=12)
    published(ports, days_ahead=20, offer_size=3)
    third = publish_again(ports, "new", 1, note="was better", actor="Bram", expected_version=2)
    assert (third.version, third.fields) == (3, {"days_ahead": 12})
    assert held(ports).offer_size == 6


def test_version_nought_is_what_was_before_the_first(ports):
    published(ports, days_ahead=12)
    assert publish_again(ports, "new", 0, note="n", actor="Bram", expected_version=1).fields == {}
    assert held(ports) == PLANNING_PROFILES["new"]
    with pytest.raises(UnknownName):
        publish_again(ports, "new", 7, note="n", actor="Bram", expected_version=2)


def test_the_earlier_version_is_the_one_that_held_before(ports):
    assert earlier_version(ports, "new") == 0
    published(ports, days_ahead=12)
    assert earlier_version(ports, "new") == 0
    published(ports, days=5, days_ahead=20)
    published(ports, days_ahead=7)
    assert earlier_version(ports, "new") == 1
    go_to(ports, 6)
    assert earlier_version(ports, "new") == 3


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=profiles(), second=profiles(), name=st.sampled_from(["new", "premium", "avond"]))
def test_publishing_one_then_another_then_the_first_again_gives_the_first(ports, first, second, name):
    assume(first != second)
    begun = standing_of(ports, name).newest
    one, other = first.model_dump(), second.model_dump()
    assume(begun == 0 or standing_of(ports, name).fields != one)
    published(ports, name, **one)
    before = know_profiles(ports)[name]
    published(ports, name, **other)
    assert held(ports, name) == second
    publish_again(ports, name, begun + 1, note="back", actor="Anouk", expected_version=begun + 2)
    assert know_profiles(ports)[name] == before
    assert before.profile == first
