"""The ladders of each value: what stands on them, and that a rising one only ever adds slots."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.domain_builders import a_profile
from tests.domain.profile_strategies import profiles
from tests.domain.question_strategies import questions
from tutorcore.domain.goals import ladders_of
from tutorcore.domain.profiles import PLANNING_PROFILES, PlanningProfile
from tutorcore.domain.slots import suggest_slots

NEW, WEEKEND = PLANNING_PROFILES["new"], PLANNING_PROFILES["weekend"]


def values(profile):
    """By field what it may become, and how small each change is."""
    return {
        ladder.fields: [(*(change.new for change in rung.changes), rung.size) for rung in ladder.rungs]
        for ladder in ladders_of(profile)
    }


def changed(profile, rung):
    return PlanningProfile(**profile.model_dump() | {change.field: change.new for change in rung.changes})


def test_the_values_of_a_profile_from_the_present_one_on():
    found = values(NEW)
    assert found["duration_minutes",][:3] == [(55, 2), (50, 4), (45, 6)]
    assert found["earliest_hour",] == [(9 - number, 2 + 2 * number) for number in range(10)]
    assert found["latest_hour",] == [(21, 2), (22, 4), (23, 6)]
    assert found["min_lead_minutes",][0] == (660, 1)
    assert found["min_lead_minutes",][-1] == (0, 12)
    assert found["buffer_before_min",] == found["buffer_after_min",] == [(10, 1), (5, 2), (0, 3)]
    assert found["days_ahead",] == [(10 + days, days) for days in range(1, 29)]
    assert found["slot_step_minutes",] == [(15, 3), (10, 6), (6, 9), (5, 12)]
    assert found["exclude_weekends",] == [(False, 10)]
    assert found["exclude_weekends", "allowed_weekdays"] == [
        (False, frozenset(range(6)), 5),
        (False, frozenset({0, 1, 2, 3, 4, 6}), 5),
    ]


def test_a_value_that_is_no_multiple_goes_to_the_nearest_one_first():
    odd = a_profile(min_lead_minutes=90, buffer_before_min=7, duration_minutes=62, slot_step_minutes=7)
    found = values(odd)
    assert found["min_lead_minutes",] == [(60, 1), (0, 2)]
    assert found["buffer_before_min",] == [(5, 1), (0, 2)]
    assert found["duration_minutes",][0] == (60, 2)
    assert ("slot_step_minutes",) not in found


def test_a_value_at_its_end_has_no_ladder():
    widest = a_profile(earliest_hour=0, latest_hour=23, days_ahead=366, duration_minutes=5, slot_step_minutes=5)
    assert values(widest) == {}
    assert values(a_profile(days_ahead=350))["days_ahead",][-1] == (366, 16)


def test_weekdays_are_added_the_fewest_first():
    found = values(WEEKEND)["allowed_weekdays",]
    assert found[:2] == [(frozenset({0, 5, 6}), 5), (frozenset({1, 5, 6}), 5)]
    assert found[-1] == (None, 25)
    assert len(found) == 31


def test_weekdays_that_are_allowed_but_excluded_cost_what_they_open():
    both = a_profile(exclude_weekends=True, allowed_weekdays=frozenset({3, 4, 5}))
    found = values(both)
    assert found["exclude_weekends",] == [(False, 5)]
    assert found["allowed_weekdays",][0] == (frozenset({0, 3, 4, 5}), 5)
    assert (False, frozenset({3, 4, 6}), 5) in found["exclude_weekends", "allowed_weekdays"]
    fridays = a_profile(exclude_weekends=True, allowed_weekdays=frozenset({4}))
    assert ("exclude_weekends",) not in values(fridays)
    assert values(fridays)["exclude_weekends", "allowed_weekdays"][0] == (False, frozenset({4, 5}), 5)


@given(profiles())
def test_every_rung_is_another_possible_profile_and_they_stand_by_size(profile):
    for ladder in ladders_of(profile):
        sizes = [rung.size for rung in ladder.rungs]
        assert sizes == sorted(sizes)
        assert sizes[0] > 0
        found = [changed(profile, rung) for rung in ladder.rungs]
        assert len({profile, *found}) == len(found) + 1
        assert all({change.field for change in rung.changes} <= set(ladder.fields) for rung in ladder.rungs)


@settings(max_examples=60)
@given(questions(), st.data())
def test_every_rung_keeps_every_slot_and_on_a_rising_ladder_those_of_the_rung_before(asked, data):
    ladders = ladders_of(asked.profile)
    if not ladders:
        return
    ladder = data.draw(st.sampled_from(ladders))
    place = data.draw(st.integers(0, min(len(ladder.rungs), 12) - 1))
    before = changed(asked.profile, ladder.rungs[place - 1]) if place and ladder.rising else asked.profile
    after = changed(asked.profile, ladder.rungs[place])
    moves_the_grid = ladder.fields == ("earliest_hour",) and not ladder.rising
    assert moves_the_grid or starts(before, asked) <= starts(after, asked)


def starts(profile, asked):
    slots = suggest_slots(
        profile,
        asked.events,
        now=asked.now,
        zone=asked.zone,
        preferences=asked.preferences,
        closures=asked.closures,
    )
    return {slot.start for slot in slots}


def test_an_earlier_hour_moves_the_grid_where_the_step_does_not_divide_the_hour():
    rising = {ladder.fields: ladder.rising for ladder in ladders_of(a_profile(slot_step_minutes=45))}
    assert not rising["earliest_hour",]
    assert {ladder.fields: ladder.rising for ladder in ladders_of(a_profile(slot_step_minutes=20))}["earliest_hour",]
